/** A header that comes again at the head of each page, and that of another table: what stands right above it. */
import type { SheetRow } from '../cells.js';
import type { HeadRow } from './profiles.js';
import { countFilled, firstFilled, isBlankRow } from './row-kinds.js';
import { formOf } from './shapes.js';

export interface Page {
  /** The last row of the table before them. */
  lastNumber: number;
  hasBlanks: boolean;
  /** Rows of data of the table. */
  sample: readonly HeadRow[];
}

/** Whether rows of one cell above it are the last ones of the page before: nothing parts them from its rows, or they say what those say. */
export function areLastOfPage(above: readonly SheetRow[], header: SheetRow, page: Page): boolean {
  const numbers = [page.lastNumber, ...above.map(({ number }) => number), header.number];
  const isTight = !page.hasBlanks && numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1);
  return isTight || above.every((row) => saysUsual(row, page.sample));
}

/** Of rows of one cell above another header, the first that are surely, and that may be, the last ones of the table. */
export interface LastRows {
  sure: number;
  doubted: number;
}

/**
 * Numbers and texts as they stand in that column anyway are the last rows of the table, no titles of the next one. What stands right
 * below its rows, and a blank row above the header, may be either.
 */
export function lastRows(held: readonly SheetRow[], page: Page): LastRows {
  const several = held.findIndex(({ cells, count }) => countFilled(cells, count) > 1);
  const end = several < 0 ? held.length : several;
  const other = held.slice(0, end).findIndex((row) => isBlankRow(row) || !isUsual(row, page.sample));
  const sure = other < 0 ? end : other;
  const [next, behind] = held.slice(sure);
  const isTight = !page.hasBlanks && next?.number === page.lastNumber + sure + 1;
  const isParted = behind !== undefined && (isBlankRow(behind) || behind.number > (next?.number ?? 0) + 1);
  const mayBe = sure < end && next !== undefined && isTight && isParted && !isBlankRow(next);
  return { sure, doubted: mayBe ? 1 : 0 };
}

/** What stands in that column anyway, or a number as they stand there: no title. */
export const isUsual = (row: SheetRow, sample: readonly HeadRow[]): boolean =>
  saysUsual(row, sample) || hasForm(row, sample);

/** A number of the form that those of the column have: KH1002 below KH998. */
function hasForm({ cells, count }: SheetRow, sample: readonly HeadRow[]): boolean {
  const col = firstFilled(cells, count);
  const text = cells[col] ?? '';
  return /\d/.test(text) && sample.some((row) => formOf(row.cells[col] ?? '') === formOf(text));
}

/** No title is called what stands in that column anyway. */
function saysUsual({ cells, count }: SheetRow, sample: readonly HeadRow[]): boolean {
  const col = firstFilled(cells, count);
  return sample.some((row) => row.cells[col] === cells[col]);
}
