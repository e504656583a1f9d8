import { afterEach, beforeEach, expect, test } from 'vitest';
import { diff } from '../../core/archive/diff.js';
import type { Difference } from '../../core/archive/diff.js';
import { customers, datasets } from './datasets.js';
import { SmallLog } from './small-log.js';

let log: SmallLog;
beforeEach(async () => {
  log = await SmallLog.open();
});
afterEach(() => log.close());

const deliver = (source: string, at: string, rows: Record<string, string>[]) =>
  log.deliver({ source, dataset: customers, at, rows });

const differences = (from: string, to: string): Promise<Difference[]> =>
  log.duck.read(async (s) => {
    const all: Difference[] = [];
    for await (const page of diff(s, { from: new Date(from), to: new Date(to), datasets })) all.push(...page);
    return all;
  });

test('added, changed, untouched; what a re-sent row does not change is no difference', async () => {
  await deliver('crm', '2024-01-01 00:00:00', [
    { external_id: 'A1', name: 'a' },
    { external_id: 'A2', name: 'b' },
  ]);
  await deliver('crm', '2024-02-01 00:00:00', [
    { external_id: 'A1', name: 'a' },
    { external_id: 'A2', name: 'c' },
    { external_id: 'A3', name: 'd' },
  ]);
  const [a2, a3] = [await log.recordOf('crm', customers, 'A2'), await log.recordOf('crm', customers, 'A3')];
  expect(await differences('2024-01-15', '2024-02-15')).toEqual([
    { dataset: 'customers', id: a2, kind: 'changed', changes: [{ field: 'name', before: 'b', after: 'c' }] },
    {
      dataset: 'customers',
      id: a3,
      kind: 'added',
      changes: [
        { field: 'external_id', before: null, after: 'A3' },
        { field: 'name', before: null, after: 'd' },
      ],
    },
  ]);
  expect(await differences('2024-02-15', '2024-01-15')).toEqual([]);
  expect(await differences('2023-01-01', '2024-01-15')).toHaveLength(2);
});

test('an undo and a merge are differences between before and after', async () => {
  await deliver('crm', '2024-01-01 00:00:00', [{ external_id: 'A1', name: 'a' }]);
  const batch = await deliver('crm', '2024-02-01 00:00:00', [{ external_id: 'A1', name: 'b' }]);
  await deliver('erp', '2024-03-01 00:00:00', [{ external_id: 'A1', phone: '+8613800138000' }]);
  await log.undo(batch, '2024-04-01 00:00:00');
  const [crm, erp] = [await log.recordOf('crm', customers, 'A1'), await log.recordOf('erp', customers, 'A1')];
  await log.link(erp, crm, '2024-05-01 00:00:00');
  expect(await differences('2024-03-15', '2024-04-15')).toEqual([
    { dataset: 'customers', id: crm, kind: 'changed', changes: [{ field: 'name', before: 'b', after: 'a' }] },
  ]);
  expect((await differences('2024-04-15', '2024-05-15')).map(({ id, kind }) => [id, kind])).toEqual([
    [crm, 'changed'],
    [erp, 'removed'],
  ]);
});
