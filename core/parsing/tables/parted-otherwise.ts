/** Records of a delimited text whose cells another delimiter parts than those of the file. */
import type { SheetRow } from '../cells.js';
import { splitPlainly } from '../csv/split.js';
import type { Layout } from './layout.js';
import { countFilled, saysNote } from './row-kinds.js';

const others = [',', ';', '\t', '|'];

/** It holds as many values as the table has columns, parted by another delimiter: in its only cell, or `delimiter` stands in some. */
export function isPartedOtherwise({ cells, count }: SheetRow, { width }: Layout, delimiter: string): boolean {
  const first = cells[0] ?? '';
  if (width < 3 || first === '') return false;
  // Behind the commas of a sentence stand blanks.
  if (countFilled(cells, count) === 1)
    return [/,(?!\s)/, /;(?!\s)/, '\t', '|'].some((by) => first.split(by).length === width);
  const record = cells.slice(0, count).join(delimiter);
  return others.some(
    (by) =>
      first.includes(by) &&
      splitPlainly(record, { delimiter: by, quote: '"', backslash: false, padded: false }).length === width,
  );
}

/** Nothing but such a record: none of the lines below a table, however long it is. */
export const isPartedRecord = (row: SheetRow, layout: Layout): boolean =>
  countFilled(row.cells, row.count) === 1 && isPartedOtherwise(row, layout, '') && !saysNote(row.cells[0] ?? '');
