/** Restores a chain into an empty place: a plan with counts first, then a workspace, named only when it is proved. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { fsyncFile, makeFolder, makeNamedFolder, renameDurably, tempName, writeAtomic } from '../archive/files.js';
import { workspacePaths } from '../archive/workspace.js';
import { chainOf } from './chain.js';
import { checkSnapshots } from './check.js';
import { copySnapshot } from './copy.js';
import { DamagedSnapshot } from './faults.js';
import type { FileFault } from './faults.js';
import { manifestKey } from './layout.js';
import type { BodyOriginal } from './manifest/model.js';
import { totalOf } from './manifest/model.js';
import { openFile } from './objects.js';
import { placeOriginal } from './originals.js';
import { rebuildArchive } from './rebuild.js';
import type { Link } from './link.js';
import type { RebuildRequest } from './rebuild.js';
import type { Book } from './removals/book.js';
import { gatherBooks } from './removals/gather.js';
import type { Gathered, GatherRequest } from './removals/gather.js';
import type { Carried } from './removals/known.js';
import { setApart } from './restore/apart.js';
import { cutAt, newsAt } from './restore/foresight.js';
import { hasLocal, openChain } from './restore/open-chain.js';
import { FolderSnapshots } from './stores/folder.js';
import type { SnapshotStore } from './stores/store.js';

export interface RestorePlan {
  snapshot: string;
  /** From the full one to this one. */
  chain: string[];
  /** ISO 8601 UTC: the log as it stood then. */
  at: string;
  /** The last seq that is restored. */
  lastSeq: number;
  /** Rows of the chain per table; with a time, the last link may give less. */
  tables: { table: string; rows: number }[];
  rows: number;
  originals: { files: number; bytes: number; missing: number };
  /** What the store may not hold, and so is not restored. */
  withheld: { rows: number; originals: number };
  /** What was removed or held since, and so is left out or held here. */
  since: Carried;
  /** Newer snapshots that may tell of more removals and cannot be read. */
  unread: string[];
}

/** Texts of files beside the archive of the new place; null: it makes its own. */
export interface Secrets {
  /** archive/identity.json */
  identity: string | null;
  /** archive/keys.json */
  keys: string | null;
}

export interface RestoreRequest extends GatherRequest {
  id: string;
  /** New or empty. */
  to: string;
  /** ISO 8601 UTC: what was logged later is left out. */
  at?: string;
  secrets: Secrets;
  memoryLimitMb: number;
  threads: number;
  verifyAudit: RebuildRequest['verifyAudit'];
  /** Only compute what would be done. */
  planOnly?: boolean;
  /** Leave the originals where they are: only the archive is wanted. */
  withoutOriginals?: boolean;
  progress?: RebuildRequest['progress'];
  signal?: AbortSignal;
}

/**
 * Throws `place-not-empty`, `snapshot-unknown`, `snapshot-key-missing`, `snapshot-damaged` (naming the files),
 * `seal-key-wrong`, `nothing-at-that-time`, `restore-differs`. After an error `to` is as it was.
 */
export async function restoreSnapshot(request: RestoreRequest): Promise<RestorePlan> {
  const { store } = request;
  await refuseOccupied(request.to);
  if (request.planOnly) {
    const isRemote = store.localPath('') === null;
    await refuseDamaged(request, isRemote ? null : undefined);
    return withBooks(request, request.store, async (planned) => planned.plan);
  }
  const to = resolve(request.to);
  const temp = join(dirname(to), tempName());
  const near = `${temp}-near`;
  await makeNamedFolder(temp);
  try {
    const local = { ...request, store: await bringNear(request, near) };
    await refuseDamaged(local);
    return await withBooks(request, local.store, async (planned) => {
      await build(local, planned, temp);
      await renameDurably(temp, to);
      return planned.plan;
    });
  } finally {
    for (const folder of [temp, near]) await rm(folder, { recursive: true, force: true });
  }
}

/** The store itself where it is a folder, else one with a copy of the chain. */
async function bringNear({ store, id, key, progress, signal }: RestoreRequest, folder: string): Promise<SnapshotStore> {
  if (store.localPath('') !== null) return store;
  const near = new FolderSnapshots({ name: store.name, root: folder, mayCreate: true });
  const passed = { ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) };
  await copySnapshot({ from: store, to: near, id, key, withLocal: 'as-found', tempDir: folder, ...passed });
  return near;
}

export async function refuseOccupied(folder: string): Promise<void> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return [];
    // A file: it is in the way itself, or one above it, which is told when the folder is made.
    if (thrown.code === 'ENOTDIR') return existsSync(folder) ? [folder] : [];
    throw thrown;
  });
  if (names.length === 0) return;
  throw new NamedError('place-not-empty', `the place to restore to holds ${names.length} files or folders`, {
    hint: 'Name a new or empty folder; a restore never goes over anything.',
  });
}

