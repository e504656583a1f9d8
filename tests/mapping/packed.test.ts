import { describe, expect, test } from 'vitest';
import { mapDelivery } from '../../core/mapping/delivery.js';
import { guessDataset } from '../../core/mapping/dataset.js';
import { placeMembers } from '../../core/mapping/packed.js';
import { isZohoPart, zohoLookUps, zohoModule, zohoRank } from '../../core/mapping/presets/zoho-backup.js';
import { mapTable } from '../../core/mapping/table.js';
import { builtinDataset, builtinDatasets } from '../../schemas/datasets/builtin.js';
import { makeDataset } from '../../schemas/datasets/make.js';
import { columns, source } from './sample.js';

const accounts = ['Record Id', 'Account Owner.id', 'Account Name', 'Account Type', 'Billing Code', 'Created Time'];
const contacts = ['Record Id', 'Contact Owner.id', 'Last Name', 'Account Name.id', 'Mailing Zip', 'Created Time'];
const products = ['Record Id', 'Product Name', 'Product Code', 'Unit Price', 'Created Time'];

describe('members of a packed file', () => {
  const backup = [
    { name: 'Data/Products_001.csv', headers: products },
    { name: 'Data/Contacts_001.csv', headers: contacts },
    { name: 'Data/Users_001.csv', headers: ['id', 'First Name', 'Last Name', 'Email'] },
    { name: 'Data/Accounts_001.csv', headers: accounts },
  ];
  const told = (members: Parameters<typeof placeMembers>[0], datasets = builtinDatasets) =>
    placeMembers(members, datasets).map(({ kept, dataset }) => kept ?? dataset ?? 'taken');

  test('a backup: modules without a dataset are kept, the others go on, those referred to first', () => {
    expect(told(backup)).toEqual(['module-kept', 'taken', 'module-looked-up', 'taken']);
    const ranks = placeMembers(backup, builtinDatasets).map(({ rank }) => rank);
    expect(backup.map(({ name }) => name).toSorted((a, b) => zohoRank(a) - zohoRank(b))).toEqual([
      'Data/Users_001.csv',
      'Data/Accounts_001.csv',
      'Data/Contacts_001.csv',
      'Data/Products_001.csv',
    ]);
    expect(ranks).toEqual(backup.map(({ name }) => zohoRank(name)));
  });

  test('a list of their own beside it is never kept in silence', () => {
    const list = { name: 'our list.csv', headers: ['Name', 'Phone'] };
    const book = { name: 'Budget_001.xlsx', headers: null };
    expect(told([...backup, list, book]).slice(4)).toEqual(['taken', 'taken']);
  });

  test('one export among other files makes no backup', () => {
    expect(told([backup[3]!, { name: 'Products_001.csv', headers: products }])).toEqual(['taken', 'taken']);
  });

  test('a data export of Salesforce: users and other objects are no customers', () => {
    const system = ['IsDeleted', 'OwnerId', 'CreatedById', 'CreatedDate', 'SystemModstamp'];
    const account = ['Id', ...system, 'Name', 'BillingCity', 'ParentId', 'AccountSource'];
    const lead = ['Id', ...system, 'LastName', 'Company', 'IsConverted', 'ConvertedDate'];
    const user = ['Id', 'Username', 'LastName', 'FirstName', 'Name', 'Email', 'ProfileId', ...system];
    const members = [account, lead, user].map((headers, at) => ({ name: `Object${at}.csv`, headers }));
    expect(told(members)).toEqual(['taken', 'taken', 'module-kept']);
    const table = (headers: string[]) => [{ columns: columns(headers) }];
    expect(guessDataset(table(user), builtinDatasets)).toMatchObject({ dataset: null, question: { kind: 'dataset' } });
    expect(guessDataset(table(user.slice(1, 6)), builtinDatasets).dataset).toBe('customers');
    expect(guessDataset(table(account), builtinDatasets).dataset).toBe('customers');
    const own = makeDataset('staff', {
      fields: { login: { type: 'identifier', aliases: ['username'], identifier: true } },
    });
    expect(told(members, [...builtinDatasets, own])).toEqual(['taken', 'taken', 'staff']);
  });

  test("a dataset of the user's own takes its module", () => {
    const own = makeDataset('products', {
      fields: {
        code: { type: 'identifier', aliases: ['product code'], identifier: true },
        name: { type: 'name', aliases: ['product name'], required: true },
        price: { type: 'money', aliases: ['unit price'] },
      },
    });
    expect(told(backup, [...builtinDatasets, own])).toEqual(['products', 'taken', 'module-looked-up', 'taken']);
  });
});

