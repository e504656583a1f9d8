/**
 * The one writer that takes something out of the log: the rows that hold text of given records, in one transaction that says
 * which rows those were (docs/archive-format.md, Removals). What lies outside of the log is the caller's: files of originals,
 * receipts, the published copy, free space of the archive file.
 */
import { randomBytes } from 'node:crypto';
import { NamedError } from '../../schemas/errors.js';
import { deriveRecords } from './derive.js';
import { goldenSql } from './derive/heads-sql.js';
import type { Session } from './duck.js';
import { num } from './duck.js';
import { appendAudit } from './log/audit.js';
import { countHeld } from './log/holds.js';
import { insertErasures, insertRuns } from './log/removals.js';
import type { RemovalId } from './log/removals.js';
import { hasContents } from './log/tables.js';
import type { LogTransaction } from './log/transactions.js';
import { transaction } from './log/transactions.js';
import { hits, lines, records } from './removal/names.js';
import { chooseRows } from './removal/rows.js';
import { digestRows, logTable, rangeSql } from './row-digest.js';
import { quoteText } from './sql-text.js';
import { formatOf } from './upgrade/formats.js';

export interface RemovalRequest {
  /** A query of one column `record`. */
  records: string;
  /** SHA-256 of originals that go with them: they hold the rows of others, too. */
  originals: readonly string[];
  reason: 'erasure' | 'retention';
  actor: string;
}

export interface Removal {
  removal: RemovalId;
  records: number;
  /** Rows taken out, by table of the log. */
  rows: Record<string, number>;
}

/** Inside a write. null: none of the records is there. Throws `record-held`: then nothing may stay of the transaction. */
export async function removeRecords(s: Session, request: RemovalRequest): Promise<Removal | null> {
  await chooseRecords(s, request.records);
  const count = await s.count(`SELECT count(*) FROM ${records}`);
  if (count === 0) return null;
  const held = await countHeld(s, records);
  if (held > 0) throw isHeld(held);
  await chooseRows(s, request.originals);
  const tx = await transaction(s, 'removal');
  const removal = `r${randomBytes(12).toString('hex')}`;
  const rows = await takeOut(s, tx, removal, request);
  await insertRuns(s, tx, `(SELECT ${quoteText(removal)} AS removal, * FROM ${hits})`);
  await insertErasures(s, tx, `(SELECT ${quoteText(removal)} AS removal, * FROM ${records})`);
  // Rows known by their text lead to contents that are gone.
  await s.run('DROP SCHEMA IF EXISTS archive.cache CASCADE');
  await deriveWithout(s);
  const { actor, reason, originals } = request;
  const detail = { reason, records: count, rows, originals: originals.length };
  await appendAudit(s, { actor, action: 'removal', subject: removal, detail });
  for (const table of [records, lines, hits]) await s.run(`DROP TABLE ${table}`);
  return { removal, records: count, rows };
}

const isHeld = (held: number): NamedError =>
  new NamedError('record-held', `${held} of the records are on hold: nothing was removed`, {
    hint: 'A hold goes before every removal. Who placed it may lift it; what it does not cover can be removed without it.',
  });

const chooseRecords = (s: Session, ids: string): Promise<void> =>
  s.run(`CREATE OR REPLACE TEMP TABLE removal_records AS
    WITH ids AS (SELECT DISTINCT record FROM (${ids})), golden AS (${goldenSql('record IN (SELECT record FROM ids)')})
    SELECT r.source, r.dataset, r.seq AS record, coalesce(g.golden, r.seq) AS golden
    FROM archive.log.records r SEMI JOIN ids ON ids.record = r.seq LEFT JOIN golden g ON g.record = r.seq`);

/** Deletes the rows; logs of each table the range they lay in, with rows and digest before and after. */
async function takeOut(s: Session, tx: LogTransaction, removal: RemovalId, { reason, actor }: RemovalRequest) {
  const tables = await s.rows<{ of_table: string; first: string; last: string; n: string }>(
    `SELECT of_table, min(seq) AS first, max(seq) AS last, count(*) AS n FROM ${hits} GROUP BY of_table ORDER BY of_table`,
  );
  const format = await formatOf(s);
  const rows: Record<string, number> = {};
  for (const { of_table: table, first, last, n } of tables) {
    const range = rangeSql({ from: num(first) - 1, to: num(last) });
    const columns = await columnsOf(s, table);
    const before = await digestRows(s, logTable(table), columns, range);
    const mine = `SELECT seq FROM ${hits} WHERE of_table = ${quoteText(table)}`;
    await s.run(`DELETE FROM ${logTable(table)} WHERE ${range} AND seq IN (${mine})`);
    const after = await digestRows(s, logTable(table), columns, range);
    await s.run(
      'INSERT INTO archive.log.removals VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::TIMESTAMP)',
      [
        tx.take(),
        removal,
        reason,
        table,
        format,
        num(first),
        num(last),
        before.rows,
        before.digest,
        after.rows,
        after.digest,
        actor,
        tx.at,
      ],
    );
    rows[table] = num(n);
  }
  return rows;
}

const columnsOf = async (s: Session, table: string): Promise<string[]> =>
  (
    await s.rows<{ name: string }>(
      `SELECT column_name AS name FROM duckdb_columns()
       WHERE database_name = 'archive' AND schema_name = 'log' AND table_name = $1 ORDER BY column_index`,
      [table],
    )
  ).map(({ name }) => name);

/** Heads and folds go with what they were made of. */
async function deriveWithout(s: Session): Promise<void> {
  const datasets = await s.rows<{ dataset: string }>(`SELECT DISTINCT dataset FROM ${records} ORDER BY ALL`);
  for (const { dataset } of datasets) {
    if (!(await hasContents(s, dataset))) continue;
    await deriveRecords(s, dataset, `SELECT record FROM ${records} WHERE dataset = ${quoteText(dataset)}`);
  }
}
