/** Countries: ISO 3166-1 alpha-2. */
import { countryLines } from './country-names.js';
import { countryLinesInLanguages } from './country-names-languages.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { addRepair, prepare } from './prepare.js';
import { foldSpelling, nearestOf } from './spelling.js';
import { decide, inList, literal } from './sql.js';

const read = (lines: string): string[][] =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.split('|'));

/** The first country that goes by a name has it. */
function codesByName(rows: readonly string[][]): Map<string, string> {
  const found = new Map<string, string>();
  for (const names of rows)
    for (const name of names) if (!found.has(foldSpelling(name))) found.set(foldSpelling(name), names[0] ?? '');
  return found;
}

const rows = read(countryLines);
const byName = codesByName(rows);
const codes = rows.map((names) => names[0] ?? '');
/** Made when the first name comes that is neither English nor Chinese. */
let inLanguages: Map<string, string> | undefined;

/** Alpha-2 code of a country's name or code in any known spelling; undefined = unknown. */
export function countryCode(text: string): string | undefined {
  const folded = foldSpelling(text);
  const known = byName.get(folded);
  if (known !== undefined || folded === '') return known;
  inLanguages ??= codesByName(read(countryLinesInLanguages));
  return inLanguages.get(folded);
}

const nearestName = nearestOf(rows.flat().filter((name) => name.length > 3));

export const country = defineFieldType({
  name: 'country',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'line' });
    if ('verdict' in start) return start.verdict;
    const code = countryCode(start.text);
    if (code !== undefined) {
      if (start.text !== code) addRepair(start.repairs, 'spelling');
      return accepted(code, start.repairs);
    }
    const late = prepare(raw, null, { profile: 'code', strict: true });
    if ('verdict' in late) return late.verdict;
    const near = nearestName(start.text);
    return rejected('country-unknown', undefined, near === undefined ? undefined : countryCode(near));
  },
  acceptSql: (x) =>
    decide([
      [inList(x, codes), x],
      ...names.map((at) => [inList(x, rows[at]?.slice(1) ?? []), literal(codes[at] ?? '')] as const),
    ]),
});

/** Countries whose names SQL knows, by how often customers' sheets hold them; the others are few distinct cells. */
const names = [
  'CN',
  'US',
  'HK',
  'TW',
  'JP',
  'GB',
  'DE',
  'FR',
  'SG',
  'KR',
  'CA',
  'AU',
  'IN',
  'IT',
  'ES',
  'NL',
  'BR',
  'RU',
].map((code) => codes.indexOf(code));