async function refuseDamaged({ store, key, id, signal }: RestoreRequest, slice?: null): Promise<void> {
  await chainOf(store, id, key);
  const bytes = slice === undefined ? {} : { slice };
  const { faults } = await checkSnapshots({
    store,
    holdsLocal: null,
    key,
    id,
    ...bytes,
    ...(signal ? { signal } : {}),
  });
  refuseFaults(id, faults);
}

/** Throws `snapshot-damaged` when there is any fault that stands in the way: what a link leads to was read like any other file. */
export function refuseFaults(id: string, all: readonly FileFault[]): void {
  const faults = all.filter(({ fault }) => fault !== 'linked');
  if (faults.length === 0) return;
  const named = faults.slice(0, 5).map(({ file, fault }) => `${file} ${fault}`);
  throw new DamagedSnapshot(`snapshot ${id} cannot be restored: ${named.join(', ')}`, faults);
}

interface Planned {
  plan: RestorePlan;
  chain: Link[];
  withLocal: boolean;
  books: readonly Book[];
}

/** `near`: a store with the chain; what others know is asked of the store itself. The books are there as long as `use` runs. */
async function withBooks<T>(
  request: RestoreRequest,
  near: SnapshotStore,
  use: (planned: Planned) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sheetkeep-books-'));
  try {
    const chain = await openChain({ ...request, store: near });
    const withLocal = await hasLocal(near, chain);
    const gathered = await gatherBooks(request, chain, withLocal, folder);
    const plan = await planOf(request, chain, withLocal, gathered);
    return await use({ plan, chain, withLocal, books: gathered.books });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const originalsOf = (chain: readonly Link[]): { link: Link; original: BodyOriginal }[] => [
  ...new Map(
    chain.flatMap((link) => link.body.originals.map((original) => [original.sha256, { link, original }] as const)),
  ).values(),
];

async function planOf(
  request: RestoreRequest,
  chain: Link[],
  withLocal: boolean,
  { books, unread }: Gathered,
): Promise<RestorePlan> {
  const last = (chain.at(-1) as Link).head;
  const counts = new Map<string, number>();
  let all = 0;
  for (const table of chain.flatMap(({ body }) => body.tables)) {
    counts.set(table.table, (counts.get(table.table) ?? 0) + totalOf(table, withLocal).rows);
    all += totalOf(table).rows;
  }
  const tables = [...counts].filter(([, n]) => n > 0).map(([table, n]) => ({ table, rows: n }));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const originals = originalsOf(chain).map(({ original }) => original);
  const wanted = originals.filter(({ local }) => withLocal || !local);
  const stored = wanted.filter(({ key }) => key !== null);
  const lastSeq = request.at === undefined ? last.seq.to : await cutAt(request, chain, request.at);
  return {
    snapshot: last.id,
    chain: chain.map(({ head }) => head.id),
    at: request.at ?? last.highWater.at,
    lastSeq,
    tables: tables.sort((a, b) => (a.table < b.table ? -1 : 1)),
    rows,
    originals: {
      files: stored.length,
      bytes: stored.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      missing: wanted.length - stored.length,
    },
    withheld: { rows: all - rows, originals: originals.length - wanted.length },
    since: await newsAt(request, books, lastSeq),
    unread,
  };
}

async function build(
  request: RestoreRequest,
  { plan, chain, withLocal, books }: Planned,
  folder: string,
): Promise<void> {
  const { memoryLimitMb, threads, verifyAudit, progress, signal, secrets } = request;
  const paths = workspacePaths(folder);
  const { archiveFile, highWater, tmp: tempDir } = paths;
  await makeFolder(dirname(archiveFile));
  const { originalsLeftOut } = await rebuildArchive({
    chain,
    withLocal,
    books,
    to: plan.lastSeq,
    archive: { archiveFile, highWater, tempDir, memoryLimitMb, threads },
    verifyAudit,
    ...(progress ? { progress } : {}),
    ...(signal ? { signal } : {}),
  });
  await rm(tempDir, { recursive: true, force: true });
  progress?.({ step: 'originals' });
  await makeFolder(paths.originals);
  for (const { link, original } of request.withoutOriginals ? [] : originalsOf(chain)) {
    signal?.throwIfAborted();
    if (originalsLeftOut.has(original.sha256)) continue;
    if (withLocal || !original.local) await placeOriginal(link, original, folder);
  }
  await placeSettings(chain.at(-1) as Link, paths.config);
  await setApart(paths.apart, plan.snapshot, null);
  if (secrets.identity !== null) await writeAtomic(paths.identity, secrets.identity, 0o600);
  if (secrets.keys !== null) await writeAtomic(paths.keys, secrets.keys, 0o600);
}

export async function placeSettings(link: Link, to: string): Promise<void> {
  const file = link.body.files.find(({ table }) => table === null);
  if (!file) {
    const faults = [{ file: manifestKey(link.head.id), fault: 'manifest-unreadable' as const }];
    throw new DamagedSnapshot(`${link.head.id} holds no settings`, faults);
  }
  await openFile(link, file.key, to);
  await fsyncFile(to);
}
