import { afterEach, beforeEach, expect, test } from 'vitest';
import { publish } from '../../core/archive/publish/publish.js';
import { customers, datasets, orders } from './datasets.js';
import { readBoth } from './reading.js';
import { SmallLog } from './small-log.js';

let log: SmallLog;
beforeEach(async () => {
  log = await SmallLog.open();
});
afterEach(() => log.close());

const published = (sql: string) => readBoth(log.out, sql);

const a1 = { external_id: 'A1', name: '王芳', birthday: '1990-05-01', credit_limit: '1200.50', status: 'active' };

test('one row per thing, typed, with its place', async () => {
  const batch = await log.deliver({ source: 'crm', dataset: customers, at: '2024-01-01 08:00:00', rows: [a1] });
  await publish(log.duck, { out: log.out, datasets });
  const id = String(await log.recordOf('crm', customers, 'A1'));
  const [row] = await published('SELECT * EXCLUDE (delivery) FROM customers');
  expect(row).toEqual({
    id,
    customer_id: id,
    external_id: 'A1',
    name: '王芳',
    phone: null,
    city: null,
    birthday: '1990-05-01',
    credit_limit: '1200.5000',
    status: 'active',
    extra: null,
    source: 'crm',
    sheet: 'S',
    row: '2',
    changed_at: '2024-01-01 08:00:00',
    version: 1,
    batch: String(batch),
    gone: false,
  });
});

test('history folds: unknown keeps, clear clears, unchanged makes no version', async () => {
  const deliver = (at: string, row: Record<string, string>) =>
    log.deliver({ source: 'crm', dataset: customers, at, rows: [{ external_id: 'A1', ...row }] });
  await deliver('2024-01-01 00:00:00', { name: 'a', city: '上海' });
  await deliver('2024-02-01 00:00:00', { phone: '+8613800138000' });
  await deliver('2024-03-01 00:00:00', { phone: '+8613800138000' });
  await deliver('2024-04-01 00:00:00', { name: 'b', city: '' });
  await publish(log.duck, { out: log.out, datasets });
  expect(
    await published(
      'SELECT version, valid_from::DATE::VARCHAR AS f, valid_to::DATE::VARCHAR AS t, name, phone, city FROM history_customers ORDER BY version',
    ),
  ).toEqual([
    { version: 1, f: '2024-01-01', t: '2024-02-01', name: 'a', phone: null, city: '上海' },
    { version: 2, f: '2024-02-01', t: '2024-04-01', name: 'a', phone: '+8613800138000', city: '上海' },
    { version: 3, f: '2024-04-01', t: null, name: 'b', phone: '+8613800138000', city: null },
  ]);
  expect(await published('SELECT version, name, changed_at::DATE::VARCHAR AS f FROM customers')).toEqual([
    { version: 3, name: 'b', f: '2024-04-01' },
  ]);
});

test('what a type cannot hold stays beside, and only a misfit is an issue', async () => {
  await log.deliver({
    source: 'crm',
    dataset: customers,
    at: '2024-01-01 00:00:00',
    rows: [
      { ...a1, external_id: 'A1', birthday: '1990-05', extra: '{"备注":"x"}' },
      { ...a1, external_id: 'A2', birthday: 'unknown day', credit_limit: '1_000' },
    ],
  });
  await publish(log.duck, { out: log.out, datasets });
  expect(await published('SELECT external_id, birthday, credit_limit, extra FROM customers ORDER BY 1')).toEqual([
    { external_id: 'A1', birthday: null, credit_limit: '1200.5000', extra: '{"备注":"x","birthday#text":"1990-05"}' },
    {
      external_id: 'A2',
      birthday: null,
      credit_limit: null,
      extra: '{"birthday#text":"unknown day","credit_limit#text":"1_000"}',
    },
  ]);
  expect(await published(`SELECT field, value, derived FROM issues WHERE code = 'type-misfit' ORDER BY 1`)).toEqual([
    { field: 'birthday', value: 'unknown day', derived: true },
    { field: 'credit_limit', value: '1_000', derived: true },
  ]);
});

