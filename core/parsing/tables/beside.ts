/** Values that stand where no table of the sheet has a column: they belong to none, and none of them goes missing untold. */
import type { SheetInfo, SheetRow } from '../cells.js';
import type { IssueList } from '../refusal.js';
import type { ColumnRange } from './head-row.js';
import { columnLabel } from './column-label.js';

/** Tells the values of the row that stand in none of the ranges, which rise, and before column `end`. */
export function tellBeside(
  { cells, count, number }: SheetRow,
  ranges: readonly ColumnRange[],
  end: number,
  info: SheetInfo,
  issues: IssueList,
): void {
  let next = 0;
  for (let col = 0; col < Math.min(count, end); col += 1) {
    while (next < ranges.length && (ranges[next]?.to ?? 0) < col) next += 1;
    const text = cells[col];
    if (col >= (ranges[next]?.from ?? end) || text === null || text === undefined || text.trim() === '') continue;
    const column = columnLabel(info.labels, col);
    issues.add({ code: 'cell-beside-list', sheet: info.name, row: number, column, value: text });
  }
}
