import { afterEach, beforeEach, expect, test } from 'vitest';
import { explain } from '../../core/archive/explain.js';
import { history } from '../../core/archive/history.js';
import { customers } from './datasets.js';
import { SmallLog } from './small-log.js';

let log: SmallLog;
beforeEach(async () => {
  log = await SmallLog.open();
});
afterEach(() => log.close());

const deliver = (source: string, at: string, row: Record<string, string>, effective?: string) =>
  log.deliver({
    source,
    dataset: customers,
    at,
    rows: [{ external_id: 'A0' }, { external_id: 'A1', ...row }],
    ...(effective ? { effective } : {}),
  });

test('from the golden value to its cell, with the values that lost', async () => {
  const first = await deliver('crm', '2024-01-01 00:00:00', {
    name: 'a',
    phone: '+8613800138000',
    raw_phone: '138 0013 8000',
  });
  const second = await deliver('crm', '2024-02-01 00:00:00', { name: 'b' });
  const id = await log.recordOf('crm', customers, 'A1');
  const told = await log.duck.read((s) => explain(s, customers, id));
  expect(told).toMatchObject({
    id,
    askedFor: null,
    dataset: 'customers',
    records: [{ record: id, source: 'crm', gone: false }],
  });
  expect(told.fields.map(({ field, value }) => [field, value])).toEqual([
    ['external_id', 'A1'],
    ['name', 'b'],
    ['phone', '+8613800138000'],
  ]);
  expect(told.fields[1]).toMatchObject({
    rule: 'latest',
    winner: {
      value: 'b',
      batch: String(second),
      sheet: 'S',
      row: 3,
      column: 'B',
      header: 'name',
      mappingVersion: 1,
      effectiveAt: '2024-02-01T00:00:00.000Z',
    },
    losers: [{ value: 'a', batch: String(first), why: 'newer-in-record' }],
  });
  expect(told.fields[2]?.winner).toMatchObject({ raw: '138 0013 8000', column: 'C', batch: String(first) });
});

test('one field, through a merge, and "none" as the winner', async () => {
  await deliver('crm', '2024-01-01 00:00:00', { name: 'a', city: '上海' });
  await deliver('erp', '2024-03-01 00:00:00', { name: 'c', city: '' });
  const [crm, erp] = [await log.recordOf('crm', customers, 'A1'), await log.recordOf('erp', customers, 'A1')];
  await log.link(erp, crm);
  const city = await log.duck.read((s) => explain(s, customers, erp, 'city'));
  expect(city).toMatchObject({ id: crm, askedFor: erp });
  expect(city.fields).toMatchObject([
    {
      field: 'city',
      value: null,
      winner: { value: '', source: 'erp' },
      losers: [{ value: '上海', why: 'newer-in-other-record' }],
    },
  ]);
});

test('unknown things and fields have their names', async () => {
  await deliver('crm', '2024-01-01 00:00:00', {});
  const id = await log.recordOf('crm', customers, 'A1');
  await expect(log.duck.read((s) => explain(s, customers, 999_999))).rejects.toMatchObject({ code: 'thing-unknown' });
  await expect(log.duck.read((s) => explain(s, customers, id, 'x'))).rejects.toMatchObject({ code: 'field-unknown' });
});

test('history: a late arrival takes its place in time', async () => {
  await deliver('crm', '2024-03-01 00:00:00', { name: 'march' });
  await deliver('crm', '2024-04-01 00:00:00', { name: 'january', city: '北京' }, '2024-01-15 00:00:00');
  const id = await log.recordOf('crm', customers, 'A1');
  const { versions, older } = await log.duck.read((s) => history(s, customers, id, 100));
  expect(older).toBe(0);
  expect(
    versions.map(({ version, validFrom, validTo, changes }) => ({ version, validFrom, validTo, changes })),
  ).toEqual([
    {
      version: 1,
      validFrom: '2024-01-15T00:00:00.000Z',
      validTo: '2024-03-01T00:00:00.000Z',
      changes: [
        { field: 'external_id', before: null, after: 'A1' },
        { field: 'name', before: null, after: 'january' },
        { field: 'city', before: null, after: '北京' },
      ],
    },
    {
      version: 2,
      validFrom: '2024-03-01T00:00:00.000Z',
      validTo: null,
      changes: [{ field: 'name', before: 'january', after: 'march' }],
    },
  ]);
});

test('history: the newest so many, each with what it changed, and how many are older', async () => {
  for (let month = 1; month <= 5; month += 1)
    await deliver('crm', `2024-0${month}-01 00:00:00`, { name: `of ${month}` });
  const id = await log.recordOf('crm', customers, 'A1');
  const asked = (limit: number) => log.duck.read((s) => history(s, customers, id, limit));
  const two = await asked(2);
  expect(two.older).toBe(3);
  expect(two.versions.map(({ version, changes }) => ({ version, changes }))).toEqual([
    { version: 4, changes: [{ field: 'name', before: 'of 3', after: 'of 4' }] },
    { version: 5, changes: [{ field: 'name', before: 'of 4', after: 'of 5' }] },
  ]);
  expect((await asked(5)).versions).toHaveLength(5);
  expect(await asked(0)).toMatchObject({ versions: [], older: 5 });
});
