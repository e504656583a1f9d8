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

/** By table, the positions whose cells are 1, 2, 3 … in the order of the rows. Such a list's next edition counts other rows. */
export async function countingColumns(
  s: Session,
  tables: readonly CountingTable[],
): Promise<Map<number, ReadonlySet<number>>> {
  const found = new Map<number, ReadonlySet<number>>();
  for (const { table, from, columns } of tables) {
    const positions = columns.flatMap(({ header }, at) => (bare.has(readHeader(header).folded) ? [at] : []));
    if (positions.length === 0) continue;
    const counts = positions.map((at) => `bool_and(coalesce(trim(c${at}) = n::VARCHAR, FALSE))`);
    const told = await s.one<{
      rows: string;
      counts: boolean[];
    }>(`SELECT count(*) AS rows, [${counts.join(', ')}] AS counts
      FROM (SELECT *, row_number() OVER (ORDER BY row) AS n FROM (SELECT * FROM ${from} ORDER BY row LIMIT ${lookedAt}))`);
    const counting = positions.filter((_, at) => told?.counts[at] === true);
    if (counting.length > 0 && Number(told?.rows) >= leastRows) found.set(table, new Set(counting));
  }
  return found;
}
