/** Shared by decimal, integer and money: preparation, separators, float noise, size. */
import type { CellVerdict, ColumnContext } from '../verdicts.js';
import { roundedDecimal, significantDigits, withoutFloatNoise } from './decimal-text.js';
import { rejected } from './field-type.js';
import { unwrapGuard } from './identifier.js';
import { readNumber } from './number-text.js';
import type { NumberRead } from './number-text.js';
import { addRepair, prepare } from './prepare.js';

/** Digits a number may have before and after the point. */
export const maxWholeDigits = 20;
export const maxFractionDigits = 12;

export type NumberStart = NumberRead & { verdict?: never };

export function startNumber(
  raw: string,
  flag: string | null,
  context: ColumnContext,
): NumberStart | { verdict: CellVerdict } {
  // Zeros in front say nothing about an amount.
  const told = flag === 'zero-padded' ? null : flag;
  const start = prepare(raw, told, { profile: 'code', strict: true });
  if ('verdict' in start) return start;
  const text = unwrapGuard(start.text, start.repairs);
  const read = readNumber(text, context);
  if ('problem' in read) {
    const { code, params } = read.problem;
    return { verdict: rejected(code, params, numberInside(text, context)) };
  }
  for (const repair of read.repairs) addRepair(start.repairs, repair);
  const quiet = withoutFloatNoise(read.decimal);
  if (quiet !== read.decimal) addRepair(start.repairs, 'float-noise');
  const decimal = withoutEndlessFraction(quiet);
  if (decimal !== quiet) addRepair(start.repairs, 'fraction-rounded');
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  if (whole.length > maxWholeDigits || fraction.length > maxFractionDigits)
    return { verdict: rejected('number-too-long') };
  if (significantDigits(decimal) === 0 && decimal !== '0') return { verdict: rejected('number-unreadable') };
  return { ...read, decimal, repairs: start.repairs };
}

/** As many as a spreadsheet works with: a fraction of that length was computed, not typed. */
const computedDigits = 15;
/** What must be left of it. */
const leastDigits = 6;

/** 33.3333333333333 of a division: rounded to the digits that are kept; as it is where too little would be left, or somebody typed it. */
function withoutEndlessFraction(decimal: string): string {
  const fraction = decimal.split('.')[1] ?? '';
  if (fraction.length <= maxFractionDigits || significantDigits(decimal) < computedDigits) return decimal;
  const rounded = roundedDecimal(decimal, maxFractionDigits);
  return significantDigits(rounded) < leastDigits ? decimal : rounded;
}

/** What a number is only a part of: 约3万元, $1.5M, 8折. */
const multiplied = /\d\s*(?:[万萬亿千仟佰百十兆折成倍%‰]|(?:k|m|b|w|mm|mn|bn|mio|mrd|thousand|million|billion)\b)/i;

/** 5件, about 300: the one number in a text, as a suggestion. */
function numberInside(text: string, context: ColumnContext): string | undefined {
  const found = text.match(/-?\d[\d.,]*/g);
  if (found?.length !== 1 || multiplied.test(text)) return undefined;
  const read = readNumber(found[0], context);
  return 'problem' in read ? undefined : read.decimal;
}
