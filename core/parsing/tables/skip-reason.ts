/** Rows among those of a table that are no data, by what they are. */
import type { SheetRow } from '../cells.js';
import type { TableBounds } from '../decisions/bounds.js';
import { isFieldRow } from './field-row.js';
import { misses } from './foot-lines.js';
import type { GroupFiller } from './group-filler.js';
import { endsGroup, groupTotalAt } from './group-totals.js';
import type { HeaderMarks } from './header-marks.js';
import type { TotalsProof } from './labelled-totals.js';
import type { Layout } from './layout.js';
import { profilesOf } from './profiles.js';
import type { HeadRow } from './profiles.js';
import { isCommentRow, isExampleRow, isGuideRow, isTotalRow, standsInYears } from './row-kinds.js';

/** What a table knows of its rows. */
export interface SkipReasons {
  layout: Layout;
  /** Rows of data; grows. */
  sample: readonly HeadRow[];
  /** Rows of totals by the workbook itself. */
  totalRows: ReadonlySet<number | null | undefined>;
  hasRows: () => boolean;
  groups: GroupFiller | null;
  proof: TotalsProof | null;
  bounds: TableBounds | null;
  marks: HeaderMarks;
}

/** null = a row of data, or a line below the table. */
export function skipReason(row: SheetRow, filled: number, seen: SkipReasons) {
  const { sample, marks, proof, bounds } = seen;
  const { width } = seen.layout;
  if (seen.groups?.names(row) === true) return 'group' as const;
  if (seen.totalRows.has(row.number)) return 'total' as const;
  const isTotal = isTotalRow(row.cells, row.count) && !standsInYears(row, sample);
  if (width > 1 && (isTotal || proof?.proves(row, sample) === true)) return 'total' as const;
  if (width > 2 && isGroupTotal(row, sample)) return 'total' as const;
  if (!seen.hasRows() && bounds?.beginsWith(row) !== true && isBelowHeader(row, filled, seen.layout))
    return 'note' as const;
  if (width > 1 && filled === 1 && marks.isOnlyNumbered(row)) return 'blank' as const;
  if (width > 1 && isCommentRow(row.cells, row.count, filled, row.count === width)) return 'comment' as const;
  return marks.isRepeat(row) ? ('repeated-header' as const) : null;
}

/** 华东 | 小计 | 300, where none of the rows looks so: a customer may be called so. They have more, or 华东 as well. */
function isGroupTotal(row: SheetRow, sample: readonly HeadRow[]): boolean {
  const at = groupTotalAt(row.cells, row.count);
  if (at < 0 || sample.length === 0 || sample.some(({ cells }) => cells[at] === row.cells[at])) return false;
  return misses(row, at, profilesOf(sample)) || endsGroup(row.cells, at, sample);
}

/** What some write between the header and the rows: an example, names for programs, how to fill it in. */
function isBelowHeader(row: SheetRow, filled: number, { width, headers }: Layout): boolean {
  if (width <= 1) return false;
  if (isExampleRow(row.cells, row.count) || isFieldRow(row, headers)) return true;
  return width > 2 && isGuideRow(row.cells, row.count, filled);
}
