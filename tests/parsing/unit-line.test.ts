/** A line above the table that says in what its amounts are counted. */
import { expect, test } from 'vitest';
import { mapTable } from '../../core/mapping/table.js';
import { builtinDataset } from '../../schemas/datasets/builtin.js';
import { onlyTable, parsed } from './parsing.js';

const orders = builtinDataset('orders');
const source = { name: 'orders', key: null, newestBy: null, effectiveBy: null, complete: false };
const rows = Array.from({ length: 6 }, (_, n) => `C${n},SO-${n},${n + 1}.5`).join('\n');

/** Unit and currency of the column of amounts. */
async function readWith(above: string, header = '金额'): Promise<unknown> {
  if (!orders) throw new Error('orders is built in');
  const table = onlyTable(await parsed(Buffer.from(`${above}客户编号,订单号,${header}\n${rows}\n`)));
  expect(table.columns.map((column) => column.header)).toEqual(['客户编号', '订单号', header]);
  const { mapping } = mapTable({ table, dataset: orders, stored: null, source });
  const { field, unit, currency } = mapping.columns[2] ?? {};
  return [field, unit, currency];
}

test.each([
  ['单位：万元,,\n', '10000', 'CNY'],
  ['订单一览表,,\n,,单位：千元\n', '1000', 'CNY'],
  ['订单一览表 2024（单位：万元）,,\n', '10000', 'CNY'],
  ['金额单位：人民币百万元,,\n', '1000000', 'CNY'],
  ['Unit: k USD,,\n', '1000', 'USD'],
])('%j', async (above, unit, currency) => {
  expect(await readWith(above)).toEqual(['amount', unit, currency]);
});

test('the header’s own word goes before it', async () => {
  expect(await readWith('单位：万元,,\n', '金额（元）')).toEqual(['amount', '1', 'CNY']);
  expect(await readWith('单位：万元,,\n', '金额（千元）')).toEqual(['amount', '1000', 'CNY']);
});

test.each(['填报单位：上海某某有限公司,,\n', '单位：吨,,\n', '单位负责人：李四,,\n', '订单一览表,,\n', ''])(
  '%j says nothing of money',
  async (above) => {
    expect(await readWith(above)).toEqual(['amount', '1', null]);
  },
);
