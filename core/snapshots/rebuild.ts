/** Makes an archive file out of the segments of a chain, and proves it before anyone opens it. */
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { openArchive } from '../archive/archive.js';
import type { ArchiveOptions } from '../archive/archive.js';
import { rebuild } from '../archive/derive.js';
import { num, openDuck, quoteIdent, quoteText } from '../archive/duck.js';
import type { Duck, Session } from '../archive/duck.js';
import { archiveReach, writeMark } from '../archive/high-water.js';
import { createTables, ensureDataset } from '../archive/log/tables.js';
import { snapshotFolder } from './layout.js';
import { logSchema } from './log-schema.js';
import type { Manifest } from './manifest.js';
import { digestRows, logTable, rangeSql } from './row-digest.js';

/** Checks the audit chain of the archive; null = whole, else what is wrong with it. */
export type AuditVerifier = (s: Session) => Promise<string | null>;

export interface RebuildRequest {
  /** The folder `snapshots/`. */
  root: string;
  chain: readonly Manifest[];
  /** The last seq to restore. */
  to: number;
  archive: ArchiveOptions;
  verifyAudit: AuditVerifier;
  progress?: (done: { step: string; table?: string }) => void;
  signal?: AbortSignal;
}

const differs = (what: string): NamedError =>
  new NamedError('restore-differs', `the restored log is not what the manifest says: ${what}`, {
    exit: 'checkFailed',
    hint: 'Nothing was put in place. Use another snapshot.',
  });

/** Leaves a closed archive with its high-water mark. Throws `restore-differs`, `archive-…`. */
export async function rebuildArchive(request: RebuildRequest): Promise<void> {
  const { archive, chain, to } = request;
  const { archiveFile: archivePath, tempDir, memoryLimitMb, threads } = archive;
  const duck = await openDuck({ archivePath, tempDir, memoryLimitMb, threads });
  try {
    await duck.write(async (s) => {
      await createTables(s);
      await makeColumns(s, chain.at(-1) as Manifest);
    });
    for (const manifest of chain) await insertLink(duck, request, manifest);
    request.progress?.({ step: 'compare' });
    await duck.read((s) => compare(s, request));
    request.progress?.({ step: 'derive' });
    await duck.write(rebuild, request.signal);
    const last = chain.at(-1) as Manifest;
    const mark = to === last.seq.to ? last.highWater : await duck.read(archiveReach);
    await writeMark(archive.highWater, mark);
  } finally {
    await duck.close();
  }
  // As the keeper will: format, mark and control tables are checked once more.
  await (await openArchive(archive)).close();
}

/** The tables and columns of the last link; those that only older ones have do not exist. */
async function makeColumns(s: Session, { tables }: Manifest): Promise<void> {
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

async function insertLink(
  duck: Duck,
  { root, to, progress, signal }: RebuildRequest,
  manifest: Manifest,
): Promise<void> {
  for (const { name, table, rows } of manifest.files) {
    if (table === null) continue;
    signal?.throwIfAborted();
    progress?.({ step: 'segments', table });
    const path = quoteText(join(snapshotFolder(root, manifest.id), ...name.split('/')));
    await duck.write(async (s) => {
      const found = await s.count(`SELECT count(*) FROM read_parquet(${path}, hive_partitioning = false)`);
      if (found !== rows) throw differs(`${name} holds ${found} rows instead of ${rows}`);
      await s.run(`INSERT INTO ${logTable(table)} BY NAME
        SELECT * FROM read_parquet(${path}, hive_partitioning = false) WHERE seq <= ${to}`);
    }, signal);
  }
}

async function compare(s: Session, { chain, to, verifyAudit }: RebuildRequest): Promise<void> {
  const columns = new Map((await logSchema(s)).map((table) => [table.table, table.columns.map(({ name }) => name)]));
  for (const { seq, tables } of chain.filter((link) => link.seq.to <= to)) {
    for (const { table, rows, digest } of tables) {
      const found = await digestRows(s, logTable(table), columns.get(table) ?? [], rangeSql(seq));
      if (found.rows !== rows || found.digest !== digest) throw differs(`${table} up to ${seq.to}`);
    }
  }
  for (const [table] of columns) {
    const beyond = await s.count(`SELECT count(*) FROM ${logTable(table)} WHERE seq > ${to}`);
    if (beyond > 0) throw differs(`${table} goes beyond ${to}`);
  }
  const { tx, lastSeq, auditHash } = await archiveReach(s);
  const last = chain.at(-1) as Manifest;
  const { highWater } = last;
  const whole = to === last.seq.to;
  if (whole && (tx !== highWater.tx || auditHash !== highWater.auditHash)) throw differs('its end');
  if (lastSeq !== to) throw differs(`it ends at ${lastSeq}`);
  const fault = await verifyAudit(s);
  if (fault !== null) throw differs(`audit ${fault}`);
}

/** The greatest last seq of a transaction not after a time, read out of the segments; 0 = none. */
export async function seqAt(duck: Duck, root: string, chain: readonly Manifest[], at: string): Promise<number> {
  const files = chain.flatMap(({ id, files: all }) =>
    all
      .filter(({ table }) => table === 'transactions')
      .map(({ name }) => join(snapshotFolder(root, id), ...name.split('/'))),
  );
  const row = await duck.read((s) =>
    s.one(
      `SELECT coalesce(max(last_seq), 0) AS seq FROM read_parquet([${files.map(quoteText).join(', ')}]) WHERE "at" <= $1::TIMESTAMP`,
      [at],
    ),
  );
  return num(row?.['seq']);
}
