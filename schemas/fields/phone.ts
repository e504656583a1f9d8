/**
 * Phone numbers: E.164, with `;ext=` and the extension where one is given. Valid by libphonenumber's full metadata;
 * Chinese mobile numbers (1, 3 to 9, nine digits) also where the metadata does not yet know the range; elsewhere a
 * number of a possible length goes in with the warning `phone-unverified`.
 */
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import type { CellVerdict, ColumnContext } from '../verdicts.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { unwrapGuard } from './identifier.js';
import { phoneParts } from './phone-parts.js';
import { prepare } from './prepare.js';
import { withFurtherValues } from './several.js';
import { phoneSql } from './phone-sql.js';

const separators = /\s*:::\s*|[;,、|]|\/(?=[+\d(\s]{5})|\s+\/\s+|或|和|\bor\b/;
/** An area code before its number: 0171/1234567, +49 171/1234567, (030) / 901820. No number is that short. */
const areaSlash = /(?<![\d)] ?)(\(?0\d{1,4}\)?|\+\d{1,3}[ .-]?\(?0?\)? ?\d{1,4}) ?\/ ?(?=\d)/g;
const plainChars = /^[+\d\s().\-–—‐‑·*]+$/;
/** As North Americans group theirs. Read as a Chinese number it would be one of Shanghai; 400 and 800 are Chinese, too. */
const northAmericanForm = /^\(?(?!400|800)[2-9]\d{2}\)?[ .-]{0,2}\d{3}[ .-]\d{4}$/;
/** With their country code in front and no plus: eleven digits that may be those of a Chinese mobile number. */
const northAmericanAbroad = /^1[ .-]\(?[2-9]\d{2}\)?[ .-]{1,2}[2-9]\d{2}[ .-]\d{4}$/;
const cnMobile = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;

export const phone = defineFieldType({
  name: 'phone',
  judge(raw, flag, context) {
    const start = prepare(raw, flag, { profile: 'code', strict: true });
    if ('verdict' in start) return start.verdict;
    const text = unwrapGuard(start.text, start.repairs).replaceAll(';ext=', ' ext ').replace(areaSlash, '$1-');
    const verdict = withFurtherValues(text, separators, (part) => one(part, context), start.repairs);
    const settled = verdict.ok ? verdict : (spaced(text, context, start.repairs) ?? verdict);
    return settled.ok ? { ...settled, repairs: [...new Set([...start.repairs, ...settled.repairs])] } : settled;
  },
  acceptSql: phoneSql,
});

/** Two numbers with nothing but a blank between them; each must be a number by itself. */
function spaced(text: string, context: ColumnContext, repairs: string[]): CellVerdict | null {
  const parts = text.split(' ');
  if (parts.length < 2 || !parts.every((part) => part.replace(/\D/g, '').length >= 7)) return null;
  const verdict = withFurtherValues(text, / /, (part) => one(part, context), repairs);
  return verdict.ok && verdict.warnings.length === 0 ? verdict : null;
}

function one(text: string, context: ColumnContext): CellVerdict {
  const parts = phoneParts(text);
  const ext = parts.extension === null ? '' : `;ext=${parts.extension}`;
  if (!plainChars.test(parts.number)) return withinWords(text, context);
  const digits = parts.number.replace(/[^+\d]/g, '');
  if (/^\+?(\d)\1+$/.test(digits)) return rejected('phone-invalid', { region: context.region });
  if (context.region === 'CN' && northAmericanAbroad.test(parts.number))
    return rejected('phone-invalid', { region: context.region }, `+${digits}`);
  const mobile = mobileOf(digits, context.region);
  if (mobile !== null) return accepted(mobile + ext, parts.repairs);
  if (context.region === 'CN' && northAmericanForm.test(parts.number))
    return rejected('phone-invalid', { region: context.region });
  const found = parse(parts.number, digits, context.region);
  if (!found) return rejected('phone-invalid', { region: context.region });
  if (found.isValid()) return accepted(found.number + ext, parts.repairs);
  if (context.region === 'CN' && /^[2-8]\d{6,7}$/.test(digits)) return rejected('phone-area-missing');
  if (found.countryCallingCode === '86' || cnMobile.test(digits) || !isStable(found)) {
    return rejected('phone-invalid', { region: context.region });
  }
  return accepted(found.number + ext, parts.repairs, [{ code: 'phone-unverified' }]);
}

/** Of a possible length, and read as the same number again. */
function isStable(found: NonNullable<ReturnType<typeof parse>>): boolean {
  return found.isPossible() && parsePhoneNumberFromString(found.number, { extract: false })?.number === found.number;
}

/** A Chinese mobile number: with its country code anywhere, bare in China only. */
function mobileOf(digits: string, region: string): string | null {
  const national = cnMobile.exec(digits)?.[1];
  if (national === undefined) return null;
  return region === 'CN' || digits.length > 11 ? `+86${national}` : null;
}

function parse(text: string, digits: string, region: string): ReturnType<typeof parsePhoneNumberFromString> {
  if (digits.startsWith('00')) {
    const abroad = parsePhoneNumberFromString(`+${digits.slice(2)}`, { extract: false });
    if (abroad?.isPossible() === true) return abroad;
  }
  const own = withOwnCode(digits, region);
  if (own) return own;
  const options = region === '' ? { extract: false } : { defaultCountry: region as CountryCode, extract: false };
  return parsePhoneNumberFromString(text.replace(/[–—‐‑·*]/g, '-'), options);
}

/** 49 171 1234567 in Germany: its own country code without a plus, though it may be read as a number of Leer. */
function withOwnCode(digits: string, region: string): ReturnType<typeof parse> {
  if (digits.length < 11 || !isSupportedCountry(region) || !digits.startsWith(getCountryCallingCode(region)))
    return undefined;
  const found = parsePhoneNumberFromString(`+${digits}`, { extract: false });
  return found?.isValid() === true ? found : undefined;
}

/** A run of digits as numbers are grouped, with an extension where one follows. */
const runs = /\+?\(?\d[\d ()-]{5,}\d(?:\s*(?:转|ext\.?|x|#)\s*\d{1,6})?/gi;

/** 13800138000(张三): all numbers in a text, as a suggestion; where it has none it is no number. */
function withinWords(text: string, context: ColumnContext): CellVerdict {
  const found = [...text.matchAll(runs)].flatMap(([run]) => {
    const verdict = run === text ? null : one(run, context);
    return verdict?.ok ? [verdict.text.replace(';ext=', ' ext ')] : [];
  });
  if (found.length === 0) return rejected('phone-invalid', { region: context.region });
  return rejected('phone-with-words', undefined, [...new Set(found)].join(' / '));
}
