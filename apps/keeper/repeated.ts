/** Work that a keeper does over and over while it serves, one at a time. */
export class Repeated {
  readonly #timer: NodeJS.Timeout;
  #going = false;

  constructor(everyMs: number, work: () => Promise<unknown>, onError: (error: unknown) => void) {
    this.#timer = setInterval(() => void this.#once(work, onError), everyMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #once(work: () => Promise<unknown>, onError: (error: unknown) => void): Promise<void> {
    if (this.#going) return;
    this.#going = true;
    await work().catch(onError);
    this.#going = false;
  }
}
