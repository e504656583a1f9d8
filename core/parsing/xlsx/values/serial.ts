/**
 * Serial day numbers as ISO text. 1900 counts 1900-02-29, a day that never was, as 60;
 * days before it stand one lower than a true calendar would have them. 1904 starts at 0 = 1904-01-01.
 */
import type { NumberClass } from '../styles/number-format.js';

export interface SerialText {
  text: string;
  kind: 'd' | 'h' | 'dt';
}

const dayMs = 86_400_000;
const lastSerial = 2_958_465;
const offset1904 = 1462;
const epochMs = Date.UTC(1899, 11, 30);
const cachedDays = 100_000;
const dayTexts: (string | undefined)[] = [];
const two = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));

/** `2024-03-05`, `08:30:00`, `-36:00:00` or `2024-03-05 08:30:00`, milliseconds where stored; null when the serial is no date. */
export function serialText(serial: number, numberClass: NumberClass, date1904: boolean): SerialText | null {
  if (numberClass === 'duration') return Math.abs(serial) <= lastSerial ? durationText(serial) : null;
  if (!(serial >= 0)) return null;
  let day = Math.floor(serial);
  let ms = Math.round((serial - day) * dayMs);
  if (ms === dayMs) {
    day += 1;
    ms = 0;
  }
  const dateOnly = numberClass === 'date';
  if (day === 0 && !dateOnly && (!date1904 || numberClass === 'time')) return { text: clock(ms), kind: 'h' };
  const date = dayText(date1904 ? day + offset1904 : day);
  if (date === null) return null;
  if (ms === 0 && dateOnly) return { text: date, kind: 'd' };
  return { text: `${date} ${clock(ms)}`, kind: 'dt' };
}

/** Excel shows negative ones under its 1904 system only, and keeps them under both. */
function durationText(serial: number): SerialText {
  const ms = Math.round(Math.abs(serial) * dayMs);
  return { text: `${serial < 0 && ms > 0 ? '-' : ''}${clock(ms)}`, kind: 'h' };
}

/** Date of a serial of the 1900 system. */
function dayText(day: number): string | null {
  if (day < 1 || day === 60 || day > lastSerial) return null;
  if (day >= cachedDays) return isoDay(day);
  return (dayTexts[day] ??= isoDay(day));
}

function isoDay(day: number): string {
  return new Date(epochMs + (day < 60 ? day + 1 : day) * dayMs).toISOString().slice(0, 10);
}

/** Hours may exceed 23: a duration. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const rest = seconds - hours * 3600;
  const minutes = Math.floor(rest / 60);
  const text = `${two[hours] ?? hours}:${two[minutes]}:${two[rest - minutes * 60]}`;
  const fraction = ms - seconds * 1000;
  return fraction === 0 ? text : `${text}.${String(fraction).padStart(3, '0')}`;
}

const isoShape = /^(\d{4}-\d{2}-\d{2})?(?:T?(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?Z?$/;

/** A cell of type `d` stores ISO 8601 itself. */
export function isoCellText(stored: string): SerialText | null {
  const match = isoShape.exec(stored);
  const date = match?.[1];
  const time = match?.[2];
  if (date !== undefined && !isRealDay(date)) return null;
  const full = time === undefined ? undefined : cleanTime(time);
  if (date === undefined) return full === undefined ? null : { text: full, kind: 'h' };
  return full === undefined ? { text: date, kind: 'd' } : { text: `${date} ${full}`, kind: 'dt' };
}

function cleanTime(time: string): string {
  const seconds = time.length === 5 ? `${time}:00` : time;
  return seconds.replace(/\.0+$/, '');
}

function isRealDay(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}
