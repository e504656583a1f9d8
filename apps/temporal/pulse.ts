/** Whether the server answers: asked again and again, since a call that hangs or is repeated tells nobody. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface PulseTimes {
  everyMs: number;
  /** An answer takes no longer. */
  limitMs: number;
  /** A server that is started again at once is missed by nobody. */
  awayAfterMs: number;
}

const usual: PulseTimes = { everyMs: 2_000, limitMs: 3_000, awayAfterMs: 6_000 };

/** null = it answers again. */
type Listener = (since: Date | null) => void;

export class Pulse {
  /** Since when it does not answer; null = it does. */
  since: Date | null = null;
  readonly #listeners = new Set<Listener>();
  readonly #stopped = new AbortController();

  /** `ask` rejects where no answer comes within its limit. */
  constructor(ask: (limitMs: number) => Promise<unknown>, times: PulseTimes = usual) {
    void this.#watch(ask, times);
  }

  /** Tells at once where it does not answer, then whenever that changes. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.since !== null) listener(this.since);
    return () => void this.#listeners.delete(listener);
  }

  stop(): void {
    this.#stopped.abort();
    this.#listeners.clear();
  }

  async #watch(ask: (limitMs: number) => Promise<unknown>, { everyMs, limitMs, awayAfterMs }: PulseTimes) {
    const { signal } = this.#stopped;
    let missedAt: Date | null = null;
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      const askedAt = new Date();
      const answers = await ask(limitMs).then(
        () => true,
        () => false,
      );
      missedAt = answers ? null : (missedAt ?? askedAt);
      const isAway = missedAt !== null && Date.now() - missedAt.getTime() >= awayAfterMs;
      if (isAway !== (this.since !== null)) this.#tell(isAway ? missedAt : null);
    }
  }

  #tell(since: Date | null): void {
    if (this.#stopped.signal.aborted) return;
    this.since = since;
    for (const listener of this.#listeners) listener(since);
  }
}
