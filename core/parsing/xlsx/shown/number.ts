/** Numbers through digit placeholders: grouping, scaling, percent, exponents, literals between digits. */
import type { Decimal } from './decimal.js';
import { decimalOf, fractionDigits, isZero, rounded, shifted, wholeDigits } from './decimal.js';
import { fractionText } from './fraction.js';
import { generalText } from './general.js';
import type { Token } from './tokens.js';

/** `value` is not negative; the caller puts the sign. */
export function numberThrough(tokens: readonly Token[], value: number): string {
  if (tokens.some(({ type }) => type === 'general')) return withGeneral(tokens, value);
  if (!tokens.some(({ type }) => type === 'digit')) return tokens.map((token) => plainText(token)).join('');
  const percents = tokens.filter(({ type }) => type === 'percent').length;
  if (tokens.some(({ type }) => type === 'slash') && hasFraction(tokens)) {
    return fractionText(tokens, value * 100 ** percents);
  }
  const exponentAt = tokens.findIndex(({ type }) => type === 'exponent');
  const decimal = shifted(decimalOf(value), percents * 2);
  return exponentAt < 0 ? mantissa(tokens, decimal) : withExponent(tokens, exponentAt, decimal);
}

function withGeneral(tokens: readonly Token[], value: number): string {
  return tokens.map((token) => (token.type === 'general' ? generalText(value) : plainText(token))).join('');
}

/** A slash between digits, not in a text such as `0"/"0`. */
function hasFraction(tokens: readonly Token[]): boolean {
  const slash = tokens.findIndex(({ type }) => type === 'slash');
  const isDigit = (token: Token | undefined): boolean =>
    token?.type === 'digit' || (token?.type === 'literal' && /^[1-9]$/.test(token.text));
  return isDigit(tokens[slash - 1]) && isDigit(tokens[slash + 1]);
}

export function plainText(token: Token): string {
  switch (token.type) {
    case 'literal':
      return token.text;
    case 'percent':
      return '%';
    case 'slash':
      return '/';
    case 'comma':
      return ',';
    case 'point':
      return '.';
    default:
      return '';
  }
}

interface Layout {
  /** Index of the decimal point; the length without one. */
  point: number;
  grouped: boolean;
  /** Commas behind the last whole digit: each divides by a thousand. */
  scale: number;
  /** Which commas are only marks, by index. */
  marks: Set<number>;
}

function layoutOf(tokens: readonly Token[]): Layout {
  const found = tokens.findIndex(({ type }) => type === 'point');
  const point = found < 0 ? tokens.length : found;
  const isDigit = (token: Token): boolean => token.type === 'digit';
  const first = tokens.findIndex(isDigit);
  const last = tokens.slice(0, point).findLastIndex(isDigit);
  const lastOfAll = tokens.findLastIndex(isDigit);
  const layout: Layout = { point, grouped: false, scale: 0, marks: new Set() };
  tokens.forEach((token, i) => {
    if (token.type !== 'comma' || i < first) return;
    if (i < last) layout.grouped = true;
    else if (isRunOfCommas(tokens, i, last) || isRunOfCommas(tokens, i, lastOfAll)) layout.scale += 1;
    // Excel passes over those between digits behind the point.
    else if (i < point || i > lastOfAll) return;
    layout.marks.add(i);
  });
  return layout;
}

function isRunOfCommas(tokens: readonly Token[], at: number, digit: number): boolean {
  if (digit < 0 || at < digit) return false;
  return tokens.slice(digit + 1, at).every(({ type }) => type === 'comma');
}

function mantissa(tokens: readonly Token[], decimal: Decimal): string {
  const layout = layoutOf(tokens);
  const places = tokens.slice(layout.point).filter(({ type }) => type === 'digit').length;
  const near = rounded(shifted(decimal, -3 * layout.scale), places);
  const whole = wholePart(tokens, layout, wholeDigits(near));
  return whole + fractionPart(tokens, layout, fractionDigits(near));
}

/** Filled from the right; what is left over goes before the first placeholder. */
function wholePart(tokens: readonly Token[], layout: Layout, digits: string): string {
  const first = tokens.findIndex(({ type }) => type === 'digit');
  let out = '';
  let left = digits.length;
  let written = 0;
  const put = (text: string): void => {
    if (layout.grouped && written > 0 && written % 3 === 0) out = `${text === ' ' ? ' ' : ','}${out}`;
    out = text + out;
    written += 1;
  };
  for (let i = layout.point - 1; i >= 0; i--) {
    const token = tokens[i]!;
    if (token.type === 'digit') {
      if (left > 0) put(digits[--left]!);
      else if (token.place === '0') put('0');
      else if (token.place === '?') put(' ');
      if (i === first) while (left > 0) put(digits[--left]!);
    } else if (!layout.marks.has(i)) out = plainText(token) + out;
  }
  return first < 0 || first > layout.point ? out + digits : out;
}

function fractionPart(tokens: readonly Token[], layout: Layout, digits: string): string {
  let out = '';
  let next = 0;
  for (let i = layout.point; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.type === 'digit') {
      const digit = digits[next++];
      if (digit !== undefined) out += digit;
      else if (token.place !== '#') out += token.place === '0' ? '0' : ' ';
    } else if (!layout.marks.has(i)) out += plainText(token);
  }
  return out;
}

/** Several whole placeholders make the exponent a multiple of their count: `##0.0E+0`. */
function withExponent(tokens: readonly Token[], at: number, decimal: Decimal): string {
  const head = tokens.slice(0, at);
  const { point } = layoutOf(head);
  const wholePlaces = Math.max(1, head.slice(0, point).filter(({ type }) => type === 'digit').length);
  const places = head.slice(point).filter(({ type }) => type === 'digit').length;
  const exponentFor = (of: Decimal): number =>
    isZero(of) ? 0 : Math.floor((of.point - 1) / wholePlaces) * wholePlaces;
  let exponent = exponentFor(decimal);
  const near = rounded(shifted(decimal, -exponent), places);
  if (near.point > wholePlaces) exponent = exponentFor(shifted(near, exponent));
  const token = tokens[at]!;
  const plus = token.type === 'exponent' && token.plus ? '+' : '';
  const power = wholePart(tokens.slice(at + 1), layoutOf(tokens.slice(at + 1)), String(Math.abs(exponent)));
  return `${mantissa(head, shifted(decimal, -exponent))}E${exponent < 0 ? '-' : plus}${power}`;
}
