/** What a number format says about the numbers under it (ECMA-376 part 1, 18.8.30 and 18.8.31). */

/** `duration` counts hours, minutes or seconds beyond a day: [h]:mm. */
export type NumberClass = 'plain' | 'date' | 'time' | 'datetime' | 'duration' | 'percent' | 'currency';

/** Built-in formats whose code is not stored; 27–36 and 50–58 are the East Asian dates. */
export function builtinClass(id: number): NumberClass {
  if (id === 9 || id === 10) return 'percent';
  if ((id >= 5 && id <= 8) || id === 42 || id === 44) return 'currency';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54)) return 'date';
  if (id === 57 || id === 58) return 'date';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47 || id === 55 || id === 56)
    return 'time';
  if (id === 22) return 'datetime';
  return id === 46 ? 'duration' : 'plain';
}

/** Symbols that make a format one of money; letters only inside quotes or [$…]. */
const money = /[$€£¥￥₩₽₹฿₫₺₴元圆円원]|HK\$|RMB|CNY|USD|EUR|GBP|JPY|TWD|HKD|SGD|CHF|人民币/;

/** General as it is called in the codes of files, by older programs in their own languages. */
const generalNames = 'general|standard|g/通用格式|g/標準|g/표준';
export const generalWord = new RegExp(`^(?:${generalNames})`, 'i');
const generalWords = new RegExp(generalNames, 'gi');

/** Placeholders of digits, but those of parts of a second, and those of programs beside a whole date: `yyyy-MM-dd 00:00`. */
const hasDigits = (letters: string): boolean =>
  /[#?]/.test(letters) ||
  (/0/.test(letters.replace(/(s\]?)[.,]0+/gi, '$1')) && !(/y/i.test(letters) && /m/i.test(letters)));

/** Class of a custom format code, told by its first section; where that one shows a single value as a text, by the second. */
export function classOfCode(code: string): NumberClass {
  const first = firstSection(code);
  const section = isOneValue(first) ? firstSection(code.slice(first.length + 1)) : first;
  const bare = stripLiterals(section);
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'duration';
  const letters = bare.replace(/\[[^\]]*\]/g, '').replace(generalWords, '');
  const dated = /[yd]|e(?![+-])|b[12]?(?=\D|$)|g{1,3}|a{3,4}/i.test(letters.replace(/am\/pm|a\/p|上午\/下午/gi, ''));
  const timed = /[hs]|am\/pm|a\/p|上午\/下午/i.test(letters);
  const months = /m/i.test(letters.replace(/am\/pm/gi, ''));
  if (!hasDigits(letters) && (dated || timed || months)) {
    if (dated) return timed ? 'datetime' : 'date';
    return timed ? 'time' : 'date';
  }
  if (letters.includes('%')) return 'percent';
  return money.test(literals(section)) ? 'currency' : 'plain';
}

/** `[=0]"-"` before `;yyyy-mm-dd`. */
const isOneValue = (section: string): boolean => /^(?:\[[^\]=]*\])*\[=/.test(section) && stripAll(section) === '';

const stripAll = (section: string): string =>
  stripLiterals(section)
    .replace(/\[[^\]]*\]/g, '')
    .trim();

function firstSection(code: string): string {
  let quoted = false;
  let bracket = false;
  for (let i = 0; i < code.length; i++) {
    const char = code[i];
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '\\') i++;
    else if (char === '[') bracket = true;
    else if (char === ']') bracket = false;
    else if (char === ';' && !bracket) return code.slice(0, i);
  }
  return code;
}

/** Without quoted text, escaped characters, padding (`_x`) and fill (`*x`). */
function stripLiterals(section: string): string {
  return section.replace(/"[^"]*"?|\\.|![.,#0?%/:@\w]|_.|\*./g, '');
}

/** Only the text that a format adds: quoted, escaped, bare symbols and currency in [$…-…]. */
function literals(section: string): string {
  return section.replace(/\[\$([^\]-]*)[^\]]*\]/g, '$1').replace(/\[[^\]]*\]/g, '');
}

/** Digits that a format of zeros only (`00000`: a postcode, a number of a customer) shows at least; 0 = another format. */
export const paddedDigits = (code: string | null): number =>
  code !== null && /^0{2,20}$/.test(code) ? code.length : 0;
