/**
 * Rows of an outline whose numbers are the sums of the rows below each of them: 华东 | | 300 above 甲公司 | 100 and 乙公司 | 200. As rows of a list they
 * count twice.
 */
import { numberIn } from './labelled-totals.js';
import type { Layout } from './layout.js';
import { untilBlank } from './narrower-below.js';
import type { HeadRow } from './profiles.js';
import { isTotalRow } from './row-kinds.js';

const leastRows = 5;
const leastSums = 2;
const tellingNumber = 100;

type NumberOf = (at: number) => number | null;

/** Their numbers, where all rows up to a blank one are such sums and what they sum up; none = nothing proves it. */
export function sumsAbove(head: readonly HeadRow[], { headerAt, dataAt, firstCol, width }: Layout): number[] {
  if (headerAt.length === 0) return [];
  const rows = untilBlank(head, dataAt - 1).filter(({ cells, count }) => !isTotalRow(cells, count));
  if (rows.length < leastRows) return [];
  const found = new Map<string, number>();
  for (let col = firstCol; col < firstCol + width; col += 1) {
    const numberOf = (at: number): number | null => numberAt(rows[at], col);
    const sums = sumsIn(rows.length, numberOf);
    if (sums.length < leastSums) continue;
    const key = sums.join();
    // Small numbers, or those of one column, may be so by chance.
    if (sums.every((at) => Math.abs(numberOf(at) ?? 0) >= tellingNumber)) found.set(key, (found.get(key) ?? 0) + 1);
    if (found.get(key) === 2 || standOut(rows, sums, { firstCol, width }))
      return sums.map((at) => rows[at]?.number ?? 0);
  }
  return [];
}

/** Positions of numbers, the first one among them, each the sum of those up to the next; most sum up several. */
function sumsIn(rows: number, numberOf: NumberOf): number[] {
  const sums: number[] = [];
  let single = 0;
  for (let at = 0; at < rows;) {
    const end = endOfSum(rows, numberOf, at);
    if (end < 0) return [];
    if (end === at + 2) single += 1;
    sums.push(at);
    at = end;
  }
  return single * 2 < sums.length ? sums : [];
}

/** Behind the last number of which the one at `at` is the sum, zeros included; -1 = it is none. */
function endOfSum(rows: number, numberOf: NumberOf, at: number): number {
  const sum = numberOf(at);
  if (sum === null || sum === 0) return -1;
  let rest = sum;
  for (let next = at + 1; next < rows; next += 1) {
    const number = numberOf(next);
    if (number === null) return -1;
    rest -= number;
    if (Math.abs(rest) < Math.abs(sum) * 1e-9 && numberOf(next + 1) !== 0) return next + 1;
  }
  return -1;
}

const numberAt = (row: HeadRow | undefined, col: number): number | null =>
  row && col < row.count ? numberIn(row.cells[col]) : null;

/** A column is blank in all of them and in no other row, or the other way round; or the others are indented. */
function standOut(
  rows: readonly HeadRow[],
  sums: readonly number[],
  { firstCol, width }: Pick<Layout, 'firstCol' | 'width'>,
): boolean {
  const isSum = new Set(sums);
  const differs = (says: (row: HeadRow) => boolean): boolean => {
    const [first] = rows;
    if (!first) return false;
    const own = says(first);
    return rows.every((row, at) => says(row) === (isSum.has(at) ? own : !own));
  };
  for (let col = firstCol; col < firstCol + width; col += 1)
    if (differs(({ cells, count }) => col < count && (cells[col] ?? '').trim() !== '')) return true;
  return differs(({ cells }) => /^[\s　]/u.test(cells[firstCol] ?? ''));
}
