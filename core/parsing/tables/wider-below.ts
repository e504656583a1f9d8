/** The wider header of another list, straight below a shorter list, a glossary or a legend. */
import { hasHeaderWords, isFullRow } from './header-words.js';
import type { Layout } from './layout.js';
import { isUsual } from './page-breaks.js';
import { dominantShape, profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { countFilled, isBlankRow } from './row-kinds.js';
import { isTyped } from './shapes.js';

const mostTitles = 3;

/** Position in the head of a header wider than all rows from the found one on; -1 = there is none. */
export function widerBelow(head: readonly HeadRow[], { headerAt, header, dataAt, headers }: Layout): number {
  const from = headerAt[0];
  if (from === undefined || header.by !== 'evidence') return -1;
  const profiles = profilesOf(head.slice(from));
  const reach = headers.findLastIndex((text) => text !== '') + Math.min(...profiles.map(({ first }) => first));
  const at = profiles.findIndex(({ last }) => last > reach);
  const row = profiles[at];
  if (!row || from + row.at < dataAt) return -1;
  const [upper, below] = [profiles.slice(headerAt.length, at), profiles.slice(at + 1)];
  const isAbove = upper.length > 0 && isFullRow(row, head[from + row.at]) && row.filled > 2;
  const isCovering = below.some(({ last }) => last > reach);
  if (!isAbove || !isCovering || below.some(({ last }) => last > row.last)) return -1;
  return hasHeaderWords(head[from + row.at]) || turns(row, upper, below) ? from + row.at : -1;
}

/**
 * Where the titles above a header begin: texts right above it, as far as they are none that stand in that column anyway; or texts above
 * blank rows, but those right below rows of several cells, which are the last rows of the list above, and more than a few, which are a list.
 */
export function titlesUp(head: readonly HeadRow[], headerAt: number): number {
  const near = loneUp(head, headerAt);
  if (near < headerAt) {
    const usual = head.slice(near, headerAt).findLastIndex((row, at) => isUsual(row, head.slice(0, near + at)));
    return near + usual + 1;
  }
  let blank = headerAt;
  while (blank > 1 && isBlankRow(head[blank - 1])) blank -= 1;
  const far = loneUp(head, blank);
  const isList = blank - far > mostTitles;
  return far > 0 && far < blank && (isList || isRightBelow(head, far)) ? blank : far;
}

/** Rows above a header without its titles, where a blank row parts these from what stands above them. */
export function withoutTitles(above: readonly HeadRow[]): readonly HeadRow[] {
  const at = loneUp(above, above.length);
  const isParted = at > 0 && above.length - at <= mostTitles && !isRightBelow(above, at);
  return isParted ? above.slice(0, at) : above;
}

/** The first of the rows of one cell that stand one right below the other above that position. */
function loneUp(head: readonly HeadRow[], end: number): number {
  let at = end;
  while (at > 1 && isLone(head[at - 1]) && (at === end || isRightBelow(head, at))) at -= 1;
  return at;
}

const isLone = (row: HeadRow | undefined): boolean => countFilled(row?.cells ?? [], row?.count ?? 0) === 1;
const isRightBelow = (head: readonly HeadRow[], at: number): boolean =>
  !isBlankRow(head[at - 1]) && (head[at]?.number ?? 0) === (head[at - 1]?.number ?? 0) + 1;

/** Labels over columns of numbers, dates or addresses, one of which held texts above. */
function turns(row: Profile, upper: readonly Profile[], below: readonly Profile[]): boolean {
  const typed = row.shapes.flatMap((_, col) => {
    const shape = dominantShape(below, col);
    return shape !== null && isTyped(shape) ? [col] : [];
  });
  const isTurned = typed.some((col) => dominantShape(upper, col) === 'label');
  return isTurned && typed.every((col) => row.shapes[col] === 'label');
}

/** A row so wide may be the header of another list: labels without a gap, beyond the columns of the table. */
export function mayBeWider(row: HeadRow, { firstCol, width }: Layout): boolean {
  if (row.count <= firstCol + width) return false;
  const [profile] = profilesOf([row]);
  return profile !== undefined && profile.filled > 2 && isFullRow(profile, row) && hasHeaderWords(row);
}

const explains = /^(?:说明|含义|解释|释义|填写说明|meaning|description|explanation|definition|legend)$/iu;

/** Behind the rows of a list a legend begins: `等级 | 说明` and narrower rows than the list has. */
export function beginsLegend(held: readonly HeadRow[], { width, headers: own }: Layout): boolean {
  const [header, ...below] = profilesOf(held).filter(({ filled }) => filled > 1);
  const row = held[header?.at ?? -1];
  if (!header || !row || below.length === 0 || header.filled >= width || !isFullRow(header, row)) return false;
  const headers = row.cells.slice(header.first, header.last + 1).map((cell) => (cell ?? '').trim());
  const isWithin = below.every(({ first, last }) => first >= header.first && last <= header.last);
  return isWithin && saysLegend(headers) && headers.join('\n') !== own.join('\n');
}

/** Two columns, or three, the last of which says what the first means: no list. */
export const isLegend = ({ headers }: Layout): boolean => saysLegend(headers.filter((text) => text !== ''));

function saysLegend(texts: readonly string[]): boolean {
  return texts.length < 4 && texts.length > 1 && explains.test(texts.at(-1) ?? '');
}
