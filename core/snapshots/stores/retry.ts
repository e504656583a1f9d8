/** The same store, which tries again what failed for a passing reason. */
import { setTimeout as sleep } from 'node:timers/promises';
import { NamedError } from '../../../schemas/errors.js';
import type { SnapshotStore, StoredEntry } from './store.js';

export interface RetryProfile {
  tries: number;
  /** Milliseconds before the second try; doubled before each further one. */
  firstWaitMs: number;
}

/** About seven seconds in all: long enough for a restart of a service, short enough for a person who waits. */
export const patient: RetryProfile = { tries: 4, firstWaitMs: 1_000 };

/** Failures that were tried again to the end: who tries again around that does not begin anew. */
const spent = new WeakSet<object>();

/** Runs it again while a store fails for a passing reason; what reads a whole object must begin anew. */
export async function again<T>({ tries, firstWaitMs }: RetryProfile, work: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof NamedError) || thrown.code !== 'store-unreachable' || !thrown.retryable) throw thrown;
      if (n === tries || spent.has(thrown)) {
        spent.add(thrown);
        throw thrown;
      }
      await sleep(firstWaitMs * 2 ** (n - 1));
    }
  }
}

/** A listing is tried again only as a whole: it is read to its end before any of it is given out. */
export function withRetry(store: SnapshotStore, profile: RetryProfile = patient): SnapshotStore {
  const { name, lockDays } = store;
  return {
    name,
    lockDays,
    put: (key, file, options) => again(profile, () => store.put(key, file, options)),
    get: (key) => again(profile, () => store.get(key)),
    head: (key) => again(profile, () => store.head(key)),
    async *list(prefix) {
      yield* await again(profile, () => gather(store.list(prefix)));
    },
    folders: () => again(profile, () => store.folders()),
    delete: (key) => again(profile, () => store.delete(key)),
    sweep: () => again(profile, () => store.sweep()),
    localPath: (key) => store.localPath(key),
  };
}

async function gather(entries: AsyncIterable<StoredEntry>): Promise<StoredEntry[]> {
  const all: StoredEntry[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}
