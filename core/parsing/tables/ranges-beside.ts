import type { SheetInfo } from '../cells.js';
import type { IssueList } from '../refusal.js';
import type { ColumnRange } from './head-row.js';
import type { HeadRow } from './profiles.js';
import { sideBySide } from './side-by-side.js';
import { columnLetters } from './table-writer.js';

/** The columns of lists that surely stand side by side; of others it is told where the second one may begin. */
export function rangesBeside(head: readonly HeadRow[], info: SheetInfo, issues: IssueList): ColumnRange[] | null {
  const beside = sideBySide(head);
  if (beside?.isSure === true) return beside.ranges;
  const second = beside?.ranges[1];
  const column = info.labels === 'letters' ? columnLetters(second?.from ?? 0) : String((second?.from ?? 0) + 1);
  if (second) issues.add({ code: 'maybe-side-by-side', sheet: info.name, params: { column } });
  return null;
}
