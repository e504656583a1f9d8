/** What a role does not see is in no byte of its files; what it sees masked still joins. */
import { createHmac } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publish } from '../../core/archive/publish/publish.js';
import type { PublishRequest } from '../../core/archive/publish/publish.js';
import { pseudonymKey } from '../../core/archive/publish/pseudonym.js';
import { publishRoles, roleFile } from '../../core/archive/publish/roles.js';
import { historyFile } from '../../core/archive/publish/state.js';
import { resolveRoles } from '../../schemas/config/resolve-roles.js';
import { configSchema } from '../../schemas/config/settings.js';
import { customers, datasets, orders } from './datasets.js';
import { contentOf, readBoth } from './reading.js';
import { SmallLog } from './small-log.js';

let log: SmallLog;
beforeEach(async () => {
  log = await SmallLog.open();
});
afterEach(() => log.close());

const secret = Buffer.alloc(32, 9);
const at = '2024-01-01 00:00:00';
const later = '2024-02-01 00:00:00';

function rolesOf(roles: unknown) {
  const parsed = configSchema.parse({ roles });
  const found = resolveRoles(parsed.roles, datasets, []);
  return { roles: found, role: (name: string) => found.find((one) => one.name === name) as (typeof found)[0] };
}

function publishFor(settings: unknown, more: Partial<PublishRequest> = {}) {
  const role = rolesOf({ sales: settings }).role('sales');
  return publish(log.duck, { out: log.file('sales'), datasets, role, secret, ...more });
}

const sales = (sql: string) => readBoth(log.file('sales'), sql);

async function filesHold(text: string): Promise<boolean> {
  const files = [log.file('sales'), historyFile(log.file('sales'))];
  const found = await Promise.all(
    files.map(async (file) => (await readFile(file).catch(() => Buffer.alloc(0))).includes(text)),
  );
  return found.includes(true);
}

const words = ['NAME', 'PHONE', 'SECOND', 'UNMAPPED', 'CELL', 'FILE', 'SHEET'].map((word) => `SENTINEL-${word}-郑`);
const [name, phone, second, unmapped, cell, file, sheet] = words as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const extra = JSON.stringify({ 'phone#2': second, 微信备注: unmapped });

/** Everything that is kept of a person, in every place it can stand in. */
async function deliverAll(): Promise<void> {
  const first = { external_id: 'A1', name: `${name}-old`, phone, extra };
  await log.deliver({
    source: 'crm',
    dataset: customers,
    at,
    rows: [first],
    rejected: 1,
    cell,
    fileName: `${file}.xlsx`,
    sheet,
  });
  await log.deliver({ source: 'crm', dataset: customers, at: later, rows: [{ ...first, name }], sheet });
  await log.deliver({ source: 'crm', dataset: orders, at, rows: [{ external_id: 'O1', customer_external_id: 'A1' }] });
}

test('the role that sees all holds them all; masked or hidden, none is in any byte', async () => {
  await deliverAll();
  await publishFor({});
  expect(await Promise.all(words.map(filesHold))).toEqual(words.map(() => true));
  for (const seen of ['mask', 'hide'] as const) {
    await publishFor({ contact: seen });
    expect(await Promise.all(words.map(filesHold))).toEqual(words.map(() => false));
    expect(await sales('SELECT external_id FROM customers')).toEqual([{ external_id: 'A1' }]);
  }
  expect(
    await sales(`SELECT column_name FROM duckdb_columns() WHERE NOT internal AND column_name IN ('name', 'phone')`),
  ).toEqual([]);
});

test('nor are they after an update', async () => {
  await publishFor({ contact: 'mask' });
  await deliverAll();
  expect((await publishFor({ contact: 'mask' })).whole).toBeNull();
  expect(await Promise.all(words.map(filesHold))).toEqual(words.map(() => false));
});

