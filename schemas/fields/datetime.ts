/**
 * Wall-clock times of the source's zone: `2024-03-05 08:30:00`, or a date (`2024-03-05`, `2024-03`, `2024`) where no
 * time is told. A time with an offset is turned into the zone's wall clock; one that the zone's clocks never or twice
 * show is an issue.
 */
import type { CellVerdict, ColumnContext } from '../verdicts.js';
import { dateText, timeText } from './calendar.js';
import type { WallTime } from './calendar.js';
import { isoDate } from './date.js';
import { isNoDate, judgeDate, judgeEpoch } from './date-judge.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { clockAt, offsetIn, wallMs } from './instants.js';
import type { Clock } from './instants.js';
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
    const epoch = judgeEpoch(start.text, context);
    if (epoch) {
      if ('verdict' in epoch) return epoch.verdict;
      addRepair(start.repairs, 'epoch-time');
      return shifted(epoch, 0, start, context);
    }
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
    const clock = { date: read.date, time };
    const offset = offsetIn(split, clock, context);
    if (offset === null) return local(clock, done, context);
    return typeof offset === 'object' ? offset.verdict : shifted(clock, offset, done, context);
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

function local(clock: Clock, done: Prepared, context: ColumnContext): CellVerdict {
  if (isNoDate(clock.date)) return placeholder(done.repairs);
  const day = dateText(clock.date);
  const found = isQuietDay(context.timeZone, day) ? 1 : instantsOf(context.timeZone, wallMs(clock)).length;
  if (found === 0) return rejected('time-missing-in-zone', { zone: context.timeZone });
  if (found > 1) return rejected('time-twice-in-zone', { zone: context.timeZone });
  return accepted(`${day} ${timeText(clock.time)}`, done.repairs, done.warnings);
}

function shifted({ date, time }: Clock, offset: number, done: Prepared, context: ColumnContext): CellVerdict {
  const instant = wallMs({ date, time }) - offset * 60_000;
  const there = clockAt(instant + zoneOffsetMs(context.timeZone, instant));
  if (there.time.hour !== time.hour || there.time.minute !== time.minute || there.date.day !== date.day) {
    addRepair(done.repairs, 'zone-converted');
  }
  return local({ date: there.date, time: { ...there.time, fraction: time.fraction } }, done, context);
}

/** Behind a date. */
const clock = '( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?';
const isoTime = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?';

function acceptable(x: string, context: ColumnContext): string {
  if (context.headerOffset !== undefined) return matches(x, isoDate);
  const years = `left(${x}, 4) BETWEEN '${changeYears.from}' AND '${changeYears.to}'`;
  const form = matches(x, `${isoDate}([ T]${isoTime})?`);
  const days = changeDays(context.timeZone);
  const quiet = days.length === 0 ? '' : ` AND NOT ${inList(`left(${x}, 10)`, days)}`;
  return `${form} AND ${years}${quiet}`;
}

/** Lengths: 10 a date, 16 without seconds, 19 with them. */
const canonicalSql = (x: string): string =>
  `CASE length(${x}) WHEN 16 THEN replace(${x}, 'T', ' ') || ':00' ELSE replace(${x}, 'T', ' ') END`;
