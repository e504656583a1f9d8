/** The one way to the derived tables, from outside of a commit. */
import { deriveRecords } from './derive/derive.js';
import { insertSingleHeads } from './derive/single.js';
import type { RecordRange } from './derive/single.js';
import { num } from './duck.js';
import type { Session } from './duck.js';
import { foldTable } from './log/tables.js';
import { quoteText } from './sql-text.js';

export { deriveGone, deriveRecords } from './derive/derive.js';

/** Derives the records in `idsTable` (a column `record`), of whatever datasets. */
export async function derive(s: Session, idsTable: string): Promise<void> {
  const datasets = await s.rows<{ dataset: string }>(
    `SELECT DISTINCT r.dataset FROM archive.log.records r SEMI JOIN ${idsTable} i ON i.record = r.seq ORDER BY ALL`,
  );
  for (const { dataset } of datasets) {
    const mine = `SELECT seq FROM archive.log.records WHERE dataset = ${quoteText(dataset)}`;
    await deriveRecords(s, dataset, `SELECT DISTINCT record FROM ${idsTable} WHERE record IN (${mine})`);
  }
}

/** Empties the derived tables and makes them again from the log. */
export async function rebuild(s: Session): Promise<void> {
  await s.run('DELETE FROM archive.derived.heads');
  const datasets = await s.rows<{ dataset: string }>('SELECT DISTINCT dataset FROM archive.log.records ORDER BY ALL');
  for (const { dataset } of datasets) {
    await s.run(`DELETE FROM ${foldTable(dataset)}`);
    const mine = `FROM archive.log.records WHERE dataset = ${quoteText(dataset)}`;
    // A slice at a time: its sets stay in memory, and what it does not touch of the log is skipped.
    for (const slice of await slicesOf(s, mine)) {
      await insertSingleHeads(s, dataset, slice);
      const between = `BETWEEN ${slice.first} AND ${slice.last}`;
      const done = `SELECT record FROM archive.derived.heads WHERE record ${between}`;
      await deriveRecords(s, dataset, `SELECT seq AS record ${mine} AND seq ${between} AND seq NOT IN (${done})`);
    }
  }
}

const recordsPerSlice = 500_000;

/** First and last seq of runs of records. */
async function slicesOf(s: Session, from: string): Promise<RecordRange[]> {
  const rows = await s.rows(`SELECT min(seq) AS first, max(seq) AS last
    FROM (SELECT seq, (row_number() OVER (ORDER BY seq) - 1) // ${recordsPerSlice} AS slice ${from}) GROUP BY slice ORDER BY first`);
  return rows.map((row) => ({ first: num(row['first']), last: num(row['last']) }));
}
