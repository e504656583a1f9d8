/** Where a cell stands, in words. */
import { shown } from '../print.js';
import { type Context, say } from './context.js';

/** A column by its letters or, in text files, its number. */
const columnPlace = (context: Context, column: string): string =>
  say(context, `column ${column}`, /^\d/.test(column) ? `第 ${column} 列` : `${column} 列`);

/** Sheet, row and column, as far as they are told. */
export function cellPlace(
  context: Context,
  { sheet, row, column }: { sheet: string | null; row: number | null; column: string | null },
): string {
  const parts = [
    sheet === null ? null : shown(sheet),
    row === null ? null : say(context, `row ${row}`, `第 ${row} 行`),
    column === null ? null : columnPlace(context, column),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
