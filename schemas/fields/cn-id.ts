/**
 * Chinese resident identity numbers (GB 11643): 18 characters with check digit and birthday. Old ones of 15 digits become
 * 18. Outside region CN an identity number is an identifier without a form.
 */
import { isCalendarDate } from './calendar.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { identifier, unwrapGuard } from './identifier.js';
import { addRepair, prepare } from './prepare.js';
import { decide, literal, matches, monthDay, withValue } from './sql.js';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkChars = '10X98765432';
/** First two digits: provinces, Hong Kong, Macau and Taiwan residence permits (81, 82, 83 and old 71), foreigners (9…) apart. */
const provinces = '1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]';
const form = new RegExp(`^(?:${provinces})\\d{4}(\\d{4})(\\d{2})(\\d{2})\\d{3}[0-9X]$`);
const foreignResident = /^9\d{5}(\d{4})(\d{2})(\d{2})\d{3}[0-9X]$/;

const checkDigit = (first17: string): string =>
  checkChars[weights.reduce((sum, weight, at) => sum + weight * Number(first17[at]), 0) % 11] ?? '';

export const cnId = defineFieldType({
  name: 'cnId',
  judge(raw, flag, context) {
    if (context.region !== 'CN') return identifier.judge(raw, flag, context);
    const start = prepare(raw, flag, { profile: 'code', strict: true });
    if ('verdict' in start) return start.verdict;
    const bare = unwrapGuard(start.text, start.repairs).replace(/[ -]/g, '');
    const upper = bare.toUpperCase().replace(/[×*]$/, (last) => (last === '×' ? 'X' : last));
    if (upper !== bare) addRepair(start.repairs, 'upper-case');
    if (/^\d{15}$/.test(upper)) return fromOld(upper, start.repairs);
    return whole(upper, start.repairs);
  },
  acceptSql: (x, context) => (context.region === 'CN' ? cnIdSql(x) : identifier.acceptSql(x, context)),
});

function whole(text: string, repairs: string[]): ReturnType<typeof cnId.judge> {
  const found = form.exec(text) ?? foreignResident.exec(text);
  if (!found) return rejected(/^\d{17}[0-9X]$/.test(text) ? 'cnid-region' : 'cnid-form');
  if (!isBirthday(found)) return rejected('cnid-birthday');
  if (checkDigit(text) !== text[17]) return rejected('cnid-check-digit');
  return accepted(text, repairs);
}

function isBirthday([, year, month, day]: string[]): boolean {
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return date.year >= 1850 && date.year <= 2100 && isCalendarDate(date);
}

/** 15 digits: the century was 19 and there was no check digit. */
function fromOld(text: string, repairs: string[]): ReturnType<typeof cnId.judge> {
  const first17 = `${text.slice(0, 6)}19${text.slice(6)}`;
  addRepair(repairs, 'cnid-15');
  return whole(first17 + checkDigit(first17), repairs);
}

function cnIdSql(x: string): string {
  const rest = withValue(`TRY_CAST(left(${x}, 17) AS BIGINT)`, (n) => {
    const terms = weights.map((weight, at) => `(${n} // ${10n ** BigInt(16 - at)} % 10) * ${weight}`);
    return `CAST((${terms.join(' + ')}) % 11 AS INTEGER)`;
  });
  const check = `right(${x}, 1) = substr(${literal(checkChars)}, 1 + ${rest}, 1)`;
  const compactDays = monthDay.replaceAll(')-(', ')(').replaceAll('-31', '31');
  return decide([
    [`${matches(x, `(${provinces})[0-9]{4}(19|20)[0-9]{2}${compactDays}[0-9]{3}[0-9X]`)} AND ${check}`, x],
  ]);
}
