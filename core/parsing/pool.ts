import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';
import type { JudgeCellsResult, JudgeCellsTask } from '../../schemas/fields/judge-task.js';
import type { ParseOutcome } from '../../schemas/staging.js';
import type { UnpackOutcome } from '../../schemas/packed.js';
import { compiledModule } from '../archive/compiled.js';
import type { UnpackTask } from './packed/unpack.js';
import type { ParseTask } from './parse.js';

/** Tasks by name, with what they take and answer. */
export interface PoolTasks {
  parse: { task: ParseTask; result: ParseOutcome };
  unpack: { task: UnpackTask; result: UnpackOutcome };
  'judge-cells': { task: JudgeCellsTask; result: JudgeCellsResult };
}

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
  maxThreads: number;
  /** Old-generation heap of one thread; a thread past it is ended and its task fails. */
  threadMemoryMb: number;
  /** A task running longer is ended with its thread; one that reads a file, after the time its size explains if that is less. */
  timeoutMs: number;
  /** Default: two minutes, and one for each MiB. */
  fileTime?: FileTime;
  /** All threads start at once and stay: for a keeper, whose deliveries then find them ready. */
  warm?: boolean;
}

export type PoolFailureCode = 'thread-time-limit' | 'thread-memory-limit' | 'cancelled' | 'thread-died';

/** A task that did not end by itself. The pool lives on. */
export class PoolFailure extends Error {
  readonly code: PoolFailureCode;
  readonly params: Record<string, number>;

  constructor(code: PoolFailureCode, params: Record<string, number>, cause: unknown) {
    super(`thread task ended: ${code}`, { cause });
    this.name = 'PoolFailure';
    this.code = code;
    this.params = params;
  }
}

export interface RunOptions {
  signal?: AbortSignal | undefined;
  /** Instead of the pool's. */
  timeoutMs?: number | undefined;
}

export interface ThreadPool {
  run<Name extends keyof PoolTasks>(
    name: Name,
    task: PoolTasks[Name]['task'],
    options?: RunOptions,
  ): Promise<PoolTasks[Name]['result']>;
  /** Ends all threads; running tasks fail as cancelled. */
  close(): Promise<void>;
}

const defaultWorker = (): string => fileURLToPath(compiledModule('./worker.js', import.meta.url));

/** Threads for parsing and judging, started at the first task unless warm. `workerPath` is a module whose exports are the tasks. */
export function createPool(limits: PoolLimits, workerPath: string = defaultWorker()): ThreadPool {
  let started: Promise<Piscina> | null = null;
  const threads = (): Promise<Piscina> => (started ??= startThreads(limits, workerPath));
  // Where they cannot be started, the first task says so.
  if (limits.warm === true) threads().catch(() => undefined);
  const slots = new Slots(limits.maxThreads);
  return {
    run: (name, task, options = {}) =>
      slots.hold(options.signal, async () => runTask(await threads(), limits, name, task, options)),
    close: async () => (await started)?.destroy(),
  };
}

async function startThreads(limits: PoolLimits, filename: string): Promise<Piscina> {
  const { Piscina } = await import('piscina');
  const piscina = new Piscina({
    filename,
    minThreads: limits.warm === true ? limits.maxThreads : 0,
    maxThreads: limits.maxThreads,
    workerData: { warm: limits.warm === true },
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: limits.threadMemoryMb },
  });
  // A thread that dies outside a task is replaced by the pool; the next task tells if something is wrong.
  piscina.on('error', () => undefined);
  return piscina;
}

/** As many tasks at once as there are threads: a task's time limit begins when a thread is free for it. */
class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async hold<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((turn) => this.#waiting.push(turn));
    try {
      if (signal?.aborted) throw new PoolFailure('cancelled', {}, signal.reason);
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

async function runTask<Name extends keyof PoolTasks>(
  piscina: Piscina,
  limits: PoolLimits,
  name: Name,
  task: PoolTasks[Name]['task'],
  options: RunOptions,
): Promise<PoolTasks[Name]['result']> {
  const timeoutMs = options.timeoutMs ?? (await timeOf(task, limits));
  const clock = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, clock]) : clock;
  try {
    return (await piscina.run(task, { name, signal })) as PoolTasks[Name]['result'];
  } catch (error) {
    if (options.signal?.aborted) throw new PoolFailure('cancelled', {}, error);
    if (clock.aborted) throw new PoolFailure('thread-time-limit', { timeoutMs, seconds: timeoutMs / 1000 }, error);
    throw failureOf(error, limits);
  }
}

async function timeOf(task: PoolTasks[keyof PoolTasks]['task'], { timeoutMs, fileTime }: PoolLimits): Promise<number> {
  if (!('fileName' in task)) return timeoutMs;
  // One that is not there is told by its reading.
  const size = await stat(task.path).then(
    (found) => found.size,
    () => 0,
  );
  return timeOfFile(size, timeoutMs, fileTime);
}

/** Errors lose their class between threads; what the runtime says of a dead thread keeps its code. */
function failureOf(error: unknown, limits: PoolLimits): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new PoolFailure('thread-memory-limit', { threadMemoryMb: limits.threadMemoryMb }, error);
  }
  const text = error instanceof Error ? error.message : '';
  if (/worker.*(?:exited|terminat)/i.test(text)) return new PoolFailure('thread-died', {}, error);
  return error;
}
