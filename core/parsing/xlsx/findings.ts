import type { FileIssue } from '../../../schemas/staging.js';
import type { IssueList } from '../refusal.js';
import type { SheetFindings } from './scan/sheet-scanner.js';

/** Turns what a sheet's scan dropped or mended into issues of the file. */
export function tellFindings(sheet: string, findings: SheetFindings, issues: IssueList): void {
  const { rowsBeyond, columnsBeyond, rowsOutOfOrder, cellsTwice, mergesDropped } = findings;
  const tell = (code: string, count: number, row?: number): void => {
    if (count === 0) return;
    const issue: FileIssue = { code, sheet, params: { count } };
    if (row !== undefined) issue.row = row;
    issues.add(issue);
  };
  tell('row-beyond-sheet', rowsBeyond);
  tell('column-beyond-sheet', columnsBeyond.cells, columnsBeyond.first);
  tell('row-out-of-order', rowsOutOfOrder.rows, rowsOutOfOrder.first);
  // The rows themselves are flagged; a header or a title may be one of them.
  const { cells: count, first } = cellsTwice;
  if (count > 0) issues.add({ code: 'cells-twice', sheet, params: { count, first } });
  tell('merge-dropped', mergesDropped);
}
