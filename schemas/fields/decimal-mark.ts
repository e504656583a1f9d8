/**
 * Which mark is the decimal one in a column of numbers, from the cells of the whole column.
 *
 * A cell proves a mark when no other reading is possible: `12.5`, `1,234.50`, `0.125`, `1234.567` and `1,234,567` the point; `12,5`,
 * `1.234,50`, `0,125`, `1234,567` and `1.234.567` the comma. `1.234` and `1,234` (one to three digits, not led by 0, a mark, three
 * digits) have two readings; they prove nothing.
 *
 * - Cells prove one mark and none the other: it is the column's, and every cell is read by it.
 * - Cells prove both: the column contradicts itself. It is read with the point, and cells with two readings are issues.
 * - None proves any, and both `1.234` and `1,234` are there: the same.
 * - None proves any, and only one of the two is there: where the source's region writes a decimal point, `1,234` is 1234 (what
 *   everybody there writes; not told), and `1.234` has three decimals (told once for the column, with both readings). Where the
 *   region writes a decimal comma, custom and spreadsheet contradict each other: either is an issue.
 *
 * Cells stored as numbers by a spreadsheet have a point whatever the rest of the column says, so they prove nothing of typed text;
 * `1,234.50` and `1,234,567` were surely typed.
 */
import type { ColumnContext } from '../verdicts.js';
import type { ColumnEvidence } from './evidence.js';
import type { DecimalMark } from './two-readings.js';

export type DecimalChoice = Pick<ColumnContext, 'decimal' | 'decimalProved' | 'twoReadings' | 'decimalAssumed'>;

export function decideDecimal(evidence: ColumnEvidence, region: string): DecimalChoice {
  const { commaDecimals, pointDecimals, pointWritten, pointTriples, commaTriples } = evidence;
  const open: DecimalChoice = { decimal: '.', twoReadings: '.,' };
  if (commaDecimals > 0) return pointDecimals + pointWritten > 0 ? open : { decimal: ',', decimalProved: true };
  if (pointWritten > 0 || pointDecimals > (evidence.storedNumbers ?? 0)) return { decimal: '.', decimalProved: true };
  if (pointTriples === 0 && commaTriples === 0) return { decimal: '.' };
  if (pointTriples > 0 && commaTriples > 0) return open;
  if (customMark(region) === ',') return { decimal: '.', twoReadings: pointTriples > 0 ? '.' : ',' };
  return pointTriples > 0 ? { decimal: '.', decimalAssumed: true } : { decimal: '.' };
}

const marks = new Map<string, DecimalMark>();

/** The decimal mark that people of an ISO country write. */
export function customMark(region: string): DecimalMark {
  const known = marks.get(region);
  if (known !== undefined) return known;
  const mark = /^[A-Z]{2}$/.test(region) && writesComma(region) ? ',' : '.';
  marks.set(region, mark);
  return mark;
}

function writesComma(region: string): boolean {
  const { language } = new Intl.Locale('und', { region }).maximize();
  const parts = new Intl.NumberFormat(`${language}-${region}`).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',');
}
