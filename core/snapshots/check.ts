/** Checks the snapshots of a store by name: manifest, chain, every file, nothing too many. No key of sealing is needed. */
import { createHash } from 'node:crypto';
import { fits, readHead, readSnapshots } from './chain.js';
import type { NamedError } from '../../schemas/errors.js';
import type { Found } from './chain.js';
import { objectFault } from './faults.js';
import type { FileFault, SnapshotFault } from './faults.js';
import { isSnapshotId, manifestKey, objectsName } from './layout.js';
import type { Head, StoredFile } from './manifest/model.js';
import type { SnapshotKey } from './manifest/sign.js';
import { hashStored } from './objects.js';
import type { SnapshotStore, StoredEntry } from './stores/store.js';

export interface Fault extends FileFault {
  store: string;
  /** null: outside of any snapshot. */
  snapshot: string | null;
  /** Why a store could not be looked at. */
  error?: Pick<NamedError, 'code' | 'message' | 'hint'>;
}

export interface Slice {
  /** 1 … t. */
  n: number;
  t: number;
}

export interface CheckRequest {
  store: SnapshotStore;
  /** Whether the store may hold what is local; null: either way, but all of it or nothing. */
  holdsLocal: boolean | null;
  key: SnapshotKey | null;
  /** Only this one and its parents; absent: all, and what lies beside them. */
  id?: string;
  /** Whose bytes are read; default all, null: nobody's. */
  slice?: Slice | null;
  /** Snapshots that must be in the store, as of now. */
  recorded?: () => Promise<readonly string[]>;
  /** Runs work while nobody writes to the store. Without it somebody who does may look like a fault. */
  quiet?: <T>(work: () => Promise<T>) => Promise<T>;
  signal?: AbortSignal;
}

export interface CheckAnswer {
  ok: boolean;
  snapshots: { store: string; id: string; ok: boolean }[];
  filesRead: number;
  bytesRead: number;
  faults: Fault[];
}

type Told = Omit<Fault, 'store'>;

/** Whose bytes are read, by name. */
type Reads = (file: string) => boolean;

/**
 * Reads what is asked for; a fault is an answer, never an error. Reading may take hours and snapshots are taken, copied
 * and pruned meanwhile: what looks wrong is looked at again when nobody writes, and only what is still so is told.
 */
export async function checkSnapshots(request: CheckRequest): Promise<CheckAnswer> {
  const { slice, quiet } = request;
  const found = await look(request, (file) => slice === undefined || (slice !== null && inSlice(file, slice)));
  if (found.ok || !quiet) return found;
  const suspects = new Set(found.faults.map(({ file }) => file));
  const { filesRead, bytesRead } = found;
  return { ...(await quiet(() => look(request, (file) => suspects.has(file)))), filesRead, bytesRead };
}

async function look(request: CheckRequest, reads: Reads): Promise<CheckAnswer> {
  const { store, key, id } = request;
  const found = id === undefined ? await readSnapshots(store, key) : await readLine(store, id, key);
  const heads = found.flatMap((one) => ('head' in one ? [one.head] : []));
  const there = await listed(store);
  const faults = found.flatMap((one) => manifestFaults(one, found, there));
  const totals = { filesRead: 0, bytesRead: 0 };
  faults.push(...(await fileFaults(request, heads, { there, reads, totals })));
  faults.push(...extraFiles(request, heads, there, heads.length === found.length));
  if (id === undefined) faults.push(...missingOnes(found, (await request.recorded?.()) ?? []));
  const bad = new Set(faults.map(({ snapshot }) => snapshot));
  return {
    ok: faults.length === 0,
    snapshots: found.map((one) => ({ store: store.name, id: one.id, ok: !bad.has(one.id) })),
    ...totals,
    faults: faults.map((fault) => ({ store: store.name, ...fault })),
  };
}

type Listed = ReadonlyMap<string, StoredEntry>;

async function listed(store: SnapshotStore): Promise<Listed> {
  const there = new Map<string, StoredEntry>();
  for await (const entry of store.list('')) there.set(entry.key, entry);
  return there;
}

/** A snapshot and its parents, as far as they can be read. */
async function readLine(store: SnapshotStore, id: string, key: SnapshotKey | null): Promise<Found[]> {
  const line: Found[] = [];
  for (let next: string | null = id; next !== null;) {
    const found: Found = await readHead(store, next, key);
    line.unshift(found);
    next = 'head' in found ? found.head.parent : null;
  }
  return line;
}

