import { expect, test } from 'vitest';
import { strayNote } from '../../core/mapping/stray.js';
import { builtinDatasets } from '../../schemas/datasets/builtin.js';
import type { Mapping } from '../../schemas/mapping.js';

const content = { kind: 'content' } as const;
const byNumber: Mapping['key'] = { kind: 'fields', fields: ['external_id'], decidedBy: 'identifier' };

function noteOf(headers: string, dataset: string, key: Mapping['key'], lang: 'en' | 'zh' = 'en') {
  const columns = headers.split(',').map((header, position) => ({ header, label: String(position + 1), position }));
  return strayNote([{ columns: columns as never }], { dataset, key }, builtinDatasets, lang);
}

const customers = '客户编号,客户名称,手机,邮箱,城市,行业';

test('a list of customers in the folder for orders is told, in the language of the workspace', () => {
  expect(noteOf(customers, 'orders', content, 'zh')).toEqual([{ code: 'other-dataset', params: { dataset: '客户' } }]);
  const english = 'Customer ID,Name,Phone,E-mail,City,Industry';
  expect(noteOf(english, 'orders', content)).toEqual([{ code: 'other-dataset', params: { dataset: 'Customers' } }]);
});

test('where it belongs, where it has a key, and where the columns say nothing clear it is not', () => {
  expect(noteOf(customers, 'customers', content)).toEqual([]);
  expect(noteOf('订单编号,客户名称,手机,邮箱,城市,地址,金额', 'orders', byNumber)).toEqual([]);
  expect(noteOf('客户编号,下单时间,产品,数量,金额', 'orders', content)).toEqual([]);
  expect(noteOf('a,b,c', 'orders', content)).toEqual([]);
});
