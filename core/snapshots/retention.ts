/** Which snapshots of a store stay: a pure plan. */

/** How many of each kind; 0: none for that reason. */
export interface Keep {
  /** The n newest. */
  last: number;
  /** The newest of each of the last n days, ISO weeks, months, years that have one. */
  daily: number;
  weekly: number;
  monthly: number;
  yearly: number;
}

export interface Candidate {
  id: string;
  parent: string | null;
  /** ISO 8601 UTC. */
  at: string;
  /** What it reaches to: tells newer from older, whatever the clock said. */
  to: number;
  /** Its last drill passed. */
  proved: boolean;
  /** ISO 8601 UTC; the store refuses to remove it before. */
  lockedUntil: string | null;
}

export type Reason = keyof Keep | 'newest' | 'proved' | 'parent' | 'locked';

export interface Verdict {
  id: string;
  /** Why it stays; empty: it goes. */
  reasons: Reason[];
}

interface Day {
  year: number;
  month: number;
  day: number;
}

/** The day of a time in a time zone. */
function dayOf(at: string, format: Intl.DateTimeFormat): Day {
  const parts = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]));
  return { year: parts.get('year') ?? 0, month: parts.get('month') ?? 0, day: parts.get('day') ?? 0 };
}

/** `2026-W48`: weeks begin on Monday; the first of a year holds its first Thursday. */
function isoWeek({ year, month, day }: Day): string {
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const days = (date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000;
  return `${date.getUTCFullYear()}-W${Math.floor(days / 7) + 1}`;
}

const periods: Record<Exclude<keyof Keep, 'last'>, (day: Day) => string> = {
  daily: ({ year, month, day }) => `${year}-${month}-${day}`,
  weekly: isoWeek,
  monthly: ({ year, month }) => `${year}-${month}`,
  yearly: ({ year }) => String(year),
};

/** Verdicts, newest first. The newest, the newest proved one, the locked and every parent of a kept one stay whatever `keep` says. */
export function planRetention(candidates: readonly Candidate[], keep: Keep, timeZone: string): Verdict[] {
  const newest = candidates.toSorted((a, b) => b.to - a.to || (a.id < b.id ? 1 : -1));
  const reasons = new Map(newest.map(({ id }) => [id, new Set<Reason>()]));
  const stay = (one: Candidate | undefined, reason: Reason): void => void (one && reasons.get(one.id)?.add(reason));
  stay(newest[0], 'newest');
  stay(
    newest.find(({ proved }) => proved),
    'proved',
  );
  for (const one of newest.filter(({ lockedUntil }) => lockedUntil !== null)) stay(one, 'locked');
  for (const one of newest.slice(0, keep.last)) stay(one, 'last');
  const format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  const days = new Map(newest.map(({ id, at }) => [id, dayOf(at, format)]));
  for (const [name, periodOf] of Object.entries(periods) as [Exclude<keyof Keep, 'last'>, (day: Day) => string][]) {
    const seen = new Set<string>();
    for (const one of newest) {
      const period = periodOf(days.get(one.id) as Day);
      if (seen.has(period) || seen.size >= keep[name]) continue;
      seen.add(period);
      stay(one, name);
    }
  }
  keepParents(newest, reasons);
  return newest.map(({ id }) => ({ id, reasons: [...(reasons.get(id) ?? [])] }));
}

/** What a kept one goes on from stays, up to the full one. */
function keepParents(all: readonly Candidate[], reasons: ReadonlyMap<string, Set<Reason>>): void {
  const byId = new Map(all.map((one) => [one.id, one]));
  const kept = all.filter(({ id }) => (reasons.get(id)?.size ?? 0) > 0);
  for (const one of kept) {
    const seen = new Set<string>([one.id]);
    for (let up = byId.get(one.parent ?? ''); up && !seen.has(up.id); up = byId.get(up.parent ?? '')) {
      seen.add(up.id);
      reasons.get(up.id)?.add('parent');
    }
  }
}
