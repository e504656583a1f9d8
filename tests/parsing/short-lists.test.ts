/** Lists of few rows, few columns or few filled cells, in which little tells what a line is. */
import { expect, test } from 'vitest';
import { readStagedSql } from '../../core/parsing/stage-sql.js';
import { onlyTable, parsed, query } from './parsing.js';

const bare = '城市,客户名称,Status\n上海,甲公司,active\n北京,乙公司,closed\n';

test.each<[string, string, string[], number]>([
  [
    'a last row of one cell above a header that comes again',
    `${bare}成都,,\n${bare}`,
    ['城市', '客户名称', 'Status'],
    5,
  ],
  ['the same behind a blank row', `${bare}\n上海,,\n${bare}`, ['城市', '客户名称', 'Status'], 5],
  ['the same behind a title of the list', `名单,,\n${bare}\n${bare}`, ['城市', '客户名称', 'Status'], 4],
  [
    'labels with their values above names of which one is known',
    '部门：销售部,,制表人：张三\n行业,渠道种类,是否VIP\n零售,展会,否\n制造,展会,是\n',
    ['行业', '渠道种类', '是否VIP'],
    2,
  ],
  [
    'a title and a label above two columns',
    '客户信息表,\n部门：销售部,\n城市,渠道种类\n上海,展会\n北京,\n',
    ['城市', '渠道种类'],
    2,
  ],
  ['a title above a single column', '客户名单\n手机\n13800138000\n13900139000\n', ['手机'], 2],
  ['a single column of answers', 'VIP\nyes\nyes\nno\nyes\n', ['VIP'], 4],
  [
    'two columns, one of answers',
    'Product,VIP\nBasic,no\nPro,no\n\nNote: data as of March 2024\n',
    ['Product', 'VIP'],
    2,
  ],
  [
    'a channel that is called as a column is',
    '来源,等级,地址,联系人\n展会,A,,赵芳\n官网,A,,\n',
    ['来源', '等级', '地址', '联系人'],
    2,
  ],
  [
    'a channel without a form of its own',
    '来源,客户名称,Status\n转介绍,甲,\n微信,,active\n',
    ['来源', '客户名称', 'Status'],
    2,
  ],
  [
    'units above one row and a note',
    '金额,行业\n元,\n159.43,零售\n\n备注：以上数据截至2024年3月\n',
    ['金额 (元)', '行业'],
    1,
  ],
])('%s', async (_, text, headers, rows) => {
  const table = onlyTable(await parsed(text));
  expect(table.columns.map(({ header }) => header)).toEqual(headers);
  expect(await query(`SELECT count(*)::INTEGER FROM ${readStagedSql(table)}`)).toEqual([[String(rows)]]);
});

test('a title of two columns that begin further right', async () => {
  const table = onlyTable(await parsed(',客户信息表,\n,城市,渠道种类\n,上海,展会\n,北京,\n'));
  expect(table).toMatchObject({ headerRows: [2], rows: 2 });
});

test('a form whose labels have their values in their cells is none of these', async () => {
  const { tables } = await parsed('客户名称：甲公司,,电话：13800138000\n地址：人民路1号,,邮箱：a@example.com\n');
  expect(tables.map((table) => table.columns.map(({ header }) => header))).toEqual([
    ['客户名称', '电话', '地址', '邮箱'],
  ]);
});
