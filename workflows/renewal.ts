/** When to renew what follows the archive: once it is quiet, but never later than a limit after the first change. */

export interface RenewalTimes {
  /** So long without a change counts as quiet. */
  debounceMs: number;
  /** A change waits at most so long. */
  maxStaleMs: number;
}

export interface Clock {
  /** Milliseconds. */
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

/** Keeps the times of the changes that are not shown yet. */
export class Renewal {
  readonly #times: RenewalTimes;
  readonly #clock: Clock;
  #first: number | null = null;
  #last = 0;

  constructor(times: RenewalTimes, clock: Clock) {
    this.#times = times;
    this.#clock = clock;
  }

  /** The archive changed. */
  changed(): void {
    this.#last = this.#clock.now();
    this.#first ??= this.#last;
  }

  get isOpen(): boolean {
    return this.#first !== null;
  }

  /** Waits for its time. One timer per `debounceMs`, however many changes there are. */
  async due(): Promise<void> {
    const { debounceMs, maxStaleMs } = this.#times;
    const first = this.#first ?? this.#clock.now();
    for (;;) {
      const wait = Math.min(this.#last + debounceMs, first + maxStaleMs) - this.#clock.now();
      if (wait <= 0) return;
      await this.#clock.sleep(wait);
    }
  }

  /** What was told until now is being shown; changes from now on wait for the next time. */
  taken(): void {
    this.#first = null;
  }
}
