/** A row right below the header that says the same for programs: cust_no | mobile | city under 客户编号 | 手机 | 城市, or varchar | date. */
import type { SheetRow } from '../cells.js';
import { hasHeaderWords } from './header-words.js';

const identifier = /^\s*[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*\s*$/;
const typeWord =
  /^\s*(?:n?varchar2?|n?char|text|string|(?:big|small|tiny)?int(?:eger)?|long|decimal|numeric|number|float|double|date|datetime|timestamp|bool(?:ean)?|文本|字符串?|数字|数值|日期|整数|\d+\s*位(?:数字|字符|以内)?)\s*(?:[(（]\s*\d+(?:\s*,\s*\d+)?\s*[)）])?\s*$/iu;
const isForeign = (text: string): boolean => /[^\p{ASCII}]/u.test(text);

/** `headers`: of the table. Words that are values, too, are none: names of columns must be among them. */
export function isFieldRow(row: SheetRow, headers: readonly string[]): boolean {
  const texts = row.cells.slice(0, row.count).flatMap((cell) => (cell === null || cell.trim() === '' ? [] : [cell]));
  if (texts.length < 2) return false;
  if (texts.every((text) => typeWord.test(text))) return true;
  const named = headers.filter((text) => text !== '');
  const isOtherWriting = named.filter(isForeign).length * 2 > named.length;
  return isOtherWriting && texts.every((text) => identifier.test(text)) && hasHeaderWords(row);
}
