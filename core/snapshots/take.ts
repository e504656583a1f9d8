/** Takes a snapshot of the log: segments, originals, manifest last, then its name. */
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import type { Duck, Session } from '../archive/duck.js';
import { fsyncFolder, hashFile, makeFolder, renameDurably, tempName, writeAtomic } from '../archive/files.js';
import { archiveReach } from '../archive/high-water.js';
import type { WorkspacePaths } from '../archive/workspace.js';
import { fits, readSnapshots } from './chain.js';
import type { Found } from './chain.js';
import {
  configName,
  isLeftover,
  manifestName,
  newSnapshotId,
  objectName,
  objectsName,
  snapshotFolder,
} from './layout.js';
import { recordSnapshot } from './ledger.js';
import { logSchema } from './log-schema.js';
import { canonicalJson, signManifest, snapshotFormat } from './manifest.js';
import type { Manifest, ManifestFile, ManifestTable, SnapshotKey, SnapshotKind } from './manifest.js';
import { storeOriginals } from './originals.js';
import { digestRows, logTable, rangeSql } from './row-digest.js';
import type { SeqRange } from './row-digest.js';
import { writeSegments } from './segments.js';

export interface TakeRequest {
  duck: Duck;
  paths: WorkspacePaths;
  /** 16 hex digits of the workspace. */
  workspace: string;
  key: SnapshotKey;
  /** What is wished; without a usable parent it becomes full. Absent: incremental. */
  kind?: SnapshotKind;
  actor: string;
  product: string;
  /** Told after each file. */
  progress?: (done: { step: string; table?: string }) => void;
  signal?: AbortSignal;
}

const running = new Set<string>();

/** Takes and records a snapshot. Throws `snapshot-running`; any failure leaves what was there before. */
export async function takeSnapshot(request: TakeRequest): Promise<Manifest> {
  const { duck, paths, actor } = request;
  const root = paths.snapshots;
  if (running.has(root))
    throw new NamedError('snapshot-running', 'a snapshot is being taken already', { retryable: true });
  running.add(root);
  try {
    await makeFolder(root);
    const found = await readSnapshots(root, request.key);
    await sweep(root, found);
    const manifest = await write(request, found);
    await duck.write((s) => recordSnapshot(s, manifest, actor));
    return manifest;
  } finally {
    running.delete(root);
  }
}

/** Removes what killed runs left. Objects are only judged while every manifest can be read. */
async function sweep(root: string, found: readonly Found[]): Promise<void> {
  for (const name of (await readdir(root)).filter(isLeftover))
    await rm(join(root, name), { recursive: true, force: true });
  const named = new Set(
    found.flatMap((one) => ('manifest' in one ? one.manifest.originals.map(({ sha256 }) => objectName(sha256)) : [])),
  );
  const judged = found.every((one) => 'manifest' in one);
  for (const folder of await readdir(join(root, objectsName)).catch(() => [])) {
    for (const name of await readdir(join(root, objectsName, folder)).catch(() => [])) {
      const unnamed = judged && !named.has(`${objectsName}/${folder}/${name}`);
      if (isLeftover(name) || unnamed) await rm(join(root, objectsName, folder, name), { force: true });
    }
  }
}

async function write(request: TakeRequest, found: readonly Found[]): Promise<Manifest> {
  const { duck, paths, key, workspace, product } = request;
  const root = paths.snapshots;
  const begun = new Date();
  const folder = join(root, tempName());
  try {
    await makeFolder(folder);
    const manifest = await duck.read(async (s) => {
      await s.run('BEGIN TRANSACTION READ ONLY');
      const parent = await parentOf(s, request, found);
      const highWater = await archiveReach(s);
      const range: SeqRange = { from: parent?.seq.to ?? 0, to: highWater.lastSeq };
      const { tables, files } = await writeTables(s, range, folder, request);
      request.progress?.({ step: 'originals' });
      const originals = await storeOriginals(s, range, paths.root, root);
      const kind: SnapshotKind =
        parent === null ? 'full' : request.kind === 'differential' ? 'differential' : 'incremental';
      const engine = await s.one<{ version: string }>('SELECT version() AS version');
      await s.run('ROLLBACK');
      return signManifest(
        {
          format: snapshotFormat,
          id: newSnapshotId(begun),
          workspace,
          kind,
          parent: parent?.id ?? null,
          at: begun.toISOString(),
          seq: range,
          highWater,
          tables,
          files: [...files, await writeConfig(paths.config, folder)],
          originals,
          sealed: false,
          engine: engine?.version ?? '',
          product,
        },
        key,
      );
    }, request.signal);
    await fsyncFolder(join(folder, 'segments'));
    await writeAtomic(join(folder, manifestName), `${canonicalJson(manifest)}\n`, 0o444);
    await renameDurably(folder, snapshotFolder(root, manifest.id));
    return manifest;
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true });
    throw thrown;
  }
}

/** The snapshot this one goes on from; null: it must be full. */
async function parentOf(
  s: Session,
  { kind, workspace }: TakeRequest,
  found: readonly Found[],
): Promise<Manifest | null> {
  if (kind === 'full') return null;
  const usable = new Map<string, Manifest>();
  for (const one of found) {
    if (!('manifest' in one) || one.manifest.workspace !== workspace) continue;
    const { manifest } = one;
    const parent = manifest.parent === null ? null : usable.get(manifest.parent);
    if (parent === undefined || (parent && !fits(manifest, parent)) || !(await isOurs(s, manifest))) continue;
    usable.set(manifest.id, manifest);
  }
  const wanted = [...usable.values()].filter((one) => kind !== 'differential' || one.kind === 'full');
  // By what they hold, not by their names: a clock may have been set back.
  return wanted.sort((a, b) => a.seq.to - b.seq.to).at(-1) ?? null;
}

/** Whether the archive holds at the snapshot's end what the snapshot says. */
async function isOurs(s: Session, { highWater }: Manifest): Promise<boolean> {
  return (
    (await s.count(
      `SELECT count(*) FROM archive.log.transactions WHERE tx = $1 AND last_seq = $2
       AND coalesce((SELECT arg_max(hash, seq) FROM archive.log.audit WHERE seq <= $2), repeat('0', 64)) = $3`,
      [highWater.tx, highWater.lastSeq, highWater.auditHash],
    )) === 1
  );
}

async function writeTables(s: Session, range: SeqRange, folder: string, { progress, signal }: TakeRequest) {
  const tables: ManifestTable[] = [];
  const files: ManifestFile[] = [];
  await makeFolder(join(folder, 'segments'));
  for (const table of await logSchema(s)) {
    signal?.throwIfAborted();
    progress?.({ step: 'segments', table: table.table });
    const written = await writeSegments(s, table, range, folder);
    const columns = table.columns.map(({ name }) => name);
    const digest = await digestRows(s, logTable(table.table), columns, rangeSql(range));
    const rows = written.reduce((sum, file) => sum + file.rows, 0);
    if (rows !== digest.rows) {
      throw new NamedError('snapshot-write-failed', `${table.table}: ${rows} of ${digest.rows} rows were written`, {
        exit: 'bug',
      });
    }
    tables.push({ ...table, columns: table.columns as ManifestTable['columns'], ...digest });
    files.push(...written);
  }
  return { tables, files };
}

async function writeConfig(from: string, folder: string): Promise<ManifestFile> {
  const to = join(folder, configName);
  await writeAtomic(to, await readFile(from));
  return { name: configName, table: null, rows: 0, ...(await hashFile(to)) };
}
