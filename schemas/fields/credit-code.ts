/** Unified social credit codes of Chinese organisations (GB 32100): 18 characters, the last one a check character. */
import { accepted, defineFieldType, rejected } from './field-type.js';
import { unwrapGuard } from './identifier.js';
import { addRepair, prepare } from './prepare.js';
import { decide, literal, matches } from './sql.js';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const form = new RegExp(`^[${alphabet}]{2}\\d{6}[${alphabet}]{10}$`);

/** The check character of the first 17. */
export function creditCheck(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(first17[at] ?? ''), 0);
  return alphabet[(31 - (sum % 31)) % 31] ?? '';
}

export const creditCode = defineFieldType({
  name: 'creditCode',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'code', strict: true });
    if ('verdict' in start) return start.verdict;
    const bare = unwrapGuard(start.text, start.repairs).replace(/[ -]/g, '');
    const text = bare.toUpperCase();
    if (text !== bare) addRepair(start.repairs, 'upper-case');
    if (/^\d{15}$/.test(text)) return accepted(text, start.repairs, [{ code: 'creditcode-old' }]);
    if (!form.test(text)) return rejected('creditcode-form');
    if (creditCheck(text) !== text[17]) return rejected('creditcode-check-digit');
    return accepted(text, start.repairs);
  },
  acceptSql(x) {
    const sum = weights
      .map((weight, at) => `(strpos('${alphabet}', substr(${x}, ${at + 1}, 1)) - 1) * ${weight}`)
      .join(' + ');
    const check = `right(${x}, 1) = substr(${literal(alphabet)}, CAST(1 + (31 - (${sum}) % 31) % 31 AS INTEGER), 1)`;
    return decide([[`${matches(x, `[${alphabet}]{2}[0-9]{6}[${alphabet}]{10}`)} AND ${check}`, x]]);
  },
});
