import type { ColumnRange } from './head-row.js';
import { hasHeaderWords, saysOfSomebody } from './header-words.js';
import { findLayout } from './layout.js';
import { listsTouching } from './lists-touching.js';
import type { HeadRow, Profile } from './profiles.js';
import { dominantShape, profilesOf } from './profiles.js';

const leastRows = 2;

export interface Beside {
  ranges: ColumnRange[];
  /** Whether they surely are tables of their own; else they may be columns of one. */
  isSure: boolean;
  /** No blank column parts them. */
  areTouching?: true;
}

/**
 * The columns of tables that stand side by side in the head of a sheet: a column that is blank from the header down parts them, or a
 * header that says the same again; each has a whole header of its own, and they show that they are tables of their own: by the same
 * headers, by a title above each, or by ending at different rows.
 * null = one table.
 */
export function sideBySide(head: readonly HeadRow[]): Beside | null {
  const layout = findLayout(head, true);
  const at = layout?.headerAt.at(-1) ?? -1;
  const headerRow = head[at];
  if (!layout || !headerRow || layout.headerAt.length > 2 || layout.width < 4) return null;
  const rows = profilesOf(head.slice(at));
  const [header, ...body] = rows;
  if (!header || body.length === 0) return null;
  const ranges =
    repeated(headerRow, header, body) ?? rangesOf(rows, layout.firstCol, layout.firstCol + layout.width - 1);
  const touching = ranges.length === 1 ? listsTouching(head, at) : null;
  if (touching) return { ...touching, areTouching: true };
  const areTables = ranges.length > 1 && ranges.every((range) => range.to > range.from && isLabelled(header, range));
  if (!areTables) return null;
  if (areTitled(head, at, ranges)) return { ranges, isSure: true };
  if (layout.headerAt.length > 1) return null;
  if (body.length >= leastRows && haveSameHeaders(headerRow, ranges)) return { ranges, isSure: true };
  const goOn = ranges.slice(1).some(({ from }) => goesOn(headerRow, from));
  return goOn || !endApart(body, ranges)
    ? null
    : { ranges, isSure: endsOf(body, ranges).every((end) => end + 1 >= leastRows) };
}

/** Above the first column of each, and nowhere else, stands a text of its own. */
function areTitled(head: readonly HeadRow[], headerAt: number, ranges: readonly ColumnRange[]): boolean {
  const [title] = profilesOf(head.slice(headerAt - 1, headerAt));
  const isRightAbove = head[headerAt - 1]?.number === (head[headerAt]?.number ?? 0) - 1;
  if (!title || !isRightAbove || title.filled !== ranges.length) return false;
  return ranges.every(({ from }) => title.shapes[from] === 'label') && !hasHeaderWords(head[headerAt - 1]);
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
  const ends = endsOf(body, ranges);
  const areDense = ranges.every((range, at) =>
    body.slice(0, (ends[at] ?? 0) + 1).every((row) => (row.shapes[range.from] ?? 'blank') !== 'blank'),
  );
  return areDense && ends.every((end) => end >= 0) && new Set(ends).size > 1;
}

/** Per range the position of its last row; -1 = it has none. */
const endsOf = (body: readonly Profile[], ranges: readonly ColumnRange[]): number[] =>
  ranges.map(({ from, to }) =>
    body.findLastIndex((row) => row.shapes.slice(from, to + 1).some((shape) => shape !== 'blank')),
  );
