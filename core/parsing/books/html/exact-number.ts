/** The number that a spreadsheet program wrote beside the text which shows it (`x:num`), put into that text where it was rounded. */
import { numberText } from '../../xlsx/values/number-text.js';

const scientific = /^[-+]?\d(?:\.\d+)?E[-+]?\d+$/i;
const digitRun = /\d(?:[\d.,'\u00a0\u202f ]*\d)?/g;

/** `￥1,234.57` beside 1234.5678 is ￥1234.5678. A text that shows something else than the rounded number (a date, a unit) stays as it is. */
export function exactText(shown: string, stored: string): string {
  const number = numberText(stored.trim())?.text.replace('-', '');
  if (number === undefined || !/^\d+(?:\.\d+)?$/.test(number)) return shown;
  if (scientific.test(shown)) return `${stored.trim().startsWith('-') ? '-' : ''}${number}`;
  const [run, ...others] = shown.match(digitRun) ?? [];
  if (run === undefined || others.length > 0) return shown;
  const exact = shown.includes('%') ? timesHundred(number) : number;
  const mark = ['.', ','].find((one) => isRounded(run, exact, one));
  return mark === undefined ? shown : shown.replace(run, exact.replace('.', mark));
}

/** With that mark for decimals the digits are the number, rounded. */
function isRounded(run: string, exact: string, mark: string): boolean {
  const [whole = '', fraction = '', ...others] = run.split(mark);
  if (others.length > 0 || !/^\d*$/.test(fraction)) return false;
  const shown = Number(`${whole.replaceAll(/\D/g, '')}.${fraction}`);
  const off = Math.abs(shown - Number(exact));
  return off > 0 && off <= 0.500001 * 10 ** -fraction.length;
}

function timesHundred(number: string): string {
  const [whole = '', fraction = ''] = number.split('.');
  const digits = whole + fraction.padEnd(2, '0').slice(0, 2);
  const rest = fraction.slice(2);
  return `${digits.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
}
