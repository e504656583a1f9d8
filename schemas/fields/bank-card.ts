/**
 * Bank cards and accounts: digits only. Numbers that can only be cards (16 digits from 3 to 6, 62 or 60 with 17 to 19, 15
 * from 34 or 37) must pass Luhn; IBANs their own check; other account numbers have no check that all banks share.
 */
import { accepted, defineFieldType, rejected } from './field-type.js';
import { unwrapGuard } from './identifier.js';
import { prepare } from './prepare.js';
import { decide, matches, withValue } from './sql.js';

const card = /^(?:[3-6]\d{15}|6[02]\d{15,17}|3[47]\d{13})$/;

function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}

export const bankCard = defineFieldType({
  name: 'bankCard',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'code', strict: true });
    if ('verdict' in start) return start.verdict;
    const bare = unwrapGuard(start.text, start.repairs).replace(/[ -]/g, '');
    if (isIban(bare.toUpperCase())) return accepted(bare.toUpperCase(), start.repairs);
    if (/^[A-Za-z]{2}\d{2}[A-Za-z0-9]{11,30}$/.test(bare)) return rejected('bankcard-check-digit');
    if (!/^\d{6,32}$/.test(bare)) return rejected('bankcard-form');
    if (!card.test(bare)) return accepted(bare, start.repairs);
    return luhn(bare) ? accepted(bare, start.repairs) : rejected('bankcard-check-digit');
  },
  acceptSql: (x) =>
    decide([
      [`${matches(x, '[3-6][0-9]{15}|6[02][0-9]{17}')} AND (${luhnSql(x)}) % 10 = 0`, x],
      [`${matches(x, '[0-27-9][0-9]{5,31}')}`, x],
    ]),
});

/** Sum of Luhn over a card of 16 or 19 digits, counted from the end. */
function luhnSql(x: string): string {
  const sum = (number: string, digits: number): string =>
    withValue(`TRY_CAST(${number} AS BIGINT)`, (n) =>
      Array.from({ length: digits }, (_, at) => luhnTerm(`(${n} // ${10n ** BigInt(at)} % 10)`, at)).join(' + '),
    );
  return `${sum(`right(${x}, 16)`, 16)} + CASE WHEN length(${x}) = 19 THEN ${sum(`left(${x}, 3)`, 3)} ELSE 0 END`;
}

const luhnTerm = (digit: string, at: number): string =>
  at % 2 === 0 ? digit : `(${digit} * 2 // 10 + ${digit} * 2 % 10)`;
