/** Takes a snapshot of the log: objects first, the manifest last. */
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import type { Duck, Session } from '../archive/duck.js';
import { hashFile, makeFolder, tempName } from '../archive/files.js';
import { archiveReach } from '../archive/high-water.js';
import { countHoldRows } from '../archive/log/holds.js';
import { removalIds } from '../archive/log/removals.js';
import type { WorkspacePaths } from '../archive/workspace.js';
import { alone } from './alone.js';
import { readSnapshots } from './chain.js';
import { Depot } from './depot.js';
import { manifestKey, newSnapshotId } from './layout.js';
import { recordSnapshot, recordedSnapshots } from './ledger.js';
import { localSql } from './locality.js';
import { canonicalJson } from './manifest/canonical.js';
import { readManifest } from './manifest/read.js';
import { bytesOf, totalOf } from './manifest/model.js';
import type { Body, BodyFile, BodyTable, Head, Recovery, TablePart } from './manifest/model.js';
import { signed } from './manifest/sign.js';
import type { SnapshotKey } from './manifest/sign.js';
import type { SnapshotKind } from './manifest/shapes.js';
import { format } from './manifest/sealed.js';
import { knownOriginals, storeOriginals } from './originals.js';
import { parentOf, usable, whole } from './parent.js';
import { logSchema } from '../archive/log-schema.js';
import type { LogTable } from '../archive/log-schema.js';
import { logTable, rangeSql } from '../archive/row-digest.js';
import { added, digestOf, engineVersion, isSame, sumRows } from '../archive/row-sums.js';
import type { RowSums } from '../archive/row-sums.js';
import type { SeqRange } from '../archive/row-digest.js';
import { writeSegments } from './segments.js';
import { workspaceStore } from './stores/open.js';
import { sweepObjects } from './sweep.js';

/** To whom what is taken is sealed. */
export interface Sealing {
  /** `age1…`, sorted; empty: not sealed. */
  recipients: readonly string[];
  recovery: readonly Recovery[];
}

export interface TakeRequest {
  duck: Duck;
  paths: WorkspacePaths;
  /** 16 hex digits of the workspace. */
  workspace: string;
  key: SnapshotKey;
  sealing: Sealing;
  /** Datasets whose rows and originals must not leave. */
  localOnly: readonly string[];
  /** What is wished; without a usable parent it becomes full. Absent: incremental. */
  kind?: SnapshotKind;
  actor: string;
  product: string;
  /** Told after each file. */
  progress?: (done: { step: string; table?: string }) => void;
  signal?: AbortSignal;
}

/**
 * Takes and records a snapshot in the workspace's own store. Throws `snapshot-running`, `store-full`; any failure leaves
 * what was there before.
 */
export const takeSnapshot = (request: TakeRequest): Promise<Head> =>
  alone(request.paths.snapshots, () => takeAlone(request));

async function takeAlone(request: TakeRequest): Promise<Head> {
  const { duck, paths, actor } = request;
  const root = paths.snapshots;
  const scratch = join(root, tempName());
  const plain = join(paths.tmp, tempName());
  try {
    await makeFolder(root);
    const store = workspaceStore(root);
    const found = await readSnapshots(store, request.key);
    await sweepObjects(store, found, await duck.read((s) => recordedSnapshots(s)));
    for (const folder of [scratch, plain]) await makeFolder(folder);
    const depot = new Depot(store, scratch, request.sealing.recipients);
    const heads = found.flatMap((one) => ('head' in one ? [one.head] : []));
    const id = newSnapshotId(new Date(), found.at(-1)?.id ?? null);
    const head = await write(request, id, await whole(store, heads), depot, { scratch, plain });
    await duck.write((s) => recordSnapshot(s, head, bytesOf(head), actor));
    return head;
  } finally {
    for (const folder of [scratch, plain]) await rm(folder, { recursive: true, force: true });
  }
}

interface Folders {
  /** For sealed files, beside the store's. */
  scratch: string;
  /** For plain ones, where only scratch is. */
  plain: string;
}

