/** Times as people read them: on the clocks of the workspace's zone. JSON and the log keep ISO 8601 UTC. */
import { zoneOffsetMs } from './fields/zones.js';

/** `2024-03-05 16:00:07+08:00` of an ISO 8601 time: may be typed wherever a time is asked for. `ms`: with its milliseconds. */
export function localTime(iso: string, zone: string, { ms = false } = {}): string {
  const at = Date.parse(iso);
  return `${wallText(at, zone, ms ? 23 : 19)}${offsetText(zoneOffsetMs(zone, at))}`;
}

/** `2024-03-05 16:00` of an ISO 8601 time. */
export const localMinute = (iso: string, zone: string): string => wallText(Date.parse(iso), zone, 16);

/** A text for people whose times are ISO 8601 UTC, with the times on those clocks; the zone is asked for only where there is a time. */
export const withLocalTimes = (text: string, clocks: { timeZone: string }): string =>
  text.replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (iso) => localTime(iso, clocks.timeZone));

function wallText(at: number, zone: string, length: number): string {
  const wall = new Date(at + zoneOffsetMs(zone, at));
  return wall.toISOString().slice(0, length).replace('T', ' ');
}

function offsetText(offsetMs: number): string {
  if (offsetMs === 0) return 'Z';
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
