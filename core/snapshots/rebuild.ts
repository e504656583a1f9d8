/** Makes an archive file out of the segments of a chain, and proves it before anyone opens it. */
import { openArchive } from '../archive/archive.js';
import type { ArchiveOptions } from '../archive/archive.js';
import { rebuild } from '../archive/derive.js';
import { num, openDuck, quoteIdent, quoteText } from '../archive/duck.js';
import type { Duck, Session } from '../archive/duck.js';
import { archiveReach, writeMark } from '../archive/high-water.js';
import { createTables, ensureDataset } from '../archive/log/tables.js';
import { logSchema } from '../archive/log-schema.js';
import type { Link } from './link.js';
import { formats } from '../archive/upgrade/formats.js';
import { runSteps } from '../archive/upgrade/steps.js';
import { addDigests, totalOf } from './manifest/model.js';
import type { Body, BodyTable } from './manifest/model.js';
import { differs, plainFiles } from './plain-files.js';
import type { Book } from './removals/book.js';
import { carryKnown } from './removals/carry.js';
import { keptSql, loadKnown } from './removals/known.js';
import type { Known } from './removals/known.js';
import { LeftOut } from './removals/left-out.js';
import { digestRows, logTable, rangeSql } from '../archive/row-digest.js';
import { added, digestOf, engineVersion, isSame, noRows, sumRows } from '../archive/row-sums.js';
import type { RowSums } from '../archive/row-sums.js';

/** Checks the audit chain of the archive; null = whole, else what is wrong with it. */
export type AuditVerifier = (s: Session) => Promise<string | null>;

export interface RebuildRequest {
  /** Of removals and holds (`gatherBooks`). */
  books: readonly Book[];
  /** The full one first. */
  chain: readonly Link[];
  /** Whether the store has what is local; if not, those rows are left out. */
  withLocal: boolean;
  /** The last seq to restore. */
  to: number;
  archive: ArchiveOptions;
  verifyAudit: AuditVerifier;
  progress?: (done: { step: string; table?: string }) => void;
  signal?: AbortSignal;
}

export interface Rebuilt {
  /** SHA-256 of originals that were removed and that nothing restored names. */
  originalsLeftOut: ReadonlySet<string>;
}

/** Leaves a closed archive with its high-water mark, in the newest format. Throws `restore-differs`, `snapshot-damaged`, `archive-…`. */
export async function rebuildArchive(request: RebuildRequest): Promise<Rebuilt> {
  const { archive, books, to } = request;
  const { archiveFile: archivePath, tempDir, memoryLimitMb, threads } = archive;
  const duck = await openDuck({ archivePath, tempDir, memoryLimitMb, threads });
  let rebuilt: Rebuilt;
  try {
    rebuilt = await duck.scratch(async (s, scratch) => fill(duck, request, await loadKnown(s, scratch, books, to)));
    await writeMark(archive.highWater, await duck.read(archiveReach));
  } finally {
    await duck.close();
  }
  // As the keeper will: format, mark and control tables are checked once more.
  await (await openArchive(archive)).close();
  return rebuilt;
}

/** Rows that were removed never are in the file: what is deleted stays in its free space. */
async function fill(duck: Duck, request: RebuildRequest, known: Known): Promise<Rebuilt> {
  const { chain, to, progress, signal } = request;
  const last = chain.at(-1) as Link;
  await duck.write(async (s) => {
    await createTables(s);
    await makeColumns(s, last.body);
  });
  const leftOut = new LeftOut(known);
  const inserted: Inserted[] = [];
  for (const link of chain) inserted.push(await insertLink(duck, request, { link, known, leftOut }));
  progress?.({ step: 'compare' });
  await duck.read((s) => compare(s, request, inserted));
  if (known.tables.size > 0) await duck.read((s) => leftOut.check(s, to));
  await runSteps(duck, formats);
  await duck.write((s) => carryKnown(s, known, last.head.id, null), signal);
  progress?.({ step: 'derive' });
  await duck.write(rebuild, signal);
  return { originalsLeftOut: await duck.read((s) => unnamed(s, leftOut.originals)) };
}

