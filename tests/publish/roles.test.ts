/** What a role does not see is in no byte of its files; what it sees masked still joins. */
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pseudonymKey } from '../../core/archive/publish/pseudonym.js';
import { customers, orders } from './datasets.js';
import { SmallLog } from './small-log.js';
import { secret, at, later, publishFor, sales, filesHold, words, name, phone, deliverAll } from './role-kit.js';

let log: SmallLog;
beforeEach(async () => {
  log = await SmallLog.open();
});
afterEach(() => log.close());

test('the role that sees all holds them all; masked or hidden, none is in any byte', async () => {
  await deliverAll(log);
  await publishFor(log, {});
  expect(await Promise.all(words.map((text) => filesHold(log, text)))).toEqual(words.map(() => true));
  for (const seen of ['mask', 'hide'] as const) {
    await publishFor(log, { contact: seen });
    expect(await Promise.all(words.map((text) => filesHold(log, text)))).toEqual(words.map(() => false));
    expect(await sales(log, 'SELECT external_id FROM customers')).toEqual([{ external_id: 'A1' }]);
  }
  expect(
    await sales(
      log,
      `SELECT column_name FROM duckdb_columns() WHERE NOT internal AND column_name IN ('name', 'phone')`,
    ),
  ).toEqual([]);
});

test('nor are they after an update', async () => {
  await publishFor(log, { contact: 'mask' });
  await deliverAll(log);
  expect((await publishFor(log, { contact: 'mask' })).whole).toBeNull();
  expect(await Promise.all(words.map((text) => filesHold(log, text)))).toEqual(words.map(() => false));
});

test('a pseudonym is an HMAC of the value: the same in every table, another for another role', async () => {
  await deliverAll(log);
  await publishFor(log, {
    contact: 'mask',
    fields: { customers: { external_id: 'mask' }, orders: { customer_external_id: 'mask' } },
  });
  const of = (value: string, role = 'sales') =>
    `~${createHmac('sha256', pseudonymKey(secret, role).bytes).update(value).digest('hex').slice(0, 20)}`;
  expect(await sales(log, 'SELECT name, phone, external_id FROM customers')).toEqual([
    { name: of(name), phone: of(phone), external_id: of('A1') },
  ]);
  expect(await sales(log, 'SELECT name FROM history_customers ORDER BY version')).toEqual([
    { name: of(`${name}-old`) },
    { name: of(name) },
  ]);
  expect(
    await sales(log, `SELECT fields ->> 'phone' AS phone, extra FROM records WHERE dataset = 'customers'`),
  ).toEqual([{ phone: of(phone), extra: null }]);
  const joined = 'SELECT count(*) AS n FROM orders o JOIN customers c ON o.customer_external_id = c.external_id';
  expect(await sales(log, joined)).toEqual([{ n: '1' }]);
  expect(await sales(log, 'SELECT o.customer_id = c.id AS same FROM orders o, customers c')).toEqual([{ same: true }]);
  expect(of('A1', 'other')).not.toBe(of('A1'));
  const told = `SELECT field, type, masked FROM dictionary WHERE dataset = 'customers' AND field IN ('phone', 'city') ORDER BY 1`;
  expect(await sales(log, told)).toEqual([
    { field: 'city', type: 'VARCHAR', masked: false },
    { field: 'phone', type: 'VARCHAR', masked: true },
  ]);
});

test('open issues are found under masks, too', async () => {
  await log.deliver({ source: 'crm', dataset: customers, at, rows: [{ external_id: 'A1', birthday: 'unknown day' }] });
  await log.deliver({ source: 'erp', dataset: customers, at, rows: [{ external_id: 'A1' }] });
  const twice = ['A1', 'A9'].map((id) => ({ external_id: `O-${id}`, customer_external_id: id }));
  await log.deliver({ source: 'web', dataset: orders, at, rows: twice });
  const codes = `SELECT code, count(*)::INTEGER AS n FROM issues WHERE derived GROUP BY code ORDER BY code`;
  await publishFor(log, {});
  const plain = await sales(log, codes);
  expect(plain.map(({ code }) => code)).toEqual([
    'identifier-in-sources',
    'reference-ambiguous',
    'reference-missing',
    'type-misfit',
  ]);
  const fields = { customers: { external_id: 'mask', birthday: 'mask' }, orders: { customer_external_id: 'mask' } };
  await publishFor(log, { fields });
  expect(await sales(log, codes)).toEqual(plain.filter(({ code }) => code !== 'type-misfit'));
  expect(await filesHold(log, 'unknown day')).toBe(false);
});

test('second values of plain fields stay beside', async () => {
  await log.deliver({
    source: 'crm',
    dataset: customers,
    at,
    rows: [{ external_id: 'A1', extra: '{"city#2":"b","phone#2":"1"}' }],
  });
  await publishFor(log, { contact: 'mask' });
  expect(await sales(log, 'SELECT extra FROM customers')).toEqual([{ extra: '{"city#2":"b"}' }]);
});

test('a role of one dataset has the others in no table', async () => {
  await deliverAll(log);
  await publishFor(log, { datasets: ['orders'] });
  const tables = await sales(
    log,
    'SELECT DISTINCT table_name AS name FROM duckdb_tables() WHERE NOT internal ORDER BY 1',
  );
  expect(tables.map((row) => row['name'])).not.toContain('customers');
  expect(await Promise.all(words.map((text) => filesHold(log, text)))).toEqual(words.map(() => false));
  const seen = `SELECT (SELECT list(DISTINCT dataset) FROM deliveries) AS d, (SELECT list(DISTINCT dataset) FROM batches) AS b,
    (SELECT list(DISTINCT dataset) FROM records) AS r, (SELECT count(*) FROM rejected) AS x, customer_id IS NOT NULL AS c FROM orders`;
  expect(await sales(log, seen)).toEqual([{ d: ['orders'], b: ['orders'], r: ['orders'], x: '0', c: true }]);
});

test('a role without history has nothing of the past in any byte, after updates too', async () => {
  await log.deliver({ source: 'crm', dataset: customers, at, rows: [{ external_id: 'A1', name: 'SENTINEL-BEFORE' }] });
  await publishFor(log, { history: false });
  await log.deliver({ source: 'crm', dataset: customers, at: later, rows: [{ external_id: 'A2', name: 'other' }] });
  expect((await publishFor(log, { history: false })).whole).toBeNull();
  expect(await filesHold(log, 'SENTINEL-BEFORE')).toBe(true);
  await log.deliver({
    source: 'crm',
    dataset: customers,
    at: later,
    rows: [{ external_id: 'A1', name: 'SENTINEL-NOW' }],
  });
  expect((await publishFor(log, { history: false })).whole).toBe('past');
  expect([await filesHold(log, 'SENTINEL-BEFORE'), await filesHold(log, 'SENTINEL-NOW')]).toEqual([false, true]);
});
