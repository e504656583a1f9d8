/** Points that explain how a list is filled in, in a column of their own beside it: 1. …, 2. … behind a blank column. They belong to no row. */
import type { ColumnRange } from './head-row.js';
import { findLayout } from './layout.js';
import type { HeadRow } from './profiles.js';
import { textAt } from './row-kinds.js';

const point = /^\s*(?:[（(]?(\d{1,2})\s*[）).、．:：]|([①-⑳]))\s*\D/u;
const firstCircled = 0x2460;

export interface Aside {
  /** The columns of the list. */
  range: ColumnRange;
  /** Rows with points. */
  rows: HeadRow[];
}

/** null = nothing but points from 1 on stands in the last column, and that behind a blank one. */
export function asideOf(head: readonly HeadRow[]): Aside | null {
  if (!head.some(({ cells, count }) => point.test(cells[count - 1] ?? ''))) return null;
  const layout = findLayout(head, true);
  const [headerAt] = layout?.headerAt ?? [];
  if (!layout || headerAt === undefined || layout.headerAt.length > 1 || layout.width < 4) return null;
  const last = layout.firstCol + layout.width - 1;
  const below = head.slice(headerAt + 1);
  const isBlank = head.slice(headerAt).every((row) => textAt(row, last - 1) === '');
  const rows = below.filter((row) => textAt(row, last) !== '');
  const arePoints = rows.length > 1 && rows.every((row, at) => numberOf(textAt(row, last)) === at + 1);
  const hasNames = layout.headers.slice(0, -2).every((name) => name !== '');
  return isBlank && arePoints && hasNames ? { range: { from: layout.firstCol, to: last - 2 }, rows } : null;
}

function numberOf(text: string): number {
  const [, digits, circled] = point.exec(text) ?? [];
  return circled === undefined ? Number(digits ?? 0) : circled.charCodeAt(0) - firstCircled + 1;
}
