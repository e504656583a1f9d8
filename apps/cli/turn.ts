/** A command whose workspace is taken waits for its turn, as long as whoever has it shows that it goes on. */
import { lockHolder, signOfLife } from '../../core/archive/lock.js';
import { NamedError } from '../../schemas/errors.js';
import { type Context, say, told } from './context.js';

/** A keeper is up in seconds, and one that works gives signs of life oftener. */
const silenceMs = 60_000;
const tellMs = 60_000;

export class Turn {
  readonly #context: Context;
  readonly #runDir: string;
  #sign: string | null = null;
  #heardAt = 0;
  #toldAt: number | null = null;

  constructor(context: Context, runDir: string) {
    this.#context = context;
    this.#runDir = runDir;
  }

  /** Looks who has the workspace, and says now and then that it is waited for. Throws `keeper-silent`. */
  look(now = performance.now()): void {
    const sign = signOfLife(this.#runDir);
    if (sign !== this.#sign || this.#toldAt === null) this.#heardAt = now;
    this.#sign = sign;
    if (now - this.#heardAt >= silenceMs) throw this.#silent();
    if (this.#toldAt !== null && now - this.#toldAt < tellMs) return;
    const { err } = this.#context;
    err(`  ${this.#toldAt === null ? say(this.#context, ...taken) : this.#stillTaken()}`);
    this.#toldAt = now;
  }

  #stillTaken(): string {
    const holder = lockHolder(this.#runDir);
    const since = told(this.#context, holder?.at);
    return say(
      this.#context,
      `still waiting: process ${holder?.pid ?? '–'} is at work since ${since}, and goes on. Ctrl-C stops waiting`,
      `仍在等待：进程 ${holder?.pid ?? '–'} 自 ${since} 起在运行，仍有进展。按 Ctrl-C 停止等待`,
    );
  }

  #silent(): NamedError {
    const holder = lockHolder(this.#runDir);
    return new NamedError(
      'keeper-silent',
      `process ${holder?.pid} has this workspace since ${holder?.at}, and gave no sign of life for ${silenceMs / 1000} s`,
      { hint: `End it (kill ${holder?.pid}) and run this again. What it took in is not lost.`, retryable: true },
    );
  }
}

const taken = [
  'waiting: a keeper is starting here, or another command is at work …',
  '等待中：守护进程正在启动，或另一个命令正在运行…',
] as const;
