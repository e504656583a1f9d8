/** Comments on rows of data: what they say is in no cell, so that it is told that they are there. */
import type { FileIssue, StagedTable } from '../../../schemas/staging.js';
import type { Commented } from '../xlsx/book/comments.js';

/** One issue per sheet. Comments on headers explain how the columns are filled in. */
export function commentedRows(tables: readonly StagedTable[], commented: readonly Commented[]): FileIssue[] {
  return commented.flatMap(({ sheetIndex, rows }) => {
    const own = tables.filter((table) => table.sheetIndex === sheetIndex);
    const onData = rows.filter((row) => own.some(({ firstRow, lastRow }) => row >= firstRow && row <= lastRow));
    const [first] = onData.toSorted((one, other) => one - other);
    const sheet = own[0]?.sheet ?? null;
    return first === undefined ? [] : [{ code: 'cell-comments', sheet, row: first, params: { cells: onData.length } }];
  });
}