/** Those that no row names: one may have landed again since. */
async function unnamed(s: Session, removed: ReadonlySet<string>): Promise<Set<string>> {
  if (removed.size === 0) return new Set();
  const list = [...removed].map(quoteText).join(', ');
  const named = await s.rows<{ sha256: string }>(
    `SELECT DISTINCT sha256 FROM archive.log.originals WHERE sha256 IN (${list})`,
  );
  const kept = new Set(named.map(({ sha256 }) => sha256));
  return new Set([...removed].filter((sha256) => !kept.has(sha256)));
}

/** The tables and columns of the last link; those that only older ones have do not exist. */
export async function makeColumns(s: Session, { tables }: Pick<Body, 'tables'>): Promise<void> {
  for (const { table, columns } of tables) {
    if (table.startsWith('content_')) {
      const fields = (prefix: string) =>
        columns.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => name.slice(prefix.length));
      await ensureDataset(s, table.slice('content_'.length), { values: fields('f_'), raws: fields('r_') });
    }
    await s.run(`CREATE TABLE IF NOT EXISTS ${logTable(table)} (seq BIGINT)`);
    for (const { name, type } of columns) {
      await s.run(`ALTER TABLE ${logTable(table)} ADD COLUMN IF NOT EXISTS ${quoteIdent(name)} ${type}`);
    }
  }
}

/** What the segments of a table hold, as this engine reads them. */
interface Read {
  /** Of what is kept, up to the seq that is restored. */
  kept: RowSums;
  /** Where rows are left out: of all, and their digest where the manifest tells it so. */
  all: RowSums | null;
  digest: string;
}

const nothingRead: Read = { kept: noRows, all: null, digest: '' };

interface Inserted {
  link: Link;
  /** By table; a table that is not there holds what the manifest says. */
  tables: ReadonlyMap<string, Read>;
  /** Whether a table without rows in `tables` has to be empty. */
  wholly: boolean;
}

interface Inserting {
  link: Link;
  known: Known;
  leftOut: LeftOut;
}

async function insertLink(duck: Duck, request: RebuildRequest, inserting: Inserting): Promise<Inserted> {
  const { link, known } = inserting;
  const tables = new Map<string, Read>();
  const { to, withLocal, archive, progress, signal } = request;
  // Sums in the manifest that this engine can compare with what lies in the archive make those of the files needless.
  const told = link.head.seq.to <= to && link.body.engine === (await duck.read(engineVersion));
  const segments = link.body.files.filter(({ table, local }) => table !== null && (withLocal || !local));
  for await (const { file, path } of plainFiles(link, segments, archive.tempDir)) {
    const { rows, key } = file;
    const table = file.table as string;
    signal?.throwIfAborted();
    progress?.({ step: 'segments', table });
    await duck.write(async (s) => {
      const from = `read_parquet(${quoteText(path)}, hive_partitioning = false)`;
      const found = await s.count(`SELECT count(*) FROM ${from}`);
      if (found !== rows) throw differs(`${key} holds ${found} rows instead of ${rows}`);
      const kept = `seq <= ${to} AND ${keptSql(known, table)}`;
      await s.run(`INSERT INTO ${logTable(table)} BY NAME SELECT * FROM ${from} WHERE ${kept}`);
      const isCut = known.tables.has(table);
      if (told && !isCut) return;
      const before = tables.get(table) ?? nothingRead;
      const sums = added([before.kept, await sumRows(s, from, columnsOf(link, table), kept)]);
      tables.set(table, { ...(isCut ? await readWhole(s, before, from, inserting, table, to) : before), kept: sums });
    }, signal);
  }
  return { link, tables, wholly: !told };
}

async function readWhole(
  s: Session,
  before: Read,
  from: string,
  { link, leftOut }: Inserting,
  table: string,
  to: number,
): Promise<Read> {
  const columns = columnsOf(link, table);
  await leftOut.add(s, table, `(SELECT * FROM ${from} WHERE seq <= ${to})`, columns);
  const all = added([before.all ?? noRows, await sumRows(s, from, columns)]);
  const digest = link.body.engine === null ? (await digestRows(s, from, columns)).digest : '';
  return { ...before, all, digest: addDigests(before.digest, digest) };
}

export const columnsOf = ({ body }: Link, name: string): string[] =>
  body.tables.find(({ table }) => table === name)?.columns.map((column) => column.name) ?? [];

