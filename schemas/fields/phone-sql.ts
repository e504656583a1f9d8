/** The share of phone numbers that SQL may accept: forms of which libphonenumber surely says "valid". */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { ColumnContext } from '../verdicts.js';
import { decide, literal, matches } from './sql.js';

/** Numbers after the area code, one per first digit and two of other exchanges: a code valid for all is valid for every exchange (tried on all). */
const probes = [...['2', '3', '4', '5', '6', '7', '8', '9'].map((first) => `${first}002000`), '5551234', '9999999'];
let northAmerican: string | null = null;

/** Area codes of the US and Canada proper, whose numbers are valid whatever follows, as an RE2 alternation. Made once, from the metadata. */
function areaCodes(): string {
  if (northAmerican !== null) return northAmerican;
  const codes: string[] = [];
  for (let code = 200; code <= 999; code++) {
    if (probes.every((rest) => isMainland(`+1${code}${rest}`))) codes.push(`${code}`);
  }
  northAmerican = codes.join('|');
  return northAmerican;
}

/** Numbers of islands that share +1 are valid by finer patterns; toll-free ones have no country. */
function isMainland(number: string): boolean {
  const found = parsePhoneNumberFromString(number);
  return found !== undefined && found.isValid() && (found.country === 'US' || found.country === 'CA');
}

const cnLandLine = '(010|02[0-57-9])-?[2-8][0-9]{7}';

export function phoneSql(x: string, context: ColumnContext): string {
  const international: [string, string][] = [[matches(x, '\\+861[3-9][0-9]{9}'), x]];
  if (context.region === 'CN') {
    return decide([
      [matches(x, '1[3-9][0-9]{9}'), `'+86' || ${x}`],
      ...international,
      [matches(x, '1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}'), `'+86' || translate(${x}, ' -', '')`],
      [matches(x, cnLandLine), `'+86' || replace(substr(${x}, 2), '-', '')`],
    ]);
  }
  international.push([matches(x, `\\+1(${areaCodes()})[2-9][0-9]{6}`), x]);
  if (context.region !== 'US' && context.region !== 'CA') return decide(international);
  const separated = `\\(?(${areaCodes()})\\)?[ .-]?[2-9][0-9]{2}[ .-]?[0-9]{4}`;
  return decide([...international, [matches(x, separated), `'+1' || translate(${x}, ${literal('() .-')}, '')`]]);
}
