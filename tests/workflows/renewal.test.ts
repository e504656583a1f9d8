/** Publishing is debounced and at most a configured time late, on a clock that only the test moves. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Renewal } from '../../workflows/renewal.js';

const times = { debounceMs: 1_000, maxStaleMs: 10_000 };

/** Plays changes at their times; answers when copies were renewed, each with the changes it shows. Writing takes `writingMs`. */
async function play(changes: readonly number[], writingMs = 0): Promise<{ at: number; shows: number[] }[]> {
  const waiting = changes.toSorted((a, b) => a - b);
  let now = waiting[0] ?? 0;
  let open: number[] = [];
  const clock = { now: () => now, sleep: (ms: number) => Promise.resolve(pass(now + ms)) };
  const renewal = new Renewal(times, clock);
  /** Time goes by, and changes come at their own. */
  function pass(until: number): void {
    while (waiting[0] !== undefined && waiting[0] <= until) {
      now = waiting.shift() as number;
      open.push(now);
      renewal.changed();
    }
    now = until;
  }
  const renewed: { at: number; shows: number[] }[] = [];
  for (;;) {
    pass(now);
    while (renewal.isOpen) {
      await renewal.due();
      renewal.taken();
      renewed.push({ at: now, shows: open });
      open = [];
      pass(now + writingMs);
    }
    const next = waiting[0];
    if (next === undefined) return renewed;
    now = next;
  }
}

const ats = async (changes: readonly number[]) => (await play(changes)).map(({ at }) => at);

test('one change is shown after the debounce, a burst once, after it is quiet', async () => {
  expect(await ats([0])).toEqual([1_000]);
  expect(await ats([0, 400, 800, 1_200, 1_600])).toEqual([2_600]);
  expect(await ats([0, 5_000])).toEqual([1_000, 6_000]);
});

test('while changes keep coming faster than the debounce it is renewed all the same', async () => {
  const endless = Array.from({ length: 60 }, (_, n) => n * 500);
  const renewed = await ats(endless);
  expect(renewed.slice(0, 2)).toEqual([10_000, 20_500]);
  expect(renewed.at(-1)).toBe(30_500);
});

test('no change waits longer than the limit, each is shown once, and none that is followed closely is shown sooner than the limit', async () => {
  const change = fc.integer({ min: 0, max: 60_000 });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 80 }), fc.nat(4_000), async (changes, writingMs) => {
      const renewed = await play(changes, writingMs);
      expect(renewed.flatMap(({ shows }) => shows)).toEqual(changes.toSorted((a, b) => a - b));
      for (const { at, shows } of renewed) {
        const [first, last] = [shows[0] as number, shows.at(-1) as number];
        expect(at).toBeLessThanOrEqual(first + times.maxStaleMs);
        expect(at).toBeGreaterThanOrEqual(Math.min(last + times.debounceMs, first + times.maxStaleMs));
      }
    }),
  );
});
