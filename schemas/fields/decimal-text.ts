/** Decimal arithmetic on texts: exact, never a float. A canonical decimal is `-?(0|[1-9]\d*)(\.\d*[1-9])?` and not `-0`. */

/** Canonical form of `[+-]?\d*(\.\d*)?` with at least one digit. */
export function canonicalDecimal(text: string): string {
  const found = /^([+-]?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(text);
  if (!found) throw new Error('not a plain decimal');
  const whole = found[2] === '' || found[2] === undefined ? '0' : found[2];
  const fraction = found[3] ?? '';
  const size = fraction === '' ? whole : `${whole}.${fraction}`;
  return found[1] === '-' && size !== '0' ? `-${size}` : size;
}

/** Canonical `decimal` times a positive decimal `factor` (a unit: 10000, 0.01). */
export function multiplyDecimal(decimal: string, factor: string): string {
  const [a, aScale] = unscaled(decimal);
  const [b, bScale] = unscaled(factor);
  return scaled(a * b, aScale + bScale);
}

function unscaled(text: string): [bigint, number] {
  const dot = text.indexOf('.');
  return dot < 0 ? [BigInt(text), 0] : [BigInt(text.slice(0, dot) + text.slice(dot + 1)), text.length - dot - 1];
}

function scaled(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return canonicalDecimal(value < 0n ? `-${text}` : text);
}

/** Digits from the first that is not zero, the point left out. */
export function significantDigits(decimal: string): number {
  return decimal.replace(/[-.]/g, '').replace(/^0+/, '').length;
}

/**
 * A spreadsheet's binary number shows as 1234.5600000000001: with 16 digits or more and a fraction, the 15 digits the
 * spreadsheet itself works with, where at least five digits fall away by it; else the text as it is.
 */
export function withoutFloatNoise(decimal: string): string {
  if (!decimal.includes('.') || significantDigits(decimal) < 16) return decimal;
  const rounded = canonicalDecimal(plain(Number(decimal).toPrecision(15)));
  return decimal.length - rounded.length >= 5 ? rounded : decimal;
}

/** Rounded half away from zero to so many digits behind the point. */
export function roundedDecimal(decimal: string, digits: number): string {
  const [value, scale] = unscaled(decimal);
  if (scale <= digits) return decimal;
  const step = 10n ** BigInt(scale - digits);
  const half = value < 0n ? -step / 2n : step / 2n;
  return scaled((value + half) / step, digits);
}

/** A number text with exponent in plain notation. */
function plain(text: string): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!found) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found;
  const shift = Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