function manifestFaults(one: Found, all: readonly Found[], there: Listed): Told[] {
  const file = manifestKey(one.id);
  if ('fault' in one) return [{ snapshot: one.id, file, fault: one.fault }];
  if (there.get(file)?.linked) return [{ snapshot: one.id, file, fault: 'linked' }];
  const { parent } = one.head;
  if (parent === null) return [];
  const above = all.find(({ id }) => id === parent);
  if (!above || 'fault' in above) return [{ snapshot: one.id, file, fault: 'parent-unusable' }];
  return fits(one.head, above.head) ? [] : [{ snapshot: one.id, file, fault: 'parent-other' }];
}

/** Whether what is local belongs into a store: as told, else as found. */
export function expectsLocal(
  holdsLocal: boolean | null,
  heads: readonly Head[],
  there: ReadonlyMap<string, unknown>,
): boolean {
  return holdsLocal ?? heads.some(({ files }) => files.some(({ key, local }) => local && there.has(key)));
}

const inSlice = (name: string, { n, t }: Slice): boolean =>
  createHash('sha256').update(name).digest().readUInt32BE(0) % t === n - 1;

interface Looking {
  there: Listed;
  reads: Reads;
  totals: { filesRead: number; bytesRead: number };
}

async function fileFaults(
  { store, holdsLocal, signal }: CheckRequest,
  heads: readonly Head[],
  looking: Looking,
): Promise<Told[]> {
  const { there } = looking;
  const withLocal = expectsLocal(holdsLocal, heads, there);
  const hashes = new Set(heads.flatMap(({ files }) => files.map(({ sha256 }) => sha256)));
  const done = new Set<string>();
  const faults: Told[] = [];
  // What several snapshots need is read once, and told of the first.
  const free = new Set(heads.flatMap(({ files }) => files.filter(({ local }) => !local).map(({ key }) => key)));
  for (const { id, files } of heads) {
    for (const file of files.filter(({ key }) => !done.has(key))) {
      signal?.throwIfAborted();
      done.add(file.key);
      const mustNot = !withLocal && !free.has(file.key);
      const fault = mustNot ? forbidden(file, there) : await fileFault(store, file, hashes, looking);
      if (fault) faults.push({ snapshot: id, file: file.key, fault });
    }
  }
  return faults;
}

const forbidden = ({ key }: StoredFile, there: Listed): SnapshotFault | null =>
  there.has(key) ? 'must-not-be-here' : null;

async function fileFault(
  store: SnapshotStore,
  { key, sizeBytes, sha256 }: StoredFile,
  hashes: ReadonlySet<string>,
  { there, reads, totals }: Looking,
): Promise<SnapshotFault | null> {
  const found = there.get(key);
  if (found === undefined) return 'missing';
  const asItShould = found.linked ? 'linked' : null;
  if (found.sizeBytes === sizeBytes && !reads(key)) return asItShould;
  const stored = await hashStored(store, key).catch((thrown: unknown) => {
    const fault = objectFault(thrown);
    if (fault === null) throw thrown;
    return fault;
  });
  if (typeof stored === 'string') return stored;
  totals.filesRead += 1;
  totals.bytesRead += stored.sizeBytes;
  if (stored.sha256 === sha256) return asItShould;
  return hashes.has(stored.sha256) ? 'swapped' : 'damaged';
}

/** What no snapshot names. Objects are judged only while every manifest can be read. */
function extraFiles({ id }: CheckRequest, heads: readonly Head[], there: Listed, allReadable: boolean): Told[] {
  const known = new Set(heads.flatMap((head) => [manifestKey(head.id), ...head.files.map(({ key }) => key)]));
  const ids = new Set(heads.map((head) => head.id));
  const told = [...there.keys()]
    .filter((file) => !known.has(file))
    .flatMap((file): Told[] => {
      const top = file.split('/')[0] ?? '';
      if (ids.has(top)) return [{ snapshot: top, file, fault: 'extra' }];
      if (id !== undefined || isSnapshotId(top)) return [];
      if (top !== objectsName) return [{ snapshot: null, file, fault: 'foreign' }];
      return allReadable ? [{ snapshot: null, file, fault: 'extra' }] : [];
    });
  return told.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function missingOnes(found: readonly Found[], recorded: readonly string[]): Told[] {
  const here = new Set(found.map(({ id }) => id));
  return recorded
    .filter((id) => !here.has(id))
    .map((id) => ({ snapshot: id, file: manifestKey(id), fault: 'snapshot-missing' }));
}
