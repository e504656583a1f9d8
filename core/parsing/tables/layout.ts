import type { SheetRow } from '../cells.js';
import { countFilled, firstFilled, isCommentRow } from './row-kinds.js';
import { isTyped, shapeOf } from './shapes.js';
import type { Shape } from './shapes.js';

/** A row kept from the head of a sheet. */
export type HeadRow = SheetRow;

export interface Layout {
  /** Positions in the head; empty when the table has no header. */
  headerAt: number[];
  /** Position in the head of the first row behind the header. */
  dataAt: number;
  /** 0-based column of the sheet where the table begins. */
  firstCol: number;
  width: number;
  /** Per column of the table; '' where there is none. */
  headers: string[];
}

interface Profile {
  at: number;
  first: number;
  last: number;
  filled: number;
  shapes: Shape[];
}

/** Finds where the table begins in the head of a sheet (its first couple of hundred rows). null = nothing is filled. */
export function findLayout(head: readonly HeadRow[], trims: boolean): Layout | null {
  const profiles = profilesOf(head);
  const first = profiles[0];
  if (!first) return null;
  const width = bodyWidth(profiles);
  const at = headerPosition(profiles, width);
  const header = profiles[at] ?? first;
  const isHeader = looksLikeHeader(header, profiles.slice(at + 1));
  const second = isHeader ? secondHeader(header, profiles[at + 1], profiles.slice(at + 2)) : null;
  const headerAt = isHeader ? [header.at, ...(second ? [second.at] : [])] : [];
  const body = profiles.slice(at);
  const firstCol = trims ? Math.min(...body.map((row) => row.first)) : 0;
  const lastCol = Math.max(
    ...(isHeader ? [header, ...(second ? [second] : [])] : body).map((row) => row.last),
    firstCol,
  );
  const untrimmed = trims ? 0 : Math.max(...(isHeader ? headerAt : [header.at]).map((row) => head[row]?.count ?? 0));
  const tableWidth = Math.max(lastCol - firstCol + 1, untrimmed, trims ? widest(body) - firstCol : 0);
  const dataAt = isHeader ? (headerAt.at(-1) ?? 0) + 1 : header.at;
  const rows = headerAt.map((row) => head[row]).filter((row) => row !== undefined);
  return { headerAt, dataAt, firstCol, width: tableWidth, headers: headerTexts(rows, firstCol, tableWidth) };
}

const widest = (rows: readonly Profile[]): number => Math.max(...rows.map((row) => row.last + 1));

function profilesOf(head: readonly HeadRow[]): Profile[] {
  const profiles: Profile[] = [];
  head.forEach((row, at) => {
    const filled = countFilled(row.cells, row.count);
    if (filled === 0 || isCommentRow(row.cells, row.count, filled, filled > 1)) return;
    const shapes: Shape[] = [];
    let last = 0;
    for (let col = 0; col < row.count; col += 1) {
      const shape = shapeOf(row.cells[col] ?? null, row.kinds?.[col] ?? 0);
      shapes.push(shape);
      if (shape !== 'blank') last = col;
    }
    profiles.push({ at, first: firstFilled(row.cells, row.count), last, filled, shapes });
  });
  return profiles;
}

/** The number of columns that four of five rows keep within; the first title lines do not count for much. */
function bodyWidth(profiles: readonly Profile[]): number {
  const extents = profiles.map((row) => row.last - row.first + 1).sort((one, other) => one - other);
  return extents[Math.min(extents.length - 1, Math.floor(extents.length * 0.8))] ?? 1;
}

/** The first row wide enough to be a header (or, without one, the first row of data); titles above are narrow. */
function headerPosition(profiles: readonly Profile[], width: number): number {
  const least = Math.max(1, Math.ceil(width / 2));
  const at = profiles.findIndex((row, index) => row.filled >= least && !isTitle(row, profiles[index + 1], width));
  if (at < 0) return 0;
  const next = profiles[at + 1];
  const isOverWide = (profiles[at]?.filled ?? 0) > width && next?.filled === width && !next.shapes.some(isTyped);
  return isOverWide && profiles.length > at + 2 ? at + 1 : at;
}

function isTitle(row: Profile, next: Profile | undefined, width: number): boolean {
  if (row.filled !== 1 || width < 2 || !next) return false;
  return row.shapes[0] !== 'blank' && row.shapes[0] !== undefined && next.filled > 1 && !next.shapes.some(isTyped);
}

/** Labels over a body that is unlike them; a row that is like the rows below it is data. */
function looksLikeHeader(row: Profile, below: readonly Profile[]): boolean {
  let same = 0;
  let contrast = 0;
  let typed = 0;
  row.shapes.forEach((shape, col) => {
    if (shape === 'blank') return;
    if (isTyped(shape)) typed += 1;
    const body = dominantShape(below, col);
    if (body === null || !isTyped(body)) return;
    if (shape === body) same += 1;
    else if (shape === 'label') contrast += 1;
  });
  if (typed === 0) return true;
  if (same > 0) return contrast > same;
  return below.length > 0 ? contrast > 0 || typed * 3 < row.filled : typed * 2 < row.filled;
}

function dominantShape(rows: readonly Profile[], col: number): Shape | null {
  const counts = new Map<Shape, number>();
  let filled = 0;
  for (const row of rows) {
    const shape = row.shapes[col] ?? 'blank';
    if (shape === 'blank') continue;
    filled += 1;
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  for (const [shape, count] of counts) if (count >= filled * 0.7) return shape;
  return null;
}

/**
 * A second header row fills every gap of the first and stands only under gaps and the label that opens them; it leaves the first
 * column alone or is unlike the body, so that a first row of data under an unnamed column is not taken for it.
 */
function secondHeader(header: Profile, next: Profile | undefined, below: readonly Profile[]): Profile | null {
  if (!next || below.length === 0 || next.shapes.some(isTyped)) return null;
  if (next.first <= header.first && !isUnlike(next, below)) return null;
  const last = Math.max(header.last, next.last);
  let gaps = 0;
  for (let col = 0; col <= last; col += 1) {
    const isGap = (header.shapes[col] ?? 'blank') === 'blank';
    const opensGap = !isGap && col < last && (header.shapes[col + 1] ?? 'blank') === 'blank';
    const isUnder = (next.shapes[col] ?? 'blank') !== 'blank';
    if (isGap && col > header.first && !isUnder) return null;
    if (isUnder && !isGap && !opensGap) return null;
    if (isGap && isUnder) gaps += 1;
  }
  return gaps > 0 && (next.filled < last + 1 || isUnlike(next, below)) ? next : null;
}

/** Labels over columns most of which hold numbers, dates or addresses. */
function isUnlike(row: Profile, below: readonly Profile[]): boolean {
  let contrast = 0;
  row.shapes.forEach((shape, col) => {
    const body = shape === 'label' ? dominantShape(below, col) : null;
    if (body !== null && isTyped(body)) contrast += 1;
  });
  return contrast * 2 > row.filled;
}

/** Header rows joined by ` / `; a label over several columns carries on to the right over its gaps. */
function headerTexts(rows: readonly HeadRow[], firstCol: number, width: number): string[] {
  const texts: string[] = [];
  let group = '';
  for (let at = 0; at < width; at += 1) {
    const parts = rows.map((row) => (firstCol + at < row.count ? (row.cells[firstCol + at] ?? '').trim() : ''));
    const upper = parts[0] ?? '';
    if (upper !== '') group = upper;
    const lower = parts[1] ?? '';
    const carried = upper === '' && lower !== '' ? group : upper;
    texts.push([carried, lower].filter((part) => part !== '').join(' / '));
  }
  return texts;
}
