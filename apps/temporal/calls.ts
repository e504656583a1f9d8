/** Calls to the server that end when the keeper stops, and outlast a server that is started again. */
import { setMaxListeners } from 'node:events';
import type { Client } from '@temporalio/client';
import { isAway, whileAway } from './away.js';
import { type TemporalPlace, unreachable } from './unreachable.js';

/** Somebody waits for the answer. */
const patienceMs = 20_000;
const tryMs = 5_000;

export class Calls {
  readonly client: Client;
  readonly #place: TemporalPlace;
  readonly #open = new Map<Promise<unknown>, AbortController>();
  isClosing = false;

  constructor(client: Client, place: TemporalPlace) {
    this.client = client;
    this.#place = place;
  }

  /** `call` may be repeated, and is until the server answers, however long it is away. */
  run<T>(call: () => Promise<T>): Promise<T> {
    return this.#kept((signal) => whileAway(call, signal));
  }

  /** `call` may be repeated. Throws `temporal-unreachable` when no answer comes in time. */
  async ask<T>(call: () => Promise<T>, limitMs = patienceMs): Promise<T> {
    const once = () => this.client.withDeadline(Date.now() + Math.min(limitMs, tryMs), call);
    try {
      return await this.#kept((signal) => whileAway(once, signal, limitMs));
    } catch (error) {
      throw !this.isClosing && isAway(error) ? unreachable(this.#place) : error;
    }
  }

  async #kept<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    // One for each: the connection listens to it for every call it makes, and for good, with all that the call held.
    const stop = new AbortController();
    const { signal } = stop;
    setMaxListeners(0, signal);
    if (this.isClosing) stop.abort();
    const kept = this.client.withAbortSignal(signal, () => work(signal));
    this.#open.set(kept, stop);
    try {
      return await kept;
    } finally {
      this.#open.delete(kept);
    }
  }

  /** Ends all waiting; to be called before the connection is closed. */
  async close(): Promise<void> {
    this.isClosing = true;
    for (const stop of this.#open.values()) stop.abort();
    await Promise.allSettled(this.#open.keys());
  }
}
