import type { DecidedStart } from '../decisions/sheet-decisions.js';
import type { ColumnRange } from './head-row.js';
import type { Layout } from './layout.js';
import type { HeadRow } from './profiles.js';
import type { TableBegin } from './table-options.js';
import { shapeOf } from './table-shape.js';
import type { LaneOptions } from './telling.js';
import { unitLine } from './unit-line.js';

/** What is known of a table when it begins. `head`: its first rows, with those above its header. */
export function tableBegin(
  head: readonly HeadRow[],
  layout: Layout,
  start: DecidedStart | null,
  { range, options }: { range: ColumnRange | null; options: LaneOptions },
): TableBegin {
  const above = head.slice(0, layout.headerAt[0] ?? 0);
  const headerRows = layout.headerAt.map((at) => head[at]).filter((row) => row !== undefined);
  const units = unitLine(head.slice(0, layout.headerAt[0] ?? layout.dataAt));
  return {
    layout: units === null ? layout : { ...layout, unitLine: units },
    headerRows,
    above,
    shape: shapeOf(head, layout, headerRows),
    entry: start?.entry ?? options.decisions?.loose() ?? null,
    range,
    table: options.nextTable(),
    lastNumber: (head[layout.dataAt]?.number ?? 1) - 1,
  };
}
