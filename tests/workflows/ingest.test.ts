import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as profiles from '../../workflows/profiles.js';
import { openHarness, workspaceId, type Harness } from './harness.js';

let keeper: Harness;
beforeAll(async () => {
  keeper = await openHarness({ config: { language: 'en' } });
});
afterAll(async () => {
  await keeper.close();
  keeper.remove();
});

const csv = (...rows: string[]) => `${['external_id,name,email,country', ...rows].join('\n')}\n`;
const good = csv('C1,Ann Lee,ann@example.com,US', 'C2,Bo Chen,bo@example.com,CN', 'C3,Cy Diaz,cy@example.com,ES');

test('a clean file becomes a batch, a receipt, an empty inbox', async () => {
  const outcome = await keeper.ingest('customers', 'crm.csv', good);
  expect(keeper.failures).toEqual([]);
  expect(outcome).toMatchObject({ status: 'committed', rows: 3, accepted: 3, new: 3, rejected: 0 });
  const stored = await keeper.outcome(outcome.delivery);
  expect(stored).toMatchObject({ status: 'committed', batch: outcome.batch, accepted: 3 });
  expect(existsSync(join(keeper.root, stored?.receipt ?? 'none'))).toBe(true);
  expect(readdirSync(join(keeper.paths.inbox, 'customers'))).toEqual([]);
  expect(readdirSync(keeper.paths.done)).toHaveLength(1);
  expect(existsSync(join(keeper.paths.staging, outcome.delivery))).toBe(false);
});

test('every step has its limits: of time, of silence and of tries', async () => {
  const { delivery } = await keeper.ingest('customers', 'limits.csv', csv('L1,Al Bee,al@example.com,US'));
  const { events } = await keeper.client.workflow.getHandle(`ingest/${workspaceId}/${delivery}`).fetchHistory();
  const steps = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: step }) => step ?? []);
  expect(steps.map(({ activityType }) => activityType?.name)).toEqual([
    'parseDelivery',
    'mapDelivery',
    'commitDelivery',
    'concludeDelivery',
    'settleDelivery',
  ]);
  for (const { retryPolicy, heartbeatTimeout, startToCloseTimeout } of steps) {
    expect(retryPolicy?.maximumAttempts).toBeGreaterThan(1);
    expect(Number(heartbeatTimeout?.seconds)).toBe(10);
    expect(Number(startToCloseTimeout?.seconds)).toBeGreaterThan(0);
  }
  for (const { retry, heartbeatTimeout, startToCloseTimeout } of Object.values(profiles)) {
    expect(retry?.maximumAttempts).toBeGreaterThan(1);
    expect([heartbeatTimeout, typeof startToCloseTimeout]).toEqual(['10s', 'string']);
  }
});

test('the same content again is a duplicate, one changed row is one change', async () => {
  expect(await keeper.ingest('customers', 'crm(1).csv', good)).toMatchObject({ status: 'duplicate', batch: null });
  const changed = good.replace('Bo Chen', 'Bob Chen');
  expect(await keeper.ingest('customers', 'crm-2.csv', changed)).toMatchObject({
    status: 'committed',
    new: 0,
    changed: 1,
    unchanged: 2,
  });
});

test('a bad row is rejected with its receipt, the rest goes in', async () => {
  const outcome = await keeper.ingest(
    'customers',
    'bad.csv',
    csv('C4,Di Eve,not-an-email,US', 'C5,Ed Fox,ed@example.com,US'),
  );
  expect(outcome).toMatchObject({ status: 'committed', rows: 2, accepted: 1, new: 1, rejected: 1 });
  expect((await keeper.outcome(outcome.delivery))?.receipt).toMatch(/bad_receipt_new1_tofix1\.xlsx$/);
});

test('what is no table is refused by name and still has a receipt; the queue goes on', async () => {
  const refused = await keeper.ingest('customers', 'picture.xlsx', Buffer.from('89504e470d0a1a0a00000000', 'hex'));
  expect(refused).toMatchObject({ status: 'refused', batch: null });
  expect(refused.reason).not.toBeNull();
  const stored = await keeper.outcome(refused.delivery);
  expect(existsSync(join(keeper.root, stored?.receipt ?? 'none'))).toBe(true);
  expect(await keeper.ingest('customers', 'next.csv', csv('C6,Fay Go,fay@example.com,US'))).toMatchObject({ new: 1 });
});

test('columns that no one can tell end needs-mapping, with a receipt that asks', async () => {
  const outcome = await keeper.ingest('customers', 'odd.csv', 'foo,bar\n1,2\n');
  expect(outcome).toMatchObject({ status: 'needs-mapping', batch: null, rows: 0 });
  expect((await keeper.outcome(outcome.delivery))?.receipt).toMatch(/needs-mapping\.xlsx$/);
});

test('progress is told per step', () => {
  expect(new Set(keeper.told.map(({ progress }) => progress.step))).toEqual(
    new Set(['parse', 'map', 'judge', 'commit', 'receipt']),
  );
});
