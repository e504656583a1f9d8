import { copyFileSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import { sheetNames } from '../../schemas/receipt.js';
import { Desk, startUp, type Delivered, type Up } from './program.js';
import { openBook, sheetOf, textsOf } from './workbooks.js';

const folder = join(import.meta.dirname, '../../fixtures/backups/zoho');
const backup = zipOf(
  readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.csv'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: `Data_001/${relative(folder, path)}`, data: readFileSync(path) })),
);

interface Packed extends Delivered {
  members: string[];
}

interface Checked {
  rows: number;
  members: { member: string; dataset: string | null; reason: { code: string } | null }[];
  mapping: { member: string; header: string; field: string | null }[];
}

const desk = new Desk();
let up: Up;
let zip: Packed;
beforeAll(async () => {
  await desk.init('--lang', 'en');
  desk.configure("{ language: 'en', region: 'GB', timeZone: 'Europe/London' }");
  up = await startUp(desk.root);
  const path = desk.file('Data_001.zip', backup);
  copyFileSync(path, join(desk.root, 'inbox', 'orders', 'Data_001.zip'));
  zip = (await up.delivered('Data_001.zip')) as Packed;
});
afterAll(async () => {
  await up.stop();
  desk.remove();
});

test('every module goes to its dataset without asking, whatever folder the backup came to', async () => {
  expect(zip).toMatchObject({ status: 'committed', rejected: 0, rows: 17, accepted: 17 });
  const places = await desk.sql<{ file_name: string; dataset: string; source: string }>(
    'select d.file_name, b.dataset, b.source from batches b join deliveries d using (delivery) order by b.batch',
  );
  const at = (name: string) => places.findIndex(({ file_name }) => file_name === `Data_001/${name}`);
  expect(Object.fromEntries(places.map(({ file_name, dataset }) => [file_name.slice(9), dataset]))).toEqual({
    'Accounts_001.csv': 'customers',
    'Contacts_001.csv': 'contacts',
    'Contacts_002.csv': 'contacts',
    'Leads_001.csv': 'customers',
    'Campaigns_001.csv': 'campaigns',
    'Deals_001.csv': 'opportunities',
    'Cases_001.csv': 'feedback',
    'Sales Orders_001.csv': 'orders',
    'Tasks_001.csv': 'interactions',
    'Events_001.csv': 'interactions',
    'Calls_001.csv': 'interactions',
    'Notes_001.csv': 'interactions',
  });
  expect(places.every(({ dataset, source }) => dataset === source)).toBe(true);
  // What is referred to comes first.
  expect(at('Accounts_001.csv')).toBeLessThan(at('Contacts_001.csv'));
  expect(at('Contacts_002.csv')).toBeLessThan(at('Deals_001.csv'));
  expect(at('Deals_001.csv')).toBeLessThan(at('Notes_001.csv'));
});

describe('look-ups are resolved', () => {
  test('owners by the users of the backup; the id stays beside them', async () => {
    expect(
      await desk.sql(
        "select name, company, owner, extra->>'Account Owner.id' as id from customers order by external_id",
      ),
    ).toEqual([
      { name: 'Brightwater Pumps', company: null, owner: 'Mei Lindqvist', id: 'zcrm_400017000000009001' },
      { name: 'Nordhav Logistik', company: null, owner: 'Tomas Arden', id: 'zcrm_400017000000009002' },
      { name: 'Yara Quint', company: 'Quint Bakery', owner: 'Tomas Arden', id: null },
    ]);
    expect(await desk.sql('select name, owner from opportunities order by name')).toEqual([
      { name: 'Pumps for 2027', owner: 'Mei Lindqvist' },
      // Family name first, as Chinese names are written.
      { name: 'Storage contract', owner: '王伟' },
    ]);
  });

  test('accounts: of contacts, deals, cases, orders by their column, of activities by what they are about', async () => {
    const customersOf = (table: string, label: string) =>
      desk.sql<{ label: string; customer: string | null }>(
        `select x.${label} as label, c.name as customer from ${table} x left join customers c on c.id = x.customer_id order by x.external_id`,
      );
    const names = async (table: string, label: string) =>
      Object.fromEntries((await customersOf(table, label)).map(({ label: of, customer }) => [of, customer]));
    expect(await names('contacts', 'name')).toEqual({
      'Ines Marlowe': 'Brightwater Pumps',
      'Oskar Wiren': 'Nordhav Logistik',
    });
    expect(await names('feedback', 'subject')).toEqual({ 'Wrong invoice': 'Nordhav Logistik' });
    expect(await names('orders', 'product')).toEqual({ 'Pallet storage': 'Nordhav Logistik' });
    expect(await names('interactions', 'subject')).toEqual({
      'Call back': 'Brightwater Pumps',
      Terms: 'Nordhav Logistik',
      'Met at the fair': 'Yara Quint',
      Room: null,
      'Delivery date': 'Brightwater Pumps',
      'Send the contract': 'Nordhav Logistik',
      'Site visit': 'Brightwater Pumps',
    });
    expect(
      await desk.sql(
        "select subject, happened_at, direction, body, owner from interactions where subject in ('Delivery date', 'Site visit', 'Call back') order by subject",
      ),
    ).toEqual([
      {
        subject: 'Call back',
        happened_at: '2026-03-05T10:00:00',
        direction: null,
        body: 'Wants a quote by Friday',
        owner: 'Mei Lindqvist',
      },
      {
        subject: 'Delivery date',
        happened_at: '2026-03-06T14:30:00',
        direction: 'outbound',
        body: 'Asked for the second week',
        owner: 'Mei Lindqvist',
      },
      {
        subject: 'Site visit',
        happened_at: '2026-03-12T09:00:00',
        direction: null,
        body: 'Look at hall 3',
        owner: 'Mei Lindqvist',
      },
    ]);
  });

  test('explain leads from the owner to its column', async () => {
    const [customer] = await desk.sql<{ id: number }>("select id from customers where name = 'Brightwater Pumps'");
    const { json } = await desk.json('explain', 'customers', String(customer?.id), 'owner');
    expect(JSON.stringify(json)).toContain('Account Owner');
  });
});

test('modules that no dataset takes are kept as originals and named on the receipt, without asking', async () => {
  const kept = await desk.sql<{ file_name: string; status: string; reason: string }>(
    "select file_name, status, reason from deliveries where reason like 'module-%' order by file_name",
  );
  expect(kept.map(({ file_name, status, reason }) => [file_name.slice(9), status, reason])).toEqual([
    ['Attachments_001.csv', 'committed', 'module-kept'],
    ['Metadata/Fields_001.csv', 'committed', 'module-kept'],
    ['Products_001.csv', 'committed', 'module-kept'],
    ['Rooms_C_001.csv', 'committed', 'module-kept'],
    ['Users_001.csv', 'committed', 'module-looked-up'],
  ]);
  const sheet = sheetOf(await openBook(zip.receipt ?? ''), 'members');
  expect(sheet.name).toBe(sheetNames.members.en);
  const lines = Array.from({ length: sheet.rowCount - 1 }, (_, at) => textsOf(sheet, at + 2));
  expect(lines).toHaveLength(17);
  expect(lines.find(([name]) => name === 'Data_001/Rooms_C_001.csv')?.[8]).toMatch(/No dataset takes this module/);
  expect(zip.members).toHaveLength(17);
});

test('check tells the same beforehand: datasets, look-ups, what is kept', async () => {
  const { code, json } = await desk.json<Checked>('check', desk.file('Data_001.zip', backup), '--dataset', 'customers');
  expect(code).toBe(0);
  expect(json).toMatchObject({ rows: 17, accepted: 17, rejected: 0, issues: [], questions: [] });
  const places = json.members.map(({ member, dataset, reason }) => [member.slice(9), dataset ?? reason?.code]);
  expect(places).toContainEqual(['Cases_001.csv', 'feedback']);
  expect(places).toContainEqual(['Rooms_C_001.csv', 'module-kept']);
  expect(places).toHaveLength(17);
  const owner = json.mapping.find(({ member, field }) => member === 'Data_001/Deals_001.csv' && field === 'owner');
  expect(owner).toMatchObject({ header: 'Deal Owner' });
});

test('the same backup again: nothing new; a later one: only what changed', async () => {
  const again = await desk.json<{ deliveries: Packed[] }>(
    'ingest',
    desk.file('again.zip', backup),
    '--dataset',
    'customers',
  );
  expect(again.json.deliveries[0]).toMatchObject({ status: 'duplicate', rows: 0 });
  const accounts = readFileSync(join(folder, 'Accounts_001.csv'), 'utf8').replace('Pays by invoice', 'Pays at once');
  const users = readFileSync(join(folder, 'Users_001.csv'));
  const later = zipOf([
    { name: 'Accounts_001.csv', data: accounts },
    { name: 'Leads_001.csv', data: readFileSync(join(folder, 'Leads_001.csv')) },
    { name: 'Users_001.csv', data: users },
  ]);
  const { json } = await desk.json<{ deliveries: Packed[] }>('ingest', desk.file('later.zip', later));
  expect(json.deliveries[0]).toMatchObject({ status: 'committed', changed: 1, unchanged: 1, new: 0, rejected: 0 });
});
