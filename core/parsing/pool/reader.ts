import type { ChildProcess } from 'node:child_process';
import type { ReadingAnswer, ReadingTask, Said } from './protocol.js';
import type { StartedReading } from './start-reading.js';
import { PoolFailure } from './tasks.js';

/** How a runtime ends itself when it can take no more memory: the thread's limit is looked at now and then, and one step may go far past it. */
const memorySignals: ReadonlySet<unknown> = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL']);
/** The same where there are no signals. */
const abortCode = 134;

/** One process that reads files; see reading-process.ts. While it has no task it holds up nobody's end. */
export class Reader {
  readonly #child: ChildProcess;
  readonly #threadMemoryMb: number;
  #ready = false;
  #failure: PoolFailure | null = null;
  #task: ReadingTask | null = null;
  #answered: ((answer: ReadingAnswer) => void) | null = null;
  #failed: ((failure: PoolFailure) => void) | null = null;
  readonly gone: Promise<void>;

  constructor({ child, threadMemoryMb }: StartedReading) {
    this.#threadMemoryMb = threadMemoryMb;
    this.#child = child;
    this.gone = new Promise((resolve) => {
      const ended = (failure: PoolFailure): void => {
        this.#failure ??= failure;
        this.#failed?.(this.#failure);
        resolve();
      };
      this.#child.on('error', (error) => ended(new PoolFailure('thread-died', {}, error)));
      this.#child.once('close', (code, signal) => ended(this.#endedBy(code, signal)));
    });
    this.#child.on('message', (said: Said) => this.#hear(said));
  }

  /** Nothing it could still answer. */
  get ended(): boolean {
    return this.#failure !== null;
  }

  /** One task at a time. Throws what the task threw, or PoolFailure when it came to no end: then the reader is of no more use. */
  async run(task: ReadingTask): Promise<Extract<ReadingAnswer, { result: unknown }>> {
    this.#hold(true);
    try {
      const answer = await new Promise<ReadingAnswer>((resolve, reject) => {
        if (this.#failure) return reject(this.#failure);
        this.#answered = resolve;
        this.#failed = reject;
        if (this.#ready) this.#send(task);
        else this.#task = task;
      });
      if ('result' in answer) return answer;
      if ('thrown' in answer) throw answer.thrown;
      throw this.#failureOf(answer.failure, null);
    } finally {
      this.#answered = null;
      this.#failed = null;
      this.#hold(false);
    }
  }

  /** At once, whatever it does: a running task fails as cancelled when it is gone. */
  end(): void {
    this.#failure ??= new PoolFailure('cancelled', {}, null);
    this.#child.kill('SIGKILL');
    // Until it is gone, that is.
    this.#hold(true);
  }

  #hear(said: Said): void {
    if (said !== 'ready') return this.#answered?.(said);
    this.#ready = true;
    if (this.#task) this.#send(this.#task);
  }

  #send(task: ReadingTask): void {
    // Where it is gone, its end tells.
    this.#child.send(task, () => undefined);
  }

  #endedBy(code: number | null, signal: NodeJS.Signals | null): PoolFailure {
    const isMemory = memorySignals.has(signal) || code === abortCode;
    return this.#failureOf(isMemory ? 'thread-memory-limit' : 'thread-died', { code, signal });
  }

  #failureOf(code: PoolFailure['code'], cause: unknown): PoolFailure {
    const threadMemoryMb = this.#threadMemoryMb;
    return new PoolFailure(code, code === 'thread-memory-limit' ? { threadMemoryMb } : {}, cause);
  }

  #hold(busy: boolean): void {
    const verb = busy ? 'ref' : 'unref';
    this.#child[verb]();
    this.#child.channel?.[verb]();
  }
}
