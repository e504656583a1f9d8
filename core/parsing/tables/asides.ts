/** Comments and addresses of cells on rows of data: they are in no column, so that it is told that they are there. */
import type { FileIssue, StagedTable } from '../../../schemas/staging.js';
import type { Asides } from '../cells.js';

/** One issue per sheet and kind. Comments on headers explain how the columns are filled in. */
export function asidesOnData(tables: readonly StagedTable[], asides: readonly Asides[]): FileIssue[] {
  return asides.flatMap(({ code, sheetIndex, rows }) => {
    const own = tables.filter((table) => table.sheetIndex === sheetIndex);
    const onData = rows.filter((row) => own.some(({ firstRow, lastRow }) => row >= firstRow && row <= lastRow));
    const [first] = onData.toSorted((one, other) => one - other);
    const sheet = own[0]?.sheet ?? null;
    return first === undefined ? [] : [{ code, sheet, row: first, params: { cells: onData.length } }];
  });
}
