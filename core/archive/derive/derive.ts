/** The derivation of docs/archive-format.md: from the log to heads and folds, for the records given. */
import { contentDigestSql, valueColumn } from '../digests.js';
import type { Session } from '../duck.js';
import { contentTable, foldTable, storedFields } from '../log/tables.js';
import { liveBatchesSql } from '../log/liveness.js';
import { joinSql, quoteText } from '../sql-text.js';
import { completeSql, goldenSql } from './heads-sql.js';
import type { PendingBatch } from './heads-sql.js';
import { folds, headColumns, ids, seen, totals, versions } from './names.js';

/**
 * Deletes and recomputes heads and folds of the records of one dataset that `idsSql` (a query of one column `record`,
 * each once) gives. Reads the log only.
 */
export async function deriveRecords(s: Session, dataset: string, idsSql: string, pending: PendingBatch | null = null) {
  await s.run(`CREATE OR REPLACE TEMP TABLE derive_ids AS ${idsSql}`);
  if ((await s.count(`SELECT count(*) FROM ${ids}`)) === 0) return;
  const fields = await storedFields(s, dataset);
  await gatherSightings(s, dataset, pending);
  await foldContents(s, dataset, fields);
  await s.run(`DELETE FROM archive.derived.heads WHERE record IN (SELECT record FROM ${ids})`);
  await s.run(`DELETE FROM ${foldTable(dataset)} WHERE record IN (SELECT record FROM ${ids})`);
  await insertFolds(s, dataset, fields);
  await insertHeads(s, dataset, pending);
  for (const table of [ids, seen, versions, totals, folds]) await s.run(`DROP TABLE IF EXISTS ${table}`);
}

/** Live sightings of the records in order, their distinct contents, and what they come to per record. */
async function gatherSightings(s: Session, dataset: string, pending: PendingBatch | null): Promise<void> {
  const batches = joinSql(' UNION ALL ', [
    `SELECT seq, landing FROM (${liveBatchesSql}) WHERE dataset = ${quoteText(dataset)}`,
    pending && `SELECT ${pending.batch}, ${pending.landing}`,
  ]);
  await s.run(`CREATE OR REPLACE TEMP TABLE derive_seen AS
    SELECT s.record, s.seq AS sighting, s.content, s.batch, b.landing, s.part, s."row", s.effective_at, s.kind,
      row_number() OVER (PARTITION BY s.record, s.kind ORDER BY s.effective_at, b.landing, s.part, s."row") AS n
    FROM archive.log.sightings s JOIN ${ids} USING (record) JOIN (${batches}) b ON b.seq = s.batch`);
  await s.run(`CREATE OR REPLACE TEMP TABLE derive_versions AS
    SELECT record, content, max(n) AS n FROM ${seen} WHERE kind = 'seen' GROUP BY record, content`);
  await s.run(`CREATE OR REPLACE TEMP TABLE derive_totals AS
    SELECT record, max(n) FILTER (kind = 'seen') AS n, arg_min(sighting, n) FILTER (kind = 'seen') AS first_sighting,
      max(landing) AS last_landing
    FROM ${seen} GROUP BY record HAVING count(*) FILTER (kind = 'seen') > 0`);
}

/** States that are not simply one content: several contents, or one that says "none" somewhere. */
async function foldContents(s: Session, dataset: string, fields: string[]): Promise<void> {
  await s.run(`CREATE OR REPLACE TEMP TABLE derive_need AS
    SELECT v.record, v.content, v.n, row_number() OVER (PARTITION BY v.record ORDER BY v.n) AS nth,
      count(*) OVER (PARTITION BY v.record) AS contents
    FROM ${versions} v
    WHERE v.record IN (SELECT record FROM ${versions} GROUP BY record HAVING count(*) > 1)
      OR v.content IN (SELECT seq FROM ${contentTable(dataset)} WHERE clears)`);
  const columns = [...fields.map(valueColumn), 'extra'];
  // Taken out first: left to itself the engine may hash all contents of the dataset for a handful of records.
  await s.run(`CREATE OR REPLACE TEMP TABLE derive_contents AS
    SELECT ${joinSql(', ', ['seq', ...columns])} FROM ${contentTable(dataset)} WHERE seq IN (SELECT content FROM temp.main.derive_need)`);
  await s.run(`CREATE OR REPLACE TEMP TABLE derive_folds AS ${foldOfFew(columns)} UNION ALL ${foldOfMany(columns)}`);
  await s.run('DROP TABLE temp.main.derive_contents');
  await s.run('DROP TABLE temp.main.derive_need');
}

