/** The snapshots of a store, and the chain of one up to its full one. */
import { NamedError } from '../../schemas/errors.js';
import { DamagedSnapshot } from './faults.js';
import { isSnapshotId, manifestKey } from './layout.js';
import { readManifest } from './manifest/read.js';
import type { ManifestFault } from './manifest/read.js';
import type { Head } from './manifest/model.js';
import type { SnapshotKey } from './manifest/sign.js';
import { again, patient } from './stores/retry.js';
import type { SnapshotStore } from './stores/store.js';

export type Found = { id: string; head: Head } | { id: string; fault: ManifestFault };

/** Far more than a manifest needs: about two million objects. */
const maxManifestBytes = 256 << 20;

/** Ids in a store, oldest first. */
export async function snapshotIds(store: SnapshotStore): Promise<string[]> {
  return (await store.folders()).filter(isSnapshotId).sort();
}

/** The bytes of a manifest; null: there is none. */
export async function manifestText(store: SnapshotStore, id: string): Promise<string | null> {
  const found = await store.head(manifestKey(id));
  if (found === null || found.sizeBytes > maxManifestBytes) return null;
  return again(patient, async () => {
    const parts: Buffer[] = [];
    for await (const part of await store.get(manifestKey(id))) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  });
}

/** Reads and authenticates a manifest; `key` null: hashes only. */
export async function readHead(store: SnapshotStore, id: string, key: SnapshotKey | null): Promise<Found> {
  const text = await manifestText(store, id).catch((thrown: unknown) => {
    if (thrown instanceof NamedError && thrown.code === 'object-unreadable') return '';
    throw thrown;
  });
  if (text === null) return { id, fault: 'manifest-missing' };
  const read = readManifest(text, id, key);
  return typeof read === 'string' ? { id, fault: read } : { id, head: read };
}

/** All snapshots, oldest first. */
export async function readSnapshots(store: SnapshotStore, key: SnapshotKey | null): Promise<Found[]> {
  const found: Found[] = [];
  for (const id of await snapshotIds(store)) found.push(await readHead(store, id, key));
  return found;
}

export const unknownSnapshot = (id: string): NamedError =>
  new NamedError('snapshot-unknown', `snapshot ${id}: there is none of this id`, {
    exit: 'usage',
    hint: 'See "sheetkeep snapshot list".',
  });

/** Whether a store has anything of a snapshot: a folder, or another one that goes on from it. Whoever vouches for that. */
export async function isNamed(store: SnapshotStore, id: string): Promise<boolean> {
  if ((await snapshotIds(store)).includes(id)) return true;
  return (await readSnapshots(store, null)).some((one) => 'head' in one && one.head.parent === id);
}

/** Nothing is said about a snapshot that nobody here can vouch for. */
export const otherKey = (id: string): NamedError =>
  new NamedError('snapshot-key-missing', `snapshot ${id}: it was made by a workspace with another identity`, {
    exit: 'missingPart',
    hint: 'Name its recovery identity with --identity, or put that workspace’s archive/identity.json into archive/, or restore with --without-key.',
  });

/** The full snapshot first, `id` last. Throws `snapshot-unknown`, `snapshot-key-missing`, `snapshot-damaged`. */
export async function chainOf(store: SnapshotStore, id: string, key: SnapshotKey | null): Promise<Head[]> {
  if (!(await snapshotIds(store)).includes(id)) {
    throw unknownSnapshot(id);
  }
  const chain: Head[] = [];
  for (let next: string | null = id; next !== null;) {
    const found: Found = await readHead(store, next, key);
    if ('fault' in found) throw found.id === id && found.fault === 'other-key' ? otherKey(id) : unusable(found);
    const child = chain[0];
    if (child && !fits(child, found.head)) {
      const faults = [{ file: manifestKey(child.id), fault: 'parent-other' as const }];
      throw new DamagedSnapshot(`snapshot ${child.id}: it does not follow its parent ${found.id}`, faults);
    }
    chain.unshift(found.head);
    next = found.head.parent;
  }
  return chain;
}

/** A parent that another workspace vouches for was put there. */
const unusable = ({ id, fault }: { id: string; fault: ManifestFault }): NamedError =>
  new DamagedSnapshot(`snapshot ${id}: ${fault}`, [{ file: manifestKey(id), fault }]);

/** Whether a snapshot begins where its parent ends. */
export const fits = (child: Head, parent: Head): boolean =>
  child.seq.from === parent.seq.to &&
  child.workspace === parent.workspace &&
  (child.kind !== 'differential' || parent.kind === 'full');
