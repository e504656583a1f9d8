/** A header that comes again at the head of each page: what stands right above it. */
import type { SheetRow } from '../cells.js';
import type { HeadRow } from './profiles.js';
import { firstFilled } from './row-kinds.js';

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

/** No title is called what stands in that column anyway. */
function saysUsual({ cells, count }: SheetRow, sample: readonly HeadRow[]): boolean {
  const col = firstFilled(cells, count);
  return sample.some((row) => row.cells[col] === cells[col]);
}
