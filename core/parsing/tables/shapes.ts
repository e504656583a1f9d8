/** What a cell's text looks like, as evidence for where a table's header is. Never a judgement of the value. */
export type Shape = 'blank' | 'none' | 'number' | 'date' | 'email' | 'prose' | 'label';

const number = /^[-+(]?\s*[￥¥$€£]?\s*[-+]?\d[\d,.\s'’-]*(?:[eE][-+]?\d+)?\s*[%万元€£$)]*$/u;
const date = /^\d{1,4}\s*[-/.年]\s*\d{1,2}\s*(?:[-/.月]\s*\d{0,4}日?)?(?:[T\s]+\d{1,2}:\d{2}.*)?$/u;
const decimal = /^[-+]?\d+\.\d+$/;
const yearMonth = /^(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])$/;
const time = /^\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?$/i;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const year = /^(?:19|20)\d\d年?$/;
const twoYears = /^((?:19|20)\d\d)\s*[-–—/]\s*(?:19|20)?(\d\d)$/;
/** What stands where there is no value: evidence of nothing. */
const none = /^(?:[-–—/]+|\.{2,3}|n\/?a\.?|nil|none|null|missing|unknown|无|暂无|未知)$/i;

/** 2013-14 and 2013/2014: a year that begins in one and ends in the next. */
function isDoubleYear(text: string): boolean {
  const [, first, second] = twoYears.exec(text) ?? [];
  return first !== undefined && (Number(first) + 1) % 100 === Number(second);
}

export const isYear = (text: string): boolean => year.test(text) || isDoubleYear(text);

/** A year may head a column as well as stand in one: it counts as a label. */
export function shapeOf(text: string | null, kind: number): Shape {
  if (text === null) return 'blank';
  const trimmed = text.trim();
  if (trimmed === '') return 'blank';
  if (isYear(trimmed)) return 'label';
  if (none.test(trimmed)) return 'none';
  if (kind === 1) return 'number';
  if (kind >= 2 && kind <= 4) return 'date';
  if (trimmed.length > 120) return 'prose';
  if (decimal.test(trimmed)) return yearMonth.test(trimmed) ? 'date' : 'number';
  if (date.test(trimmed) || time.test(trimmed)) return 'date';
  if (number.test(trimmed)) return 'number';
  if (email.test(trimmed)) return 'email';
  return 'label';
}

/** Behind a word for total: 2000 is an amount there, no year, and 2024.5 no month. */
export const shapeBesideTotal = (text: string | null, kind = 0): Shape =>
  text !== null && /^\s*\d{4}(?:\.\d+)?\s*$/.test(text) ? 'number' : shapeOf(text, kind);

export const isTyped = (shape: Shape): boolean => shape === 'number' || shape === 'date' || shape === 'email';

/** K12 and K7 are numbers of one form. */
export const formOf = (text: string): string => text.trim().replaceAll(/\d+/g, '0');
