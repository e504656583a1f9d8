/** The narrower header of another list, straight below a wider list: it is one by its words, and the rows below keep to its columns. */
import { foldHeader } from '../../../schemas/header-text.js';
import type { RawRecord, SheetRow } from '../cells.js';
import { hasHeaderWords, isColumnName, isFullRow, isPlainName, mayBeColumnName } from './header-words.js';
import type { Layout } from './layout.js';
import { profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { countFilled, firstFilled } from './row-kinds.js';
import { formOf } from './shapes.js';

const mostTitles = 3;
const quote = 0x22;
const longestNameBytes = 120;
/** Of the rows of the upper list, those that reach beyond the columns of the lower one. */
const mostWide = 0.7;

/** A row that may be such a header: names of columns, other ones than those of the table, and fewer. */
export function mayBeNarrower(row: SheetRow, filled: number, layout: Layout): boolean {
  if (filled < 2 || filled >= layout.width) return false;
  const first = firstFilled(row.cells, row.count);
  const isNamed = isPlainName(row.cells[first] ?? '');
  if (!isNamed && !isColumnName(row.cells[first + 1] ?? '')) return false;
  const [profile] = profilesOf([row]);
  if (!profile || profile.last >= lastColumn(layout) || !isFullRow(profile, row)) return false;
  return ((isNamed && hasHeaderWords(row)) || goesOnAsHeader(row, profile)) && isOfOtherWords(row, profile, layout);
}

/**
 * Whether a record, looked at as bytes, may be one: its last cells are blank and no others, and it begins with the name of a column or
 * goes on with one.
 */
export function mayBeNarrowerRecord(record: RawRecord, delimiter: number): boolean {
  const { buffer, start, end, fill, filled, cells, ends } = record;
  if (fill[cells - 1] === 1 || filled < 2 || fill[filled - 1] !== 1) return false;
  if (isNameAt(buffer, start, end, delimiter)) return true;
  return isNameAt(buffer, (ends[0] ?? end) + 1, end, delimiter);
}

/** Whether the cell that begins there is the name of a column, without a number. */
export function isNameAt(buffer: Buffer, start: number, end: number, delimiter: number): boolean {
  const from = buffer[start] === quote ? start + 1 : start;
  if (from >= end || !mayBeColumnName(buffer, from)) return false;
  const stop = from > start ? quote : delimiter;
  let at = from;
  while (at < end && at - from < longestNameBytes && buffer[at] !== stop && !isDigit(buffer[at] as number)) at += 1;
  return !isDigit(buffer[at] ?? 0) && isColumnName(buffer.toString('utf8', from, at));
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Whatever the first cell is called (2024年客户, 重点客户), all others are names of columns. */
const goesOnAsHeader = ({ cells }: SheetRow, { first, last }: Profile): boolean =>
  last > first && cells.slice(first + 1, last + 1).every((cell) => isColumnName(cell ?? ''));

/** Behind titles at most, such a header and rows of its width up to the next blank one. `sample`: rows of the table above. */
export function beginsNarrower(held: readonly HeadRow[], layout: Layout, sample: readonly HeadRow[]): boolean {
  const at = held.findIndex((row) => countFilled(row.cells, row.count) > 1);
  const row = held[at];
  const [header] = row ? profilesOf([row]) : [];
  if (!row || !header || at > mostTitles || !mayBeNarrower(row, header.filled, layout)) return false;
  const below = untilBlank(held, at);
  const profiles = profilesOf(below);
  const isWithin = profiles.every(({ first, last }) => first >= header.first && last <= header.last);
  if (!isWithin || !profiles.some(({ filled }) => filled > 1)) return false;
  // Where rows of a list are made of names of columns, one more of them is a row.
  const start = row.cells[header.first] ?? '';
  const isUsual = isPlainName(start) ? hasHeaderWords : goesOnAs(header);
  const isNumber = /\d/.test(start) && sample.some(({ cells }) => formOf(cells[header.first] ?? '') === formOf(start));
  return ![...sample, ...below].some(isUsual) && !isNumber && isOftenWider(sample, header);
}

/** Rows that have the name of a column where the header has one. */
const goesOnAs =
  ({ first, last }: Profile) =>
  ({ cells, count }: HeadRow): boolean =>
    cells.slice(first + 1, Math.min(last + 1, count)).some((cell) => isColumnName(cell ?? ''));

const lastColumn = ({ firstCol, headers }: Layout): number => firstCol + headers.findLastIndex((text) => text !== '');

function isOfOtherWords({ cells }: SheetRow, { first, last }: Profile, { firstCol, headers }: Layout): boolean {
  const texts = cells.slice(first, last + 1).map((cell) => foldHeader(cell ?? ''));
  const above = headers.map(foldHeader);
  return texts[0] !== above[first - firstCol] && !texts.every((text) => above.includes(text));
}

/** The rows behind the one at `at`, up to the next blank one. */
export function untilBlank(held: readonly HeadRow[], at: number): HeadRow[] {
  const rows = held.slice(at + 1);
  const end = rows.findIndex(
    ({ cells, count, number }, next) =>
      countFilled(cells, count) === 0 || number - 1 !== (rows[next - 1] ?? held[at])?.number,
  );
  return end < 0 ? rows : rows.slice(0, end);
}

function isOftenWider(sample: readonly HeadRow[], { last }: Profile): boolean {
  const profiles = profilesOf(sample);
  return profiles.filter((row) => row.last > last).length >= Math.max(1, profiles.length * mostWide);
}
