/** So many deliveries are under way at once; the others wait their turn, in the order in which they asked. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Answers how to end the turn; calling it again does nothing. Rejects when `signal` aborts first. */
  async take(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else await this.#passedOn(signal);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#end();
    };
  }

  #passedOn(signal?: AbortSignal): Promise<void> {
    return new Promise((done, failed) => {
      const next = () => {
        signal?.removeEventListener('abort', leave);
        done();
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(next), 1);
        failed(signal?.reason as Error);
      };
      this.#waiting.push(next);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  #end(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
