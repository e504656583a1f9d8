/** Restores a chain into an empty place: a plan with counts first, then a workspace, named only when it is proved. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { openDuck } from '../archive/duck.js';
import { fsyncFile, makeFolder, renameDurably, tempName, writeAtomic } from '../archive/files.js';
import { workspacePaths } from '../archive/workspace.js';
import { chainOf } from './chain.js';
import { checkSnapshots } from './check.js';
import { configName, snapshotFolder } from './layout.js';
import type { Manifest, ManifestOriginal, SnapshotKey } from './manifest.js';
import { placeOriginals } from './originals.js';
import { rebuildArchive, seqAt } from './rebuild.js';
import type { RebuildRequest } from './rebuild.js';

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
}

export interface RestoreRequest {
  /** The folder `snapshots/`. */
  root: string;
  key: SnapshotKey | null;
  id: string;
  /** New or empty. */
  to: string;
  /** ISO 8601 UTC: what was logged later is left out. */
  at?: string;
  /** Text of archive/identity.json for the new place; null: it makes its own. */
  identity: string | null;
  memoryLimitMb: number;
  threads: number;
  verifyAudit: RebuildRequest['verifyAudit'];
  /** Only compute what would be done. */
  planOnly?: boolean;
  progress?: RebuildRequest['progress'];
  signal?: AbortSignal;
}

/**
 * Throws `place-not-empty`, `snapshot-unknown`, `snapshot-key-missing`, `snapshot-damaged` (naming the files),
 * `nothing-at-that-time`, `restore-differs`. After an error `to` is as it was.
 */
export async function restoreSnapshot(request: RestoreRequest): Promise<RestorePlan> {
  const { root, id, key } = request;
  await refuseOccupied(request.to);
  const chain = await chainOf(root, id, key);
  await refuseDamaged(request);
  const plan = await planOf(request, chain);
  if (request.planOnly) return plan;
  const to = resolve(request.to);
  await makeFolder(dirname(to));
  const temp = join(dirname(to), tempName());
  try {
    await build(request, chain, plan.lastSeq, temp);
    await renameDurably(temp, to);
  } catch (thrown) {
    await rm(temp, { recursive: true, force: true });
    throw thrown;
  }
  return plan;
}

async function refuseOccupied(folder: string): Promise<void> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return [];
    throw thrown;
  });
  if (names.length === 0) return;
  throw new NamedError('place-not-empty', `the place to restore to holds ${names.length} files or folders`, {
    hint: 'Name a new or empty folder; a restore never goes over anything.',
  });
}

async function refuseDamaged({ root, key, id, signal }: RestoreRequest): Promise<void> {
  const { faults } = await checkSnapshots({ root, key, id, ...(signal ? { signal } : {}) });
  if (faults.length === 0) return;
  const named = faults.slice(0, 5).map(({ file, fault }) => `${file} ${fault}`);
  throw new NamedError('snapshot-damaged', `snapshot ${id} cannot be restored: ${named.join(', ')}`, {
    exit: 'checkFailed',
    hint: 'Use another snapshot: see "sheetkeep snapshot check".',
  });
}

const originalsOf = (chain: readonly Manifest[]): ManifestOriginal[] => [
  ...new Map(chain.flatMap(({ originals }) => originals).map((one) => [one.sha256, one])).values(),
];

async function planOf(request: RestoreRequest, chain: readonly Manifest[]): Promise<RestorePlan> {
  const last = chain.at(-1) as Manifest;
  const counts = new Map<string, number>();
  for (const { table, rows } of chain.flatMap(({ tables }) => tables))
    counts.set(table, (counts.get(table) ?? 0) + rows);
  const tables = [...counts].filter(([, rows]) => rows > 0).map(([table, rows]) => ({ table, rows }));
  const originals = originalsOf(chain);
  const stored = originals.filter((one) => one.stored);
  return {
    snapshot: last.id,
    chain: chain.map(({ id }) => id),
    at: request.at ?? last.highWater.at,
    lastSeq: request.at === undefined ? last.seq.to : await cutAt(request, chain, request.at),
    tables: tables.sort((a, b) => (a.table < b.table ? -1 : 1)),
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    originals: {
      files: stored.length,
      bytes: stored.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      missing: originals.length - stored.length,
    },
  };
}

async function cutAt(request: RestoreRequest, chain: readonly Manifest[], at: string): Promise<number> {
  const { memoryLimitMb, threads } = request;
  const tempDir = await mkdtemp(join(tmpdir(), 'sheetkeep-plan-'));
  const duck = await openDuck({ archivePath: null, tempDir, memoryLimitMb, threads });
  try {
    const seq = await seqAt(duck, request.root, chain, at);
    if (seq > 0) return seq;
  } finally {
    await duck.close();
    await rm(tempDir, { recursive: true, force: true });
  }
  throw new NamedError('nothing-at-that-time', 'the archive did not exist at that time', { exit: 'usage' });
}

async function build(request: RestoreRequest, chain: readonly Manifest[], to: number, folder: string): Promise<void> {
  const { root, memoryLimitMb, threads, verifyAudit, progress, signal } = request;
  const paths = workspacePaths(folder);
  const { archiveFile, highWater, tmp: tempDir } = paths;
  await makeFolder(dirname(archiveFile));
  await rebuildArchive({
    root,
    chain,
    to,
    archive: { archiveFile, highWater, tempDir, memoryLimitMb, threads },
    verifyAudit,
    ...(progress ? { progress } : {}),
    ...(signal ? { signal } : {}),
  });
  await rm(tempDir, { recursive: true, force: true });
  progress?.({ step: 'originals' });
  await placeOriginals(originalsOf(chain), root, folder);
  await cp(join(snapshotFolder(root, (chain.at(-1) as Manifest).id), configName), paths.config);
  await fsyncFile(paths.config);
  if (request.identity !== null)
    await writeAtomic(join(dirname(archiveFile), 'identity.json'), request.identity, 0o600);
}
