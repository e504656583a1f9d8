/** Which rows a row of totals sums up, and whether its numbers are their sums. Exact: numbers are whole multiples of 10^-18. */
import type { TotalScope } from '../../../schemas/total-words.js';
import { labelKind, totalledName, totalWordOf, totalWords } from '../../../schemas/total-words.js';

/** Rows between one row of totals and the next: what they add to it. Sums by column. */
export interface Stretch {
  sums: readonly bigint[];
  rows: number;
  rejected: number;
  repeats: number;
}

export interface TotalsRow {
  row: number;
  /** Its first filled cell: the word that made it one. */
  word: string;
  /** Numbers by column; null = none that can be read. */
  totals: readonly (bigint | null)[];
  /** Of the rows since the row of totals before it, or since the table's first. */
  stretch: Stretch;
}

export interface ComparedTotals {
  row: number;
  /** Columns with a number, and what the rows sum up to. */
  columns: { at: number; total: bigint; sum: bigint }[];
  rejected: number;
  repeats: number;
}

/** Where the range of rows begins that a row of totals may sum up. */
type Start = 'before' | 'same-word' | 'first';

const orders: Record<TotalScope, readonly Start[]> = {
  group: ['before', 'same-word', 'first'],
  all: ['first', 'same-word', 'before'],
};

/** Takes the rows of totals of one table in their order. */
export class TotalsComparer {
  /** Of all rows so far. */
  #sofar: Stretch;
  /** Rows of totals, and those of them above all rows. */
  #count = 0;
  readonly #above: TotalsRow[] = [];
  /** What `#sofar` was at the last row of totals of each word. */
  readonly #atWord = new Map<string, Stretch>();

  constructor(columns: number) {
    this.#sofar = { sums: Array.from({ length: columns }, () => 0n), rows: 0, rejected: 0, repeats: 0 };
  }

  /** Of the rows behind the last row of totals: the only one, where it stands above all rows, is compared with all. */
  end(stretch: Stretch): ComparedTotals | null {
    const all = add(this.#sofar, stretch, 1);
    const [only] = this.#above;
    return only && this.#count === 1 && all.rows > 0 ? compared(only.row, only.totals, all) : null;
  }

  /** A label that names what it sums up means a group. The comparison with the rows that its word means, or with those that it fits better; null = no row stands above it. */
  next(one: TotalsRow): ComparedTotals | null {
    const { row, word: text, totals, stretch } = one;
    this.#count += 1;
    const isLabel = totalledName(text) !== null;
    const word = isLabel ? labelKind(text) : totalWordOf(text);
    const first = add(this.#sofar, stretch, 1);
    const sameWord = this.#atWord.get(word);
    const ranges: Record<Start, Stretch> = {
      before: stretch,
      'same-word': sameWord ? add(first, sameWord, -1) : first,
      first,
    };
    this.#sofar = first;
    this.#atWord.set(word, first);
    if (first.rows === 0) {
      this.#above.push(one);
      return null;
    }
    const order = orders[isLabel ? 'group' : (totalWords.get(word) ?? 'all')];
    const tried = order.map((start) => compared(row, totals, ranges[start]));
    return tried.reduce((best, one) => (misses(one) < misses(best) ? one : best));
  }
}

function compared(row: number, totals: TotalsRow['totals'], { sums, rejected, repeats }: Stretch): ComparedTotals {
  const columns = totals.flatMap((total, at) => (total === null ? [] : [{ at, total, sum: sums[at] ?? 0n }]));
  return { row, columns, rejected, repeats };
}

const misses = ({ columns }: ComparedTotals): number => columns.filter(({ total, sum }) => total !== sum).length;

const add = (one: Stretch, other: Stretch, sign: 1 | -1): Stretch => ({
  sums: one.sums.map((sum, at) => sum + BigInt(sign) * (other.sums[at] ?? 0n)),
  rows: one.rows + sign * other.rows,
  rejected: one.rejected + sign * other.rejected,
  repeats: one.repeats + sign * other.repeats,
});
