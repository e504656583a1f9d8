/** Calls to a server that does not answer. */
import { isGrpcServiceError } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';

/** gRPC codes of a server that is not there or not ready: cancelled connection, unknown, deadline, resources, aborted, unavailable. */
const awayCodes = new Set([1, 2, 4, 8, 10, 14]);
const pauseMs = 500;

export const isAway = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return isGrpcServiceError(cause) && awayCodes.has(cause.code);
};

/** Repeats a call that may be repeated while the server does not answer, for `patienceMs` and until the signal. */
export async function whileAway<T>(call: () => Promise<T>, signal: AbortSignal, patienceMs = Infinity): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      signal.throwIfAborted();
      return await call();
    } catch (error) {
      if (signal.aborted || !isAway(error) || performance.now() > until) throw error;
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
