import type { ColumnRange } from './head-row.js';
import { hasHeaderWords, saysOfSomebody } from './header-words.js';
import { findLayout } from './layout.js';
import type { HeadRow, Profile } from './profiles.js';
import { dominantShape, profilesOf } from './profiles.js';

const leastRows = 2;

/**
 * The columns of tables that stand side by side in the head of a sheet: a column that is blank from the header down parts them, or a
 * header that says the same again; each has a whole header of its own, and they show that they are tables of their own: by the same
 * headers, or by ending at different rows.
 * null = one table.
 */
export function sideBySide(head: readonly HeadRow[]): ColumnRange[] | null {
  const layout = findLayout(head, true);
  const headerRow = head[layout?.headerAt[0] ?? -1];
  if (!layout || !headerRow || layout.headerAt.length !== 1 || layout.width < 4) return null;
  const rows = profilesOf(head.slice(layout.headerAt[0]));
  const [header, ...body] = rows;
  if (!header || body.length < leastRows) return null;
  const ranges =
    repeated(headerRow, header, body) ?? rangesOf(rows, layout.firstCol, layout.firstCol + layout.width - 1);
  const areTables = ranges.length > 1 && ranges.every((range) => range.to > range.from && isLabelled(header, range));
  if (!areTables) return null;
  if (haveSameHeaders(headerRow, ranges)) return ranges;
  return ranges.slice(1).some(({ from }) => goesOn(headerRow, from)) || !endApart(body, ranges) ? null : ranges;
}

/** 手机 behind a blank column is that of the customers before it, though the last of them may have none. */
const goesOn = ({ cells }: HeadRow, col: number): boolean => saysOfSomebody(cells[col] ?? '');

/** Stretches of columns without a blank one between. */
function rangesOf(rows: readonly Profile[], firstCol: number, lastCol: number): ColumnRange[] {
  const ranges: ColumnRange[] = [];
  for (let col = firstCol; col <= lastCol; col += 1) {
    if (rows.every((row) => (row.shapes[col] ?? 'blank') === 'blank')) continue;
    const last = ranges.at(-1);
    if (last && last.to === col - 1) last.to = col;
    else ranges.push({ from: col, to: col });
  }
  return ranges;
}

/**
 * The stretches of a header that says the same again and again without a gap: 姓名 | 电话 | 姓名 | 电话. Amounts and counts that repeat
 * (数量 | 金额 | 数量 | 金额) are several of one row; a list tells of somebody or something in words.
 */
function repeated(row: HeadRow, { first, last }: Profile, body: readonly Profile[]): ColumnRange[] | null {
  const texts = row.cells.slice(first, last + 1).map((cell) => (cell ?? '').trim());
  const width = texts.indexOf(texts[0] ?? '', 1);
  const areRuns = width > 1 && texts.length % width === 0 && texts.every((text, at) => text === texts[at % width]);
  if (!areRuns || texts.includes('') || new Set(texts).size < width || !hasHeaderWords(row)) return null;
  const ranges = Array.from({ length: texts.length / width }, (_, at) => ({
    from: first + at * width,
    to: first + (at + 1) * width - 1,
  }));
  const inWords = ({ from, to }: ColumnRange): boolean =>
    Array.from({ length: to - from + 1 }, (_, at) => dominantShape(body, from + at)).includes('label');
  return ranges.every(inWords) ? ranges : null;
}

function isLabelled(header: Profile, { from, to }: ColumnRange): boolean {
  for (let col = from; col <= to; col += 1) if ((header.shapes[col] ?? 'blank') === 'blank') return false;
  return true;
}

function haveSameHeaders(row: HeadRow, ranges: readonly ColumnRange[]): boolean {
  const texts = ranges.map(({ from, to }) =>
    row.cells
      .slice(from, to + 1)
      .map((cell) => (cell ?? '').trim())
      .join('\n'),
  );
  return texts.every((text) => text === texts[0]);
}

/** One of them ends before the others, and had its first column filled in every row until then. */
function endApart(body: readonly Profile[], ranges: readonly ColumnRange[]): boolean {
  const isFilled = (row: Profile, { from, to }: ColumnRange): boolean =>
    row.shapes.slice(from, to + 1).some((shape) => shape !== 'blank');
  const ends = ranges.map((range) => body.findLastIndex((row) => isFilled(row, range)));
  const areDense = ranges.every((range, at) =>
    body.slice(0, (ends[at] ?? 0) + 1).every((row) => (row.shapes[range.from] ?? 'blank') !== 'blank'),
  );
  return areDense && ends.every((end) => end + 1 >= leastRows) && new Set(ends).size > 1;
}
