import type { SheetInfo } from '../cells.js';
import type { IssueList } from '../refusal.js';
import type { ColumnRange } from './head-row.js';
import type { HeadRow } from './profiles.js';
import { sideBySide } from './side-by-side.js';
import { columnLabel } from './column-label.js';

/** The columns of lists that surely stand side by side; of others it is told where the second one may begin. */
export function rangesBeside(head: readonly HeadRow[], info: SheetInfo, issues: IssueList): ColumnRange[] | null {
  const beside = sideBySide(head);
  if (beside?.isSure === true) return beside.ranges;
  const second = beside?.ranges[1];
  if (second) {
    const column = columnLabel(info.labels, second.from);
    const code = beside.areTouching ? 'maybe-lists-touch' : 'maybe-side-by-side';
    issues.add({ code, sheet: info.name, params: { column } });
  }
  return null;
}
