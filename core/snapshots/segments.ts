/** Writes the rows of a log table as Parquet files. */
import { join } from 'node:path';
import { num, quoteIdent, quoteText } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { tempName } from '../archive/files.js';
import { parquetOptions } from '../archive/parquet.js';
import { sumRows } from '../archive/row-sums.js';
import type { RowSums } from '../archive/row-sums.js';
import type { LogTable } from '../archive/log-schema.js';
import { logTable, rangeSql } from '../archive/row-digest.js';
import type { SeqRange } from '../archive/row-digest.js';

/** About so many rows a file: bounds what is lost with one, and what a check reads at a time. */
const rowsPerFile = 1_000_000;

export interface Segment {
  path: string;
  /** Of the rows as read back. */
  sums: RowSums;
}

/** Cuts a range so that each piece holds about `rowsPerFile` of the rows that `where` lets through. */
async function pieces(s: Session, table: string, range: SeqRange, where: string): Promise<SeqRange[]> {
  const from = `FROM ${logTable(table)} WHERE ${rangeSql(range)} AND ${where}`;
  const rows = await s.count(`SELECT count(*) ${from}`);
  if (rows === 0) return [];
  const count = Math.ceil(rows / rowsPerFile);
  if (count === 1) return [range];
  const shares = Array.from({ length: count - 1 }, (_, i) => (i + 1) / count);
  const row = await s.one<{ cuts: string[] }>(`SELECT approx_quantile(seq, [${shares.join(', ')}]) AS cuts ${from}`);
  const cuts = [...new Set((row?.cuts ?? []).map(num))].filter((cut) => cut > range.from && cut < range.to);
  const ends = [...cuts.sort((a, b) => a - b), range.to];
  return ends.map((to, i) => ({ from: ends[i - 1] ?? range.from, to }));
}

/** Files of the rows of a range that `where` lets through, in a scratch folder, one after the other; none without rows. */
export async function* writeSegments(
  s: Session,
  { table, columns }: LogTable,
  range: SeqRange,
  where: string,
  scratch: string,
): AsyncGenerator<Segment> {
  const list = columns.map(({ name }) => quoteIdent(name)).join(', ');
  for (const piece of await pieces(s, table, range, where)) {
    const path = join(scratch, tempName());
    await s.run(`COPY (SELECT ${list} FROM ${logTable(table)} WHERE ${rangeSql(piece)} AND ${where})
      TO ${quoteText(path)} (${parquetOptions()})`);
    const names = columns.map(({ name }) => name);
    yield { path, sums: await sumRows(s, `read_parquet(${quoteText(path)}, hive_partitioning = false)`, names) };
  }
}
