import { isBook } from './books/formats.js';
import type { ParseOutcome } from '../../schemas/staging.js';
import { parseFile } from './parse.js';
import type { ParseTask } from './parse.js';
import { sniff } from './sniff.js';

/**
 * `parseFile` for a program without a pool of its own: what streams is read here; formats read whole, by a library, get a thread with
 * limits of memory and time, and a thread that was ended is a refusal by name.
 */
export async function parseGuarded(task: ParseTask): Promise<ParseOutcome> {
  const { kind } = sniff(task.path, task.fileName);
  if (kind !== 'gzip' && !isBook(kind)) return parseFile(task);
  const { createPool, PoolFailure } = await import('./pool.js');
  const { threadMemoryMb, timeoutMs } = task.limits;
  const pool = createPool({ maxThreads: 1, threadMemoryMb, timeoutMs });
  try {
    return await pool.run('parse', task);
  } catch (error) {
    if (error instanceof PoolFailure) return { ok: false, code: error.code, params: error.params };
    throw error;
  } finally {
    await pool.close();
  }
}
