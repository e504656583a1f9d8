import { statSync } from 'node:fs';
import type { UnpackOutcome } from '../../schemas/packed.js';
import type { ParseLimits, ParseOutcome, Refused } from '../../schemas/staging.js';
import type { UnpackTask } from './packed/unpack.js';
import type { ParseTask } from './parse.js';
import type { PoolTasks, ThreadPool } from './pool.js';
import { sniff } from './sniff.js';

/** Reading within limits of time and memory, for a program without a pool of its own. */
export interface Guard {
  parse(task: ParseTask): Promise<ParseOutcome>;
  unpack(task: UnpackTask): Promise<UnpackOutcome>;
}

/** A text file up to here is read at once: its size bounds what it may cost, and a thread takes longer to start. */
const smallTextBytes = 256 << 10;

const isSmallText = ({ path, fileName }: ParseTask): boolean =>
  sniff(path, fileName).kind === 'csv' && statSync(path).size <= smallTextBytes;

/** The readers are loaded where they are used: a thread has its own. */
async function parseHere(task: ParseTask): Promise<ParseOutcome> {
  const { parseFile } = await import('./parse.js');
  return parseFile(task);
}

/**
 * Work with files in a thread, started when it is needed; one that had to be ended is a refusal by name. `signal` ends it at
 * once: then PoolFailure `cancelled` is thrown.
 */
export async function guarded<T>(
  limits: ParseLimits,
  work: (guard: Guard) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const started: ThreadPool[] = [];
  const run = async <Name extends 'parse' | 'unpack'>(
    name: Name,
    task: PoolTasks[Name]['task'],
  ): Promise<PoolTasks[Name]['result'] | Refused> => {
    const { createPool, PoolFailure } = await import('./pool.js');
    const { threadMemoryMb, timeoutMs } = limits;
    const [pool = createPool({ maxThreads: 1, threadMemoryMb, timeoutMs })] = started;
    if (started.length === 0) started.push(pool);
    try {
      return await pool.run(name, task, { signal });
    } catch (error) {
      if (error instanceof PoolFailure && error.code !== 'cancelled')
        return { ok: false, code: error.code, params: error.params };
      throw error;
    }
  };
  try {
    return await work({
      parse: (task) => (isSmallText(task) ? parseHere(task) : run('parse', task)),
      unpack: (task) => run('unpack', task),
    });
  } finally {
    for (const pool of started) await pool.close();
  }
}

/** `parseFile` within its limits. */
export const parseGuarded = (task: ParseTask, signal?: AbortSignal): Promise<ParseOutcome> =>
  guarded(task.limits, (guard) => guard.parse(task), signal);
