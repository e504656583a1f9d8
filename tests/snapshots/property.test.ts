/** Any series of deliveries, undos, removals and snapshots restores to the same log, and derives to the same tables. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { removeRecords } from '../../core/archive/removal.js';
import { undoBatch } from '../../core/archive/undo.js';
import { snapshotIds } from '../../core/snapshots/chain.js';
import { derivedFacts, logFacts } from '../../core/snapshots/facts.js';
import type { SnapshotKind } from '../../core/snapshots/manifest/shapes.js';
import { Kit, keyOf, severalThreads } from '../archive/kit.js';
import { Place } from './place.js';

const value = fc.constantFrom(null, 'x', 'y', "it's\u00a0", '2024-01-01');
const row = fc.record({
  a: value,
  b: fc.constantFrom(null, '', 'z'),
  c: value,
  extra: fc.constantFrom(null, '{"n":"1"}'),
});
const rows = fc
  .dictionary(fc.constantFrom('1', '2', '3'), row, { minKeys: 1 })
  .map((byKey) => Object.entries(byKey).map(([key, values]) => ({ key, ...values })));
const step = fc.oneof(
  fc.record({ do: fc.constant('deliver' as const), rows, complete: fc.boolean(), rejected: fc.nat({ max: 2 }) }),
  fc.record({ do: fc.constant('undo' as const), pick: fc.nat({ max: 3 }) }),
  fc.record({ do: fc.constant('remove' as const), key: fc.constantFrom('1', '2') }),
  fc.record({
    do: fc.constant('take' as const),
    kind: fc.constantFrom<SnapshotKind>('full', 'incremental', 'differential'),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function remove({ kit }: Place, key: string): Promise<void> {
  const records = `SELECT seq AS record FROM archive.log.records WHERE key_digest = '${keyOf('s', key)}'`;
  await kit.duck.write((s) => removeRecords(s, { records, originals: [], reason: 'erasure', actor: 'test' }));
}

async function play(place: Place, steps: readonly Step[]): Promise<void> {
  const batches: number[] = [];
  for (const one of steps) {
    if (one.do === 'take') await place.take(one.kind);
    else if (one.do === 'remove') await remove(place, one.key);
    else if (one.do === 'deliver') batches.push((await place.kit.deliver(one)).batch);
    else {
      const batch = batches[one.pick % Math.max(1, batches.length)];
      if (batch !== undefined) await place.kit.duck.write((s) => undoBatch(s, batch, 'test'));
    }
  }
}

test('restored = taken, rebuilt = derived', async () => {
  const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 4);
  const steps = fc.array(step, { minLength: 2, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(steps, async (played) => {
      const place = await Place.open(severalThreads);
      try {
        await play(place, played);
        const taken = await place.take();
        const [first] = await snapshotIds(place.store);
        // The oldest, too: without what was removed since.
        for (const id of new Set([taken.id, first ?? ''])) {
          const isNewest = id === taken.id;
          const folder = join(place.kit.folder, `restored-${id}`);
          const { lastSeq } = await place.restore(id, folder);
          const facts = async ({ duck }: Kit) =>
            duck.read(async (s) => [await logFacts(s, lastSeq, {}), isNewest ? await derivedFacts(s) : {}]);
          const restored = await Kit.open(folder, severalThreads);
          const found = await facts(restored);
          await restored.close();
          expect(found).toEqual(await facts(place.kit));
        }
      } finally {
        await place.kit.end();
      }
    }),
    { numRuns },
  );
}, 300_000);
