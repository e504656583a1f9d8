import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diff } from '../../core/archive/diff.js';
import { publish } from '../../core/archive/publish/publish.js';
import { undoBatch } from '../../core/archive/undo.js';
import { Kit, things, severalThreads } from '../archive/kit.js';
import type { Sent } from '../archive/kit.js';
import { readBoth } from './reading.js';

const value = fc.constantFrom(null, 'x', 'y');
const row = fc.record({
  key: fc.constantFrom('k1', 'k2', 'k3'),
  a: value,
  b: fc.constantFrom(null, '', 'x', 'y'),
  c: value,
  extra: fc.constantFrom(null, '{"e":"1"}'),
  effective: fc.constantFrom('2024-01-01 00:00:00', '2024-02-01 00:00:00', '2024-03-01 00:00:00'),
});
const sent: fc.Arbitrary<Sent> = fc.record({
  rows: fc.uniqueArray(row, { selector: ({ key }) => key, maxLength: 3 }),
  source: fc.constantFrom('s', 't'),
  complete: fc.boolean(),
});
const steps = fc.record({ sends: fc.array(sent, { minLength: 1, maxLength: 5 }), undo: fc.option(fc.nat(4)) });

test('the copy, its history, its records and the derived tables say the same after any commits and undos', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async ({ sends, undo }) => {
      const kit = await Kit.open(undefined, severalThreads);
      try {
        const batches: number[] = [];
        for (const each of sends) batches.push((await kit.deliver(each)).batch);
        const taken = undo === null ? undefined : batches[undo];
        if (taken !== undefined) await kit.duck.write((s) => undoBatch(s, taken, 'test'));
        const out = join(kit.folder, 'published', 'analyst.duckdb');
        await publish(kit.duck, { out, datasets: [things] });

        const columns = 'id, a, b, c, CAST(extra AS VARCHAR) AS extra';
        const table = await readBoth(out, `SELECT ${columns}, source, gone FROM things ORDER BY id`);
        const keys = await kit.rows<{ seq: string; key_digest: string }>(
          'SELECT seq, key_digest FROM archive.log.records',
        );
        const keyOf = new Map(keys.map(({ seq, key_digest }) => [seq, key_digest]));
        const shown = table.map(({ id, ...rest }) => [keyOf.get(String(id)), rest]);
        expect(Object.fromEntries(shown)).toEqual(await kit.current());

        const last = await readBoth(
          out,
          `SELECT ${columns} FROM history_things QUALIFY row_number() OVER (PARTITION BY id ORDER BY version DESC) = 1 ORDER BY id`,
        );
        expect(last).toEqual(table.map(({ id, a, b, c, extra }) => ({ id, a, b, c, extra })));
        const records = await readBoth(
          out,
          `SELECT id, fields ->> 'a' AS a, fields ->> 'b' AS b, fields ->> 'c' AS c, CAST(extra AS VARCHAR) AS extra FROM records ORDER BY id`,
        );
        expect(records).toEqual(last);
        const gaps = `SELECT id FROM history_things GROUP BY id HAVING max(version) <> count(*) OR min(version) <> 1
          OR count(*) FILTER (valid_to IS NULL) <> 1`;
        expect(await readBoth(out, gaps)).toEqual([]);

        const known = await kit.duck.read(async (s) => {
          const ids: string[] = [];
          for await (const page of diff(s, {
            from: new Date('2000-01-01'),
            to: new Date('2999-01-01'),
            datasets: [things],
          })) {
            ids.push(...page.map(({ id }) => String(id)));
          }
          return ids;
        });
        expect(known).toEqual(table.map(({ id }) => id));
      } finally {
        await kit.end();
      }
    }),
    { numRuns: 6 },
  );
}, 180_000);
