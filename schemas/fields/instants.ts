/** Instants: times that say how far ahead of UTC they are, by themselves, by their header or by counting from 1970. docs/decisions/0027. */
import type { CellVerdict, ColumnContext } from '../verdicts.js';
import { dateText } from './calendar.js';
import type { WallDate, WallTime } from './calendar.js';
import type { ColumnEvidence } from './evidence.js';
import { rejected } from './field-type.js';
import type { SplitTime } from './time-forms.js';
import { offsetOfName } from './zone-names.js';
import { dayBegunAt, zoneOffsetMs } from './zones.js';

const dayMs = 86_400_000;

export interface Clock {
  date: WallDate;
  time: WallTime;
}

/** A wall clock, in milliseconds as if it were UTC. */
export const wallMs = ({ date, time }: Clock): number =>
  Date.UTC(date.year, (date.month ?? 1) - 1, date.day ?? 1, time.hour, time.minute, time.second);

export function clockAt(ms: number): Clock {
  const at = new Date(ms);
  const fraction = ms % 1000 === 0 ? '' : String(at.getUTCMilliseconds()).padStart(3, '0').replace(/0+$/, '');
  return {
    date: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
    time: { hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds(), fraction },
  };
}

/** Minutes ahead of UTC of a cell's time; null = nothing tells; a verdict where its zone may be several. */
export function offsetIn(
  split: SplitTime,
  clock: Clock,
  { timeZone, headerOffset }: ColumnContext,
): number | null | { verdict: CellVerdict } {
  if (split.zoneName === null) return split.offsetMinutes ?? headerOffset ?? null;
  const offset = offsetOfName(split.zoneName, clock.date, clock.time, timeZone);
  if (offset !== null) return offset;
  return { verdict: rejected('time-zone-unclear', { name: split.zoneName, zone: timeZone }) };
}

/** The day of an instant told in UTC, and whether it is another than the one written; a verdict where nothing tells which is meant. */
export function dayOfInstant(
  clock: Clock,
  { timeZone, instants }: ColumnContext,
): { date: WallDate; moved: boolean } | { verdict: CellVerdict } {
  const instant = wallMs(clock);
  const there = clockAt(instant + zoneOffsetMs(timeZone, instant)).date;
  const [written, day] = [dateText(clock.date), dateText(there)];
  const isWritten = instants === undefined || (instants === 'mixed' && instant % dayMs === 0);
  if (isWritten || written === day) return { date: clock.date, moved: false };
  if (instants === 'zone' || dayBegunAt(timeZone, instant) !== null) return { date: there, moved: true };
  return { verdict: rejected('date-of-instant', { written, day, zone: timeZone }, day) };
}

/** Of instants, the share of midnights that chance makes. */
const chanceOfMidnight = 0.02;

/** What the instants of a column of dates are; undefined = days as they are written. */
export function decideInstants(evidence: ColumnEvidence): ColumnContext['instants'] {
  const { utcTimes, utcMidnights, localTimes, epochSeconds, epochSecondDays, epochMillis, epochMilliDays } = evidence;
  const times = utcTimes + epochSeconds + epochMillis;
  const midnights = utcMidnights + epochSecondDays + epochMilliDays;
  if (times === 0 || localTimes > 0) return undefined;
  return midnights <= chanceOfMidnight * (times + midnights) ? 'zone' : 'mixed';
}

/** Share of the filled cells that must count from 1970. */
const epochShare = 0.9;

/** Several numbers, and hardly anything else, that count from 1970 in one unit. */
export function decideEpochs(evidence: ColumnEvidence): ColumnContext['epochs'] {
  const { epochSeconds, epochSecondDays, epochMillis, epochMilliDays, filled } = evidence;
  const proves = (count: number): boolean => count > 1 && count >= epochShare * filled;
  if (proves(epochSeconds + epochSecondDays)) return 'seconds';
  return proves(epochMillis + epochMilliDays) ? 'milliseconds' : undefined;
}

/** 10 or 13 digits: 2001 to 2033. */
const epochForm = /^(1\d{9})(?:\.\d+)?$|^(1\d{12})(?:\.0+)?$/;

/** The UTC clock of a number that may count from 1970; null = it does not. */
export function epochClock(text: string): (Clock & { unit: NonNullable<ColumnContext['epochs']> }) | null {
  const [whole, seconds, milliseconds] = epochForm.exec(text) ?? [];
  if (whole === undefined) return null;
  return seconds === undefined
    ? { ...clockAt(Number(milliseconds)), unit: 'milliseconds' }
    : { ...clockAt(Math.round(Number(text) * 1000)), unit: 'seconds' };
}
