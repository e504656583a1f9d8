/** A form of one customer (客户名称 | 甲公司, 联系人 | 张三) on the sheet of a list: above it, or where a list has ended. */
import { isSureHeader } from './frame-lines.js';
import { formsIn, isFormLabel, isInline, leastLabels } from './forms.js';
import type { FormSheet } from './form.js';
import { namesSame } from './header-words.js';
import type { HeadRow } from './profiles.js';
import { profilesOf } from './profiles.js';
import { countFilled, firstFilled, textAt } from './row-kinds.js';

export interface FormAbove {
  /** `unclear`: not what belongs to which label. */
  found: FormSheet | 'unclear';
  /** Whether it surely tells of a customer, and not of who made the list. */
  isCustomer: boolean;
  /** Rows of the head that belong to it. */
  count: number;
}

const mostRows = 60;

/** The form with which the head of a sheet begins, above the sure header of a list; null = there is none. */
export function formAbove(head: readonly HeadRow[]): FormAbove | null {
  const end = headerBelow(head);
  if (end < 2) return null;
  const count = endOfForm(head.slice(0, end));
  const rows = head.slice(0, count).filter(({ cells, count: cellCount }) => countFilled(cells, cellCount) > 0);
  const labels = new Set(rows.flatMap(labelsOf));
  const party = [...labels].find(isParty);
  if (labels.size < leastLabels || party === undefined || isOfGroups(rows, head.slice(end))) return null;
  const found = formsIn(rows);
  const isCustomer = [...labels].some((label) => ofCustomer.test(label) && isParty(label));
  // A company and a period say what a report is about.
  if (!isCustomer && ![...labels].some(isReach)) return null;
  return found === null ? null : { found, isCustomer, count };
}

/** Rows behind a blank one begin with a form: all that have several cells begin with a label beside a value, three labels at least. */
export function beginsForm(held: readonly HeadRow[], sample: readonly HeadRow[]): boolean {
  const rows = held.filter(({ cells, count }) => countFilled(cells, count) > 1);
  const at = rows.findIndex((row) => !isPair(row));
  const pairs = at < 0 ? rows : rows.slice(0, at);
  const labels = new Set(pairs.flatMap(labelsOf));
  const isUsual = sample.some((row) => isFormLabel(textAt(row, firstFilled(row.cells, row.count))));
  return labels.size >= leastLabels && [...labels].some(isParty) && !isUsual;
}

/** A label, and beside it none. */
function isPair(row: HeadRow): boolean {
  const at = firstFilled(row.cells, row.count);
  return isFormLabel(textAt(row, at)) && !isFormLabel(textAt(row, at + 1)) && !isTwice(row);
}

const isTwice = (row: HeadRow): boolean =>
  Array.from({ length: row.count }, (_, col) => col).some(
    (col) => isFormLabel(textAt(row, col)) && isFormLabel(textAt(row, col + 1)),
  );

/** Position of the first row that surely is a header, names side by side; -1 = there is none. */
function headerBelow(head: readonly HeadRow[]): number {
  const profiles = profilesOf(head.slice(0, mostRows * 2));
  const at = profiles.findIndex((row, position) => {
    const cells = head[row.at];
    if (position === 0 || row.at > mostRows || cells === undefined || row.filled < 2) return false;
    return isTwice(cells) && isSureHeader(profiles, position, head);
  });
  const header = profiles[at];
  return header ? header.at : -1;
}

/** Behind the last blank row there are titles of the list, or what groups its header; without one, behind the last row with a label. */
function endOfForm(above: readonly HeadRow[]): number {
  const first = above.findIndex((row) => labelsOf(row).length > 0);
  const last = above.findLastIndex((row) => labelsOf(row).length > 0);
  const blank = above.findLastIndex(
    (row, at) => at > first && (countFilled(row.cells, row.count) === 0 || isBehindGap(above, at)),
  );
  if (blank < 0 || blank > last) return last + 1;
  const behind = above.slice(blank + 1, last + 1).every((row) => labelsOf(row).length > 0 && isPairOrInline(row));
  return behind ? last + 1 : blank + (countFilled(above[blank]?.cells ?? [], above[blank]?.count ?? 0) === 0 ? 1 : 0);
}

const isBehindGap = (rows: readonly HeadRow[], at: number): boolean =>
  at > 0 && (rows[at]?.number ?? 0) > (rows[at - 1]?.number ?? 0) + 1;

const isPairOrInline = (row: HeadRow): boolean => isPair(row) || inlineLabels(row).length > 0;

const inlineLabels = ({ cells, count }: HeadRow): string[] =>
  cells.slice(0, count).flatMap((cell) => (isInline(cell ?? '') ? [labelOf(cell ?? '')] : []));

/** Labels that something may stand beside: alone in their cells, or before a colon. */
function labelsOf(row: HeadRow): string[] {
  const labels = Array.from({ length: row.count }, (_, col) => textAt(row, col)).filter(isFormLabel);
  return [...labels.map(labelOf), ...inlineLabels(row)];
}

const labelOf = (text: string): string => (text.split(/[:：]/u)[0] ?? '').replaceAll(/[*＊]/gu, '').trim();

const parties = ['Name', 'Company'];
const ofCustomer = /客户|会员|顾客|customer|client|account/iu;

const reaches = ['Contact', 'Phone', 'Mobile', 'Email', 'Address', 'WeChat'];
const isReach = (label: string): boolean => reaches.some((name) => namesSame(name, label));

const isParty = (label: string): boolean => parties.some((name) => namesSame(name, label));

/** Lines above a list that names its groups so further down (客户：甲公司 above each part) tell of the rows below them. */
function isOfGroups(rows: readonly HeadRow[], below: readonly HeadRow[]): boolean {
  const labels = new Set(rows.flatMap(inlineLabels));
  if (rows.some((row) => isPair(row) && countFilled(row.cells, row.count) > 1)) return false;
  return below.some((row) => inlineLabels(row).some((label) => labels.has(label)));
}
