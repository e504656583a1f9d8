/**
 * Wall-clock times of the source's zone: `2024-03-05 08:30:00`, or a date (`2024-03-05`, `2024-03`, `2024`) where no
 * time is told. A time with an offset is turned into the zone's wall clock; one that the zone's clocks never or twice
 * show is an issue.
 */
import type { CellVerdict, ColumnContext } from '../verdicts.js';
import { dateText, timeText } from './calendar.js';
import type { WallDate, WallTime } from './calendar.js';
import { isoDate } from './date.js';
import { isNoDate, judgeDate } from './date-judge.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { addRepair, placeholder, prepare } from './prepare.js';
import type { Prepared } from './prepare.js';
import { decide, inList, matches, withValue } from './sql.js';
import { splitTime } from './time-forms.js';
import { isoOfYearFirst, isYearFirst } from './year-first.js';
import { changeDays, changeYears, instantsOf, isQuietDay, zoneOffsetMs } from './zones.js';

export const datetime = defineFieldType({
  name: 'datetime',
  judge(raw, flag, context) {
    const start = prepare(raw, flag, { profile: 'code', strict: true });
    if ('verdict' in start) return start.verdict;
    const split = splitTime(start.text);
    if (split.time === 'invalid') return rejected('time-invalid');
    const read = judgeDate(split.date, flag, context);
    if (read === 'placeholder') return placeholder(start.repairs);
    if ('verdict' in read) return read.verdict;
    const done = { ...start, warnings: read.warnings };
    if (read.fromSerial !== undefined) addRepair(start.repairs, 'serial-date');
    const time = split.time ?? serialTime(read.fromSerial);
    if (time === null) return accepted(dateText(read.date), done.repairs, done.warnings);
    if (read.date.day === undefined) return rejected('date-unreadable');
    return split.offsetMinutes === null
      ? local(read.date, time, done, context)
      : shifted(read.date, time, split.offsetMinutes, done, context);
  },
  acceptSql: (x, context) => {
    const ofIso = (iso: string): string => decide([[acceptable(iso, context), canonicalSql(iso)]]);
    return `coalesce(${ofIso(x)}, ${decide([[isYearFirst(x, clock), withValue(isoOfYearFirst(x), ofIso)]])})`;
  },
  publishedType: 'TIMESTAMP',
  publishSql: (x) => `CASE WHEN length(${x}) >= 10 THEN TRY_CAST(${x} AS TIMESTAMP) END`,
  partialSql: (x) => `CASE WHEN length(${x}) < 10 THEN ${x} END`,
});

/** The time in a serial's fraction, to the second; null for a whole day. */
function serialTime(serial: number | undefined): WallTime | null {
  const seconds = serial === undefined ? 0 : Math.round((serial % 1) * 86_400);
  if (seconds === 0 || seconds === 86_400) return null;
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    fraction: '',
  };
}

const wallMs = (date: WallDate, time: WallTime): number =>
  Date.UTC(date.year, (date.month ?? 1) - 1, date.day ?? 1, time.hour, time.minute, time.second);

function local(date: WallDate, time: WallTime, done: Prepared, context: ColumnContext): CellVerdict {
  if (isNoDate(date)) return placeholder(done.repairs);
  const day = dateText(date);
  const found = isQuietDay(context.timeZone, day) ? 1 : instantsOf(context.timeZone, wallMs(date, time)).length;
  if (found === 0) return rejected('time-missing-in-zone', { zone: context.timeZone });
  if (found > 1) return rejected('time-twice-in-zone', { zone: context.timeZone });
  return accepted(`${day} ${timeText(time)}`, done.repairs, done.warnings);
}

function shifted(date: WallDate, time: WallTime, offset: number, done: Prepared, context: ColumnContext): CellVerdict {
  const instant = wallMs(date, time) - offset * 60_000;
  const wall = new Date(instant + zoneOffsetMs(context.timeZone, instant));
  const there = { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
  const clock = { hour: wall.getUTCHours(), minute: wall.getUTCMinutes(), second: wall.getUTCSeconds() };
  if (clock.hour !== time.hour || clock.minute !== time.minute || there.day !== date.day) {
    addRepair(done.repairs, 'zone-converted');
  }
  return local(there, { ...clock, fraction: time.fraction }, done, context);
}

/** Behind a date. */
const clock = '( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?';
const isoTime = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?';

function acceptable(x: string, context: ColumnContext): string {
  const years = `left(${x}, 4) BETWEEN '${changeYears.from}' AND '${changeYears.to}'`;
  const form = matches(x, `${isoDate}([ T]${isoTime})?`);
  const days = changeDays(context.timeZone);
  const quiet = days.length === 0 ? '' : ` AND NOT ${inList(`left(${x}, 10)`, days)}`;
  return `${form} AND ${years}${quiet}`;
}

/** Lengths: 10 a date, 16 without seconds, 19 with them. */
const canonicalSql = (x: string): string =>
  `CASE length(${x}) WHEN 16 THEN replace(${x}, 'T', ' ') || ':00' ELSE replace(${x}, 'T', ' ') END`;
