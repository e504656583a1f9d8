/** Reads a written number: sign, currency, unit words and separators taken apart, digits exact. */
import type { CellProblem, ColumnContext } from '../verdicts.js';
import { readChineseNumerals } from './chinese-numerals.js';
import { currencyAt } from './currencies.js';
import { writtenAmount } from './spoken-amounts.js';
import { bothReadings } from './two-readings.js';
import { canonicalDecimal, multiplyDecimal } from './decimal-text.js';

export interface NumberRead {
  /** Canonical decimal text, before units. */
  decimal: string;
  /** Factor of the unit word in the cell, else null. */
  unit: string | null;
  /** Currency spelling in the cell, else null. */
  currency: string | null;
  percent: boolean;
  repairs: string[];
}

/** How the column writes its numbers. */
export type NumberContext = Pick<ColumnContext, 'decimal' | 'decimalProved' | 'mixedDecimal' | 'twoReadings'>;

const unreadable: CellProblem = { code: 'number-unreadable' };

const unitWords: [string, string][] = [
  ['万亿', '1000000000000'],
  ['千亿', '100000000000'],
  ['百亿', '10000000000'],
  ['十亿', '1000000000'],
  ['千万', '10000000'],
  ['百万', '1000000'],
  ['十万', '100000'],
  ['亿', '100000000'],
  ['億', '100000000'],
  ['萬', '10000'],
  ['万', '10000'],
  ['千', '1000'],
  ['仟', '1000'],
  ['佰', '100'],
  ['百', '100'],
  ['BILLION', '1000000000'],
  ['MILLIONS', '1000000'],
  ['MILLION', '1000000'],
  ['THOUSAND', '1000'],
  ['LAKHS', '100000'],
  ['LAKH', '100000'],
  ['CRORES', '10000000'],
  ['CRORE', '10000000'],
  ['TSD.', '1000'],
  ['TSD', '1000'],
  ['TAUSEND', '1000'],
  ['MIO.', '1000000'],
  ['MIO', '1000000'],
  ['MILLIONEN', '1000000'],
  ['MLN.', '1000000'],
  ['MLN', '1000000'],
  ['MRD.', '1000000000'],
  ['MRD', '1000000000'],
  ['MLD.', '1000000000'],
  ['MLD', '1000000000'],
  ['TYS.', '1000'],
  ['TYS', '1000'],
  ['ТЫС.', '1000'],
  ['ТЫС', '1000'],
  ['МЛН.', '1000000'],
  ['МЛН', '1000000'],
  ['МЛРД.', '1000000000'],
  ['МЛРД', '1000000000'],
  ['K', '1000'],
  ['W', '10000'],
];

/** Strips what stands around the digits until only digits, points and separators are left. */
export function readNumber(text: string, context: NumberContext): NumberRead | { problem: CellProblem } {
  const numerals = readChineseNumerals(text.toUpperCase().trim());
  if (numerals) {
    const { decimal, currency, isWhole } = numerals;
    return { decimal, unit: isWhole ? '1' : null, currency, percent: false, repairs: ['numerals'] };
  }
  const raised = readRaised(text.toUpperCase().trim());
  if (raised !== null) return { decimal: raised, unit: null, currency: null, percent: false, repairs: ['exponent'] };
  const outer = {
    rest: writtenAmount(text.toUpperCase().trim(), context.decimal),
    sign: 1,
    unit: null as string | null,
    currency: null as string | null,
    percent: false,
  };
  const repairs: string[] = [];
  for (let before = ''; before !== outer.rest;) {
    before = outer.rest;
    if (!strip(outer, repairs)) return { problem: unreadable };
  }
  if (
    context.decimalProved !== true &&
    pointGroups.test(outer.currency ?? '') &&
    twoReadingsShape.exec(outer.rest)?.[1] === '.'
  )
    return { problem: { code: 'number-two-readings', params: bothReadings(outer.rest) } };
  const digits = separated(outer.rest, context, repairs);
  if ('problem' in digits) return digits;
  const decimal = canonicalDecimal(`${outer.sign < 0 ? '-' : ''}${digits.plain}`);
  return { decimal, unit: outer.unit, currency: outer.currency, percent: outer.percent, repairs };
}

/**
 * 1.23456789E7 and 5.0E-4 as Java writes all that is 10,000,000 or more, or less than 0.001: with every digit, as its one digit before the
 * point and its power without a plus tell. Spreadsheets write 1.23E+07, of which digits are lost.
 */
function readRaised(text: string): string | null {
  const [, sign, digits = '', power] = /^(-?)([1-9]\.\d+)E([7-9]|1[0-4]|-[4-9])$/.exec(text) ?? [];
  if (power === undefined) return null;
  const zeros = '0'.repeat(Math.abs(Number(power)) - (power.startsWith('-') ? 1 : 0));
  return multiplyDecimal(canonicalDecimal(`${sign}${digits}`), power.startsWith('-') ? `0.${zeros}1` : `1${zeros}`);
}

