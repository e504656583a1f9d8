/** Brings a snapshot and what it needs from one store into another; what is there already is not sent again. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile, tempName } from '../archive/files.js';
import { chainOf, manifestText } from './chain.js';
import { objectFault } from './faults.js';
import { manifestKey } from './layout.js';
import type { Head, StoredFile } from './manifest/model.js';
import type { SnapshotKey } from './manifest/sign.js';
import { damaged, hashStored, holdsFile, writeNewFile } from './objects.js';
import { again, patient } from './stores/retry.js';
import type { SnapshotStore, StagedFile } from './stores/store.js';

export interface CopyRequest {
  from: SnapshotStore;
  to: SnapshotStore;
  id: string;
  key: SnapshotKey | null;
  /** Whether the other store may hold what is local; `as-found`: it takes what this one has of it. */
  withLocal: boolean | 'as-found';
  /** For what is on its way. */
  tempDir: string;
  progress?: (done: { step: string }) => void;
  signal?: AbortSignal;
}

export interface CopyAnswer {
  /** The snapshot and its parents, the full one first. */
  snapshots: string[];
  files: number;
  /** Sent now. */
  bytes: number;
}

/** Throws `snapshot-…`, `store-…`, `object-differs`. Can be repeated after any failure and goes on where it stopped. */
export async function copySnapshot(request: CopyRequest): Promise<CopyAnswer> {
  const { from, id, key, tempDir } = request;
  const chain = await chainOf(from, id, key);
  const scratch = join(tempDir, tempName());
  await mkdir(scratch, { recursive: true });
  try {
    const answer: CopyAnswer = { snapshots: chain.map((head) => head.id), files: 0, bytes: 0 };
    for (const head of chain) await copyOne(request, head, scratch, answer);
    return answer;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function copyOne(request: CopyRequest, head: Head, scratch: string, answer: CopyAnswer): Promise<void> {
  const { from, to, withLocal, signal } = request;
  for (const file of head.files.filter(({ local }) => withLocal || !local)) {
    signal?.throwIfAborted();
    request.progress?.({ step: 'copy' });
    if (file.local && withLocal === 'as-found' && (await from.head(file.key)) === null) continue;
    // A lock must be prolonged by a put; else a look is enough.
    if (to.lockDays === 0 && (await holdsFile(to, file))) continue;
    const { staged, move } = await staging(from, file, scratch);
    const placed = await to.put(file.key, staged, { move }).catch(async (thrown: unknown) => {
      await assertSound(from, file);
      throw thrown;
    });
    if (placed === 'stored') {
      answer.files += 1;
      answer.bytes += file.sizeBytes;
    }
  }
  const text = (await manifestText(from, head.id)) ?? '';
  const path = join(scratch, tempName());
  await writeFile(path, text);
  const placed = await to.put(manifestKey(head.id), { path, ...(await hashFile(path)) }, { move: true });
  if (placed === 'stored') answer.files += 1;
}

/** A file of a store as one of this machine, proved to be what its name says. */
async function staging(
  from: SnapshotStore,
  file: StoredFile,
  scratch: string,
): Promise<{ staged: StagedFile; move: boolean }> {
  const { key, sha256, sizeBytes } = file;
  const path = from.localPath(key);
  if (path !== null && (await from.head(key)) !== null) return { staged: { path, sha256, sizeBytes }, move: false };
  const fetched = await again(patient, () => fetch(from, key, scratch));
  if ((await hashFile(fetched)).sha256 === sha256) return { staged: { path: fetched, sha256, sizeBytes }, move: true };
  throw damaged(key);
}

/** What could not be put may not be the fault of the place it was put to. Throws `snapshot-damaged`. */
async function assertSound(from: SnapshotStore, { key, sha256 }: StoredFile): Promise<void> {
  const read = await hashStored(from, key).catch((thrown: unknown) => {
    const fault = objectFault(thrown);
    throw fault === null ? thrown : damaged(key, fault);
  });
  if (read.sha256 !== sha256) throw damaged(key);
}

async function fetch(from: SnapshotStore, key: string, scratch: string): Promise<string> {
  const path = join(scratch, tempName());
  await writeNewFile(await from.get(key), path);
  return path;
}
