/** Plain decimals in SQL, by canonical text only: no cast decides. */
import type { ColumnContext } from '../verdicts.js';
import { twoReadingsPattern } from './two-readings.js';
import { matches } from './sql.js';

const whole = '(0|[1-9][0-9]{0,14})';

/** `fractionDigits` at most; 15 significant digits and more stay open where a fraction follows. */
export function numberBranches(x: string, context: ColumnContext, fractionDigits: number): [string, string][] {
  const integers: [string, string] = [`${matches(x, `-?${whole}`)} AND ${x} <> '-0'`, x];
  if (fractionDigits === 0) return [integers];
  const mark = context.decimal;
  if (mark === ',' && context.mixedDecimal === true) return [integers];
  const fraction = `-?(0|[1-9][0-9]{0,10})[${mark}][0-9]{1,${fractionDigits}}`;
  const unsettled = context.twoReadings ?? '';
  const sure = unsettled.includes('.') ? ` AND NOT ${matches(x, `-?${twoReadingsPattern('.')}`)}` : '';
  const nonZero = `regexp_matches(${x}, '[1-9]')${sure}`;
  const leastGroups = unsettled.includes(',') ? 2 : 1;
  const pointed = mark === ',' ? `replace(${x}, ',', '.')` : x;
  const grouped =
    mark === '.'
      ? [[matches(x, `-?[1-9][0-9]{0,2}(,[0-9]{3}){${leastGroups},3}`), `replace(${x}, ',', '')`] as [string, string]]
      : [];
  return [
    integers,
    [
      `${matches(x, fraction)} AND ${nonZero}`,
      `CASE WHEN suffix(${x}, '0') THEN rtrim(rtrim(${pointed}, '0'), '.') ELSE ${pointed} END`,
    ],
    ...grouped,
  ];
}
