/** Dates as Excel and people in China write them, 2024/3/5, 2024.03.05, 2024年3月5日 (and a time behind): as SQL that makes ISO text of them. */
import { literal, matches } from './sql.js';

const number = '[0-9]{1,2}';
const form = `(19|20)[0-9]{2}(/${number}/${number}|\\.${number}\\.${number}|-${number}-${number}|年${number}月${number}日)`;

/** BOOLEAN: year, month and day in that order; whether there is such a day the ISO text must show. */
export const isYearFirst = (x: string, time = ''): string => matches(x, form + time);

/** Two digits each for month, day and hour. */
export function isoOfYearFirst(x: string): string {
  const zeros = `regexp_replace(${x}, ${literal('^(....)[-/.年]([0-9]+)[-/.月]([0-9]+)日?')}, '\\1-0\\2-0\\3')`;
  const two = `regexp_replace(${zeros}, '-0([0-9][0-9])', '-\\1', 'g')`;
  return `regexp_replace(${two}, ' ([0-9]:)', ' 0\\1')`;
}
