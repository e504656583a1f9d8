import { expect, test } from 'vitest';
import { guessDataset } from '../../core/mapping/dataset.js';
import { mapDelivery } from '../../core/mapping/delivery.js';
import { builtinDataset, builtinDatasets } from '../../schemas/datasets/builtin.js';
import { columns, people, source, tickets } from './sample.js';

const table = (number: number, headers: readonly string[], sheetHidden = false) => ({
  table: number,
  columns: columns(headers),
  rows: 10,
  sheetHidden,
});
const base = { dataset: people, stored: null, source, hiddenSheets: 'skip' as const };

test('sheets of the same columns in another order share one version', () => {
  const tables = [table(0, ['姓名', '手机', '城市']), table(1, ['城市', '姓名', '手机'])];
  const mapped = mapDelivery({ ...base, tables });
  expect(mapped).toMatchObject({ isNew: true, questions: [], mapping: { version: 1 } });
  expect(mapped.tables.get(1)?.columns.map(({ field }) => field)).toEqual(['city', 'name', 'phone']);
  const again = mapDelivery({ ...base, stored: mapped.mapping, tables });
  expect(again.isNew).toBe(false);
  expect(again.mapping).toBe(mapped.mapping);
});

test('sheets that are something else are left out with a reason', () => {
  const tables = [table(0, ['姓名', '手机']), table(1, ['地区', '合计数']), table(2, ['姓名'], true)];
  const mapped = mapDelivery({ ...base, tables });
  expect([...mapped.tables.keys()]).toEqual([0]);
  expect([...mapped.skipped]).toEqual([
    [2, 'hidden-sheet'],
    [1, 'other-columns'],
  ]);
  expect(mapped.questions).toEqual([]);
});

test('a form above a list does not decide the key of the list', () => {
  const form = { ...table(0, ['客户编号', '姓名', '手机']), rows: 1 };
  const mapped = mapDelivery({ ...base, tables: [form, table(1, ['姓名', '手机', '城市'])] });
  expect([...mapped.tables.keys()]).toEqual([1]);
  expect([...mapped.skipped]).toEqual([[0, 'other-key']]);
});

test('files with different columns keep one stored mapping that knows both', () => {
  const first = mapDelivery({ ...base, tables: [table(0, ['姓名', '手机', 'Lead Score'])] });
  const second = mapDelivery({ ...base, stored: first.mapping, tables: [table(0, ['姓名', '邮箱'])] });
  expect(second.mapping.version).toBe(2);
  expect(second.mapping.columns.map(({ header }) => header)).toEqual(['姓名', '手机', 'Lead Score', '邮箱']);
  const third = mapDelivery({ ...base, stored: second.mapping, tables: [table(0, ['姓名', '手机', 'Lead Score'])] });
  expect(third.isNew).toBe(false);
  expect(third.tables.get(0)?.version).toBe(2);
});

test('files with and without the identifier have a version each, reused by turns', () => {
  const answers = { delivery: 'd', columns: [], key: ['name', 'phone'], newestBy: null, dataset: null, reading: null };
  const numbered = [table(0, ['编号', '姓名', '手机'])];
  const cards = [table(0, ['姓名', '手机'])];
  const first = mapDelivery({ ...base, tables: numbered }).mapping;
  const second = mapDelivery({ ...base, tables: cards, stored: first, answers }).mapping;
  expect([first.version, second.version]).toEqual([1, 2]);
  const known = { stored: second, others: [first] };
  expect(mapDelivery({ ...base, ...known, tables: numbered })).toMatchObject({ isNew: false, mapping: first });
  expect(mapDelivery({ ...base, ...known, tables: cards })).toMatchObject({ isNew: false, mapping: second });
  const wider = mapDelivery({ ...base, ...known, tables: [table(0, ['编号', '姓名', '手机', '城市'])] });
  expect(wider).toMatchObject({ isNew: true, mapping: { version: 3, key: first.key } });
  expect(wider.mapping.columns).toHaveLength(4);
});

test('a sheet without the key of the others is left out by name, whichever comes first', () => {
  const [numbered, plain] = [
    ['编号', '姓名'],
    ['姓名', '手机'],
  ];
  for (const tables of [
    [table(0, numbered), table(1, plain)],
    [table(1, plain), table(0, numbered)],
  ]) {
    const mapped = mapDelivery({ ...base, tables });
    expect([...mapped.tables.keys()]).toEqual([0]);
    expect([...mapped.skipped]).toEqual([[1, 'other-key']]);
    expect(mapped.mapping.key).toMatchObject({ fields: ['external_id'] });
  }
});

test('when no table fits, the most promising one asks', () => {
  const mapped = mapDelivery({ ...base, tables: [table(0, ['甲', '乙']), table(1, ['手机', '城市'])] });
  expect(mapped.questions).toEqual([{ kind: 'required', field: 'name', suggestions: [], table: 1 }]);
});

test('the dataset of a file is found by its headers', () => {
  const guess = (headers: string[]) => guessDataset([{ columns: columns(headers) }], [people, tickets]);
  expect(guess(['姓名', '手机', '备注'])).toEqual({ dataset: 'people', question: null });
  expect(guess(['编号', '标题', '描述', '备注']).dataset).toBe('tickets');
});

test('without a clear winner the dataset is asked for', () => {
  const guess = guessDataset([{ columns: columns(['编号', '备注']) }], [people, tickets]);
  expect(guess.dataset).toBeNull();
  expect(guess.question?.suggestions.map(({ field }) => field).sort()).toEqual(['people', 'tickets']);
  expect(guessDataset([{ columns: columns(['甲']) }], [people]).question).toEqual({ kind: 'dataset', suggestions: [] });
});

test('what most datasets have says nothing of which one it is', () => {
  const guess = (headers: string[]) => guessDataset([{ columns: columns(headers) }], builtinDatasets);
  for (const headers of [
    ['Code', 'Val'],
    ['id', 'constructor'],
    ['编号', '数值', '备注'],
  ])
    expect([headers, guess(headers)]).toMatchObject([headers, { dataset: null, question: { kind: 'dataset' } }]);
  expect(guess(['Order ID', 'Val']).dataset).toBe('orders');
  expect(guess(['编号', '客户名称']).dataset).toBe('customers');
});

test('a table that surely is another dataset’s is left out where others are this one’s', () => {
  const customers = builtinDataset('customers');
  if (!customers) throw new Error('customers is built in');
  const list = table(0, ['客户名称', '联系人', '手机']);
  const orders = table(1, ['订单号', '客户名称', '金额', '下单时间']);
  const mapped = mapDelivery({ ...base, dataset: customers, tables: [list, orders] });
  expect([...mapped.tables.keys()]).toEqual([0]);
  expect([...mapped.skipped]).toEqual([[1, 'other-columns']]);
  expect([...mapDelivery({ ...base, dataset: customers, tables: [orders] }).tables.keys()]).toEqual([1]);
  // As much of a customer stands in it as in the list: it may be the list with what they ordered.
  const ordering = table(2, ['客户名称', '联系人', '手机', '订单号', '金额', '下单时间']);
  expect([...mapDelivery({ ...base, dataset: customers, tables: [list, ordering] }).tables.keys()]).toEqual([0, 2]);
});
