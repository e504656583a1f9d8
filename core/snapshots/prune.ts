/** Removes from a store what its retention no longer keeps: a plan, and its execution. */
import { NamedError } from '../../schemas/errors.js';
import { readSnapshots } from './chain.js';
import type { Found } from './chain.js';
import { manifestKey } from './layout.js';
import { bytesOf } from './manifest/model.js';
import type { Head } from './manifest/model.js';
import type { SnapshotKey } from './manifest/sign.js';
import { planRetention } from './retention.js';
import type { Candidate, Keep, Verdict } from './retention.js';
import type { SnapshotStore } from './stores/store.js';
import { unnamedObjects } from './sweep.js';

export interface PruneRequest {
  store: SnapshotStore;
  key: SnapshotKey;
  keep: Keep;
  timeZone: string;
  /** Snapshots whose last drill passed. */
  proved: ReadonlySet<string>;
  /** Snapshots that must be in the store by the archive's book. */
  recorded: readonly string[];
  signal?: AbortSignal;
}

export interface PrunePlan {
  store: string;
  /** Newest first. */
  keep: Verdict[];
  /** In the order of removal: no snapshot is ever there without its parent. */
  remove: { id: string; bytes: number }[];
  /** Objects that no kept snapshot names, as far as they are known before. */
  objects: number;
  bytes: number;
}

/** Throws `prune-unreadable` while a manifest cannot be read or is lost: what it needs is not known. */
export async function planPrune(request: PruneRequest): Promise<PrunePlan> {
  const heads = readable(await readSnapshots(request.store, request.key), request.recorded);
  const candidates: Candidate[] = [];
  for (const head of heads) candidates.push(await candidate(request, head));
  const verdicts = planRetention(candidates, request.keep, request.timeZone);
  const kept = new Set(verdicts.filter(({ reasons }) => reasons.length > 0).map(({ id }) => id));
  const byId = new Map(heads.map((head) => [head.id, head]));
  const needed = new Set(heads.filter(({ id }) => kept.has(id)).flatMap(({ files }) => files.map(({ key }) => key)));
  const freed = new Map(
    heads.flatMap(({ files }) =>
      files.filter(({ key }) => !needed.has(key)).map(({ key, sizeBytes }) => [key, sizeBytes]),
    ),
  );
  return {
    store: request.store.name,
    keep: verdicts.filter(({ id }) => kept.has(id)),
    remove: childrenFirst(heads.filter(({ id }) => !kept.has(id))).map((head) => ({
      id: head.id,
      bytes: bytesOf(byId.get(head.id) ?? head),
    })),
    objects: freed.size,
    bytes: [...freed.values()].reduce((sum, bytes) => sum + bytes, 0),
  };
}

function readable(found: readonly Found[], recorded: readonly string[]): Head[] {
  const lost = recorded.filter((id) => !found.some((one) => one.id === id));
  const unread = [...found.filter((one) => 'fault' in one), ...lost];
  if (unread.length === 0) return found.flatMap((one) => ('head' in one ? [one.head] : []));
  throw new NamedError(
    'prune-unreadable',
    `${unread.length} manifests are lost or cannot be read: nothing is removed`,
    {
      exit: 'checkFailed',
      hint: 'See "sheetkeep snapshot check". A lost one comes back with "sheetkeep snapshot copy ID --from STORE --to workspace".',
    },
  );
}

async function candidate({ store, proved }: PruneRequest, { id, parent, at, seq }: Head): Promise<Candidate> {
  const lockedUntil = store.lockDays === 0 ? null : ((await store.head(manifestKey(id)))?.lockedUntil ?? null);
  return { id, parent, at, to: seq.to, proved: proved.has(id), lockedUntil };
}

/** Each after those that go on from it. */
function childrenFirst(heads: readonly Head[]): Head[] {
  return heads.toSorted((a, b) => b.seq.to - a.seq.to || b.seq.from - a.seq.from || (a.id < b.id ? 1 : -1));
}

/**
 * Removes what a plan says, if it is still what would be planned now (`changed-since-plan`): manifests first, then objects
 * that no manifest names. A stop at any step leaves whole snapshots and objects that the next run removes.
 */
export async function executePrune(
  request: PruneRequest,
  plan: PrunePlan,
): Promise<{ removed: string[]; objects: number; bytes: number }> {
  const { store, key, signal } = request;
  const now = await planPrune(request);
  const ids = ({ remove }: PrunePlan): string => remove.map(({ id }) => id).join();
  if (ids(now) !== ids(plan)) {
    throw new NamedError('changed-since-plan', 'the snapshots have changed since the plan was made', {
      hint: 'Look at the new plan: "sheetkeep snapshot prune".',
    });
  }
  const removed: string[] = [];
  for (const { id } of plan.remove) {
    signal?.throwIfAborted();
    await store.delete(manifestKey(id));
    // Files of format 1 lie beside their manifest.
    for await (const { key: file } of store.list(`${id}/`)) await store.delete(file);
    removed.push(id);
  }
  const left = request.recorded.filter((id) => !removed.includes(id));
  const unnamed = (await unnamedObjects(store, await readSnapshots(store, key), left)) ?? [];
  const freed = await removeObjects(store, unnamed);
  // In the workspace's own folder the next snapshot does it; in another one somebody may be writing right now.
  if (store.localPath('') === null) await store.sweep();
  return { removed, ...freed };
}

/** A locked object stays until its time has come. */
async function removeObjects(store: SnapshotStore, unnamed: readonly { key: string; sizeBytes: number }[]) {
  const freed = { objects: 0, bytes: 0 };
  for (const { key, sizeBytes } of unnamed) {
    try {
      await store.delete(key);
    } catch (thrown) {
      if (thrown instanceof NamedError && thrown.code === 'object-locked') continue;
      throw thrown;
    }
    freed.objects += 1;
    freed.bytes += sizeBytes;
  }
  return freed;
}
