/** Roles that see only some customers: those, what is theirs, and nothing of the others. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { customers, orders } from './datasets.js';
import { SmallLog } from './small-log.js';
import { at, later, publishFor, sales, filesHold, cell, shanghai } from './role-kit.js';

let log: SmallLog;
beforeEach(async () => {
  log = await SmallLog.open();
});
afterEach(() => log.close());

const inCity = (id: string, city: string, more = {}) => ({ external_id: id, city, name: `SENTINEL-${id}`, ...more });
const orderOf = (id: string, customer: string) => ({ external_id: id, customer_external_id: customer });

test('rows: only the chosen customers, and what is theirs', async () => {
  const rows = [inCity('A1', '上海'), inCity('A2', '北京')];
  await log.deliver({ source: 'crm', dataset: customers, at, rows, rejected: 1, cell });
  await log.deliver({
    source: 'crm',
    dataset: orders,
    at,
    rows: [orderOf('O1', 'A1'), orderOf('O2', 'A2'), orderOf('O3', 'A9')],
  });
  await publishFor(log, shanghai);
  expect(await sales(log, 'SELECT external_id FROM customers')).toEqual([{ external_id: 'A1' }]);
  expect(await sales(log, 'SELECT external_id FROM orders')).toEqual([{ external_id: 'O1' }]);
  expect(await sales(log, 'SELECT dataset, id IN (SELECT id FROM customers) AS c FROM records ORDER BY 1')).toEqual([
    { dataset: 'customers', c: true },
    { dataset: 'orders', c: false },
  ]);
  expect(await sales(log, 'SELECT count(*) AS n FROM rejected')).toEqual([{ n: '0' }]);
  expect(await Promise.all(['SENTINEL-A2', 'O2', cell].map((text) => filesHold(log, text)))).toEqual([
    false,
    false,
    false,
  ]);
});

test('rows: what leaves the sight of the role leaves its files, what comes into sight comes with what is its own', async () => {
  await log.deliver({ source: 'crm', dataset: customers, at, rows: [inCity('A1', '上海'), inCity('A2', '北京')] });
  await log.deliver({ source: 'crm', dataset: orders, at, rows: [orderOf('O1', 'A1'), orderOf('O2', 'A2')] });
  await publishFor(log, shanghai);
  await log.deliver({ source: 'crm', dataset: customers, at: later, rows: [inCity('A3', '上海')] });
  expect((await publishFor(log, shanghai)).whole).toBeNull();
  await log.deliver({ source: 'crm', dataset: customers, at: later, rows: [inCity('A1', '广州')] });
  expect((await publishFor(log, shanghai)).whole).toBe('sight');
  expect(await filesHold(log, 'SENTINEL-A1')).toBe(false);
  expect(await sales(log, 'SELECT external_id FROM orders')).toEqual([]);
  await log.deliver({ source: 'crm', dataset: customers, at: later, rows: [inCity('A2', '上海')] });
  expect((await publishFor(log, shanghai)).whole).toBe('sight');
  expect(await sales(log, 'SELECT external_id FROM orders')).toEqual([{ external_id: 'O2' }]);
  expect(await sales(log, 'SELECT external_id FROM customers ORDER BY 1')).toEqual([
    { external_id: 'A2' },
    { external_id: 'A3' },
  ]);
});

test('rows: what is merged into a thing out of sight leaves the files', async () => {
  await log.deliver({ source: 'crm', dataset: customers, at, rows: [inCity('A1', '上海')] });
  await publishFor(log, shanghai);
  await log.deliver({ source: 'erp', dataset: customers, at: later, rows: [inCity('B1', '北京')] });
  await publishFor(log, shanghai);
  expect(await filesHold(log, 'SENTINEL-A1')).toBe(true);
  await log.link(await log.recordOf('crm', customers, 'A1'), await log.recordOf('erp', customers, 'B1'));
  expect((await publishFor(log, shanghai)).whole).toBe('sight');
  expect(await filesHold(log, 'SENTINEL-A1')).toBe(false);
});