test.each([
  ['Accounts_001.csv', 'accounts'],
  ['Data_001/Sales Orders_002.csv', 'sales orders'],
  ['Sales_Orders_001.csv', 'sales orders'],
  ['Rooms_C_001.csv', 'rooms'],
  ['Deals_2026_05_28.csv', 'deals'],
  ['notes.csv', 'notes'],
  ['readme.txt', null],
])('%s is a file of module %s', (name, module) => expect(zohoModule(name)).toBe(module));

test.each([
  ['Rooms_C_001.csv', true],
  ['Metadata/Fields_001.csv', true],
  ['Deals_2026_05_28.csv', true],
  ['客户.csv', false],
  ['Branches_2026_05_28.csv', false],
])('%s is named as a backup names its files: %s', (name, is) => expect(isZohoPart(name)).toBe(is));

describe('what a module lacks', () => {
  test('names of owners where only ids stand', () => {
    expect(zohoLookUps(accounts)).toEqual([{ header: 'Account Owner', in: 'names', by: [1] }]);
    expect(zohoLookUps(['Record Id', 'Account Owner.id', 'Account Owner', 'Account Name'])).toEqual([]);
    expect(zohoLookUps(['Record Id', 'Host.id', 'From', 'To'])).toEqual([{ header: 'Host', in: 'names', by: [1] }]);
  });
  test('the account that an activity leads to, by what it is about first', () => {
    const calls = ['Record Id', 'Contact Name.id', 'Related To.id', 'Call Owner', 'Call Start Time'];
    expect(zohoLookUps(calls)).toEqual([{ header: 'Account Name.id', in: 'accounts', by: [2, 1] }]);
    expect(zohoLookUps([...calls, 'Account Name.id'])).toEqual([]);
  });
});

describe('one header in several exports of a dataset', () => {
  const dataset = builtinDataset('interactions')!;
  const notes = [
    'Record Id',
    'Note Title',
    'Note Content',
    'Note Owner',
    'Parent ID.id',
    'Created Time',
    'Modified Time',
  ];
  const calls = ['Record Id', 'Call Owner', 'Subject', 'Call Type', 'Call Start Time', 'Created Time', 'Modified Time'];
  const fields = (headers: string[], stored: Parameters<typeof mapTable>[0]['stored']) => {
    const table = { table: 0, rows: 3, sheetHidden: false, columns: columns(headers) };
    const mapped = mapDelivery({ tables: [table], dataset, stored, others: [], source, hiddenSheets: 'skip' });
    const fed = mapped.mapping.version === stored?.version ? stored : mapped.mapping;
    const of = [...mapped.tables.values()].flatMap((one) => one.columns);
    return { mapping: fed, told: Object.fromEntries(of.map(({ header, field }) => [header, field])) };
  };

  test('means what each export says, in any order, and nothing is learnt twice', () => {
    const first = fields(notes, null);
    expect(first.told).toMatchObject({ 'Created Time': 'happened_at' });
    const second = fields(calls, first.mapping);
    expect(second.told).toMatchObject({ 'Created Time': null, 'Call Start Time': 'happened_at' });
    const third = fields(notes, second.mapping);
    expect(third.told).toEqual(first.told);
    expect(third.mapping.version).toBe(second.mapping.version);
  });

  test('an ordinary list is not read by what exports taught, nor they by it', () => {
    const learnt = fields(['Date', 'Subject', 'Modified Time'], fields(calls, null).mapping);
    expect(learnt.told).toMatchObject({ Date: 'happened_at' });
    expect(fields(notes, learnt.mapping).told).toMatchObject({ 'Created Time': 'happened_at' });
  });

  test("a person's answer holds for the export it was given for", () => {
    const given = mapTable({
      table: { columns: columns(calls) },
      dataset,
      stored: null,
      source,
      answers: {
        delivery: 'd',
        key: null,
        newestBy: null,
        dataset: null,
        reading: null,
        columns: [{ header: 'Modified Time', occurrence: 1, choice: { field: 'happened_at' } }],
      },
    });
    expect(fields(calls, given.mapping).told).toMatchObject({
      'Modified Time': 'happened_at',
      'Call Start Time': null,
    });
    expect(fields(notes, given.mapping).told).toMatchObject({ 'Modified Time': null, 'Created Time': 'happened_at' });
  });
});
