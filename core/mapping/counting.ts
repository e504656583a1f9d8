/** Columns that only count rows under a header that could name an identifier: 编号, ID, No. with 1, 2, 3 … */
import type { Session } from '../archive/duck.js';
import type { StagedColumn } from '../../schemas/staging.js';
import { readHeader } from './header.js';

/** Headers that say nothing of what is numbered: an identifier or the lines of a list. */
const bare = new Set(['编号', '号码', '编码', '代码', 'id', 'no', 'number', 'num', 'nr', 'code']);
/** So many rows from the first one are looked at; fewer than the least count nothing. */
const lookedAt = 500;
const leastRows = 3;

/** A staged table: a FROM-clause with columns row, c0, c1 …, and its columns. */
export interface CountingTable {
  table: number;
  from: string;
  columns: readonly StagedColumn[];
}

/**
 * By table, the positions whose cells are 1, 2, 3 … in the order of the rows. Such a list's next edition counts other rows. Where one
 * table of a delivery counts so, the column of that name counts in the others, too, be they short or go on from another number.
 */
export async function countingColumns(
  s: Session,
  tables: readonly CountingTable[],
): Promise<Map<number, ReadonlySet<number>>> {
  const runs: Run[] = [];
  for (const table of tables) runs.push(...(await runsOf(s, table)));
  const found = new Map<number, Set<number>>();
  for (const run of runs.filter((one) => counts(one, runs)))
    found.set(run.table, (found.get(run.table) ?? new Set()).add(run.position));
  return found;
}

/** A column each cell of which is one more than the one above it. */
interface Run {
  table: number;
  position: number;
  /** As it is compared. */
  header: string;
  startsAtOne: boolean;
  rows: number;
}

const countsAlone = ({ startsAtOne, rows }: Run): boolean => startsAtOne && rows >= leastRows;

function counts(run: Run, all: readonly Run[]): boolean {
  const others = all.filter(({ table, header }) => table !== run.table && header === run.header);
  const two = [run, ...others].filter(({ startsAtOne }) => startsAtOne).length > 1;
  return countsAlone(run) || others.some(countsAlone) || two;
}

async function runsOf(s: Session, { table, from, columns }: CountingTable): Promise<Run[]> {
  const headers = columns.map(({ header }) => readHeader(header).folded);
  const positions = headers.flatMap((header, at) => (bare.has(header) ? [at] : []));
  if (positions.length === 0) return [];
  const number = (at: number): string => `TRY_CAST(trim(c${at}) AS BIGINT)::HUGEINT`;
  const isRun = (at: number): string =>
    `bool_and(coalesce(trim(c${at}) = ${number(at)}::VARCHAR, FALSE)) AND max(${number(at)} - n) = min(${number(at)} - n)`;
  const told = await s.one<{ rows: string; runs: (boolean | null)[]; ones: (boolean | null)[] }>(
    `SELECT count(*) AS rows, [${positions.map(isRun).join(', ')}] AS runs,
        [${positions.map((at) => `min(${number(at)} - n) = 0`).join(', ')}] AS ones
      FROM (SELECT *, row_number() OVER (ORDER BY row) AS n FROM (SELECT * FROM ${from} ORDER BY row LIMIT ${lookedAt}))`,
  );
  return positions.flatMap((position, at) => {
    const run = { table, position, header: headers[position] ?? '', startsAtOne: told?.ones[at] === true };
    return told?.runs[at] === true ? [{ ...run, rows: Number(told.rows) }] : [];
  });
}
