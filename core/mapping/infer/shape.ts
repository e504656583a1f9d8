/** Which field type the cells of a column are of: the first, from narrow to wide, that accepts nearly all of them. */
import { decideDateOrder, provesSerials, regionOf } from '../../../schemas/fields/columns.js';
import { decideDecimal } from '../../../schemas/fields/decimal-mark.js';
import type { CellSettings } from '../../../schemas/fields/columns.js';
import { fieldType } from '../../../schemas/fields/registry.js';
import type { ColumnContext, FieldTypeName } from '../../../schemas/verdicts.js';
import { hintOf, isMoneyHeader, isNumberHeader } from './hint.js';
import type { ColumnProfile } from './profile.js';

export interface Shape {
  type: FieldTypeName;
  /** Share of the sampled values that the type accepts, 0 to 1. */
  fits: number;
  /** Why, as a code that the screens have words for. */
  why: 'values' | 'header' | 'few-values' | 'code' | 'rest' | 'empty';
}

/** A type is taken when it accepts at least this share of the sampled values. */
const leastFit = 0.95;
/** With a header that says so, this share is enough. */
const hintedFit = 0.6;
const mostChoices = 20;
const rowsPerChoice = 5;

/** A narrow type and the shape that most values must have beside being accepted, for some types accept too much. */
const narrow: readonly [FieldTypeName, RegExp][] = [
  ['cnId', /^\d{15}$|^\d{17}[\dXx]$/],
  ['creditCode', /^[\dA-HJ-NP-RT-UW-Y]{18}$/i],
  ['email', /@/],
  ['url', /^(https?:\/\/|www\.)/i],
  ['phone', /^\+\d|^\(?0\d{2,3}\)?[- ]\d{7,8}|^1[3-9]\d[ -]?\d{4}[ -]?\d{4}$|^\(?\d{3}\)?[ -]\d{3}[ -]\d{4}/],
  ['bankCard', /^(\d{4} ){3,4}\d{1,4}$|^\d{16,19}$/],
  ['datetime', /\d[T ]\d{1,2}:\d{2}/],
  ['date', /\d{1,4}[-/.年]\d{1,2}|^(19|20)\d{6}$|[A-Za-z]{3}.*\d{4}/],
];
/** Types that only a header can tell. */
const byHeaderOnly = new Set<FieldTypeName>([
  'phone',
  'bankCard',
  'region',
  'tags',
  'date',
  'datetime',
  'country',
  'cnId',
]);

export function shapeOf(profile: ColumnProfile, settings: CellSettings): Shape {
  const { column, sample } = profile;
  if (sample.length === 0) return { type: hintOf(column.header)?.type ?? 'text', fits: 0, why: 'empty' };
  const fit = (type: FieldTypeName): number => share(sample, (text) => accepts(type, text, profile, settings));
  return (
    byValues(profile, fit) ??
    byHeader(profile, fit) ??
    byFewValues(profile, fit) ??
    byNumbers(profile, fit) ??
    wide(profile)
  );
}

type Fit = (type: FieldTypeName) => number;

function byValues({ column, sample }: ColumnProfile, fit: Fit): Shape | null {
  const { d = 0, dt = 0, ...others } = column.kinds;
  const stored = Object.values(others).reduce((sum, count) => sum + count, 0);
  for (const [type, pattern] of narrow) {
    const kind = (type === 'date' && d > stored) || (type === 'datetime' && dt > stored);
    if (!kind && share(sample, (text) => pattern.test(text)) < 0.8) continue;
    const fits = fit(type);
    if (fits >= leastFit) return { type, fits, why: 'values' };
  }
  return null;
}

function byHeader({ column }: ColumnProfile, fit: Fit): Shape | null {
  const type = hintOf(column.header)?.type;
  if (type === undefined || !byHeaderOnly.has(type)) return null;
  const fits = fit(type);
  return fits >= hintedFit ? { type, fits, why: 'header' } : null;
}

/** Few values, each of them often. */
function byFewValues({ column, values, filled, longestChars, sample }: ColumnProfile, fit: Fit): Shape | null {
  if (values.length === 2 && fit('boolean') === 1) return { type: 'boolean', fits: 1, why: 'values' };
  const country = fit('country');
  if (country >= leastFit && share(sample, (text) => text.length > 1) === 1)
    return { type: 'country', fits: country, why: 'values' };
  const few = values.length >= 2 && values.length <= mostChoices && filled >= rowsPerChoice * values.length;
  const plain = longestChars <= 30 && fit('decimal') < 0.5 && !isNumberHeader(column.header);
  // A settings file can not name it: an object's literal takes it for its prototype.
  const writable = values.every(({ text }) => text !== '__proto__');
  return few && plain && writable ? { type: 'enum', fits: 1, why: 'few-values' } : null;
}

function byNumbers({ column, sample }: ColumnProfile, fit: Fit): Shape | null {
  const padded = sample.some((text) => /^0\d/.test(text)) || sample.some((text) => /^\d{12,}$/.test(text));
  if (padded || isNumberHeader(column.header)) return null;
  const money = fit('money');
  const marked = share(sample, (text) => /[¥￥$€£元万]/.test(text)) >= 0.5;
  if (money >= leastFit && (isMoneyHeader(column.header) || marked))
    return { type: 'money', fits: money, why: 'values' };
  const integer = fit('integer');
  if (integer === 1) return { type: 'integer', fits: integer, why: 'values' };
  const decimal = fit('decimal');
  return decimal >= leastFit ? { type: 'decimal', fits: decimal, why: 'values' } : null;
}

const plainCode = /^[A-Za-z0-9][A-Za-z0-9\-_./]*$/;
/** 京A-12345, where the header says that it is a number. */
const anyCode = /^[\p{L}\p{N}][\p{L}\p{N}\-_./]*$/u;

/** Codes have digits and no blanks; what is left is text. */
function wide({ sample, longestChars, column }: ColumnProfile): Shape {
  const code = isNumberHeader(column.header) ? anyCode : plainCode;
  const codes = share(sample, (text) => code.test(text) && /\d/.test(text));
  if (codes >= leastFit && longestChars <= 64) return { type: 'identifier', fits: codes, why: 'code' };
  const hinted = hintOf(column.header)?.type;
  const long = longestChars > 80 || sample.some((text) => text.includes('\n')) || hinted === 'text';
  return { type: long ? 'text' : 'name', fits: 1, why: 'rest' };
}

function accepts(type: FieldTypeName, text: string, profile: ColumnProfile, settings: CellSettings): boolean {
  return fieldType(type).judge(text, null, contextOf(type, profile, settings)).ok;
}

function contextOf(type: FieldTypeName, profile: ColumnProfile, settings: CellSettings): ColumnContext {
  const { dates, numbers, phones } = profile;
  return {
    type,
    region: type === 'phone' ? regionOf(settings, phones) : settings.region,
    timeZone: settings.timeZone,
    dateOrder: settings.dateOrder ?? (dates ? (decideDateOrder(dates) ?? 'DMY') : null),
    decimal: settings.decimal ?? (numbers ? decideDecimal(numbers, settings.region).decimal : '.'),
    unit: '1',
    currency: settings.currency,
    ...(dates && provesSerials(dates) ? { serials: true } : {}),
  };
}

const share = (texts: readonly string[], holds: (text: string) => boolean): number =>
  texts.length === 0 ? 0 : texts.filter(holds).length / texts.length;