async function compare(s: Session, request: RebuildRequest, inserted: readonly Inserted[]): Promise<void> {
  const { to } = request;
  const columns = new Map((await logSchema(s)).map((table) => [table.table, table.columns.map(({ name }) => name)]));
  const engine = await engineVersion(s);
  for (const one of inserted) {
    for (const table of one.link.body.tables) {
      if (!(await isAsRead(s, request, one, table, engine)))
        throw differs(`${table.table} up to ${one.link.head.seq.to}`);
    }
  }
  for (const [table] of columns) {
    const beyond = await s.count(`SELECT count(*) FROM ${logTable(table)} WHERE seq > ${to}`);
    if (beyond > 0) throw differs(`${table} goes beyond ${to}`);
  }
  await compareEnd(s, request);
}

/** Whether a table holds what its files hold, and these what the manifest tells. */
async function isAsRead(
  s: Session,
  { to, withLocal }: RebuildRequest,
  { link, tables, wholly }: Inserted,
  table: BodyTable,
  engine: string,
): Promise<boolean> {
  const [from, where] = [logTable(table.table), rangeSql(link.head.seq)];
  const there = await sumRows(s, from, columnsOf(link, table.table), where);
  const read = tables.get(table.table) ?? (wholly ? nothingRead : null);
  if (read !== null && !isSame(read.kept, there)) return false;
  if (read !== null && read.all !== null)
    return isWholeAsTold(link, table, withLocal, { ...read, all: read.all }, engine);
  return link.head.seq.to > to || isAsTold(s, { link, table, withLocal, there, from, where, engine });
}

/** The files themselves, of which rows were left out. */
function isWholeAsTold(
  { body }: Link,
  table: BodyTable,
  withLocal: boolean,
  { all, digest }: Pick<Read, 'digest'> & { all: RowSums },
  engine: string,
): boolean {
  const expected = totalOf(table, withLocal);
  if (expected.rows !== all.rows) return false;
  if (body.engine === null) return expected.digest === digest;
  return body.engine !== engine || expected.digest === digestOf(all);
}

/** The last transaction, the last seq and the audit chain. */
export async function compareEnd(
  s: Session,
  { chain, to, verifyAudit }: Pick<RebuildRequest, 'chain' | 'to' | 'verifyAudit'>,
): Promise<void> {
  const { tx, lastSeq, auditHash } = await archiveReach(s);
  const { head } = chain.at(-1) as Link;
  const whole = to === head.seq.to;
  if (whole && (tx !== head.highWater.tx || auditHash !== head.highWater.auditHash)) throw differs('its end');
  if (lastSeq !== to) throw differs(`it ends at ${lastSeq}`);
  const fault = await verifyAudit(s);
  if (fault !== null) throw differs(`audit ${fault}`);
}

export interface Told {
  link: Link;
  table: BodyTable;
  withLocal: boolean;
  there: RowSums;
  /** Table or query with the rows of the link, and which of them. */
  from: string;
  where: string;
  /** Of this program. */
  engine: string;
}

/** Whether a table holds what the manifest tells: of another engine only as many rows, beside what its files are known to hold. */
export async function isAsTold(s: Session, told: Told): Promise<boolean> {
  const { link, table, withLocal, there, from, where, engine } = told;
  const expected = totalOf(table, withLocal);
  if (expected.rows !== there.rows) return false;
  if (expected.rows === 0) return true;
  if (link.body.engine !== null) return link.body.engine !== engine || expected.digest === digestOf(there);
  const names = columnsOf(link, table.table);
  return (await digestRows(s, from, names, where)).digest === expected.digest;
}

/** The greatest last seq of a transaction not after a time, read out of the segments; 0 = none. */
export async function seqAt(duck: Duck, chain: readonly Link[], tempDir: string, at: string): Promise<number> {
  let seq = 0;
  for (const link of chain) {
    const files = link.body.files.filter(({ table }) => table === 'transactions');
    for await (const { path } of plainFiles(link, files, tempDir)) {
      const from = `read_parquet(${quoteText(path)})`;
      const found = await duck.read((s) =>
        s.one(`SELECT coalesce(max(last_seq), 0) AS seq FROM ${from} WHERE "at" <= $1::TIMESTAMP`, [at]),
      );
      seq = Math.max(seq, num(found?.['seq']));
    }
  }
  return seq;
}
