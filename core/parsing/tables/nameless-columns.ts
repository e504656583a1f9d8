import type { StagedTable } from '../../../schemas/staging.js';
import type { IssueList } from '../refusal.js';

/** Tells of the first `width` columns of a table those that hold something and have no name. */
export function tellNameless({ sheet, headerRows, columns }: StagedTable, width: number, issues: IssueList): void {
  const row = headerRows.at(-1);
  if (row === undefined) return;
  for (const { header, label, kinds } of columns.slice(0, width)) {
    const isFilled = Object.values(kinds).some((count) => count > 0);
    if (header === '' && isFilled) issues.add({ code: 'empty-header', sheet, row, column: label });
  }
}