async function write(
  request: TakeRequest,
  id: string,
  heads: readonly Head[],
  depot: Depot,
  folders: Folders,
): Promise<Head> {
  const begun = new Date();
  const { sealing, kind, workspace, key, product } = request;
  const taken = await request.duck.read(async (s) => {
    await s.run('BEGIN TRANSACTION READ ONLY');
    const candidates = await usable(s, heads, request);
    const parent = parentOf(candidates, kind);
    const highWater = await archiveReach(s);
    const range: SeqRange = { from: parent?.seq.to ?? 0, to: highWater.lastSeq };
    const contents = await writeContents(s, range, request, depot, folders, knownOriginals(candidates));
    const removals = await removalIds(s, range.to);
    const holds = await countHoldRows(s, range.to);
    await s.run('ROLLBACK');
    return { parent, highWater, range, removals, holds, ...contents };
  }, request.signal);
  const { parent, range, tags, highWater, removals, holds } = taken;
  const body = await addBody(id, taken.body, depot, folders.plain);
  const manifest = {
    format,
    id,
    workspace,
    at: begun.toISOString(),
    seq: range,
    highWater,
    engine: taken.body.engine,
    product,
    body,
    kind: parent === null ? 'full' : kind === 'differential' ? 'differential' : 'incremental',
    parent: parent?.id ?? null,
    rows: taken.body.tables.reduce((sum, table) => sum + totalOf(table).rows, 0),
    sealed: sealing.recipients.length > 0,
    recipients: sealing.recipients,
    recovery: sealing.recovery,
    objects: depot.files.map(({ sha256: name, sizeBytes, local }) => ({ name, sizeBytes, local })),
    originals: tags.map(({ tag, key: at }) => ({ tag, name: nameOf(at) })),
    removals,
    holds,
  };
  return putManifest(canonicalJson(signed(manifest, key)), id, request, depot, folders.scratch);
}

const nameOf = (key: string): string => key.split('/').at(-1) ?? '';

async function putManifest(
  text: string,
  id: string,
  { key }: TakeRequest,
  depot: Depot,
  scratch: string,
): Promise<Head> {
  const head = readManifest(text, id, key);
  if (typeof head === 'string')
    throw new NamedError('snapshot-write-failed', `the manifest is ${head}`, { exit: 'bug' });
  const path = join(scratch, tempName());
  await writeFile(path, text);
  await depot.store.put(manifestKey(id), { path, ...(await hashFile(path)) }, { move: true });
  return head;
}

/** Stores the body; answers its name. */
async function addBody(
  id: string,
  { engine, tables, files, originals }: Body,
  depot: Depot,
  plain: string,
): Promise<string> {
  const text = canonicalJson({
    id,
    engine,
    tables,
    files: files.map(({ key, ...rest }) => ({ ...rest, object: nameOf(key) })),
    originals: originals.map(({ key, ...rest }) => ({ ...rest, object: key === null ? null : nameOf(key) })),
  });
  const path = join(plain, tempName());
  await writeFile(path, text);
  const { file } = await depot.add(path, false, true);
  return file.sha256;
}

async function writeContents(
  s: Session,
  range: SeqRange,
  request: TakeRequest,
  depot: Depot,
  { plain }: Folders,
  known: ReturnType<typeof knownOriginals>,
) {
  const { paths, key, localOnly, progress, signal } = request;
  const tables: BodyTable[] = [];
  const files: BodyFile[] = [];
  const schema = await logSchema(s);
  for (const table of schema) {
    signal?.throwIfAborted();
    progress?.({ step: 'segments', table: table.table });
    tables.push(await writeTable(s, table, range, { depot, plain, localOnly, files }));
  }
  progress?.({ step: 'originals' });
  const landed = schema.find(({ table }) => table === 'originals');
  const local = landed ? localSql(landed, localOnly) : null;
  const stored = await storeOriginals(s, range, { depot, key, known, workspaceRoot: paths.root, localSql: local });
  const config = join(plain, tempName());
  await copyFile(paths.config, config);
  const settings = await depot.add(config, false, true);
  files.push({ key: settings.file.key, table: null, local: false, rows: 0, ...settings.plain });
  const engine = await engineVersion(s);
  return { body: { engine, tables, files, originals: stored.originals }, tags: stored.tags };
}

interface TableWork {
  depot: Depot;
  plain: string;
  localOnly: readonly string[];
  /** Where written files are told. */
  files: BodyFile[];
}

/** Writes the rows of a table, those that are local apart. */
async function writeTable(s: Session, table: LogTable, range: SeqRange, work: TableWork): Promise<BodyTable> {
  const split = localSql(table, work.localOnly);
  const halves =
    split === null
      ? [{ local: false, where: 'true' }]
      : [
          { local: false, where: `NOT (${split})` },
          { local: true, where: `(${split})` },
        ];
  const parts: TablePart[] = [];
  const columns = table.columns.map(({ name }) => name);
  for (const { local, where } of halves) {
    const read: RowSums[] = [];
    for await (const { path, sums } of writeSegments(s, table, range, where, work.plain)) {
      const { plain, file } = await work.depot.add(path, local, true);
      work.files.push({ key: file.key, table: table.table, local, rows: sums.rows, ...plain });
      read.push(sums);
    }
    const there = await sumRows(s, logTable(table.table), columns, `${rangeSql(range)} AND ${where}`);
    if (!isSame(added(read), there)) throw notAsRead(table.table, added(read).rows, there.rows);
    if (there.rows > 0) parts.push({ local, rows: there.rows, digest: digestOf(there) });
  }
  return { table: table.table, columns: table.columns as BodyTable['columns'], parts };
}

const notAsRead = (table: string, written: number, there: number): NamedError =>
  new NamedError('snapshot-write-failed', `${table}: ${written} rows of ${there} were written, or other ones`, {
    exit: 'bug',
  });
