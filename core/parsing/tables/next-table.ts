import type { SheetRow } from '../cells.js';
import { isFootLabel } from './foot-lines.js';
import { hasHeaderWords, isFullRow, isPlainName } from './header-words.js';
import type { Layout } from './layout.js';
import { mayBeNarrower, untilBlank } from './narrower-below.js';
import { mayBeOther } from './other-below.js';
import type { OpenTable } from './open-table.js';
import { dominantShape, profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { isTyped, isYear } from './shapes.js';
import { mayBeWider } from './wider-below.js';

const mostTitles = 3;

/**
 * Whether another table begins in rows that follow a blank row or begin with a lone label: titles, then a row of labels, then rows that
 * are unlike it. The labels must also be unlike this table: over its columns of numbers and dates, or of another extent. Names that
 * columns go by are labels by themselves, and so is what this table's first column is called.
 */
export function beginsTable(rows: readonly HeadRow[], layout: Layout, sample: readonly HeadRow[]): boolean {
  const profiles = profilesOf(rows);
  const at = profiles.findIndex((row) => row.filled > 1);
  const header = profiles[at];
  const start = rows[header?.at ?? 0]?.cells[header?.first ?? 0] ?? '';
  if (!header || at > mostTitles || isFootLabel(start)) return false;
  if (header.shapes.some((shape) => isTyped(shape) || shape === 'prose') || hasCode(rows[header.at])) return false;
  const below = profilesOf(rowsBelow(rows, header.at)).filter((row) => row.filled > 1);
  if (below.length === 0 || !isWhole(header, below)) return false;
  const labels = rows[header.at];
  if (isFullRow(header, labels) && (hasHeaderWords(labels) || beginsAgain(header, labels, layout))) return true;
  if (contrasts(header, below) === 0) return false;
  if (contrasts(header, profilesOf(sample)) > 0) return true;
  return (at > 0 || namesType(header, labels, below)) && isOfOtherExtent(header, layout);
}

/** Those up to the next blank row, behind which one more table may begin; all of them where the header stands alone. */
function rowsBelow(rows: readonly HeadRow[], header: number): readonly HeadRow[] {
  const below = rows.slice(header + 1);
  const own = untilBlank(rows, header);
  return own.length > 0 ? own : below;
}

/** A text with more digits than letters, and no year, names no column: 33010619901636211X over other numbers of that kind. */
const hasCode = (row: HeadRow | undefined): boolean =>
  (row?.cells ?? []).some((cell) => {
    const digits = (cell ?? '').replaceAll(/\D/g, '').length;
    return digits >= 5 && digits > (cell ?? '').replaceAll(/\P{L}/gu, '').length && !isYear((cell ?? '').trim());
  });

/** The first label is that of this table's column there. */
const beginsAgain = ({ first }: Profile, row: HeadRow | undefined, { firstCol, headers }: Layout): boolean =>
  (row?.cells[first] ?? '').trim() === headers[first - firstCol]?.trim();

/** How many labels of the row stand over columns of numbers, dates or addresses. */
function contrasts(header: Profile, rows: readonly Profile[]): number {
  let count = 0;
  header.shapes.forEach((shape, col) => {
    const dominant = shape === 'label' ? dominantShape(rows, col) : null;
    if (dominant !== null && isTyped(dominant)) count += 1;
  });
  return count;
}

/** 日期 over dates: the name of a column over values of their own kind. */
const namesType = ({ shapes }: Profile, row: HeadRow | undefined, below: readonly Profile[]): boolean =>
  shapes.some((_, col) => {
    const dominant = isPlainName(row?.cells[col] ?? '') ? dominantShape(below, col) : null;
    return dominant !== null && isTyped(dominant);
  });

/** No gap between the labels, and none of the rows below reaches beyond them. */
function isWhole(header: Profile, below: readonly Profile[]): boolean {
  const isGapless = header.filled === header.last - header.first + 1;
  return isGapless && below.every((row) => row.first >= header.first && row.last <= header.last);
}

const isOfOtherExtent = (header: Profile, { firstCol, width }: Layout): boolean =>
  header.first !== firstCol || header.last !== firstCol + width - 1;

/** A row behind a blank one, or a lone label: what follows tells whether another table begins there. */
export function mayBegin(table: OpenTable, row: SheetRow, filled: number): boolean {
  if (filled === 0 || table.rows === 0) return false;
  const isLone = filled === 1 && table.layout.width >= 3;
  const isOfOtherWidth = mayBeWider(row, table.layout) || mayBeNarrower(row, filled, table.layout);
  const isOther = isOfOtherWidth || mayBeOther(row, filled, table.layout);
  const mayBe = table.standsBehindBlank(row.number) || isLone || isOther;
  // A title that comes again may be that of another list.
  const isTitleAgain = filled === 1 && table.standsBehindBlank(row.number) && table.isRepeat(row);
  return (mayBe || table.frames.begins(row)) && (isTitleAgain || !table.skips(row, filled));
}
