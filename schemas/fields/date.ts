/** Dates: `2024-03-05`, or as precise as the cell is: `2024-03`, `2024`. A date never shifts by time zone. */
import { dateText } from './calendar.js';
import { judgeDate } from './date-judge.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { addRepair, placeholder, prepare } from './prepare.js';
import { decide, matches, monthDay, withValue } from './sql.js';
import { splitTime } from './time-forms.js';
import { isoOfYearFirst, isYearFirst } from './year-first.js';

export const isoDate = `(19|20)[0-9]{2}-${monthDay}`;

const isCanonical = (x: string): string => `${matches(x, isoDate)} AND ${x} <> '1900-01-01'`;

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
    if (time !== null && (time.hour > 0 || time.minute > 0 || time.second > 0))
      addRepair(start.repairs, 'time-dropped');
    if (read.fromSerial !== undefined) addRepair(start.repairs, 'serial-date');
    return accepted(dateText(read.date), start.repairs, read.warnings);
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
