import { decimalOf, fractionDigits, rounded, wholeDigits } from './decimal.js';

/** A value below 0.0001 is written out when that takes no more than 11 characters. */
const maxShortFraction = 9;

/** General: at most 11 characters besides the sign, else six digits and an exponent. */
export function generalText(value: number): string {
  if (value === 0) return '0';
  const sign = value < 0 ? '-' : '';
  const decimal = decimalOf(Math.abs(value));
  const size = decimal.point;
  const short = fractionDigits(decimal).length <= maxShortFraction;
  if (size > 11 || (size < -3 && !short)) return sign + scientific(Math.abs(value));
  const places = size >= 1 ? Math.max(0, 10 - size) : 9;
  const near = rounded(decimal, places);
  if (near.point > 11) return sign + scientific(Math.abs(value));
  const fraction = fractionDigits(near);
  return sign + (wholeDigits(near) || '0') + (fraction === '' ? '' : `.${fraction}`);
}

function scientific(value: number): string {
  const decimal = decimalOf(value);
  const digits = Math.abs(decimal.point - 1) >= 100 ? 5 : 6;
  const near = rounded(decimal, digits - decimal.point);
  const exponent = near.point - 1;
  const fraction = near.digits.slice(1);
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${near.digits[0]}${fraction === '' ? '' : `.${fraction}`}E${exponent < 0 ? '-' : '+'}${size}`;
}
