import { PoolFailure } from '../core/parsing/pool.js';
import { NamedError } from '../schemas/errors.js';
import type { Refused } from '../schemas/staging.js';

/** Limits that a file runs into by what it is: reading it once more comes to the same. */
const limits = new Set(['thread-memory-limit', 'thread-time-limit']);

/** Runs a thread task over a file. A limit that the file ran into is its refusal; any other end of the thread is tried again. */
export async function ofTheFile<T>(run: () => Promise<T>): Promise<T | Refused> {
  try {
    return await run();
  } catch (thrown) {
    if (!(thrown instanceof PoolFailure)) throw thrown;
    if (limits.has(thrown.code)) return { ok: false, code: thrown.code, params: thrown.params };
    throw new NamedError(thrown.code, thrown.message, { retryable: true, cause: thrown });
  }
}
