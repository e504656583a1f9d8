/** Wall-clock times against a time zone: which of them exist, and how often. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-US', {
      ...numeric,
      second: 'numeric',
      era: 'short',
      hourCycle: 'h23',
      timeZone: zone,
    });
    formats.set(zone, format);
  }
  return format;
}

const dayMs = 86_400_000;

/** Milliseconds the zone's wall clock is ahead of UTC at an instant. */
export function zoneOffsetMs(zone: string, instantMs: number): number {
  if (zone === 'UTC') return 0;
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instantMs)) part[type] = Number(value);
  const wall = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  return wall - Math.floor(instantMs / 1000) * 1000;
}

/** The instants (0, 1 or 2) at which the zone's clocks show this wall-clock time, given as if it were UTC. */
export function instantsOf(zone: string, wallMs: number): number[] {
  if (zone === 'UTC') return [wallMs];
  const offsets = new Set([zoneOffsetMs(zone, wallMs - dayMs), zoneOffsetMs(zone, wallMs + dayMs)]);
  return [...offsets].map((offset) => wallMs - offset).filter((at) => at + zoneOffsetMs(zone, at) === wallMs);
}

export function isZone(zone: string): boolean {
  // The zone of every setting nobody made; loading Node's zones takes a short call some hundredths of a second.
  if (zone === 'UTC') return true;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

const windows = new Map<string, string[]>();

/** First and last whole year for which `changeDays` is complete. */
export const changeYears = { from: 1992, to: 2037 } as const;

/** Days (`2024-03-31`) on which, or beside which, the zone's clocks change: only there can a time be missing or doubled. */
export function changeDays(zone: string): string[] {
  const known = windows.get(zone);
  if (known) return known;
  const days = new Set<string>();
  if (zone !== 'UTC') {
    const stepMs = 7 * 86_400_000;
    const end = Date.UTC(changeYears.to + 1, 0, 2);
    let before = zoneOffsetMs(zone, Date.UTC(changeYears.from - 1, 11, 30));
    for (let at = Date.UTC(changeYears.from, 0, 1); at <= end + stepMs; at += stepMs) {
      const after = zoneOffsetMs(zone, at);
      if (after !== before) addChange(days, zone, at - stepMs, at);
      before = after;
    }
  }
  const list = [...days].sort();
  windows.set(zone, list);
  return list;
}

const quietDays = new Map<string, Set<string>>();

/** Surely every time of that day (`2024-03-05`) exists once; false = look closer. */
export function isQuietDay(zone: string, day: string): boolean {
  const year = Number(day.slice(0, 4));
  if (!(year >= changeYears.from && year <= changeYears.to)) return false;
  let days = quietDays.get(zone);
  if (!days) quietDays.set(zone, (days = new Set(changeDays(zone))));
  return !days.has(day);
}

/** Halves the span until the change is known to the minute, then notes the days its wall clocks touch. */
function addChange(days: Set<string>, zone: string, fromMs: number, toMs: number): void {
  let [low, high] = [fromMs, toMs];
  const before = zoneOffsetMs(zone, low);
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffsetMs(zone, middle) === before) low = middle;
    else high = middle;
  }
  const after = zoneOffsetMs(zone, high);
  for (const wall of [low + before, low + after, high + before, high + after]) {
    for (const aroundMs of [-3_600_000, 0, 3_600_000]) days.add(new Date(wall + aroundMs).toISOString().slice(0, 10));
  }
}

/** Whether the zone's clocks have been so many minutes ahead of UTC all the time, as those of China: a header that says so says nothing new. */
export const isAlwaysAhead = (zone: string, minutes: number): boolean =>
  changeDays(zone).length === 0 && zoneOffsetMs(zone, Date.UTC(2024, 0, 1)) === minutes * 60_000;

/** The day, in milliseconds as if it were UTC, that an instant begins in the zone; null = it is no midnight there. */
export function dayBegunAt(zone: string, instantMs: number): number | null {
  const wall = instantMs + zoneOffsetMs(zone, instantMs);
  return wall % dayMs === 0 ? wall : null;
}
