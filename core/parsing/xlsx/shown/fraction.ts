/** Numbers as fractions: `# ?/?`, `# ??/??`, `# ?/8`. */
import type { Token } from './tokens.js';

interface Shape {
  whole: boolean;
  /** Digits that the whole number has at least: `0 ?/?`. */
  wholeDigits: number;
  /** Text between the whole number and the fraction. */
  gap: string;
  before: string;
  after: string;
  topPlaces: number;
  bottomPlaces: number;
  /** 0 = any that has no more digits than its placeholders. */
  fixed: number;
}

/** `value` is not negative. */
export function fractionText(tokens: readonly Token[], value: number): string {
  const shape = shapeOf(tokens);
  const whole = shape.whole ? Math.floor(value + 1e-12) : 0;
  const rest = Math.max(0, value - whole);
  let [top, bottom] =
    shape.fixed > 0 ? [Math.round(rest * shape.fixed), shape.fixed] : nearest(rest, 10 ** shape.bottomPlaces - 1);
  let total = whole;
  if (shape.whole && top === bottom) {
    total += 1;
    top = 0;
  }
  if (!shape.whole) return shape.before + pair(top, bottom, shape) + shape.after;
  if (top === 0) {
    const blank = ' '.repeat(shape.topPlaces + 1 + Math.max(shape.bottomPlaces, String(shape.fixed || '').length));
    return (
      shape.before +
      wholeText(total, Math.max(1, shape.wholeDigits)) +
      shape.gap.replace(/./g, ' ') +
      blank +
      shape.after
    );
  }
  bottom = Math.max(1, bottom);
  return shape.before + wholeText(total, shape.wholeDigits) + shape.gap + pair(top, bottom, shape) + shape.after;
}

const wholeText = (total: number, digits: number): string => (total === 0 ? '' : String(total)).padStart(digits, '0');

function pair(top: number, bottom: number, shape: Shape): string {
  return `${String(top).padStart(shape.topPlaces)}/${String(bottom).padEnd(shape.bottomPlaces)}`;
}

function shapeOf(tokens: readonly Token[]): Shape {
  const slash = tokens.findIndex(({ type }) => type === 'slash');
  let top = slash;
  while (top > 0 && tokens[top - 1]!.type === 'digit') top--;
  let end = slash + 1;
  while (end < tokens.length && isBottom(tokens[end]!)) end++;
  const firstDigit = tokens.findIndex(({ type }) => type === 'digit');
  let gapStart = top;
  while (gapStart > 0 && tokens[gapStart - 1]!.type === 'literal') gapStart--;
  const whole = firstDigit >= 0 && firstDigit < top;
  const text = (from: number, to: number): string =>
    tokens
      .slice(from, to)
      .map((token) => (token.type === 'literal' ? token.text : token.type === 'percent' ? '%' : ''))
      .join('');
  const bottomText = tokens
    .slice(slash + 1, end)
    .map((token) => (token.type === 'literal' ? token.text : token.type === 'digit' ? token.place : ''))
    .join('');
  const fixed = /^\d+$/.test(bottomText) ? Number(bottomText) : 0;
  return {
    whole,
    wholeDigits: tokens.slice(0, gapStart).filter((token) => token.type === 'digit' && token.place === '0').length,
    gap: whole ? text(gapStart, top) : '',
    before: text(0, whole ? firstDigit : top),
    after: text(end, tokens.length),
    topPlaces: slash - top,
    bottomPlaces: fixed > 0 ? 0 : end - slash - 1,
    fixed,
  };
}

function isBottom(token: Token): boolean {
  return token.type === 'digit' || (token.type === 'literal' && /^\d$/.test(token.text));
}

/** Best fraction with a denominator up to `max`, by continued fractions. */
function nearest(value: number, max: number): [number, number] {
  let [previousTop, top] = [1, Math.floor(value)];
  let [previousBottom, bottom] = [0, 1];
  let rest = value - Math.floor(value);
  while (rest > 1e-10) {
    const inverse = 1 / rest;
    const step = Math.floor(inverse);
    const nextBottom = step * bottom + previousBottom;
    if (nextBottom > max) break;
    [previousTop, top] = [top, step * top + previousTop];
    [previousBottom, bottom] = [bottom, nextBottom];
    rest = inverse - step;
  }
  return [top, bottom];
}
