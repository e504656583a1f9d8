/** Orders whose lines repeat the number of the order. */
import { describe, expect, test } from 'vitest';
import { mapTable } from '../../core/mapping/table.js';
import { builtinDataset } from '../../schemas/datasets/builtin.js';
import type { Mapping } from '../../schemas/mapping.js';
import { columns, source } from './sample.js';

const dataset = builtinDataset('orders');
if (!dataset) throw new Error('no orders');
const headers = ['订单号', '商品名称', '金额'];

/** The key of a list of `number product` rows. */
function keyOf(rows: readonly string[], stored: Mapping | null = null): Mapping {
  const cells = rows.map((row) => row.split(' '));
  const samples = headers.map((_, at) => cells.flatMap((row) => row[at] ?? []));
  return mapTable({ table: { columns: columns(headers) }, dataset: dataset as never, stored, source, samples }).mapping;
}

const lines = ['D1 apple 1', 'D1 pear 2', 'D2 apple 1', 'D3 fig 4'];
const single = ['D1 apple 1', 'D2 pear 2', 'D3 apple 1', 'D4 fig 4'];

describe('the number of an order', () => {
  test('is no key where the lines of the order stand below one another', () => {
    expect(keyOf(lines).key).toEqual({ kind: 'content' });
  });

  test.each([
    ['each order has one line', single],
    ['a line stands there twice', ['D1 apple 1', 'D1 apple 2', 'D2 apple 1', 'D3 fig 4']],
    ['the other line stands elsewhere', ['D1 apple 1', 'D2 apple 1', 'D3 fig 4', 'D1 pear 2']],
    ['some line names no product', ['D1 apple 1', 'D1', 'D2 apple 1', 'D3 fig 4']],
    ['one of many', ['D0 apple 1', 'D0 pear 2', ...Array.from({ length: 20 }, (_, at) => `D${at + 1} fig 4`)]],
  ])('is the key where %s', (_, rows) => {
    expect(keyOf(rows).key).toEqual({ kind: 'fields', fields: ['external_id'], decidedBy: 'identifier' });
  });

  test('stays what it is for the source', () => {
    const ofLines = keyOf(lines);
    expect(keyOf(single, ofLines)).toEqual(ofLines);
    const ofOrders = keyOf(single);
    expect(keyOf(lines, ofOrders)).toEqual(ofOrders);
  });
});
