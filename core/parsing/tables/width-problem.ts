/** Rows of another width than their table. */
import type { RowProblem, SheetRow } from '../cells.js';
import type { Layout } from './layout.js';
import { isPartedOtherwise } from './parted-otherwise.js';
import { countFilled } from './row-kinds.js';

/** Spreadsheets leave trailing cells out as they like; in a delimited file a row of another width may be a shifted one. null = it fits. */
export function widthProblem(row: SheetRow, layout: Layout, delimiter: string): RowProblem | null {
  const { width } = layout;
  if (row.count < width) return isPartedOtherwise(row, layout, delimiter) ? 'other-delimiter' : 'ragged-short';
  const over = row.count > width ? countFilled(row.cells.slice(width, row.count), row.count - width) : 0;
  return over > 0 || isBeyondFrame(row, layout) ? 'ragged-long' : null;
}

/** Lines end in a delimiter, and behind the last named column of this one stands a value, though it has a cell more than the header. */
function isBeyondFrame({ cells, count }: SheetRow, { firstCol, width, headers }: Layout): boolean {
  const last = firstCol + width - 1;
  return count > last + 1 && headers.at(-1) === '' && (cells[last] ?? '').trim() !== '';
}
