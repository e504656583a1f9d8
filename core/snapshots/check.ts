/** Checks snapshots by name: manifest, chain, every file, nothing too many. */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { hashFile } from '../archive/files.js';
import { fits, readManifest, readSnapshots } from './chain.js';
import type { Found, ManifestFault } from './chain.js';
import { isLeftover, isSnapshotId, manifestName, objectName, objectsName, snapshotFolder } from './layout.js';
import type { Manifest, SnapshotKey } from './manifest.js';

export type SnapshotFault =
  | ManifestFault
  | 'missing'
  | 'extra'
  | 'damaged'
  /** It holds the bytes of another file of the snapshot. */
  | 'swapped'
  | 'parent-unusable'
  | 'parent-other'
  /** The archive has recorded it, but it is not here. */
  | 'snapshot-missing'
  /** Not a snapshot, not an object. */
  | 'foreign';

export interface Fault {
  /** null: outside of any snapshot. */
  snapshot: string | null;
  /** Relative to `snapshots/`. */
  file: string;
  fault: SnapshotFault;
}

export interface Slice {
  /** 1 … t. */
  n: number;
  t: number;
}

export interface CheckRequest {
  /** The folder `snapshots/`. */
  root: string;
  key: SnapshotKey | null;
  /** Only this one and its parents; absent: all, and what lies beside them. */
  id?: string;
  /** Whose bytes are read; default all. */
  slice?: Slice;
  /** Snapshots that the archive knows of. */
  recorded?: readonly string[];
  signal?: AbortSignal;
}

export interface CheckAnswer {
  ok: boolean;
  snapshots: { id: string; ok: boolean }[];
  filesRead: number;
  bytesRead: number;
  faults: Fault[];
}

interface Expected {
  snapshot: string;
  name: string;
  sizeBytes: number;
  sha256: string;
}

/** Reads what is asked for; a fault is an answer, never an error. */
export async function checkSnapshots(request: CheckRequest): Promise<CheckAnswer> {
  const { root, key, id } = request;
  const found = id === undefined ? await readSnapshots(root, key) : await readLine(root, id, key);
  const faults = found.flatMap((one) => manifestFaults(one, found));
  const manifests = found.flatMap((one) => ('manifest' in one ? [one.manifest] : []));
  const expected = expectedFiles(manifests);
  const totals = { filesRead: 0, bytesRead: 0 };
  const hashes = new Set([...expected.values()].map(({ sha256 }) => sha256));
  for (const one of expected.values()) {
    request.signal?.throwIfAborted();
    const fault = await fileFault(root, one, request.slice, hashes, totals);
    if (fault) faults.push({ snapshot: one.snapshot, file: one.name, fault });
  }
  for (const manifest of manifests) faults.push(...(await extraFiles(root, manifest)));
  if (id === undefined) {
    faults.push(...(await extraBeside(root, new Set(expected.keys()), manifests.length === found.length)));
    for (const one of missingOnes(found, request.recorded ?? [])) faults.push(one);
  }
  const bad = new Set(faults.map(({ snapshot }) => snapshot));
  const snapshots = found.map((one) => ({ id: one.id, ok: !bad.has(one.id) }));
  return { ok: faults.length === 0, snapshots, ...totals, faults };
}

/** A snapshot and its parents, as far as they can be read. */
async function readLine(root: string, id: string, key: SnapshotKey | null): Promise<Found[]> {
  const line: Found[] = [];
  for (let next: string | null = id; next !== null;) {
    const found: Found = await readManifest(root, next, key);
    line.unshift(found);
    next = 'manifest' in found ? found.manifest.parent : null;
  }
  return line;
}

function manifestFaults(one: Found, all: readonly Found[]): Fault[] {
  const file = `${one.id}/${manifestName}`;
  if ('fault' in one) return [{ snapshot: one.id, file, fault: one.fault }];
  const { parent } = one.manifest;
  if (parent === null) return [];
  const above = all.find(({ id }) => id === parent);
  if (!above || 'fault' in above) return [{ snapshot: one.id, file, fault: 'parent-unusable' }];
  return fits(one.manifest, above.manifest) ? [] : [{ snapshot: one.id, file, fault: 'parent-other' }];
}

/** By name; an original belongs to the first snapshot that needs it. */
function expectedFiles(manifests: readonly Manifest[]): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  for (const { id: snapshot, files, originals } of manifests) {
    for (const { name, sizeBytes, sha256 } of files) {
      expected.set(`${snapshot}/${name}`, { snapshot, name: `${snapshot}/${name}`, sizeBytes, sha256 });
    }
    for (const { sha256, sizeBytes } of originals.filter(({ stored }) => stored)) {
      const name = objectName(sha256);
      if (!expected.has(name)) expected.set(name, { snapshot, name, sizeBytes, sha256 });
    }
  }
  return expected;
}

const inSlice = (name: string, { n, t }: Slice): boolean =>
  createHash('sha256').update(name).digest().readUInt32BE(0) % t === n - 1;

async function fileFault(
  root: string,
  one: Expected,
  slice: Slice | undefined,
  hashes: ReadonlySet<string>,
  totals: { filesRead: number; bytesRead: number },
): Promise<SnapshotFault | null> {
  const path = join(root, ...one.name.split('/'));
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return 'missing';
  if (found.size === one.sizeBytes && slice && !inSlice(one.name, slice)) return null;
  const { sha256, sizeBytes } = await hashFile(path);
  totals.filesRead += 1;
  totals.bytesRead += sizeBytes;
  if (sha256 === one.sha256) return null;
  return hashes.has(sha256) ? 'swapped' : 'damaged';
}

/** Everything below a folder that is not a folder, relative to `root`. */
async function namesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

async function extraFiles(root: string, { id, files }: Manifest): Promise<Fault[]> {
  const known = new Set([manifestName, ...files.map(({ name }) => name)].map((name) => `${id}/${name}`));
  const there = await namesBelow(root, snapshotFolder(root, id));
  return there.filter((file) => !known.has(file)).map((file) => ({ snapshot: id, file, fault: 'extra' }));
}

/** Objects nobody names (told only while every manifest can be read), and what is neither snapshot nor object. */
async function extraBeside(root: string, known: ReadonlySet<string>, allReadable: boolean): Promise<Fault[]> {
  const objects = allReadable ? await namesBelow(root, join(root, objectsName)) : [];
  const extra = objects.filter((file) => !known.has(file) && !isLeftover(file.split('/').at(-1) ?? ''));
  const beside = (await readdir(root).catch(() => [])).filter(
    (name) => name !== objectsName && !isSnapshotId(name) && !isLeftover(name),
  );
  return [
    ...extra.map((file): Fault => ({ snapshot: null, file, fault: 'extra' })),
    ...beside.map((file): Fault => ({ snapshot: null, file, fault: 'foreign' })),
  ];
}

function missingOnes(found: readonly Found[], recorded: readonly string[]): Fault[] {
  const here = new Set(found.map(({ id }) => id));
  return recorded
    .filter((id) => !here.has(id))
    .map((id) => ({ snapshot: id, file: `${id}/${manifestName}`, fault: 'snapshot-missing' }));
}