interface Outer {
  rest: string;
  sign: number;
  unit: string | null;
  currency: string | null;
  percent: boolean;
}

/** Takes one thing off the ends; false = the thing is there twice. */
function strip(outer: Outer, repairs: string[]): boolean {
  return stripSign(outer, repairs) && stripUnit(outer, repairs) && stripCurrency(outer, repairs);
}

/** 100.- and 100,-- are whole amounts, not negative ones. */
const flat = /^(.*\d)[.,] ?(?:-{1,2}|[–—])$/s;

function stripSign(outer: Outer, repairs: string[]): boolean {
  const whole = flat.exec(outer.rest)?.[1];
  if (whole !== undefined) {
    outer.rest = whole;
    repairs.push('flat-amount');
    return true;
  }
  const found = /^\((.+)\)$|^[-−–△▲]\s*(.+)$|^(.+?)\s*-$/s.exec(outer.rest);
  const inner = found?.[1] ?? found?.[2] ?? found?.[3];
  if (inner === undefined) {
    if (outer.rest.startsWith('+')) outer.rest = outer.rest.slice(1).trim();
    return true;
  }
  if (outer.sign < 0) return false;
  if (found?.[2] === undefined || !outer.rest.startsWith('-')) repairs.push('negative-form');
  outer.sign = -1;
  outer.rest = inner.trim();
  return true;
}

function stripUnit(outer: Outer, repairs: string[]): boolean {
  if (/\d\s*%$/.test(outer.rest)) {
    if (outer.percent) return false;
    outer.percent = true;
    repairs.push('percent');
    outer.rest = outer.rest.slice(0, -1).trim();
    return true;
  }
  const word = unitWords.find(
    ([spelling]) => outer.rest.endsWith(spelling) && /\d\s*$/.test(outer.rest.slice(0, -spelling.length)),
  );
  if (!word) return true;
  if (outer.unit !== null) return false;
  outer.unit = word[1];
  repairs.push('unit-word');
  outer.rest = outer.rest.slice(0, -word[0].length).trim();
  return true;
}

function stripCurrency(outer: Outer, repairs: string[]): boolean {
  for (const where of ['start', 'end'] as const) {
    const spelling = currencyAt(outer.rest, where);
    if (spelling === null) continue;
    const rest = (where === 'start' ? outer.rest.slice(spelling.length) : outer.rest.slice(0, -spelling.length)).trim();
    if (rest === '') return true;
    outer.currency =
      outer.currency === null || outer.currency === spelling ? spelling : `${outer.currency} ${spelling}`;
    if (!repairs.includes('currency-sign')) repairs.push('currency-sign');
    outer.rest = rest;
    return true;
  }
  return true;
}

/** Digits with a point, groups taken out; regular groups only. */
function separated(
  text: string,
  context: NumberContext,
  repairs: string[],
): { plain: string } | { problem: CellProblem } {
  if (!/^[\d.,' ]*\d[\d.,' ]*$/.test(text)) return { problem: unreadable };
  const { decimal: mark } = context;
  const unclear = { problem: { code: 'number-separators', params: { mark } } };
  if (hasTwoReadings(text, context)) return { problem: { code: 'number-two-readings', params: bothReadings(text) } };
  if (context.mixedDecimal === true && mark === ',' && /^\d+\.\d+$/.test(text)) return { plain: text };
  const [whole = '', fraction, ...more] = text.split(mark);
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return unclear;
  const grouped = isGrouped(whole, mark === ',' ? '.' : ',');
  if (!grouped && !/^\d*$/.test(whole)) return unclear;
  if (grouped && !repairs.includes('grouping')) repairs.push('grouping');
  return { plain: `${whole.replace(/\D/g, '')}${fraction === undefined ? '' : `.${fraction}`}` };
}

/** Beside stored numbers, `1.234` of a column with a decimal comma is a stored 1.234 or a typed 1234. */
function hasTwoReadings(text: string, { decimal, mixedDecimal, twoReadings }: NumberContext): boolean {
  const marks = mixedDecimal === true && decimal === ',' ? '.' : (twoReadings ?? '');
  const [, mark = ''] = twoReadingsShape.exec(text) ?? [];
  return mark !== '' && marks.includes(mark);
}

/** Money of Vietnam and Indonesia has no decimals, and points between thousands: ₫5.000 is hardly 5. */
const pointGroups = /₫|VND|越南盾|RP|IDR|印尼/;

const twoReadingsShape = /^[1-9]\d{0,2}([.,])\d{3}$/;

/** Groups of three, or Indian ones (12,34,567). */
function isGrouped(whole: string, group: '.' | ','): boolean {
  return (
    new RegExp(`^[1-9]\\d{0,2}(?:\\${group}\\d{3})+$`).test(whole) ||
    /^[1-9]\d{0,2}(?: \d{3})+$|^[1-9]\d{0,2}(?:'\d{3})+$/.test(whole) ||
    (group === ',' && /^[1-9]\d?(?:,\d{2})+,\d{3}$/.test(whole))
  );
}
