import { statSync } from 'node:fs';
import type { UnpackOutcome } from '../../schemas/packed.js';
import type { ParseLimits, ParseOutcome, Refused } from '../../schemas/staging.js';
import type { UnpackTask } from './packed/unpack.js';
import type { ParseTask } from './parse.js';
import type { PoolTasks, ThreadPool } from './pool.js';
import { smallTextBytes } from './small-text.js';
import { sniff } from './sniff.js';

/** Reading within limits of time and memory, for a program without a pool of its own. */
export interface Guard {
  parse(task: ParseTask): Promise<ParseOutcome>;
  unpack(task: UnpackTask): Promise<UnpackOutcome>;
}

const isSmallText = ({ path, fileName }: ParseTask): boolean =>
  sniff(path, fileName).kind === 'csv' && statSync(path).size <= smallTextBytes;

let ending: Promise<unknown> = Promise.resolve();

/** When the processes are gone that the last work was done by. */
export const readersGone = (): Promise<unknown> => ending;

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
  const close = () => Promise.all(started.map((pool) => pool.close()));
  try {
    const done = await work({
      parse: (task) => (isSmallText(task) ? parseHere(task) : run('parse', task)),
      unpack: (task) => run('unpack', task),
    });
    // Told to end at once; meanwhile what was read is printed.
    ending = close();
    return done;
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** `parseFile` within its limits. */
export const parseGuarded = (task: ParseTask, signal?: AbortSignal): Promise<ParseOutcome> =>
  guarded(task.limits, (guard) => guard.parse(task), signal);