test('a pseudonym is an HMAC of the value: the same in every table, another for another role', async () => {
  await deliverAll();
  await publishFor({
    contact: 'mask',
    fields: { customers: { external_id: 'mask' }, orders: { customer_external_id: 'mask' } },
  });
  const of = (value: string, role = 'sales') =>
    `~${createHmac('sha256', pseudonymKey(secret, role).bytes).update(value).digest('hex').slice(0, 20)}`;
  expect(await sales('SELECT name, phone, external_id FROM customers')).toEqual([
    { name: of(name), phone: of(phone), external_id: of('A1') },
  ]);
  expect(await sales('SELECT name FROM history_customers ORDER BY version')).toEqual([
    { name: of(`${name}-old`) },
    { name: of(name) },
  ]);
  expect(await sales(`SELECT fields ->> 'phone' AS phone, extra FROM records WHERE dataset = 'customers'`)).toEqual([
    { phone: of(phone), extra: null },
  ]);
  const joined = 'SELECT count(*) AS n FROM orders o JOIN customers c ON o.customer_external_id = c.external_id';
  expect(await sales(joined)).toEqual([{ n: '1' }]);
  expect(await sales('SELECT o.customer_id = c.id AS same FROM orders o, customers c')).toEqual([{ same: true }]);
  expect(of('A1', 'other')).not.toBe(of('A1'));
  const told = `SELECT field, type, masked FROM dictionary WHERE dataset = 'customers' AND field IN ('phone', 'city') ORDER BY 1`;
  expect(await sales(told)).toEqual([
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
  await publishFor({});
  const plain = await sales(codes);
  expect(plain.map(({ code }) => code)).toEqual([
    'identifier-in-sources',
    'reference-ambiguous',
    'reference-missing',
    'type-misfit',
  ]);
  const fields = { customers: { external_id: 'mask', birthday: 'mask' }, orders: { customer_external_id: 'mask' } };
  await publishFor({ fields });
  expect(await sales(codes)).toEqual(plain.filter(({ code }) => code !== 'type-misfit'));
  expect(await filesHold('unknown day')).toBe(false);
});

test('second values of plain fields stay beside', async () => {
  await log.deliver({
    source: 'crm',
    dataset: customers,
    at,
    rows: [{ external_id: 'A1', extra: '{"city#2":"b","phone#2":"1"}' }],
  });
  await publishFor({ contact: 'mask' });
  expect(await sales('SELECT extra FROM customers')).toEqual([{ extra: '{"city#2":"b"}' }]);
});

test('a role of one dataset has the others in no table', async () => {
  await deliverAll();
  await publishFor({ datasets: ['orders'] });
  const tables = await sales('SELECT DISTINCT table_name AS name FROM duckdb_tables() WHERE NOT internal ORDER BY 1');
  expect(tables.map((row) => row['name'])).not.toContain('customers');
  expect(await Promise.all(words.map(filesHold))).toEqual(words.map(() => false));
  const seen = `SELECT (SELECT list(DISTINCT dataset) FROM deliveries) AS d, (SELECT list(DISTINCT dataset) FROM batches) AS b,
    (SELECT list(DISTINCT dataset) FROM records) AS r, (SELECT count(*) FROM rejected) AS x, customer_id IS NOT NULL AS c FROM orders`;
  expect(await sales(seen)).toEqual([{ d: ['orders'], b: ['orders'], r: ['orders'], x: '0', c: true }]);
});

const shanghai = { rows: { customers: { city: ['上海'] } } };
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
  await publishFor(shanghai);
  expect(await sales('SELECT external_id FROM customers')).toEqual([{ external_id: 'A1' }]);
  expect(await sales('SELECT external_id FROM orders')).toEqual([{ external_id: 'O1' }]);
  expect(await sales('SELECT dataset, id IN (SELECT id FROM customers) AS c FROM records ORDER BY 1')).toEqual([
    { dataset: 'customers', c: true },
    { dataset: 'orders', c: false },
  ]);
  expect(await sales('SELECT count(*) AS n FROM rejected')).toEqual([{ n: '0' }]);
  expect(await Promise.all(['SENTINEL-A2', 'O2', cell].map(filesHold))).toEqual([false, false, false]);
});

test('rows: what leaves the sight of the role leaves its files, what comes into sight comes with what is its own', async () => {
  await log.deliver({ source: 'crm', dataset: customers, at, rows: [inCity('A1', '上海'), inCity('A2', '北京')] });
  await log.deliver({ source: 'crm', dataset: orders, at, rows: [orderOf('O1', 'A1'), orderOf('O2', 'A2')] });
  await publishFor(shanghai);
  await log.deliver({ source: 'crm', dataset: customers, at: later, rows: [inCity('A3', '上海')] });
  expect((await publishFor(shanghai)).whole).toBeNull();
  await log.deliver({ source: 'crm', dataset: customers, at: later, rows: [inCity('A1', '广州')] });
  expect((await publishFor(shanghai)).whole).toBe('sight');
  expect(await filesHold('SENTINEL-A1')).toBe(false);
  expect(await sales('SELECT external_id FROM orders')).toEqual([]);
  await log.deliver({ source: 'crm', dataset: customers, at: later, rows: [inCity('A2', '上海')] });
  expect((await publishFor(shanghai)).whole).toBe('sight');
  expect(await sales('SELECT external_id FROM orders')).toEqual([{ external_id: 'O2' }]);
  expect(await sales('SELECT external_id FROM customers ORDER BY 1')).toEqual([
    { external_id: 'A2' },
    { external_id: 'A3' },
  ]);
});

test('rows: what is merged into a thing out of sight leaves the files', async () => {
  await log.deliver({ source: 'crm', dataset: customers, at, rows: [inCity('A1', '上海')] });
  await publishFor(shanghai);
  await log.deliver({ source: 'erp', dataset: customers, at: later, rows: [inCity('B1', '北京')] });
  await publishFor(shanghai);
  expect(await filesHold('SENTINEL-A1')).toBe(true);
  await log.link(await log.recordOf('crm', customers, 'A1'), await log.recordOf('erp', customers, 'B1'));
  expect((await publishFor(shanghai)).whole).toBe('sight');
  expect(await filesHold('SENTINEL-A1')).toBe(false);
});

