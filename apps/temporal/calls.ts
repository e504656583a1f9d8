/** Calls to the server that end when the keeper stops, and outlast a server that is started again. */
import { setMaxListeners } from 'node:events';
import type { Client } from '@temporalio/client';
import { whileAway } from './away.js';

export class Calls {
  readonly #client: Client;
  readonly #closing = new AbortController();
  readonly #open = new Set<Promise<unknown>>();

  constructor(client: Client) {
    this.#client = client;
    // Every call that waits listens, however many there are.
    setMaxListeners(0, this.#closing.signal);
  }

  get isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  /** `call` may be repeated. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    const { signal } = this.#closing;
    const work = this.#client.withAbortSignal(signal, () => whileAway(call, signal));
    this.#open.add(work);
    try {
      return await work;
    } finally {
      this.#open.delete(work);
    }
  }

  /** Ends all waiting; to be called before the connection is closed. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#open);
  }
}
