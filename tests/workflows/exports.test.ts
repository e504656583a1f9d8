import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import { membersOf } from '../../core/archive/log/members.js';
import { openHarness, type Harness } from './harness.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/presets', name));

let keeper: Harness;
beforeAll(async () => {
  keeper = await openHarness({ config: { language: 'zh' } });
});
afterAll(async () => {
  await keeper.close();
  keeper.remove();
});

test('纷享销客 in a ZIP: each export to its dataset; 作废 is invalid, a record of 公海 lacks nothing', async () => {
  const names = ['fxiaoke-accounts.csv', 'fxiaoke-contacts.csv', 'fxiaoke-opportunities.csv', 'fxiaoke-orders.csv'];
  const parts = names.map((name) => ({ name, data: fixture(name) }));
  const outcome = await keeper.ingest('campaigns', '导出.zip', zipOf(parts));
  expect(outcome).toMatchObject({ status: 'committed', rejected: 0 });
  const members = await keeper.duck.read((s) => membersOf(s, outcome.delivery));
  expect(members.map(({ status }) => status)).toEqual(names.map(() => 'committed'));
  const told = await keeper.duck.read(async (s) => ({
    places: await s.rows('SELECT dataset, source FROM archive.log.batches ORDER BY dataset'),
    customers: await s.rows(
      'SELECT f_external_id AS id, f_status AS status, r_status AS raw, f_owner AS owner FROM archive.log.content_customers ORDER BY 1',
    ),
    orders: await s.rows(
      'SELECT f_status AS status, r_status AS raw FROM archive.log.content_orders ORDER BY f_external_id',
    ),
    issues: await s.rows(
      "SELECT field, code FROM archive.log.issues WHERE batch IS NOT NULL AND level IN ('error', 'warning')",
    ),
  }));
  expect(told.places).toEqual(
    ['contacts', 'customers', 'opportunities', 'orders'].map((name) => ({ dataset: name, source: name })),
  );
  expect(told.customers).toEqual([
    { id: 'KH20240001', status: '正常', raw: null, owner: '王示例' },
    { id: 'KH20240002', status: '正常', raw: null, owner: null },
    { id: 'KH20240003', status: 'invalid', raw: '作废', owner: '王示例' },
  ]);
  expect(told.orders).toContainEqual({ status: 'invalid', raw: '作废' });
  expect(told.issues).toEqual([]);
});
