/**
 * A stored number as text, every stored digit kept, without exponent.
 * Fractions and exponents of 16 and more digits are what a double looks like when written out: they become the
 * shortest decimal that reads back as the same double. Whole numbers written in full stay as written.
 */
export interface NumberText {
  text: string;
  /** A whole number that a double cannot be trusted with: 1e15 and more, or more than 15 digits. */
  precisionLost: boolean;
}

const shape = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const trustedDigits = 15;

/** null when `stored` is no number. */
export function numberText(stored: string): NumberText | null {
  const match = shape.exec(stored);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  if (whole === '' && fraction === '') return null;
  const minus = sign === '-' ? '-' : '';
  if (exponent === undefined && fraction === '') {
    return { text: whole === '0' ? '0' : minus + whole, precisionLost: significant(whole, '') > trustedDigits };
  }
  if (significant(whole, fraction) > trustedDigits) return fromDouble(Number(stored));
  const text = plain(minus, whole, fraction, Number(exponent ?? 0));
  return { text, precisionLost: isLongInteger(text) };
}

function fromDouble(value: number): NumberText | null {
  if (!Number.isFinite(value)) return null;
  const match = shape.exec(String(value));
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  const text = plain(sign, whole, fraction, Number(exponent ?? 0));
  return { text, precisionLost: isLongInteger(text) };
}

/** Digits between the first and the last that is not zero, or up to the units of a whole number. */
function significant(whole: string, fraction: string): number {
  const digits = (whole + fraction).replace(/^0+/, '');
  return fraction === '' ? digits.length : digits.replace(/0+$/, '').length;
}

function isLongInteger(text: string): boolean {
  return text.length > trustedDigits && !text.includes('.') && text.replace('-', '').length > trustedDigits;
}

/** Moves the point instead of calculating. */
function plain(minus: string, whole: string, fraction: string, exponent: number): string {
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const left = point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0');
  const right = point < 0 ? '0'.repeat(-point) + digits : digits.slice(Math.max(point, 0));
  const head = exponent === 0 ? left || '0' : left.replace(/^0+(?=\d)/, '') || '0';
  const tail = right.replace(/0+$/, '');
  const text = tail === '' ? head : `${head}.${tail}`;
  return /[1-9]/.test(text) ? minus + text : text;
}
