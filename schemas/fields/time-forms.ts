/** Splits a date-time text into its date, its time of day and its offset. */
import type { WallTime } from './calendar.js';
import { asPeopleWrite } from './program-times.js';
import { zoneNames } from './zone-names.js';

export interface SplitTime {
  date: string;
  /** null = no time written; 'invalid' = one that no clock shows. */
  time: WallTime | null | 'invalid';
  /** Minutes ahead of UTC; null = none written. */
  offsetMinutes: number | null;
  /** CST, in capitals; null = none written, or one that says UTC. */
  zoneName: string | null;
}

const clock = new RegExp(
  '^(.+?)(?:(?: |(?<![a-z])T)+|(?<=[日号])|,\\s*)(上午|下午|晚上|中午|凌晨|早上|AM|PM)? ?(\\d{1,2})(?::|时|点|h)(\\d{1,2})?' +
    '(?:(?::|分)(?:(\\d{1,2})(?:[.,](\\d{1,9}))?秒?)?)?(?: ?Uhr)? ?(AM|PM|A\\.M\\.|P\\.M\\.|上午|下午)?' +
    ` ?(?:(Z|UTC|GMT|(?:UTC|GMT)?[+-]\\d{2}:?\\d{2}|[+-]\\d{2}|(?:UTC|GMT)[+-]\\d)|(${zoneNames}))?$`,
  'i',
);

/** What stands between a date and its time: 5 mars 2024 à 14:30. */
const between = /,$|,? (?:at|à|um|a las|alle(?: ore)?|às|в)$/i;

export function splitTime(raw: string): SplitTime {
  const text = asPeopleWrite(raw);
  const found = clock.exec(text);
  if (!found) return { date: text, time: null, offsetMinutes: null, zoneName: null };
  const [, date = '', before, hours = '', minutes = '0', seconds = '0', fraction = '', after, offset, name] = found;
  const half = (before ?? after ?? '').replaceAll('.', '').toUpperCase();
  const hour = twelveHour(Number(hours), half);
  const time = {
    hour,
    minute: Number(minutes),
    second: Number(seconds),
    fraction: fraction.slice(0, 6).replace(/0+$/, ''),
  };
  const valid = hour >= 0 && hour < 24 && time.minute < 60 && time.second < 60;
  return {
    date: date.replace(between, ''),
    time: valid ? time : 'invalid',
    offsetMinutes: offsetOf(offset),
    zoneName: name?.toUpperCase() ?? null,
  };
}

/** The hour of 24; -1 when the half of the day contradicts it. */
function twelveHour(hour: number, half: string): number {
  if (half === '') return hour;
  if (half === 'AM' || half === 'PM') {
    if (hour < 1 || hour > 12) return hour <= 23 && half === 'PM' && hour > 12 ? hour : -1;
    return (hour % 12) + (half === 'PM' ? 12 : 0);
  }
  if (['下午', '晚上'].includes(half))
    return hour <= 12 ? (hour === 12 && half === '晚上' ? -1 : (hour % 12) + 12) : hour;
  if (half === '中午') return hour < 3 ? hour + 12 : hour <= 12 ? hour : -1;
  return hour <= 12 ? (hour === 12 ? (half === '上午' || half === '早上' ? 12 : 0) : hour) : -1;
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const found = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === '-' ? -minutes : minutes;
}