test('an order finds its customer: in its own source first, else the only one, through merges', async () => {
  const at = '2024-01-01 00:00:00';
  await log.deliver({
    source: 'crm',
    dataset: customers,
    at,
    rows: [
      { ...a1, external_id: 'A1' },
      { ...a1, external_id: 'A2' },
    ],
  });
  await log.deliver({ source: 'erp', dataset: customers, at, rows: [{ ...a1, external_id: 'A1' }] });
  await log.deliver({
    source: 'erp',
    dataset: orders,
    at,
    rows: [
      { external_id: 'O1', customer_external_id: 'A1', quantity: '3' },
      { external_id: 'O2', customer_external_id: 'A2', quantity: '4' },
      { external_id: 'O3', customer_external_id: 'A9', quantity: '5' },
    ],
  });
  await log.deliver({ source: 'web', dataset: orders, at, rows: [{ external_id: 'O4', customer_external_id: 'A1' }] });
  await publish(log.duck, { out: log.out, datasets });
  const [crmA1, crmA2, erpA1] = await Promise.all([
    log.recordOf('crm', customers, 'A1'),
    log.recordOf('crm', customers, 'A2'),
    log.recordOf('erp', customers, 'A1'),
  ]);
  const owners = 'SELECT external_id AS o, customer_id AS c FROM orders ORDER BY 1';
  expect(await published(owners)).toEqual([
    { o: 'O1', c: String(erpA1) },
    { o: 'O2', c: String(crmA2) },
    { o: 'O3', c: null },
    { o: 'O4', c: null },
  ]);
  const open = `SELECT code, dataset, value, "row" AS r FROM issues WHERE derived ORDER BY ALL`;
  expect(await published(open)).toEqual([
    { code: 'identifier-in-sources', dataset: 'customers', value: 'A1', r: '2' },
    { code: 'identifier-in-sources', dataset: 'customers', value: 'A1', r: '2' },
    { code: 'reference-ambiguous', dataset: 'orders', value: 'A1', r: '2' },
    { code: 'reference-missing', dataset: 'orders', value: 'A9', r: '4' },
  ]);

  await log.link(erpA1, crmA1);
  await log.deliver({ source: 'crm', dataset: customers, at, rows: [{ ...a1, external_id: 'A9' }] });
  await publish(log.duck, { out: log.out, datasets });
  const crmA9 = await log.recordOf('crm', customers, 'A9');
  expect(await published(owners)).toEqual([
    { o: 'O1', c: String(crmA1) },
    { o: 'O2', c: String(crmA2) },
    { o: 'O3', c: String(crmA9) },
    { o: 'O4', c: String(crmA1) },
  ]);
  expect(await published(open)).toEqual([]);
  expect(await published('SELECT alias, id FROM aliases')).toEqual([{ alias: String(erpA1), id: String(crmA1) }]);
  expect(await published(`SELECT count(*) AS n FROM records WHERE dataset = 'customers'`)).toEqual([{ n: '4' }]);
});

test('an undone batch is not shown but told', async () => {
  await log.deliver({ source: 'crm', dataset: customers, at: '2024-01-01 00:00:00', rows: [a1] });
  const second = await log.deliver({
    source: 'crm',
    dataset: customers,
    at: '2024-02-01 00:00:00',
    rows: [{ ...a1, name: 'x' }],
  });
  await log.undo(second);
  const { lastSeq } = await publish(log.duck, { out: log.out, datasets });
  expect(await published('SELECT name, version FROM customers')).toEqual([{ name: '王芳', version: 1 }]);
  expect(await published('SELECT batch, undone_by FROM batches WHERE undone_at IS NOT NULL')).toEqual([
    { batch: String(second), undone_by: 'person' },
  ]);
  expect(await published('SELECT last_seq, freshness[1].source AS source FROM meta')).toEqual([
    { last_seq: String(lastSeq), source: 'crm' },
  ]);
});

test('the dictionary names every column of the datasets', async () => {
  await log.deliver({
    source: 'crm',
    dataset: customers,
    at: '2024-01-01 00:00:00',
    rows: [a1, { ...a1, external_id: 'A2', status: null }],
  });
  await publish(log.duck, { out: log.out, datasets });
  expect(
    await published(`SELECT table_name, column_name FROM information_schema.columns WHERE table_name IN ('customers', 'orders')
      EXCEPT SELECT dataset, field FROM dictionary`),
  ).toEqual([]);
  expect(
    await published(
      `SELECT type, label_zh, class, "values", fill_rate FROM dictionary WHERE dataset = 'customers' AND field IN ('status', 'phone') ORDER BY field`,
    ),
  ).toEqual([
    { type: 'VARCHAR', label_zh: 'phone（中）', class: 'contact', values: null, fill_rate: 0 },
    { type: 'VARCHAR', label_zh: 'status（中）', class: 'none', values: '["active","closed"]', fill_rate: 0.5 },
  ]);
});

test('an empty archive publishes empty tables', async () => {
  await publish(log.duck, { out: log.out, datasets });
  expect(
    await published(
      'SELECT (SELECT count(*) FROM customers) AS c, (SELECT count(*) FROM history_orders) AS h, (SELECT count(*) FROM meta) AS m',
    ),
  ).toEqual([{ c: '0', h: '0', m: '1' }]);
});
