/** Dates: `2024-03-05`, or as precise as the cell is: `2024-03`, `2024`. A date never shifts by time zone; of instants in UTC the whole column tells which day is meant. */
import type { CellVerdict, ColumnContext } from '../verdicts.js';
import { dateText } from './calendar.js';
import type { WallTime } from './calendar.js';
import { judgeDate, judgeEpoch } from './date-judge.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { dayOfInstant, offsetIn } from './instants.js';
import type { Clock } from './instants.js';
import { addRepair, placeholder, prepare } from './prepare.js';
import type { Prepared } from './prepare.js';
import { decide, matches, monthDay, withValue } from './sql.js';
import { splitTime } from './time-forms.js';
import { isoOfYearFirst, isYearFirst } from './year-first.js';

export const isoDate = `(19|20)[0-9]{2}-${monthDay}`;

const isCanonical = (x: string): string => `${matches(x, isoDate)} AND ${x} <> '1900-01-01'`;

const isMidnight = ({ hour, minute, second }: WallTime): boolean => hour === 0 && minute === 0 && second === 0;

/** 2024-03-04T16:00:00Z is how programs write the 5th of March in China. */
function ofInstant(clock: Clock, { repairs, warnings }: Prepared, context: ColumnContext): CellVerdict {
  const day = dayOfInstant(clock, context);
  if ('verdict' in day) return day.verdict;
  if (day.moved) addRepair(repairs, 'day-of-zone');
  else if (!isMidnight(clock.time)) addRepair(repairs, 'time-dropped');
  return accepted(dateText(day.date), repairs, warnings);
}

export const date = defineFieldType({
  name: 'date',
  judge(raw, flag, context) {
    const start = prepare(raw, flag, { profile: 'code', strict: true });
    if ('verdict' in start) return start.verdict;
    const epoch = judgeEpoch(start.text, context);
    if (epoch) {
      if ('verdict' in epoch) return epoch.verdict;
      addRepair(start.repairs, 'epoch-time');
      return ofInstant(epoch, start, context);
    }
    const split = splitTime(start.text);
    if (split.time === 'invalid') return rejected('time-invalid');
    const read = judgeDate(split.date, flag, context);
    if (read === 'placeholder') return placeholder(start.repairs);
    if ('verdict' in read) return read.verdict;
    const { time } = split;
    if (read.fromSerial !== undefined) addRepair(start.repairs, 'serial-date');
    const done = { ...start, warnings: read.warnings };
    if (time === null) return accepted(dateText(read.date), done.repairs, done.warnings);
    const offset = offsetIn(split, { date: read.date, time }, context);
    if (offset !== null && typeof offset === 'object') return offset.verdict;
    if (offset === 0) return ofInstant({ date: read.date, time }, done, context);
    if (!isMidnight(time)) addRepair(start.repairs, 'time-dropped');
    return accepted(dateText(read.date), done.repairs, done.warnings);
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
