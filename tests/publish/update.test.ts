/** What is brought up to date says the same as what is made from nothing, and is made so only where text must go. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publish } from '../../core/archive/publish/publish.js';
import { resolveRoles } from '../../schemas/config/resolve-roles.js';
import { configSchema } from '../../schemas/config/settings.js';
import type { RoleConfig } from '../../schemas/config/types.js';
import { severalThreads } from '../archive/kit.js';
import { customers, datasets, orders } from './datasets.js';
import { contentOf } from './reading.js';
import { SmallLog } from './small-log.js';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 8);

const parsed = configSchema.parse({
  roles: {
    some: { contact: 'mask', rows: { customers: { city: ['上海'] } }, fields: { orders: { external_id: 'mask' } } },
  },
});
/** Sees customers of one city with what is theirs, their names masked. */
const some = resolveRoles(parsed.roles, datasets, []).at(-1) as RoleConfig;

const id = fc.constantFrom('A1', 'A2', 'A3');
const key = fc.constantFrom('k1', 'k2', 'k3');
const source = fc.constantFrom('crm', 'erp');
const effective = fc.constantFrom('2024-01-01 00:00:00', '2024-02-01 00:00:00', '2024-03-01 00:00:00');
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const customer = fc.record({
  key,
  external_id: maybe(id),
  name: maybe(fc.constantFrom('a', 'b')),
  city: maybe(fc.constantFrom('', '上海')),
  birthday: maybe(fc.constantFrom('1990-05', '1990-05-01', 'unknown day')),
  extra: maybe(fc.constant('{"e":"1"}')),
});
const order = fc.record({
  key,
  external_id: maybe(fc.constantFrom('O1', 'O2')),
  customer_external_id: maybe(fc.constantFrom('A1', 'A2', 'A9')),
  quantity: maybe(fc.constantFrom('1', '2', 'x')),
});
const keyed = { selector: (row: { key: string }) => row.key, minLength: 1, maxLength: 3 };
const more = { source, effective, complete: fc.boolean(), rejected: fc.nat(1) };
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('customers' as const), rows: fc.uniqueArray(customer, keyed), ...more }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('orders' as const), rows: fc.uniqueArray(order, keyed), ...more }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('link' as const), from: fc.nat(20), to: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), batch: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('note' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Does one step; answers whether text may have to go. */
async function take(log: SmallLog, one: Step, n: number, batches: number[]): Promise<boolean> {
  if (one.kind === 'note') await log.note('snapshot');
  else if (one.kind === 'undo') {
    const batch = batches[one.batch];
    if (batch === undefined) return false;
    await log.undo(batch);
    return true;
  } else if (one.kind === 'link') {
    const heads = await log.duck.read((s) =>
      s.rows<{ record: string; golden: string; dataset: string }>(
        'SELECT record, golden, dataset FROM archive.derived.heads ORDER BY record',
      ),
    );
    const [a, b] = [heads[one.from % heads.length], heads[one.to % heads.length]];
    if (a && b && a.dataset === b.dataset) await log.link(Number(a.record), Number(b.golden));
  } else {
    const at = `2024-05-01 00:00:${String(n).padStart(2, '0')}`;
    const { kind, rows, ...rest } = one;
    const parent = batches.at(-1);
    const resolves = one.rejected === 0 && parent !== undefined ? { resolves: { batch: parent, row: 3 } } : {};
    batches.push(
      await log.deliver({ ...rest, ...resolves, dataset: kind === 'orders' ? orders : customers, at, rows }),
    );
  }
  return false;
}

test(
  'step by step says the same as made from nothing, after any imports, merges and undos',
  async () => {
    let updates = 0;
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 2, maxLength: 6 }), async (limited, steps) => {
        const request = { datasets, ...(limited ? { role: some, secret: Buffer.alloc(32, 5) } : {}) };
        const log = await SmallLog.open(severalThreads);
        try {
          const batches: number[] = [];
          let last = await publish(log.duck, { out: log.out, ...request });
          for (const [n, one] of steps.entries()) {
            const taken = await take(log, one, n, batches);
            const next = await publish(log.duck, { out: log.out, ...request });
            const written = next.publishedAt !== last.publishedAt;
            const expected = taken ? ['undo'] : written ? [null, ...(limited ? ['sight'] : [])] : [last.whole];
            expect(expected).toContain(next.whole);
            if (written && next.whole === null) updates++;
            last = next;
          }
          await publish(log.duck, { out: log.file('again'), ...request });
          expect(await contentOf(log.out)).toEqual(await contentOf(log.file('again')));
        } finally {
          await log.close();
        }
      }),
      { numRuns },
    );
    expect(updates).toBeGreaterThan(numRuns);
  },
  60_000 + numRuns * 30_000,
);