/** What a column comes to: an empty text of a field says "none". */
const said = (column: string, last: string): string =>
  column === 'extra' ? `${last} AS extra` : `nullif(${last}, '') AS ${column}`;

/** Of one content or two, which nearly all have: the same as of many, in a seventh of the time. */
const foldOfFew = (columns: string[]): string => `
    SELECT v.record, ${joinSql(
      ', ',
      columns.map((column) => said(column, `coalesce(c.${column}, d.${column})`)),
    )}
    FROM temp.main.derive_need v JOIN temp.main.derive_contents c ON c.seq = v.content
    LEFT JOIN temp.main.derive_need w ON w.record = v.record AND w.nth < v.nth
    LEFT JOIN temp.main.derive_contents d ON d.seq = w.content
    WHERE v.contents <= 2 AND v.nth = v.contents`;

const foldOfMany = (columns: string[]): string => `
    SELECT v.record, ${joinSql(
      ', ',
      columns.map((column) => said(column, `arg_max(c.${column}, v.n) FILTER (c.${column} IS NOT NULL)`)),
    )}
    FROM temp.main.derive_need v JOIN temp.main.derive_contents c ON c.seq = v.content
    WHERE v.contents > 2 GROUP BY v.record`;

async function insertFolds(s: Session, dataset: string, fields: string[]): Promise<void> {
  const columns = joinSql(', ', ['record', 'extra', ...fields.map(valueColumn)]);
  await s.run(`INSERT INTO ${foldTable(dataset)} (${columns}) SELECT ${columns} FROM ${folds}`);
}

async function insertHeads(s: Session, dataset: string, pending: PendingBatch | null): Promise<void> {
  const fields = await storedFields(s, dataset);
  const state = contentDigestSql(fields, (id) => `f.${valueColumn(id)}`, 'f.extra');
  await s.run(`INSERT INTO archive.derived.heads (${headColumns})
    WITH complete AS (${completeSql(dataset, pending)}),
    counted AS (SELECT record, count(*) AS versions FROM ${versions} GROUP BY record),
    golden AS (${goldenSql(`record IN (SELECT record FROM ${ids})`)})
    SELECT s.record, r.dataset, r.source, coalesce(g.golden, s.record), s.content, s.sighting, s.batch, s.landing, s.part,
      s."row", s.effective_at, t.first_sighting, v.versions, t.last_landing < coalesce(x.landing, 0),
      f.record IS NOT NULL, CASE WHEN f.record IS NULL THEN c.digest ELSE ${state} END, t.last_landing
    FROM ${seen} s
    JOIN ${totals} t ON t.record = s.record AND t.n = s.n AND s.kind = 'seen'
    JOIN counted v ON v.record = s.record
    JOIN archive.log.records r ON r.seq = s.record
    JOIN ${contentTable(dataset)} c ON c.seq = s.content
    LEFT JOIN golden g ON g.record = s.record
    LEFT JOIN ${folds} f ON f.record = s.record
    LEFT JOIN complete x ON x.source = r.source`);
}

/** Heads whose gone mark is not what it is with the landing of the latest complete delivery. */
const toMark = 'source = $1 AND dataset = $2 AND gone <> (last_landing < $3)';

export const countToMark = (s: Session, source: string, dataset: string, landing: number): Promise<number> =>
  s.count(`SELECT count(*) FROM archive.derived.heads WHERE ${toMark}`, [source, dataset, landing]);

/** Brings the gone marks of a source in line with its live complete deliveries. */
export async function deriveGone(s: Session, source: string, dataset: string, landing: number): Promise<void> {
  await s.run(`UPDATE archive.derived.heads SET gone = last_landing < $3 WHERE ${toMark}`, [source, dataset, landing]);
}
