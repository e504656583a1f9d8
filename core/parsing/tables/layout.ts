import type { Sureness } from '../../../schemas/staging.js';
import type { MarkedRange } from '../cells.js';
import { dominantShape, profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { belowFrame, isLabelled, namesTypes } from './frame-lines.js';
import { hasHeaderWords } from './header-words.js';
import { headerBlock, headerLevels, withIndexName, withSecondNames } from './header-rows.js';
import { unitsRow, withUnits } from './units-row.js';
import { isTotalRow } from './row-kinds.js';
import { formOf, isTyped, isYear } from './shapes.js';

export interface Layout {
  /** Positions in the head; empty when the table has no header. */
  headerAt: number[];
  /** That these are the header rows. */
  header: Sureness;
  /** Position in the head of the first row behind the header. */
  dataAt: number;
  /** 0-based column of the sheet where the table begins. */
  firstCol: number;
  width: number;
  /** Per column of the table; '' where there is none. Of a header of several rows the labels joined by ` / `. */
  headers: string[];
  /** The labels of a header of several rows, per column. */
  levels?: string[][];
  /** What the columns are called where they are cells of a form. */
  labels?: string[];
  /** What a line above says of the unit of its amounts. */
  unitLine?: string;
  /** Position in the head of the first line of a frame above the header that is more than titles; absent = there is none. */
  frameAt?: number;
  /** Position in the head of a row of totals above the header; absent = there is none. */
  totalAt?: number;
}

/** Finds where the table begins in the head of a sheet (its first couple of hundred rows). null = nothing is filled. */
export function findLayout(
  head: readonly HeadRow[],
  trims: boolean,
  marked: readonly MarkedRange[] = [],
): Layout | null {
  const found = withoutMakers(profilesOf(head), head);
  const total = leadingTotal(found, head);
  const profiles = total === null ? found : found.filter((row) => row !== total);
  const first = profiles[0];
  if (!first) return null;
  const known = markedPosition(profiles, head, marked);
  const wide = known < 0 ? headerPosition(profiles, bodyWidth(profiles), head) : known;
  const at = known < 0 ? belowFrame(profiles, wide, head) : known;
  const header = profiles[at] ?? first;
  const { isHeader, confidence } = known < 0 ? judgeHeader(header, profiles.slice(at + 1), head) : markedHeader;
  const isBelowFrame = at > wide;
  const block = isHeader
    ? withIndexName(withSecondNames(headerBlock(profiles, at, head, isBelowFrame), profiles, head), profiles, head)
    : { from: firstLike(profiles, at, head), to: at };
  const headers = isHeader ? profiles.slice(block.from, block.to + 1) : [];
  const units = isHeader && headers.length > 0 ? unitsRow(profiles.slice(block.to + 1), head) : null;
  const headerAt = [...headers, ...(units ? [units] : [])].map((row) => row.at);
  const body = profiles.slice(block.from);
  const firstCol = trims ? Math.min(...body.map((row) => row.first)) : 0;
  const lastCol = Math.max(...(isHeader ? headers : body).map((row) => row.last), firstCol);
  const untrimmed = trims ? 0 : Math.max(...(isHeader ? headerAt : [header.at]).map((row) => head[row]?.count ?? 0));
  const tableWidth = Math.max(lastCol - firstCol + 1, untrimmed, trims ? widest(body) - firstCol : 0);
  const dataAt = isHeader ? (headerAt.at(-1) ?? 0) + 1 : (body[0] ?? header).at;
  const rows = headers.map((row) => head[row.at]).filter((row) => row !== undefined);
  const levels = headerLevels(rows, firstCol, tableWidth);
  const texts = levels.map((labels) => labels.join(' / '));
  return {
    headerAt,
    header: { by: known < 0 ? 'evidence' : 'declared', confidence },
    dataAt,
    firstCol,
    width: tableWidth,
    headers: withUnits(texts, units && head[units.at], firstCol),
    ...(rows.length > 1 && { levels }),
    ...(total && { totalAt: total.at }),
    ...(block.from > wide && { frameAt: profiles[wide]?.at ?? 0 }),
  };
}

/** Of a list of one column, lines below it that tell in several cells who made it are no rows. */
function withoutMakers(profiles: Profile[], head: readonly HeadRow[]): Profile[] {
  const own = profiles.slice(0, profiles.findLastIndex((row) => row.filled === 1 || !isLabelled(head[row.at])) + 1);
  return own.length > 1 && own.every(({ filled }) => filled === 1) ? own : profiles;
}

/** The first row of several cells is one of totals, and what stands right below it surely is a header. */
function leadingTotal(profiles: readonly Profile[], head: readonly HeadRow[]): Profile | null {
  const at = profiles.findIndex(({ filled }) => filled > 1);
  const [row, next] = profiles.slice(Math.max(0, at), at + 2);
  const cells = head[row?.at ?? -1];
  if (at < 0 || !row || !next || !cells || !isTotalRow(cells.cells, cells.count)) return null;
  const { isHeader, confidence } = judgeHeader(next, profiles.slice(at + 2), head);
  return isHeader && confidence >= clear ? row : null;
}

const markedHeader = { isHeader: true, confidence: 0.99 };

/** The first row that the workbook itself calls a header; -1 when there is none. */
function markedPosition(
  profiles: readonly Profile[],
  head: readonly HeadRow[],
  marked: readonly MarkedRange[],
): number {
  return profiles.findIndex((row) => marked.some((range) => isMarkedHeader(range, head[row.at], row)));
}

/** The row is the range's first, most of the range's columns are filled in it and, of a filter's, none by a number or a date. */
export function isMarkedHeader(range: MarkedRange, row: HeadRow | undefined, profile: Profile): boolean {
  if (row?.number !== range.headerRow) return false;
  const shapes = profile.shapes.slice(range.firstCol, range.lastCol + 1);
  const filled = shapes.filter((shape) => shape !== 'blank').length;
  return filled * 2 > range.lastCol - range.firstCol + 1 && (range.isTable || !shapes.some(isTyped));
}

const widest = (rows: readonly Profile[]): number => Math.max(...rows.map((row) => row.last + 1));

/** The number of columns that four of five rows keep within; the first title lines do not count for much. */
function bodyWidth(profiles: readonly Profile[]): number {
  const extents = profiles.map((row) => row.last - row.first + 1).sort((one, other) => one - other);
  return extents[Math.min(extents.length - 1, Math.floor(extents.length * 0.8))] ?? 1;
}

/**
 * The first row wide enough to be a header (or, without one, the first row of data); titles above are narrow. One that is wider than the
 * rows below it is a title cut at its commas only where the row below is surely a header, and it has no names of columns; else the last
 * columns are empty.
 */
function headerPosition(profiles: readonly Profile[], width: number, head: readonly HeadRow[]): number {
  const least = Math.max(1, Math.ceil(width / 2));
  const at = profiles.findIndex((row, index) => row.filled >= least && !isTitle(row, profiles[index + 1], width));
  if (at < 0) return 0;
  const next = profiles[at + 1];
  const isNamed = hasHeaderWords(head[profiles[at]?.at ?? -1]);
  const isOverWide = (profiles[at]?.filled ?? 0) > width && next?.filled === width && !isNamed;
  return isOverWide && namesTypes(next, profiles.slice(at + 2)) ? at + 1 : at;
}

/** Without a header, rows right above that have few cells, but such as stand in the columns below, are rows: their values are no titles. */
function firstLike(profiles: readonly Profile[], from: number, head: readonly HeadRow[]): number {
  let at = from;
  for (; at > 0; at -= 1) {
    const row = profiles[at - 1];
    const { same, contrast, typed } = row ? compare(row, profiles.slice(at), head) : noLikeness;
    if (same === 0 || contrast > 0 || same < typed) break;
  }
  return at;
}

const noLikeness = { same: 0, contrast: 0, typed: 0 };

function isTitle(row: Profile, next: Profile | undefined, width: number): boolean {
  if (row.filled !== 1 || width < 2 || !next) return false;
  return row.first <= next.first && next.filled > 1 && !next.shapes.some(isTyped);
}

/** Labels over a body that is unlike them; a row that is like the rows below it is data. Labels over texts may be either. */
function judgeHeader(
  row: Profile,
  below: readonly Profile[],
  head: readonly HeadRow[],
): { isHeader: boolean; confidence: number } {
  const { same, contrast, typed } = compare(row, below, head);
  const told = (isHeader: boolean, confidence: number) => ({ isHeader, confidence });
  if (typed === 0) return told(true, contrast > 0 ? sure : below.length === 0 ? onlyRow : textsOnly);
  if (same > 0) return told(contrast > same, Math.abs(contrast - same) > 1 || contrast === 0 ? sure : doubtful);
  if (below.length === 0) return told(typed * 2 < row.filled, onlyRow);
  return contrast > 0 ? told(true, clear) : told(typed * 3 < row.filled, doubtful);
}

const sure = 0.95;
const clear = 0.8;
/** A header without rows, or a row without header. */
const onlyRow = 0.7;
const textsOnly = 0.5;
const doubtful = 0.4;

/** KH1001 above KH1002 and KH1003: most cells of the column are of its form, numbers in it aside. */
function isCodeOf(below: readonly Profile[], { at }: Profile, col: number, head: readonly HeadRow[]): boolean {
  const textAt = (row: number): string => (head[row]?.cells[col] ?? '').trim();
  const text = textAt(at);
  if (!/\d/.test(text) || isYear(text)) return false;
  const texts = below.flatMap((row) => textAt(row.at) || []);
  return texts.filter((one) => formOf(one) === formOf(text)).length * 2 > texts.length;
}

/** Cells that are of the type of their column, labels over typed columns, and typed cells of the row. */
function compare(
  row: Profile,
  below: readonly Profile[],
  head: readonly HeadRow[],
): { same: number; contrast: number; typed: number } {
  const found = { same: 0, contrast: 0, typed: 0 };
  row.shapes.forEach((shape, col) => {
    if (shape === 'blank') return;
    const isCode = shape === 'label' && isCodeOf(below, row, col, head);
    if (isTyped(shape) || isCode) found.typed += 1;
    if (isCode) found.same += 1;
    const body = dominantShape(below, col);
    if (body === null || !isTyped(body)) return;
    if (shape === body) found.same += 1;
    else if (shape === 'label') found.contrast += 1;
  });
  return found;
}
