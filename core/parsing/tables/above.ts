/** What stands above a table's header: titles, or rows that must not go missing. */
import { isFrameLine } from './frame-lines.js';
import { hasHeaderWords, isColumnName } from './header-words.js';
import { findLayout } from './layout.js';
import type { Layout } from './layout.js';
import { endOfLoneList } from './lone-list.js';
import { profilesOf } from './profiles.js';
import type { HeadRow } from './profiles.js';
import { countFilled, isBlankRow, isTotalRow } from './row-kinds.js';

const leastRows = 2;
const leastConfidence = 0.8;

/** The layout of a table of its own in the rows above another: labels that are surely a header, and rows of several cells below them. */
export function tableAbove(above: readonly HeadRow[], trims: boolean): Layout | null {
  const layout = above.length > 1 ? findLayout(above, trims) : null;
  if (!layout || layout.headerAt.length === 0 || layout.header.confidence < leastConfidence) return null;
  const [start] = profilesOf(above.slice(layout.headerAt[0]));
  if (start && isFrameLine(start, above[(layout.headerAt[0] ?? 0) + start.at])) return null;
  const rows = profilesOf(above.slice(layout.dataAt)).filter(({ filled }) => filled > 1);
  // Below names of columns a single row will do: the only customer of a small list.
  const least = hasHeaderWords(above[layout.headerAt.at(-1) ?? 0]) ? 1 : leastRows;
  return rows.length >= least ? layout : null;
}

/**
 * What is told as left out: a row of totals, the lines of a frame, and rows that are more than a title or than who made the list, with the
 * texts right below them. Without a header any line above may be a row. `from`: the number of the header's row.
 */
export function toldAbove(above: readonly HeadRow[], layout: Layout, from: number | undefined): HeadRow[] {
  const { header, headerAt, frameAt, totalAt } = layout;
  const framed = new Set(
    header.by === 'declared'
      ? []
      : profilesOf(above).flatMap((row) => (isFrameLine(row, above[row.at]) ? [row.at] : [])),
  );
  const titles = titlesFrom(above);
  let isBehindRow = false;
  return above.filter((row, at) => {
    const filled = countFilled(row.cells, row.count);
    const isInFrame = at === totalAt || at >= (frameAt ?? above.length);
    const isRow = filled > 1 && !framed.has(at);
    isBehindRow ||= isRow;
    const isText =
      filled === 1 && (headerAt.length === 0 || (isBehindRow && at < titles) || mayBeListed(above, at, from));
    return filled > 0 && (isInFrame || isRow || isText);
  });
}

/** 备注 and texts one below the other, up to a blank row: they may be a list of their own. */
function mayBeListed(above: readonly HeadRow[], at: number, header = 0): boolean {
  let from = at;
  while (from > 0 && isTextAbove(above, from, from + 1)) from -= 1;
  let to = at + 1;
  while (to < above.length && isTextAbove(above, to + 1, to + 1) && isRightBelow(above, to)) to += 1;
  const [name] = above[from]?.cells.filter((cell) => (cell ?? '').trim() !== '') ?? [];
  const isParted = to < above.length || (above[to - 1]?.number ?? 0) + 1 < header;
  return to - from > 1 && isParted && isColumnName(name ?? '');
}

const isRightBelow = (rows: readonly HeadRow[], at: number): boolean =>
  rows[at]?.number === (rows[at - 1]?.number ?? 0) + 1;

/** Position of the first of the titles right above a header: texts one below the other behind a blank row, three at most and no list. */
function titlesFrom(above: readonly HeadRow[]): number {
  let end = above.length;
  while (end > 0 && isBlankRow(above[end - 1])) end -= 1;
  let at = end;
  while (at > 0 && isTextAbove(above, at, end)) at -= 1;
  const isBehindRow = at > 0 && (above[at - 1]?.number ?? 0) + 1 === above[at]?.number && !isBlankRow(above[at - 1]);
  return isBehindRow || end - at > mostTitles || endOfLoneList(above.slice(at)) > 0 ? above.length : at;
}

const mostTitles = 3;

function isTextAbove(above: readonly HeadRow[], at: number, end: number): boolean {
  const row = above[at - 1];
  const isNext = at === end || row?.number === (above[at]?.number ?? 0) - 1;
  return row !== undefined && isNext && countFilled(row.cells, row.count) === 1;
}

/** Several rows of several cells that are no frame of labels. */
export function rowsUnread(told: readonly HeadRow[]): boolean {
  const rows = profilesOf(told).filter(
    (row) => row.filled > 1 && !isFrameLine(row, told[row.at]) && !isTotal(told[row.at]),
  );
  return rows.length > 1;
}

const isTotal = (row: HeadRow | undefined): boolean => row !== undefined && isTotalRow(row.cells, row.count);
