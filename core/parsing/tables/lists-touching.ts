/**
 * Lists side by side without a blank column between them: 姓名 | 电话 | 产品 | 单价. Nothing parts them but what their columns say: the rows are
 * numbered twice, the first name of the header comes again, a title stands above each, or one ends while the other goes on.
 */
import { isLabelled } from './frame-lines.js';
import type { ColumnRange } from './head-row.js';
import { isSerialHeader } from './header-marks.js';
import { hasHeaderWords, mayBeginList, saysOfSomebody } from './header-words.js';
import { titlesList } from './list-titles.js';
import { untilBlank } from './narrower-below.js';
import { profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { countFilled, isTotalRow, textAt } from './row-kinds.js';

const leastRows = 2;
const leastWidth = 2;

export interface Touching {
  ranges: ColumnRange[];
  /** Whether they surely are lists of their own; else it is told. */
  isSure: boolean;
}

/** `headerAt`: position of the last row of the header. null = nothing says that there is more than one list. */
export function listsTouching(head: readonly HeadRow[], headerAt: number): Touching | null {
  const columns = columnsOf(head, headerAt);
  if (columns === null) return null;
  const serial = columns.partsAt((name) => isSerialHeader(name));
  if (serial) return { ranges: serial, isSure: areCounted(columns, serial) };
  const again = columns.partsAt((name) => name === columns.nameAt(columns.first));
  if (again && saysSame(columns, again)) return null;
  if (again && endsOf(columns, again).size > 1) return { ranges: again, isSure: endApart(columns, again) };
  const titled = columns.partsAt((_, at) => columns.titleAt(at) !== '');
  // Other titles may name groups of columns.
  if (titled?.every(({ from }) => titlesList(columns.titleAt(from))))
    return { ranges: titled, isSure: endApart(columns, titled) };
  const border = borderOf(columns);
  return border === null ? null : { ranges: columns.parts([columns.first, border]), isSure: false };
}

/** The columns of a header and of the rows below it. */
class Columns {
  readonly first: number;
  readonly last: number;
  readonly rows: readonly HeadRow[];
  private readonly header: HeadRow;
  private readonly titles: HeadRow | null;
  /** Per column the position of its last row; -1 = it has none. */
  private readonly ends: readonly number[];

  constructor(header: HeadRow, { first, last }: Profile, rows: readonly HeadRow[], titles: HeadRow | null) {
    this.first = first;
    this.last = last;
    this.header = header;
    this.rows = rows;
    this.titles = titles;
    this.ends = Array.from({ length: last + 1 }, (_, col) => rows.findLastIndex((row) => textAt(row, col) !== ''));
  }

  nameAt(col: number): string {
    return textAt(this.header, col);
  }

  titleAt(col: number): string {
    return this.titles ? textAt(this.titles, col) : '';
  }

  endOf({ from, to }: ColumnRange): number {
    return Math.max(...this.ends.slice(from, to + 1));
  }

  /** Whether the column has a value in every row up to `end`. */
  isDense(col: number, end: number): boolean {
    return this.rows.slice(0, end + 1).every((row) => textAt(row, col) !== '');
  }

  parts(starts: readonly number[]): ColumnRange[] {
    return starts.map((from, at) => ({ from, to: (starts[at + 1] ?? this.last + 1) - 1 }));
  }

  /** The stretches that begin where the header's names say; null = it is one, or one of them is too narrow for a list. */
  partsAt(begins: (name: string, col: number) => boolean): ColumnRange[] | null {
    const starts: number[] = [];
    for (let col = this.first; col <= this.last; col += 1) if (begins(this.nameAt(col), col)) starts.push(col);
    const ranges = this.parts(starts);
    const areWide = ranges.every(({ from, to }) => to - from + 1 >= leastWidth);
    return ranges.length > 1 && starts[0] === this.first && areWide ? ranges : null;
  }
}

function columnsOf(head: readonly HeadRow[], headerAt: number): Columns | null {
  const header = head[headerAt];
  const [profile] = header ? profilesOf([header]) : [];
  if (!header || !profile || profile.filled < 2 * leastWidth || profile.filled <= profile.last - profile.first)
    return null;
  const below = untilBlank(head, headerAt);
  const rows = below.slice(0, below.findLastIndex(isRow) + 1);
  if (rows.length < leastRows) return null;
  return new Columns(header, profile, rows, titlesAbove(head, headerAt));
}

/** Rows of a list; below it there are totals, notes, and who made it. */
const isRow = (row: HeadRow): boolean =>
  countFilled(row.cells, row.count) > 1 && !isTotalRow(row.cells, row.count) && !isLabelled(row);

function titlesAbove(head: readonly HeadRow[], headerAt: number): HeadRow | null {
  const above = head[headerAt - 1];
  const isRight = above?.number === (head[headerAt]?.number ?? 0) - 1;
  return above && isRight && countFilled(above.cells, above.count) > 1 && !hasHeaderWords(above) ? above : null;
}

/** Each numbers its rows from 1 on: no list has two such columns. */
const areCounted = (columns: Columns, ranges: readonly ColumnRange[]): boolean =>
  ranges.every((range) => {
    const end = columns.endOf(range);
    const numbers = columns.rows.slice(0, end + 1).map((row) => textAt(row, range.from));
    return numbers.length > 0 && numbers.every((text, at) => text === String(at + 1));
  });

const endsOf = (columns: Columns, ranges: readonly ColumnRange[]): Set<number> =>
  new Set(ranges.map((range) => columns.endOf(range)));

/** One of them ends rows before another, and each has a value in its first column in every row until it ends. */
function endApart(columns: Columns, ranges: readonly ColumnRange[]): boolean {
  const ends = [...endsOf(columns, ranges)];
  const least = Math.min(...ends);
  const areLists = least + 1 >= leastRows && Math.max(...ends) >= least + leastRows;
  return areLists && ranges.every((range) => columns.isDense(range.from, columns.endOf(range)));
}

/** A list made of two by a key has that in both its columns. */
const saysSame = ({ rows }: Columns, [one, ...others]: readonly ColumnRange[]): boolean =>
  others.some(({ from }) =>
    rows.every((row) => textAt(row, from) === '' || textAt(row, from) === textAt(row, one?.from ?? 0)),
  );

/**
 * Where the second of two lists may begin that end apart. Where the first one ends, rows go on that are nobody's; where the second one
 * does, its first column must be one that lists begin with: the last columns of a list are often filled in the first rows only.
 */
function borderOf(columns: Columns): number | null {
  const { first, last } = columns;
  for (let col = first + leastWidth; col <= last + 1 - leastWidth; col += 1) {
    const ranges = columns.parts([first, col]);
    const [left, right] = ranges.map((range) => columns.endOf(range));
    const name = columns.nameAt(col);
    const mayBe = (left ?? 0) < (right ?? 0) ? !saysOfSomebody(name) : mayBeginList(name) || isSerialHeader(name);
    if (mayBe && endApart(columns, ranges)) return col;
  }
  return null;
}