test('a role without history has nothing of the past in any byte, after updates too', async () => {
  await log.deliver({ source: 'crm', dataset: customers, at, rows: [{ external_id: 'A1', name: 'SENTINEL-BEFORE' }] });
  await publishFor({ history: false });
  await log.deliver({ source: 'crm', dataset: customers, at: later, rows: [{ external_id: 'A2', name: 'other' }] });
  expect((await publishFor({ history: false })).whole).toBeNull();
  expect(await filesHold('SENTINEL-BEFORE')).toBe(true);
  await log.deliver({
    source: 'crm',
    dataset: customers,
    at: later,
    rows: [{ external_id: 'A1', name: 'SENTINEL-NOW' }],
  });
  expect((await publishFor({ history: false })).whole).toBe('past');
  expect([await filesHold('SENTINEL-BEFORE'), await filesHold('SENTINEL-NOW')]).toEqual([false, true]);
});

test('after a removal the files of every role are made anew, without what was removed', async () => {
  await deliverAll();
  const folder = dirname(log.out);
  const { roles } = rolesOf({ sales: {}, other: { datasets: ['customers'] } });
  await publishRoles(log.duck, { folder, roles, datasets, secret });
  await log.remove(await log.recordOf('crm', customers, 'A1'));
  const done = await publishRoles(log.duck, { folder, roles, datasets, secret });
  expect(done.map(({ whole }) => whole)).toEqual(['removal', 'removal', 'removal']);
  const bytes = await Promise.all(
    roles
      .flatMap((role) => [roleFile(folder, role.name), historyFile(roleFile(folder, role.name))])
      .map((one) => readFile(one)),
  );
  expect(bytes.some((each) => each.includes(name) || each.includes(phone))).toBe(false);
});

test('another mask, another key or another rule makes the files anew', async () => {
  await deliverAll();
  await publishFor({ contact: 'mask' });
  expect((await publishFor({ contact: 'hide' })).whole).toBe('settings');
  expect((await publishFor({ contact: 'mask' })).whole).toBe('settings');
  expect((await publishFor({ contact: 'mask' }, { secret: Buffer.alloc(32, 8) })).whole).toBe('settings');
  await publishFor(shanghai);
  expect((await publishFor({ rows: { customers: { city: ['北京'] } } })).whole).toBe('settings');
});

test('without history there is no such file, and the key of pseudonyms has to be there', async () => {
  await deliverAll();
  await publishFor({});
  expect((await stat(historyFile(log.file('sales')))).isFile()).toBe(true);
  await publishFor({ history: false });
  expect((await readdir(dirname(log.out))).sort()).toEqual(['sales.duckdb', 'sales.json']);
  const { secret: _, ...request } = {
    out: log.file('x'),
    datasets,
    role: rolesOf({ x: { contact: 'mask' } }).role('x'),
    secret,
  };
  await expect(publish(log.duck, request)).rejects.toMatchObject({ code: 'pseudonym-key-missing' });
});

test('files that a killed publisher left of a role that is no more are removed, too', async () => {
  const folder = dirname(log.out);
  const request = { folder, datasets, secret };
  const { roles } = rolesOf({ sales: {} });
  const signal = AbortSignal.abort();
  await expect(publishRoles(log.duck, { ...request, roles, only: 'sales', signal })).rejects.toThrow(/stopped|abort/i);
  // What a kill between the two renames leaves: the history is there, its state is not written.
  await writeFile(historyFile(roleFile(folder, 'sales')), 'SENTINEL');
  await publishRoles(log.duck, { ...request, roles: rolesOf({}).roles });
  expect((await readdir(folder)).filter((name) => name.startsWith('sales'))).toEqual([]);
});

test('all roles are published, each its own; files of a role that is no more go', async () => {
  await deliverAll();
  const folder = dirname(log.out);
  const { roles } = rolesOf({ sales: { contact: 'mask' }, gone: { datasets: ['orders'] } });
  const first = await publishRoles(log.duck, { folder, roles, datasets, secret });
  expect(first.map(({ role, written }) => [role, written])).toEqual([
    ['analyst', true],
    ['sales', true],
    ['gone', true],
  ]);
  const fewer = rolesOf({ sales: { contact: 'mask' } }).roles;
  const second = await publishRoles(log.duck, { folder, roles: fewer, datasets, secret });
  expect(second.map(({ written }) => written)).toEqual([false, false]);
  expect((await readdir(folder)).filter((one) => one.startsWith('gone'))).toEqual([]);
  const other = publishRoles(log.duck, { folder, roles: fewer, datasets, secret, only: 'saels' });
  await expect(other).rejects.toMatchObject({ code: 'unknown-role', hint: 'Did you mean sales?' });
  expect(await contentOf(roleFile(folder, 'analyst'))).not.toEqual(await contentOf(roleFile(folder, 'sales')));
});
