/** A list of one column on the sheet of another list: the name of a column alone in its row, and its values alone in theirs below it. */
import { isFootLabel } from './foot-lines.js';
import { isColumnName, isFieldName, isPlainName, namesSame } from './header-words.js';
import { surelyTitlesList } from './list-titles.js';
import { profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { countFilled, firstFilled, saysNote } from './row-kinds.js';
import { formOf, isTyped, isYear } from './shapes.js';

const mostTitles = 2;
const leastDigits = 3;

/** Position of the first row behind such a list with which the rows begin, below titles at most; -1 = there is none. */
export function endOfLoneList(rows: readonly HeadRow[]): number {
  const profiles = profilesOf(rows);
  const lone = profiles.slice(
    0,
    lengthOf(profiles, ({ filled }) => filled === 1),
  );
  const at = lone.findIndex((row) => isNameOfList(textOf(rows, row)));
  const name = lone[at];
  if (!name || at > mostTitles) return -1;
  const behind = lone.slice(at + 1);
  const values = behind.slice(
    0,
    lengthOf(
      behind,
      (row, next) => row.first === name.first && numberAt(rows, row) === numberAt(rows, name) + next + 1,
    ),
  );
  const end = (values.at(-1)?.at ?? -1) + 1;
  return areValues(values, rows) && isParted(rows, end) ? end : -1;
}

/** Whether the last row of such a list is what the list right below it is called. */
export const isTitleBehind = (rows: readonly HeadRow[]): boolean => {
  const [last, ...others] = rows.toReversed();
  const text = (row: HeadRow): string => row.cells[firstFilled(row.cells, row.count)] ?? '';
  return (
    others.length > 1 && last !== undefined && surelyTitlesList(text(last)) && !others.map(text).some(surelyTitlesList)
  );
};

/** Whether such a list begins below a table: all its rows have several cells, or none a number of the form that the list has. */
export function beginsLoneList(held: readonly HeadRow[], sample: readonly HeadRow[]): boolean {
  const end = endOfLoneList(held);
  const last = held[end - 1];
  if (end < 0 || !last) return false;
  const col = firstFilled(last.cells, last.count);
  const form = formOf(last.cells[col] ?? '');
  const isNumber = /\d/.test(form) && !sample.some(({ cells }) => formOf(cells[col] ?? '') === form);
  return isNumber || sample.every(({ cells, count }) => countFilled(cells, count) > 1);
}

/** Below 备注 stand notes. */
const isNameOfList = (text: string): boolean => isPlainName(text) && isFieldName(text) && !namesSame('Notes', text);

/** Several, or a single one that is no title: a number, an address, a code. No label among them says what the next one is. */
function areValues(values: readonly Profile[], rows: readonly HeadRow[]): boolean {
  const texts = values.map((row) => textOf(rows, row));
  if (texts.some((text) => isColumnName(text) || saysNote(text) || isFootLabel(text) || /[:：]/u.test(text)))
    return false;
  const shapes = values.map(({ shapes, first }) => shapes[first] ?? 'blank');
  if (shapes.includes('date') && !shapes.every((shape) => shape === 'date')) return false;
  if (texts.length > 1) return true;
  const [text = '', shape = 'blank'] = [texts[0], shapes[0]];
  const isCode = text.replaceAll(/\D/g, '').length >= leastDigits && !isYear(text);
  return shape !== 'date' && (isTyped(shape) || isCode);
}

/** A blank row stands there, or nothing. */
const isParted = (rows: readonly HeadRow[], end: number): boolean => {
  const [last, next] = rows.slice(end - 1);
  return next === undefined || countFilled(next.cells, next.count) === 0 || next.number > (last?.number ?? 0) + 1;
};

function lengthOf(rows: readonly Profile[], fits: (row: Profile, at: number) => boolean): number {
  const end = rows.findIndex((row, at) => !fits(row, at));
  return end < 0 ? rows.length : end;
}

const textOf = (rows: readonly HeadRow[], { at }: Profile): string => {
  const row = rows[at];
  return row ? (row.cells[firstFilled(row.cells, row.count)] ?? '').trim() : '';
};

const numberAt = (rows: readonly HeadRow[], { at }: Profile): number => rows[at]?.number ?? 0;
