/** Whatever came since a snapshot, a restore into the living archive brings back what was, and undo brings today back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kit, severalThreads } from '../../archive/kit.js';
import { Past } from './past.js';
import { undo, derivedAnew } from './past-kit.js';

const value = fc.constantFrom(null, 'x', 'y');
const row = fc.record({
  a: value,
  b: fc.constantFrom(null, '', 'x'),
  c: value,
  extra: fc.constantFrom(null, '{"n":"1"}'),
});
const rows = fc
  .dictionary(fc.constantFrom('1', '2', '3'), row, { minKeys: 1 })
  .map((byKey) => Object.entries(byKey).map(([key, values]) => ({ key, ...values })));
const sent = fc.array(fc.record({ rows, source: fc.constantFrom('s', 't') }), { minLength: 1, maxLength: 3 });

/** An `extra` that there was none of then stands as an empty object. */
const cleared = (all: Awaited<ReturnType<Kit['current']>>) =>
  Object.fromEntries(
    Object.entries(all).map(([key, one]) => [key, { ...one, extra: one.extra === '{}' ? null : one.extra }]),
  );

test('whatever came since: every record that was there says again what it said, and undo brings today back', async () => {
  await fc.assert(
    fc.asyncProperty(sent, sent, async (earlier, later) => {
      const one = await Kit.open(undefined, severalThreads);
      try {
        for (const each of earlier) await one.deliver(each);
        const then = await one.current();
        const past = await Past.of(one);
        for (const each of later) await one.deliver(each);
        const before = await one.current();
        const done = await past.restore();
        expect(cleared(await one.current())).toEqual(cleared({ ...before, ...then }));
        await derivedAnew(one);
        for (const { batch } of done.batches.slice(0, 1)) await undo(one, batch);
        expect(await one.current()).toEqual(before);
      } finally {
        await one.end();
      }
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 3), endOnFailure: true },
  );
}, 300_000);
