/** Calendar arithmetic on wall-clock values, without Date's own time zone. */

export interface WallDate {
  year: number;
  /** 1..12; absent = only the year is known. */
  month?: number;
  day?: number;
}

export interface WallTime {
  hour: number;
  minute: number;
  second: number;
  /** Digits after the point, without trailing zeros. */
  fraction: string;
}

export const minYear = 1800;
export const maxYear = 2200;

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function isCalendarDate(date: WallDate): boolean {
  const { year, month, day } = date;
  if (month === undefined) return true;
  if (month < 1 || month > 12) return false;
  return day === undefined || (day >= 1 && day <= daysInMonth(year, month));
}

export const two = (n: number): string => String(n).padStart(2, '0');

/** `2024`, `2024-03` or `2024-03-05`. */
export function dateText(date: WallDate): string {
  const parts = [String(date.year).padStart(4, '0')];
  if (date.month !== undefined) parts.push(two(date.month));
  if (date.month !== undefined && date.day !== undefined) parts.push(two(date.day));
  return parts.join('-');
}

/** `08:30:00` or `08:30:00.25`. */
export function timeText(time: WallTime): string {
  const clock = `${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
  return time.fraction === '' ? clock : `${clock}.${time.fraction}`;
}

/** What a day of the 1904 system has as its number in the 1900 system, less its own. */
export const daysTo1904 = 1462;

/** Day of Excel's 1900 system (its false 29 February 1900 excluded: serials below 61 are not taken). */
export function serialDate(serialDays: number): WallDate | null {
  if (serialDays < 61 || serialDays > 109_574) return null;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(serialDays) * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
