/** Plain decimals in SQL, by canonical text only: no cast decides. */
import type { ColumnContext } from '../verdicts.js';
import { twoReadingsPattern } from './two-readings.js';
import { matches } from './sql.js';

const integer = '0|-?[1-9][0-9]{0,14}';
const wholePart = '-?(0|[1-9][0-9]{0,10})';

/** `fractionDigits` at most; 15 significant digits and more stay open where a fraction follows. */
export function numberBranches(x: string, context: ColumnContext, fractionDigits: number): [string, string][] {
  const mark = context.decimal;
  if (fractionDigits === 0 || (mark === ',' && context.mixedDecimal === true)) return [[matches(x, integer), x]];
  const unsettled = context.twoReadings ?? '';
  const asItStands =
    mark === '.' && !unsettled.includes('.') ? `|${wholePart}[.][0-9]{0,${fractionDigits - 1}}[1-9]` : '';
  const fraction = `${wholePart}[${mark}][0-9]{1,${fractionDigits}}`;
  const sure = unsettled.includes('.') ? ` AND NOT ${matches(x, `-?${twoReadingsPattern('.')}`)}` : '';
  const nonZero = `regexp_matches(${x}, '[1-9]')${sure}`;
  const leastGroups = unsettled.includes(',') ? 2 : 1;
  const pointed = mark === ',' ? `replace(${x}, ',', '.')` : x;
  const grouped =
    mark === '.'
      ? [[matches(x, `-?[1-9][0-9]{0,2}(,[0-9]{3}){${leastGroups},3}`), `replace(${x}, ',', '')`] as [string, string]]
      : [];
  return [
    [matches(x, `${integer}${asItStands}`), x],
    [
      `${matches(x, fraction)} AND ${nonZero}`,
      `CASE WHEN suffix(${x}, '0') THEN rtrim(rtrim(${pointed}, '0'), '.') ELSE ${pointed} END`,
    ],
    ...grouped,
  ];
}
