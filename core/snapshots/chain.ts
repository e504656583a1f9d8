/** Reading manifests, and the chain of a snapshot up to its full one. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { isSnapshotId, manifestName, snapshotFolder } from './layout.js';
import { isAuthentic, manifestSchema, snapshotFormat } from './manifest.js';
import type { Manifest, SnapshotKey } from './manifest.js';

export type ManifestFault =
  | 'manifest-missing'
  | 'manifest-unreadable'
  | 'format-newer'
  | 'not-authentic'
  /** Authenticated by a key that this workspace does not have. */
  | 'other-key'
  /** The folder has another name than the snapshot. */
  | 'renamed';

export type Found = { id: string; manifest: Manifest } | { id: string; fault: ManifestFault };

/** Ids below `snapshots/`, oldest first. */
export async function snapshotIds(root: string): Promise<string[]> {
  return (await readdir(root).catch(() => [])).filter(isSnapshotId).sort();
}

/** Reads and authenticates a manifest; `key` null: hashes only. */
export async function readManifest(root: string, id: string, key: SnapshotKey | null): Promise<Found> {
  const text = await readFile(join(snapshotFolder(root, id), manifestName), 'utf8').catch(() => null);
  if (text === null) return { id, fault: 'manifest-missing' };
  const raw = parsed(text);
  if (typeof raw === 'object' && raw !== null && Number((raw as { format?: unknown }).format) > snapshotFormat) {
    return { id, fault: 'format-newer' };
  }
  const read = manifestSchema.safeParse(raw);
  if (!read.success) return { id, fault: 'manifest-unreadable' };
  const manifest = read.data;
  if (manifest.id !== id) return { id, fault: 'renamed' };
  if (key && manifest.keyId !== key.id) return { id, fault: 'other-key' };
  if (key && !isAuthentic(manifest, key)) return { id, fault: 'not-authentic' };
  return { id, manifest };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** All snapshots, oldest first. */
export async function readSnapshots(root: string, key: SnapshotKey | null): Promise<Found[]> {
  const found: Found[] = [];
  for (const id of await snapshotIds(root)) found.push(await readManifest(root, id, key));
  return found;
}

const broken = (id: string, what: string, exit: 'checkFailed' | 'usage' | 'missingPart', hint: string): NamedError =>
  new NamedError(
    exit === 'usage' ? 'snapshot-unknown' : exit === 'missingPart' ? 'snapshot-key-missing' : 'snapshot-damaged',
    `snapshot ${id}: ${what}`,
    { exit, hint },
  );

/** The full snapshot first, `id` last. Throws `snapshot-unknown`, `snapshot-key-missing`, `snapshot-damaged`. */
export async function chainOf(root: string, id: string, key: SnapshotKey | null): Promise<Manifest[]> {
  if (!(await snapshotIds(root)).includes(id)) {
    throw broken(id, 'there is none of this id', 'usage', 'See "sheetkeep snapshot list".');
  }
  const chain: Manifest[] = [];
  for (let next: string | null = id; next !== null;) {
    const found: Found = await readManifest(root, next, key);
    if ('fault' in found) throw unusable(found.id, found.fault);
    const child = chain[0];
    if (child && !fits(child, found.manifest)) {
      throw broken(child.id, `it does not follow its parent ${found.id}`, 'checkFailed', 'Use another snapshot.');
    }
    chain.unshift(found.manifest);
    next = found.manifest.parent;
  }
  return chain;
}

function unusable(id: string, fault: ManifestFault): NamedError {
  if (fault !== 'other-key')
    return broken(id, fault, 'checkFailed', 'Use another snapshot: see "sheetkeep snapshot check".');
  return broken(
    id,
    'it was made by a workspace with another identity',
    'missingPart',
    'Put that workspace’s archive/identity.json into archive/, or restore with --without-key.',
  );
}

/** Whether a snapshot begins where its parent ends. */
export const fits = (child: Manifest, parent: Manifest): boolean =>
  child.seq.from === parent.seq.to &&
  child.workspace === parent.workspace &&
  (child.kind !== 'differential' || parent.kind === 'full');
