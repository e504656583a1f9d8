/** Makes an archive file out of the segments of a chain, and proves it before anyone opens it. */
import { openArchive } from '../archive/archive.js';
import type { ArchiveOptions } from '../archive/archive.js';
import { rebuild } from '../archive/derive.js';
import { num, openDuck, quoteIdent, quoteText } from '../archive/duck.js';
import type { Duck, Session } from '../archive/duck.js';
import { archiveReach, writeMark } from '../archive/high-water.js';
import { createTables, ensureDataset } from '../archive/log/tables.js';
import { logSchema } from '../archive/log-schema.js';
import { totalOf } from './manifest/model.js';
import type { Body, BodyTable } from './manifest/model.js';
import type { Opening } from './objects.js';
import { differs, plainFiles } from './plain-files.js';
import { digestRows, logTable, rangeSql } from '../archive/row-digest.js';
import { added, digestOf, engineVersion, isSame, noRows, sumRows } from '../archive/row-sums.js';
import type { RowSums } from '../archive/row-sums.js';

/** Checks the audit chain of the archive; null = whole, else what is wrong with it. */
export type AuditVerifier = (s: Session) => Promise<string | null>;

/** A snapshot of a chain with its contents, ready to be read. */
export interface Link extends Opening {
  body: Body;
}

export interface RebuildRequest {
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

/** Leaves a closed archive with its high-water mark. Throws `restore-differs`, `snapshot-damaged`, `archive-…`. */
export async function rebuildArchive(request: RebuildRequest): Promise<void> {
  const { archive, chain, to } = request;
  const { archiveFile: archivePath, tempDir, memoryLimitMb, threads } = archive;
  const duck = await openDuck({ archivePath, tempDir, memoryLimitMb, threads });
  try {
    const last = chain.at(-1) as Link;
    await duck.write(async (s) => {
      await createTables(s);
      await makeColumns(s, last.body);
    });
    const inserted: Inserted[] = [];
    for (const link of chain) inserted.push(await insertLink(duck, request, link));
    request.progress?.({ step: 'compare' });
    await duck.read((s) => compare(s, request, inserted));
    request.progress?.({ step: 'derive' });
    await duck.write(rebuild, request.signal);
    const mark = to === last.head.seq.to ? last.head.highWater : await duck.read(archiveReach);
    await writeMark(archive.highWater, mark);
  } finally {
    await duck.close();
  }
  // As the keeper will: format, mark and control tables are checked once more.
  await (await openArchive(archive)).close();
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

interface Inserted {
  link: Link;
  /** What the segments of the link hold, as this engine reads them: by table, up to the seq that is restored; null: as the manifest says. */
  tables: ReadonlyMap<string, RowSums> | null;
}

async function insertLink(duck: Duck, request: RebuildRequest, link: Link): Promise<Inserted> {
  const tables = new Map<string, RowSums>();
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
      await s.run(`INSERT INTO ${logTable(table)} BY NAME SELECT * FROM ${from} WHERE seq <= ${to}`);
      if (told) return;
      const sums = await sumRows(s, from, columnsOf(link, table), `seq <= ${to}`);
      tables.set(table, added([tables.get(table) ?? noRows, sums]));
    }, signal);
  }
  return { link, tables: told ? null : tables };
}

export const columnsOf = ({ body }: Link, name: string): string[] =>
  body.tables.find(({ table }) => table === name)?.columns.map((column) => column.name) ?? [];

async function compare(s: Session, request: RebuildRequest, inserted: readonly Inserted[]): Promise<void> {
  const { to, withLocal } = request;
  const columns = new Map((await logSchema(s)).map((table) => [table.table, table.columns.map(({ name }) => name)]));
  const engine = await engineVersion(s);
  for (const { link, tables } of inserted) {
    const { head, body } = link;
    for (const table of body.tables) {
      const [from, where] = [logTable(table.table), rangeSql(head.seq)];
      const there = await sumRows(s, from, columnsOf(link, table.table), where);
      const whole = head.seq.to <= to;
      const asRead = tables === null || isSame(tables.get(table.table) ?? noRows, there);
      if (!asRead || (whole && !(await isAsTold(s, { link, table, withLocal, there, from, where, engine }))))
        throw differs(`${table.table} up to ${head.seq.to}`);
    }
  }
  for (const [table] of columns) {
    const beyond = await s.count(`SELECT count(*) FROM ${logTable(table)} WHERE seq > ${to}`);
    if (beyond > 0) throw differs(`${table} goes beyond ${to}`);
  }
  await compareEnd(s, request);
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
