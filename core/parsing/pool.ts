import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';
import { compiledModule } from '../archive/compiled.js';
import { readingModule } from './pool/expected.js';
import type { ReadingTask } from './pool/protocol.js';
import { Readers } from './pool/readers.js';
import { Slots } from './pool/slots.js';
import { PoolFailure, type PoolTasks, type TaskName } from './pool/tasks.js';
import { startThreads, threadFailure } from './pool/threads.js';

export { PoolFailure, type PoolFailureCode, type PoolTasks } from './pool/tasks.js';

/** How long a file may take: the readers we use hang in some damaged workbooks of a few kB. */
export interface FileTime {
  baseMs: number;
  perMiBMs: number;
}

const usualFileTime: FileTime = { baseMs: 120_000, perMiBMs: 60_000 };

/** Milliseconds a file of that size may take, at most `mostMs`. */
export const timeOfFile = (sizeBytes: number, mostMs: number, { baseMs, perMiBMs } = usualFileTime): number =>
  Math.min(mostMs, Math.ceil((baseMs + (sizeBytes / 2 ** 20) * perMiBMs) / 100) * 100);

export interface PoolLimits {
  /** Tasks at once. */
  maxThreads: number;
  /** Old-generation heap of one thread; a thread past it is ended and its task fails. */
  threadMemoryMb: number;
  /** A task running longer is ended with its thread; one that reads a file, after the time its size explains if that is less. */
  timeoutMs: number;
  /** Default: two minutes, and one for each MiB. */
  fileTime?: FileTime;
  /** The threads that judge and a process that reads start at once and stay: for a keeper, whose deliveries then find them ready. */
  warm?: boolean;
}

export interface RunOptions {
  signal?: AbortSignal | undefined;
  /** Instead of the pool's. */
  timeoutMs?: number | undefined;
}

export interface ThreadPool {
  run<Name extends TaskName>(
    name: Name,
    task: PoolTasks[Name]['task'],
    options?: RunOptions,
  ): Promise<PoolTasks[Name]['result']>;
  /** A file is on its way that will be read: what reads it is started meanwhile. */
  prepare(): void;
  /** A file is done: what a warm pool has ready is made ready again. */
  standBy(): void;
  /** Ends all threads; running tasks fail as cancelled. */
  close(): Promise<void>;
}

const compiled = (module: string): string => fileURLToPath(compiledModule(`./pool/${module}.js`, import.meta.url));

/**
 * Threads for reading and judging, started at the first task unless warm. Those that read are in processes of their own: no limit of a
 * thread holds against every file, and past it the runtime ends the whole process. `workerPath` is a module whose exports are the tasks.
 */
export function createPool(limits: PoolLimits, workerPath?: string): ThreadPool {
  const { maxThreads, threadMemoryMb, warm = false } = limits;
  let started: Promise<Piscina> | null = null;
  const judging = (): Promise<Piscina> =>
    (started ??= startThreads({ maxThreads, threadMemoryMb, warm }, workerPath ?? compiled('judging-thread')));
  // Where they cannot be started, the first task says so.
  if (warm) judging().catch(() => undefined);
  const readers = new Readers({ threadMemoryMb, warm }, workerPath ?? readingModule());
  const work = async (name: TaskName, task: unknown, signal: AbortSignal): Promise<unknown> => {
    if (name === 'judge-cells') return (await judging()).run(task, { name, signal });
    return readers.run({ name, task } as ReadingTask, signal);
  };
  const slots = new Slots(maxThreads);
  return {
    run: <Name extends TaskName>(name: Name, task: PoolTasks[Name]['task'], options: RunOptions = {}) =>
      slots.hold(options.signal, () =>
        limited(limits, task, options, async (signal) => (await work(name, task, signal)) as PoolTasks[Name]['result']),
      ),
    prepare: () => readers.prepare(),
    standBy: () => readers.standBy(),
    close: async () => {
      await Promise.all([readers.close(), started?.then((piscina) => piscina.destroy())]);
    },
  };
}

/** Runs a task within its time, and tells by what it was ended. */
async function limited<T>(
  limits: PoolLimits,
  task: PoolTasks[TaskName]['task'],
  options: RunOptions,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeoutMs = options.timeoutMs ?? (await timeOf(task, limits));
  const clock = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, clock]) : clock;
  try {
    return await run(signal);
  } catch (error) {
    if (options.signal?.aborted) throw new PoolFailure('cancelled', {}, error);
    if (clock.aborted) throw new PoolFailure('thread-time-limit', { timeoutMs, seconds: timeoutMs / 1000 }, error);
    throw threadFailure(error, limits.threadMemoryMb);
  }
}

async function timeOf(task: PoolTasks[TaskName]['task'], { timeoutMs, fileTime }: PoolLimits): Promise<number> {
  if (!('fileName' in task)) return timeoutMs;
  // One that is not there is told by its reading.
  const size = await stat(task.path).then(
    (found) => found.size,
    () => 0,
  );
  return timeOfFile(size, timeoutMs, fileTime);
}
