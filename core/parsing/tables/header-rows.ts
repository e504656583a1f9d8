/** Headers of several rows: labels over several columns with narrower labels below them. */
import { hasPageNumber, isLabelled } from './frame-lines.js';
import { hasHeaderWords, isColumnName, isFullRow, namesAgain } from './header-words.js';
import { dominantShape } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { isFillMark } from './row-kinds.js';
import { isTyped, isYear } from './shapes.js';
import { isOfUnits } from './units-row.js';

/** Positions among the profiles, ends included. */
export interface HeaderBlock {
  from: number;
  to: number;
}

const mostRows = 3;

/**
 * The rows that make the header around the one at `at`: up to three, one right below the other. The longest block that holds together
 * is taken; sparse label rows above the widest row count too, titles do not. `beginsHere`: what stands above is no part of it.
 */
export function headerBlock(
  profiles: readonly Profile[],
  at: number,
  head: readonly HeadRow[],
  beginsHere = false,
): HeaderBlock {
  for (let size = mostRows; size > 1; size -= 1) {
    for (let from = beginsHere ? at : Math.max(0, at - size + 1); from <= at; from += 1) {
      const block = { from, to: from + size - 1 };
      if (block.to < profiles.length && isBlock(profiles, block, head)) return block;
    }
  }
  return { from: at, to: at };
}

function isBlock(profiles: readonly Profile[], { from, to }: HeaderBlock, head: readonly HeadRow[]): boolean {
  const rows = profiles
    .slice(from, to + 1)
    .map((row, at) => (at === 0 ? row : withoutFillMarks(row, head)))
    .map((row, at) => (at === to - from ? row : withoutRepeats(row, head)));
  const below = profiles.slice(to + 1);
  if (below.length === 0 || rows.some(isTypedRow)) return false;
  if (rows.some((row, at) => at > 0 && numberOf(head, row) !== numberOf(head, rows[at - 1]) + 1)) return false;
  const top = rows[0];
  if (!top || (profiles[from]?.filled ?? 0) < 2 || isLabelled(head[top.at]) || hasPageNumber(head[top.at]))
    return false;
  if (rows.slice(1).some((row) => isOfUnits(row, head[row.at]))) return false;
  return (
    rows.every(
      (row, at) =>
        at === 0 ||
        continues(rows.slice(0, at), row, below, head) ||
        isRemark(rows.slice(0, at), row, below) ||
        isUnderGroups(rows.slice(0, at), row, below, head) ||
        isUnderRepeats(profiles.slice(from, from + at + 1), row, at === to - from ? below : null, head) ||
        isUnderSpans(rows.slice(0, at), row, below, head),
    ) && isNamed(rows)
  );
}

/**
 * The header, and the row right below it where that names the same columns once more: in another language, or after codes. A first row of
 * data does not consist of names of columns.
 */
export function withSecondNames(
  block: HeaderBlock,
  profiles: readonly Profile[],
  head: readonly HeadRow[],
): HeaderBlock {
  const [row, next, ...below] = profiles.slice(block.to);
  if (!row || !next || below.length === 0 || block.from < block.to) return block;
  const isRightBelow = numberOf(head, next) === numberOf(head, row) + 1;
  const isAsWide = next.first >= row.first && next.last <= row.last && next.filled * 3 >= row.filled * 2;
  const isAgain = isRightBelow && isAsWide && namesAgain(head[next.at], head[row.at]) && !isSame(head, row, next);
  return isAgain ? { from: block.from, to: block.to + 1 } : block;
}

/** The very same labels: the header once more, as files that were put together have it. */
const isSame = (head: readonly HeadRow[], one: Profile, other: Profile): boolean =>
  one.shapes.every((_, col) => (head[one.at]?.cells[col] ?? '').trim() === (head[other.at]?.cells[col] ?? '').trim());

/**
 * The header, and the row right below it that does nothing but name the first columns, which the header leaves blank: so pandas writes the
 * index of a table whose header has several rows. A label of a group of rows is no known name of a column.
 */
export function withIndexName(block: HeaderBlock, profiles: readonly Profile[], head: readonly HeadRow[]): HeaderBlock {
  const [row, next, ...below] = profiles.slice(block.to);
  const [body] = below;
  if (!row || !next || !body || numberOf(head, next) !== numberOf(head, row) + 1) return block;
  const { first, last, filled } = next;
  const isFree = profiles.slice(block.from, block.to + 1).every((upper) => upper.first > last);
  if (!isFree || filled !== last - first + 1 || (filled > 1 && isTypedRow(next))) return block;
  const isCovered = body.first === first && below.every((one) => one.first >= first && one.first <= last);
  const names = head[next.at]?.cells.slice(first, last + 1) ?? [];
  const isIndex = isCovered && names.some((name) => isColumnName(name ?? ''));
  return isIndex ? { from: block.from, to: block.to + 1 } : block;
}

