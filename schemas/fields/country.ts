/** Countries: ISO 3166-1 alpha-2. */
import { countryLines } from './country-names.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { addRepair, prepare } from './prepare.js';
import { foldSpelling, nearestOf } from './spelling.js';
import { decide, inList, literal } from './sql.js';

const rows = countryLines
  .trim()
  .split('\n')
  .map((line) => line.split('|'));
const byName = new Map<string, string>();
for (const names of rows)
  for (const name of names) if (!byName.has(foldSpelling(name))) byName.set(foldSpelling(name), names[0] ?? '');
const codes = rows.map((names) => names[0] ?? '');

/** Alpha-2 code of a country's name or code in any known spelling; undefined = unknown. */
export function countryCode(text: string): string | undefined {
  return byName.get(foldSpelling(text));
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
