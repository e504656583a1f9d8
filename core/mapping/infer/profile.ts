/** What the cells of a table tell, counted in SQL: nothing but samples and counts comes back. */
import { num } from '../../archive/duck.js';
import type { Row, Session } from '../../archive/duck.js';
import { evidenceQuery } from '../../../schemas/fields/columns.js';
import type { ColumnEvidence } from '../../../schemas/fields/columns.js';
import type { StagedColumn } from '../../../schemas/staging.js';

export interface ColumnProfile {
  column: StagedColumn;
  rows: number;
  filled: number;
  /** Distinct filled values; exact where it is small or nearly all, else within a few per cent. */
  distinct: number;
  longestChars: number;
  /** Distinct values of an even sample of the rows, in no order. */
  sample: string[];
  /** Distinct values with their counts, most frequent first; empty when there are more than `mostValues`. */
  values: { text: string; count: number }[];
  dates: ColumnEvidence | null;
  numbers: ColumnEvidence | null;
  phones: ColumnEvidence | null;
}

export const mostValues = 30;
const sampledRows = 5000;
const sampledValues = 300;
const longestSample = 400;

/** One pass for the counts, then small queries per column. `from`: a FROM-clause with columns row, c0, c1 …; holds `sampledRows` rows at most. */
export async function profileTable(
  s: Session,
  from: string,
  columns: readonly StagedColumn[],
): Promise<ColumnProfile[]> {
  const cell = (at: number): string => `nullif(trim(c${at}), '')`;
  const counts = columns.flatMap((_, at) => [
    `count(x${at}) AS filled_${at}`,
    `approx_count_distinct(x${at}) AS distinct_${at}`,
    `coalesce(max(length(x${at})), 0) AS longest_${at}`,
  ]);
  const asked = columns.flatMap((_, at) => [
    { name: `dates_${at}`, type: 'date' as const, x: `x${at}` },
    { name: `numbers_${at}`, type: 'money' as const, x: `x${at}` },
    { name: `phones_${at}`, type: 'phone' as const, x: `x${at}` },
  ]);
  const cells = columns.map((_, at) => `${cell(at)} AS x${at}`);
  const row = await s.one(
    evidenceQuery(`(SELECT ${cells.join(', ')} FROM ${from})`, asked, ['count(*) AS rows', ...counts]),
  );
  const rows = num(row?.['rows'] ?? 0);
  const step = Math.max(1, Math.ceil(rows / sampledRows));
  const profiles: ColumnProfile[] = [];
  for (const [at, column] of columns.entries()) {
    const known = { column, rows, ...countsOf(row ?? {}, at) };
    profiles.push({ ...known, ...(await valuesOf(s, from, cell(at), { ...known, step })) });
  }
  return profiles;
}

function countsOf(row: Row, at: number) {
  return {
    filled: num(row[`filled_${at}`] ?? 0),
    distinct: num(row[`distinct_${at}`] ?? 0),
    longestChars: num(row[`longest_${at}`] ?? 0),
    dates: evidenceOf(row[`dates_${at}`]),
    numbers: evidenceOf(row[`numbers_${at}`]),
    phones: evidenceOf(row[`phones_${at}`]),
  };
}

/** Counts of the engine come as text. */
function evidenceOf(value: Row[string] | undefined): ColumnEvidence | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const counts = Object.entries(value).map(([name, count]) => [name, num(count)]);
  return Object.fromEntries(counts) as unknown as ColumnEvidence;
}

async function valuesOf(
  s: Session,
  from: string,
  cell: string,
  known: { filled: number; distinct: number; step: number },
): Promise<Pick<ColumnProfile, 'sample' | 'values' | 'distinct'>> {
  const sampled = await s.rows<{ text: string }>(
    `SELECT DISTINCT ${cell} AS text FROM ${from}
     WHERE ${cell} IS NOT NULL AND length(${cell}) <= ${longestSample} AND hash(row) % ${known.step} = 0 LIMIT ${sampledValues}`,
  );
  const values = known.distinct <= 2 * mostValues ? await groupsOf(s, from, cell) : [];
  const few = values.length <= mostValues;
  const nearlyAll = known.distinct >= 0.8 * known.filled;
  const distinct = few && values.length > 0 ? values.length : nearlyAll ? await exactly(s, from, cell) : known.distinct;
  return { sample: sampled.map(({ text }) => text), values: few ? values : [], distinct };
}

async function groupsOf(s: Session, from: string, cell: string): Promise<{ text: string; count: number }[]> {
  const rows = await s.rows<{ text: string; count: string }>(
    `SELECT left(${cell}, ${longestSample}) AS text, count(*) AS count FROM ${from} WHERE ${cell} IS NOT NULL
     GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${mostValues + 1}`,
  );
  return rows.map(({ text, count }) => ({ text, count: num(count) }));
}

const exactly = (s: Session, from: string, cell: string): Promise<number> =>
  s.count(`SELECT count(DISTINCT hash(${cell})) FROM ${from} WHERE ${cell} IS NOT NULL`);
