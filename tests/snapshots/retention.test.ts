/** What a store keeps: by the grammar, and never less than can be restored. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planRetention } from '../../core/snapshots/retention.js';
import type { Candidate, Keep } from '../../core/snapshots/retention.js';

const none: Keep = { last: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };

const full = (at: string, to: number, more: Partial<Candidate> = {}): Candidate => ({
  id: at,
  parent: null,
  at,
  to,
  proved: false,
  lockedUntil: null,
  ...more,
});

const kept = (all: Candidate[], keep: Partial<Keep>, zone = 'UTC') =>
  planRetention(all, { ...none, ...keep }, zone)
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ id }) => id);

const daily = Array.from({ length: 40 }, (_, i) => {
  const at = new Date(Date.UTC(2026, 0, 20 + i, 2)).toISOString();
  return full(at, i + 1);
});
const at = (day: string) => `${day}T02:00:00.000Z`;

test.each<[string, Partial<Keep>, string[]]>([
  ['the newest stays whatever is said', {}, ['2026-02-28']],
  ['the last three', { last: 3 }, ['2026-02-28', '2026-02-27', '2026-02-26']],
  ['weeks end on Sunday', { weekly: 3 }, ['2026-02-28', '2026-02-22', '2026-02-15']],
  ['months', { monthly: 5 }, ['2026-02-28', '2026-01-31']],
  ['several at once', { last: 2, monthly: 2 }, ['2026-02-28', '2026-02-27', '2026-01-31']],
])('%s', (_, keep, days) => {
  expect(kept(daily, keep)).toEqual(days.map(at));
});

test('an ISO week goes over the turn of a year', () => {
  const around = ['2026-12-27', '2026-12-31', '2027-01-03', '2027-01-04'].map((day, i) => full(at(day), i + 1));
  expect(kept(around, { weekly: 3 })).toEqual(['2027-01-04', '2027-01-03', '2026-12-27'].map(at));
});

test('a day is one of the workspace’s time zone', () => {
  const late = [full('2026-03-01T15:00:00.000Z', 1), full('2026-03-01T17:00:00.000Z', 2)];
  expect(kept(late, { daily: 2 })).toHaveLength(1);
  expect(kept(late, { daily: 2 }, 'Asia/Shanghai')).toHaveLength(2);
});

test('a clock that jumps makes nothing older than it is: what was logged last is the newest', () => {
  const jumped = [full('2036-01-01T00:00:00.000Z', 1), full('2026-01-02T00:00:00.000Z', 2)];
  expect(kept(jumped, {})).toEqual(['2026-01-02T00:00:00.000Z']);
});

/** Chains as they are taken: each goes on from an earlier one. */
const history = fc
  .array(
    fc.record({
      hours: fc.integer({ min: 1, max: 24 * 40 }),
      up: fc.option(fc.nat(), { nil: null }),
      proved: fc.boolean(),
      locked: fc.integer({ min: 0, max: 9 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((steps) => {
    const all: Candidate[] = [];
    let time = Date.UTC(2020, 0, 1);
    for (const [i, { hours, up, proved, locked }] of steps.entries()) {
      time += hours * 3_600_000;
      const parent = up === null ? null : (all[up % Math.max(1, all.length)]?.id ?? null);
      const lockedUntil = locked === 0 ? '2099-01-01T00:00:00.000Z' : null;
      all.push({
        id: `s${String(i).padStart(3, '0')}`,
        parent,
        at: new Date(time).toISOString(),
        to: i,
        proved,
        lockedUntil,
      });
    }
    return all;
  });
const count = fc.integer({ min: 0, max: 6 });
const keeps: fc.Arbitrary<Keep> = fc.record({
  last: count,
  daily: count,
  weekly: count,
  monthly: count,
  yearly: count,
});

test('whatever is kept can be restored; the newest, the newest proved one and the locked stay; each snapshot has one verdict', () => {
  fc.assert(
    fc.property(history, keeps, (all, keep) => {
      const verdicts = planRetention(all, keep, 'UTC');
      expect(verdicts.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id));
      const stay = new Set(verdicts.filter(({ reasons }) => reasons.length > 0).map(({ id }) => id));
      for (const { id, parent } of all) expect(!stay.has(id) || parent === null || stay.has(parent)).toBe(true);
      expect(stay.has(all.at(-1)?.id ?? '')).toBe(true);
      const proved = all.findLast((one) => one.proved);
      expect(proved === undefined || stay.has(proved.id)).toBe(true);
      for (const { id, lockedUntil } of all) expect(lockedUntil === null || stay.has(id)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('more to keep keeps no less; what was removed does not make more go', () => {
  fc.assert(
    fc.property(history, keeps, keeps, (all, a, b) => {
      const more = Object.fromEntries(
        Object.keys(a).map((name) => [name, Math.max(a[name as keyof Keep], b[name as keyof Keep])]),
      ) as unknown as Keep;
      const of = (keep: Keep, from = all) =>
        new Set(
          planRetention(from, keep, 'UTC')
            .filter(({ reasons }) => reasons.length > 0)
            .map(({ id }) => id),
        );
      const [less, wide] = [of(a), of(more)];
      expect([...less].filter((id) => !wide.has(id))).toEqual([]);
      expect(
        of(
          a,
          all.filter(({ id }) => less.has(id)),
        ),
      ).toEqual(less);
    }),
    { numRuns: 300 },
  );
});
