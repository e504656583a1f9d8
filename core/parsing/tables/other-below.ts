/** The header of another list as wide as this one, straight below it: it is one by its words, which are others than those of this list. */
import { foldHeader } from '../../../schemas/header-text.js';
import type { RawRecord, SheetRow } from '../cells.js';
import { isFullRow, isPlainName } from './header-words.js';
import type { Layout } from './layout.js';
import { isNameAt } from './narrower-below.js';
import { profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { countFilled } from './row-kinds.js';

/** Of so many names one may be unknown. */
const unknownOf = 4;

/** As many cells as the table has columns, each with a name: they are names of columns, too; of three and more one may be unknown, of eight two. */
export function mayBeOther(row: SheetRow, filled: number, layout: Layout): boolean {
  const { firstCol, width, headers } = layout;
  if (filled !== width || width < 2 || headers.includes('') || !isNamed(row, firstCol, width)) return false;
  const [profile] = profilesOf([row]);
  return profile !== undefined && isWithin(profile, layout) && isFullRow(profile, row) && isOfOtherWords(row, layout);
}

/** Whether a record, looked at as bytes, may be one: no cell is blank, and two of the first three are names of columns. */
export function mayBeOtherRecord(record: RawRecord, delimiter: number): boolean {
  const { buffer, start, end, filled, cells, ends } = record;
  if (filled !== cells || cells < 2) return false;
  const isFirst = isNameAt(buffer, start, end, delimiter);
  const isSecond = isNameAt(buffer, (ends[0] ?? end) + 1, end, delimiter);
  if (isFirst === isSecond || cells < 3) return isFirst && isSecond;
  return isNameAt(buffer, (ends[1] ?? end) + 1, end, delimiter);
}

/** The rows below keep to its columns. Where rows of a list are made of names of columns, one more of them is a row. */
export function beginsOtherList(held: readonly HeadRow[], layout: Layout, sample: readonly HeadRow[]): boolean {
  const [header, ...below] = held;
  if (!header || !mayBeOther(header, layout.width, layout)) return false;
  // One more list may follow.
  const next = below.findIndex((row) => mayBeOther(row, countFilled(row.cells, row.count), layout));
  const own = next < 0 ? below : below.slice(0, next);
  const rows = profilesOf(own).filter(({ filled }) => filled > 1);
  if (rows.length === 0 || !rows.every((row) => isWithin(row, layout))) return false;
  return ![...sample, ...own].some((row) => hasName(row, layout));
}

function isNamed({ cells }: Pick<SheetRow, 'cells'>, firstCol: number, width: number): boolean {
  const least = Math.max(2, width - Math.max(1, Math.floor(width / unknownOf)));
  let names = 0;
  for (let at = 0; at < width; at += 1) {
    if (isPlainName(cells[firstCol + at] ?? '')) names += 1;
    else if (at + 1 - names > width - least) return false;
  }
  return true;
}

const isWithin = ({ first, last }: Profile, { firstCol, width }: Layout): boolean =>
  first >= firstCol && last < firstCol + width;

/** Two names of columns in a row of a list make it one whose values are such names. */
const hasName = ({ cells }: HeadRow, { firstCol, width }: Layout): boolean =>
  cells.slice(firstCol, firstCol + width).filter((cell) => isPlainName(cell ?? '')).length > 1;

/** Most of its names stand nowhere in the header of this list. */
function isOfOtherWords({ cells }: SheetRow, { firstCol, width, headers }: Layout): boolean {
  const above = new Set(headers.map(foldHeader));
  const own = cells.slice(firstCol, firstCol + width).map((cell) => foldHeader(cell ?? ''));
  const others = own.filter((text) => !above.has(text)).length;
  return !above.has(own[0] ?? '') && others * 2 > width;
}
