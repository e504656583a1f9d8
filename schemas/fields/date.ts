/** Dates: `2024-03-05`, or as precise as the cell is: `2024-03`, `2024`. A date never shifts by time zone; an instant that begins a day there is that day. */
import { dateText } from './calendar.js';
import type { WallDate, WallTime } from './calendar.js';
import { judgeDate } from './date-judge.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { addRepair, placeholder, prepare } from './prepare.js';
import { decide, matches, monthDay, withValue } from './sql.js';
import { splitTime } from './time-forms.js';
import { isoOfYearFirst, isYearFirst } from './year-first.js';
import { dayBegunAt } from './zones.js';

export const isoDate = `(19|20)[0-9]{2}-${monthDay}`;

const isCanonical = (x: string): string => `${matches(x, isoDate)} AND ${x} <> '1900-01-01'`;

/** 2024-03-04T16:00:00Z is how programs write the 5th of March in China: the day of the zone that begins then. */
function dayBegun(
  { year, month = 1, day = 1 }: WallDate,
  time: WallTime,
  offset: number,
  zone: string,
): WallDate | null {
  const instant = Date.UTC(year, month - 1, day, time.hour, time.minute - offset, time.second);
  const begun = dayBegunAt(zone, instant);
  if (begun === null) return null;
  const there = new Date(begun);
  return { year: there.getUTCFullYear(), month: there.getUTCMonth() + 1, day: there.getUTCDate() };
}

export const date = defineFieldType({
  name: 'date',
  judge(raw, flag, context) {
    const start = prepare(raw, flag, { profile: 'code', strict: true });
    if ('verdict' in start) return start.verdict;
    const split = splitTime(start.text);
    if (split.time === 'invalid') return rejected('time-invalid');
    const read = judgeDate(split.date, flag, context);
    if (read === 'placeholder') return placeholder(start.repairs);
    if ('verdict' in read) return read.verdict;
    const { time } = split;
    if (read.fromSerial !== undefined) addRepair(start.repairs, 'serial-date');
    if (time === null || (time.hour === 0 && time.minute === 0 && time.second === 0))
      return accepted(dateText(read.date), start.repairs, read.warnings);
    const begun =
      split.offsetMinutes === null ? null : dayBegun(read.date, time, split.offsetMinutes, context.timeZone);
    addRepair(start.repairs, begun === null ? 'time-dropped' : 'zone-converted');
    return accepted(dateText(begun ?? read.date), start.repairs, read.warnings);
  },
  acceptSql: (x) =>
    decide([
      [isCanonical(x), x],
      [isYearFirst(x), withValue(isoOfYearFirst(x), (iso) => decide([[isCanonical(iso), iso]]))],
    ]),
  publishedType: 'DATE',
  publishSql: (x) => `CASE WHEN length(${x}) = 10 THEN TRY_CAST(${x} AS DATE) END`,
  partialSql: (x) => `CASE WHEN length(${x}) < 10 THEN ${x} END`,
});