const isTypedRow = (row: Profile): boolean => row.shapes.some(isTyped);

/** (必填) below a name says nothing of what the column is called. */
function withoutFillMarks(row: Profile, head: readonly HeadRow[]): Profile {
  return without(row, head, (text) => isFillMark(text));
}

/** A label that was written into each column which it is over, 联系,联系, is one over both. */
function withoutRepeats(row: Profile, head: readonly HeadRow[]): Profile {
  return without(row, head, (text, left) => text.trim() === left.trim());
}

function without(row: Profile, head: readonly HeadRow[], isNone: (text: string, left: string) => boolean): Profile {
  const cells = head[row.at]?.cells ?? [];
  const isLeftOut = (col: number): boolean =>
    row.shapes[col] === 'label' && isNone(cells[col] ?? '', cells[col - 1] ?? '');
  const shapes = row.shapes.map((shape, col) => (isLeftOut(col) ? 'blank' : shape));
  const filled = shapes.flatMap((shape, col) => (shape === 'blank' ? [] : [col]));
  if (filled.length === row.filled || filled.length === 0) return row;
  return { ...row, shapes, first: filled[0] ?? 0, last: filled.at(-1) ?? 0, filled: filled.length };
}

const numberOf = (head: readonly HeadRow[], row: Profile | undefined): number => head[row?.at ?? -1]?.number ?? -9;

const isBlank = (row: Profile | undefined, col: number): boolean => (row?.shapes[col] ?? 'blank') === 'blank';

/**
 * A further header row stands only under gaps, under labels that open a gap and over what is no label, and fills at least one gap; it
 * leaves the first column alone or is unlike the body, so that a first row of data under an unnamed column is not taken for it.
 */
function continues(
  above: readonly Profile[],
  next: Profile,
  below: readonly Profile[],
  head: readonly HeadRow[],
): boolean {
  const first = Math.min(...above.map((row) => row.first));
  if (next.first <= first && !isUnlike(next, below)) return false;
  const last = Math.max(next.last, ...above.map((row) => row.last));
  const upper = above.at(-1);
  let gaps = 0;
  for (let col = 0; col <= last; col += 1) {
    if (isBlank(next, col)) continue;
    const isGap = above.every((row) => isBlank(row, col));
    const opensGap = !isBlank(upper, col) && col < last && above.every((row) => isBlank(row, col + 1));
    const isWithin = isBlank(upper, col) && !isGap;
    if (!isGap && !opensGap && !isWithin && !narrows(above, next, below, head, col)) return false;
    if (isGap) gaps += 1;
  }
  return gaps > 0 && (next.filled < last + 1 || isUnlike(next, below));
}

/**
 * A full row of names below sparse labels that group them from the first column on (`Customer,,Contact,,Money` over five names). As a first
 * row of data may stand below columns without names, its words or the columns below it must tell that it is a header.
 */
function isUnderGroups(
  above: readonly Profile[],
  next: Profile,
  below: readonly Profile[],
  head: readonly HeadRow[],
): boolean {
  const [groups] = above;
  const row = head[next.at];
  if (!groups || above.length > 1 || next.first > groups.first || !isFullRow(next, row)) return false;
  const reach = Math.max(next.last, groups.last);
  const hasGaps = groups.filled < groups.last - groups.first + 1 || groups.first > next.first;
  const isSparse = groups.filled < next.filled && (hasGaps || groups.filled === 1);
  const isCovered = below.every(({ first, last }) => first >= next.first && last <= reach);
  const areGroups = (head[groups.at]?.cells ?? []).every((cell) => !/[:：]/u.test(cell ?? ''));
  if (!isSparse || !isCovered || !areGroups) return false;
  const typed = below[0]?.shapes.flatMap((_, col) => typedColumn(below, col)) ?? [];
  const named = typed.filter((col) => !isBlank(next, col)).length;
  return hasHeaderWords(row) || (named > 1 && named === typed.length);
}

/**
 * Rows of labels one below the other, each written into the columns that it is over (联系,联系 over 本人,本人), and the row of names below them:
 * no header of a list says the same side by side. `below`: what follows the last of the rows; null = it is not the last.
 */
function isUnderRepeats(
  rows: readonly Profile[],
  row: Profile,
  below: readonly Profile[] | null,
  head: readonly HeadRow[],
): boolean {
  const above = rows.slice(0, -1).map((one) => withoutRepeats(one, head));
  const areGroups = above.every((one, at) => one !== rows[at] && one.first === row.first);
  const [upper] = above.slice(-1);
  if (rows.length < 2 || !areGroups || !upper) return false;
  return below ? rows.length > 2 && isUnderGroups([upper], row, below, head) : row !== rows.at(-1);
}

/**
 * Names below labels some of which stand over several of them, and gaps below those that have a column of their own:
 * `Customer,,Phone` over `Name,City`. They are known names of columns, and no column is without a label.
 */
