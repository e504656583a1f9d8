import { takeExpected } from './expected.js';
import type { ReadingResult, ReadingTask } from './protocol.js';
import { Reader } from './reader.js';
import { startReading } from './start-reading.js';
import { PoolFailure } from './tasks.js';

export interface ReaderLimits {
  threadMemoryMb: number;
  /** One starts at once, and one stays. */
  warm: boolean;
}

/** What a reader may take and still be kept for the next file: what a large one needed is given back. */
const keptRssMb = 96;
const idleMs = 30_000;

/** Processes that read files, each one at a time; as many as tasks run at once. */
export class Readers {
  readonly #limits: ReaderLimits;
  readonly #module: string;
  readonly #all = new Set<Reader>();
  /** With the timer that ends each; null: it stays. */
  readonly #idle = new Map<Reader, NodeJS.Timeout | null>();
  #closed = false;

  constructor(limits: ReaderLimits, module: string) {
    this.#limits = limits;
    this.#module = module;
    if (limits.warm) this.#keep(this.#start());
  }

  /** One is ready for a file that is on its way: while it is landed, its reader starts. */
  prepare(): void {
    if (!this.#closed && this.#idle.size === 0) this.#keep(this.#start());
  }

  /** The one that stays is there again after a file that it was ended for. */
  standBy(): void {
    if (this.#limits.warm && this.#all.size === 0) this.prepare();
  }

  /** `signal` ends the task, and the process with it. */
  async run(task: ReadingTask, signal: AbortSignal): Promise<ReadingResult> {
    signal.throwIfAborted();
    if (this.#closed) throw new PoolFailure('cancelled', {}, null);
    const reader = this.#take();
    const stop = (): void => reader.end();
    signal.addEventListener('abort', stop);
    try {
      const { result, rssMb } = await reader.run(task);
      if (rssMb < keptRssMb) this.#keep(reader);
      else reader.end();
      return result;
    } catch (error) {
      reader.end();
      // Told when nothing of it goes on any more.
      await reader.gone;
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Returns when all are gone. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const reader of this.#all) reader.end();
    await Promise.all([...this.#all].map((reader) => reader.gone));
  }

  #start(): Reader {
    const { threadMemoryMb } = this.#limits;
    const reader = new Reader(takeExpected(threadMemoryMb, this.#module) ?? startReading(threadMemoryMb, this.#module));
    this.#all.add(reader);
    void reader.gone.then(() => {
      this.#all.delete(reader);
      clearTimeout(this.#idle.get(reader) ?? undefined);
      this.#idle.delete(reader);
    });
    return reader;
  }

  #take(): Reader {
    for (const [reader, timer] of this.#idle) {
      clearTimeout(timer ?? undefined);
      this.#idle.delete(reader);
      if (!reader.ended) return reader;
    }
    return this.#start();
  }

  #keep(reader: Reader): void {
    const stays = this.#limits.warm && ![...this.#idle.values()].includes(null);
    this.#idle.set(reader, stays ? null : setTimeout(() => reader.end(), idleMs).unref());
  }
}
