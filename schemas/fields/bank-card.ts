/**
 * Bank cards and accounts: digits only. Numbers that can only be cards (16 digits from 3 to 6, 62 or 60 with 17 to 19, 15
 * from 34 or 37) must pass Luhn; IBANs their own check; other account numbers have no check that all banks share.
 */
import { accepted, defineFieldType, rejected } from './field-type.js';
import { unwrapGuard } from './identifier.js';
import { prepare } from './prepare.js';
import { decide, matches } from './sql.js';

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

/** Sum of Luhn over the last 16 digits and, for 19, the three before. */
function luhnSql(x: string): string {
  const low = `TRY_CAST(right(${x}, 16) AS BIGINT)`;
  const high = `TRY_CAST(left(${x}, length(${x}) - 16) AS BIGINT)`;
  const term = (number: string, at: number): string => {
    const digit = `(${number} // ${10n ** BigInt(at)} % 10)`;
    return at % 2 === 0 ? digit : `(${digit} * 2 // 10 + ${digit} * 2 % 10)`;
  };
  const lowSum = Array.from({ length: 16 }, (_, at) => term(low, at)).join(' + ');
  const highSum = Array.from({ length: 3 }, (_, at) => term(high, at)).join(' + ');
  return `${lowSum} + COALESCE(${highSum}, 0)`;
}
