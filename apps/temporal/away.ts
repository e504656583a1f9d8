/** Calls to a server that is being started again. */
import { isGrpcServiceError } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';

/** gRPC codes of a server that is not there or not ready: cancelled connection, unknown, deadline, resources, aborted, unavailable. */
const awayCodes = new Set([1, 2, 4, 8, 10, 14]);
const patienceMs = 300_000;
const pauseMs = 500;

const isAway = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return isGrpcServiceError(cause) && awayCodes.has(cause.code);
};

/** Repeats a call that may be repeated for up to five minutes while the server does not answer, and until the signal. */
export async function whileAway<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
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