function isUnderSpans(
  above: readonly Profile[],
  next: Profile,
  below: readonly Profile[],
  head: readonly HeadRow[],
): boolean {
  const [groups] = above;
  const row = head[next.at];
  if (!groups || above.length > 1 || next.first > groups.first || !hasHeaderWords(row)) return false;
  const last = Math.max(next.last, groups.last);
  const areLabels = next.shapes.every((shape) => shape === 'label' || shape === 'blank');
  const isCovered = below.every((one) => one.first >= next.first && one.last <= last);
  let gaps = 0;
  for (let col = groups.first; col <= last; col += 1) {
    if (isBlank(groups, col) && isBlank(next, col)) return false;
    if (isBlank(groups, col)) gaps += 1;
    // A label with a name below it stands over the next column, too.
    else if (!isBlank(next, col) && (col === last || !isBlank(groups, col + 1))) return false;
  }
  return areLabels && isCovered && gaps > 0;
}

function typedColumn(rows: readonly Profile[], col: number): number[] {
  const shape = dominantShape(rows, col);
  return shape !== null && isTyped(shape) ? [col] : [];
}

/** The label right above stands in a span of a label further up, the columns of which are named by now. */
function isUnderSpan(above: readonly Profile[], col: number): boolean {
  const upper = above.at(-1);
  return above.length > 1 && !isBlank(upper, col) && isBlank(above[0], col) && isBlank(upper, col + 1);
}

const narrows = (
  above: readonly Profile[],
  next: Profile,
  below: readonly Profile[],
  head: readonly HeadRow[],
  col: number,
): boolean =>
  col > 0 && (isUnderSpan(above, col) || isUnderYear(above.at(-1), head, col) || contrasts(next, below, col));

/** A label over numbers, dates or addresses narrows what stands above it: 本月 below 金额. */
function contrasts(row: Profile, below: readonly Profile[], col: number): boolean {
  const body = row.shapes[col] === 'label' ? dominantShape(below, col) : null;
  return body !== null && isTyped(body);
}

/** The label right above is a year, which narrows any label: 2013-14 over 合计. */
function isUnderYear(upper: Profile | undefined, head: readonly HeadRow[], col: number): boolean {
  return isYear((head[upper?.at ?? -1]?.cells[col] ?? '').trim());
}

/**
 * A sparse row right below the labels that says more of some of them, over numbers: `Restated` below `Total`. Every row of the body
 * fills the first column, which it leaves blank.
 */
function isRemark(above: readonly Profile[], next: Profile, below: readonly Profile[]): boolean {
  const first = Math.min(...above.map((row) => row.first));
  const isSparse = next.first > first && next.filled * 2 < Math.max(...above.map((row) => row.filled));
  const isOverNumbers = next.shapes.every((shape, col) => {
    if (shape === 'blank') return true;
    const body = dominantShape(below, col);
    return shape === 'label' && body !== null && isTyped(body) && above.some((row) => !isBlank(row, col));
  });
  return isSparse && isOverNumbers && below.length > 1 && below.every((row) => row.first <= first);
}

/** Every column but the first has a label in some row. */
function isNamed(rows: readonly Profile[]): boolean {
  const first = Math.min(...rows.map((row) => row.first));
  const last = Math.max(...rows.map((row) => row.last));
  for (let col = first + 1; col <= last; col += 1) if (rows.every((row) => isBlank(row, col))) return false;
  return true;
}

/** Labels over columns most of which hold numbers, dates or addresses. */
function isUnlike(row: Profile, below: readonly Profile[]): boolean {
  const found = row.shapes.filter((_, col) => contrasts(row, below, col));
  return found.length * 2 > row.filled;
}

/**
 * Per column the texts of its header rows, without gaps; a label over several columns carries on to the right over its gaps, within the
 * label above it. One with nothing below it names its own column alone; in a row that repeats its labels, so do all of them.
 */
export function headerLevels(rows: readonly HeadRow[], firstCol: number, width: number): string[][] {
  const texts: string[][] = [];
  const groups: string[] = rows.map(() => '');
  const areRepeated = rows.map(repeatsLabels);
  for (let at = 0; at < width; at += 1) {
    const cells = rows.map((row) => (firstCol + at < row.count ? (row.cells[firstCol + at] ?? '').trim() : ''));
    const lowest = cells.findLastIndex((cell) => cell !== '');
    const parts = cells.map((cell, level) => {
      if (cell !== '') {
        groups[level] = level < lowest && areRepeated[level] !== true ? cell : '';
        groups.fill('', level + 1);
        return cell;
      }
      return level < lowest ? (groups[level] ?? '') : '';
    });
    texts.push(parts.filter((part) => part !== ''));
  }
  return texts;
}

/** 联系,联系 over two columns. */
const repeatsLabels = ({ cells, count }: HeadRow): boolean =>
  cells.slice(0, count).some((cell, at) => (cell ?? '').trim() !== '' && cell?.trim() === cells[at - 1]?.trim());
