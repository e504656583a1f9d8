/** Short names of time zones, as Java and statements write them behind a time. Some name several zones. */
import type { WallDate, WallTime } from './calendar.js';
import { zoneOffsetMs } from './zones.js';

/** Hours ahead of UTC. */
const hours: Record<string, readonly number[]> = {
  CST: [8, -6],
  IST: [5.5, 2, 1],
  BST: [1, 6],
  CDT: [-5],
  EST: [-5],
  EDT: [-4],
  MST: [-7, 8],
  MDT: [-6],
  PST: [-8, 8],
  PDT: [-7],
  WET: [0],
  WEST: [1],
  CET: [1],
  CEST: [2],
  EET: [2],
  EEST: [3],
  MSK: [3],
  HKT: [8],
  SGT: [8],
  AWST: [8],
  JST: [9],
  KST: [9],
  ACST: [9.5],
  AEST: [10],
  AEDT: [11],
  NZST: [12],
  NZDT: [13],
  SAST: [2],
};

/** Alternatives of an expression. */
export const zoneNames = Object.keys(hours).join('|');

/** Minutes ahead of UTC that the name means at this time, read in the zone of the source if that is called so; null = it may mean several. */
export function offsetOfName(
  name: string,
  { year, month = 1, day = 1 }: WallDate,
  time: WallTime,
  zone: string,
): number | null {
  const wallMs = Date.UTC(year, month - 1, day, time.hour, time.minute, time.second);
  const meant = (hours[name] ?? []).map((hour) => hour * 60);
  const own = meant.find((minutes) => zoneOffsetMs(zone, wallMs - minutes * 60_000) === minutes * 60_000);
  return own ?? (meant.length === 1 ? (meant[0] ?? null) : null);
}
