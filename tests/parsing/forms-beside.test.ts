/** Forms of one customer on the sheet of a list, above or below it: nothing of them goes missing, and no label is a customer. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../schemas/staging.js';
import { kindsOf, parsed, skippedOf, stagedRows } from './parsing.js';

const parse = (lines: readonly string[]) => parsed(`${lines.join('\n')}\n`);
const told = async ({ tables }: ParsedFile) => {
  const found = [];
  for (const table of tables)
    found.push([
      table.columns.map(({ header }) => header).join(),
      (await stagedRows(table)).map(([row]) => row).join(),
    ]);
  return found;
};
const places = ({ issues }: ParsedFile) => issues.map(({ code, row, params }) => [code, row, params?.['to']]);

const orders = ['订单号,日期,产品,金额', 'A1,2024-01-05,茶,12', 'A2,2024-01-06,咖啡,13'];
const people = [
  'Name,Phone,Email,Notes',
  'Bob Co,+44 20 7946 0902,b@example.com,x',
  'Cyd Co,+44 20 7946 0903,c@example.com,y',
];
const customer = ['客户名称,甲公司,,', '联系人,张三,,', '手机,13800138000,,', '地址,上海市浦东新区,,'];
const header = '客户名称,联系人,手机,地址';

describe.each([
  ['right above', []],
  ['with a blank row between', [',,,']],
  ['with a title of the list between', [',,,', '订单明细,,,']],
])('a form %s a list', (_, between) => {
  test('of a customer: a table of its own', async () => {
    const file = await parse([...customer, ...between, ...orders]);
    const at = customer.length + between.length + 2;
    expect(await told(file)).toEqual([
      [header, '1'],
      [orders[0], `${at},${at + 1}`],
    ]);
    expect((await stagedRows(file.tables[0] as never))[0]).toEqual([
      '1',
      '甲公司',
      '张三',
      '13800138000',
      '上海市浦东新区',
    ]);
    expect(places(file)).toEqual([]);
  });
});

test('below a title, in pairs of columns; its lines of who filled it in are told as notes', async () => {
  const file = await parse([
    '客户信息表,,,',
    '客户名称：,甲公司,联系人：,张三',
    '手机：,13800138000,邮箱：,a@example.com',
    ',,,',
    ...people,
  ]);
  expect(await told(file)).toEqual([
    ['客户名称,联系人,手机,邮箱', '2'],
    [people[0], '6,7'],
  ]);
  expect(await skippedOf(file.tables[0] as never)).toEqual([['1', 'note']]);
});

test('of somebody who may have made the list: a row to fix', async () => {
  const file = await parse(['Name,Acme Ltd,,', 'Phone,+44 20 7946 0901,,', 'Email,a@example.com,,', ',,,', ...people]);
  expect((await told(file)).map(([, rows]) => rows)).toEqual(['1', '6,7']);
  expect(places(file)).toEqual([['maybe-form', 1, undefined]]);
  expect((await kindsOf(file.tables[0] as never)).map((kind) => kind[3])).toEqual(['maybe-form']);
});

test('of which it is not clear what belongs to what: told with its place, its rows as notes', async () => {
  const form = ['客户名称,甲公司,必填,', '联系人,张三,,', '手机,13800138000,11 位,'];
  const file = await parse([...form, ',,,', ...orders]);
  expect(await told(file)).toEqual([[orders[0], '6,7']]);
  expect(places(file)).toEqual([['form-rows-not-read', 1, 3]]);
  expect((await skippedOf(file.tables[0] as never)).map(([row]) => row)).toEqual(['1', '2', '3']);
});

test('below a list, and two blocks of a customer with orders each', async () => {
  const below = await parse([...people, ',,,', ...customer]);
  expect(await told(below)).toEqual([
    [people[0], '2,3'],
    [header, '5'],
  ]);
  const two = await parse([...customer, ',,,', ...orders, ',,,', ...customer, ',,,', ...orders]);
  expect((await told(two)).map(([headers]) => headers)).toEqual([header, orders[0], header, orders[0]]);
});

test('in a workbook, the second customer beside the list of the first', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('S');
  sheet.addRows([...customer, '', ...orders].map((line) => line.split(',').map((cell) => cell || null)));
  const file = await parsed(new Uint8Array(await book.xlsx.writeBuffer()), { fileName: 'a.xlsx' });
  expect(file.tables[0]?.columns.map(({ label }) => label)).toEqual(['B1', 'B2', 'B3', 'B4']);
  expect(await told(file)).toEqual([
    [header, '1'],
    [orders[0], '7,8'],
  ]);
});

describe('are no form:', () => {
  test.each([
    [
      'lines that name the groups of a report',
      ['客户：甲公司,,,', '联系人：张三,,,', '电话：13800138000,,,', ...orders, '客户：乙公司,,,', ...orders],
    ],
    ['an ordinary table', people],
    [
      'a list whose first column says how',
      ['Channel,Text,Date,By', 'Phone,a,2024-01-01,x', 'Email,b,2024-01-02,y', ',,,', 'WeChat,c,2024-01-03,z'],
    ],
  ])('%s', async (_, lines) => {
    const file = await parse(lines);
    expect(file.tables).toHaveLength(1);
    expect(file.issues.filter(({ code }) => code.includes('form'))).toEqual([]);
  });
});

describe('a wider list straight below', () => {
  test.each([
    ['a list', ['姓名,手机', '李四,13800138001', '王五,13800138002']],
    ['a list, below a title', ['姓名,手机', '李四,13800138001', '王五,13800138002', '订单列表,,,']],
  ])('%s: two tables', async (_, lines) => {
    const file = await parse([...lines, ...orders]);
    expect(await told(file)).toEqual([
      ['姓名,手机', '2,3'],
      [orders[0], `${lines.length + 2},${lines.length + 3}`],
    ]);
    expect(file.issues).toEqual([]);
  });

  const legend = ['Code,Meaning', 'A,active', 'B,blocked'];
  test.each([
    ['with names that are known', people[0]],
    ['with names that nobody knows', 'Acct Ref,Bal,Grp,Zone'],
  ])('a legend, %s: told with its place', async (_, names) => {
    const rows = ['17,100,2024-01-05,3', '18,120,2024-01-06,4'];
    const file = await parse([...legend, names as string, ...rows]);
    expect(await told(file)).toEqual([[names, '5,6']]);
    expect(places(file)).toEqual([['explanation-not-read', 1, 3]]);
    expect((await skippedOf(file.tables[0] as never)).map(([row]) => row)).toEqual(['1', '2', '3']);
  });

  test('far wider than the legend', async () => {
    const file = await parse([
      ...legend,
      'Name,Phone,Email,City,Status,Notes',
      'Bob Co,+44 20 7946 0902,b@example.com,x,A,',
    ]);
    expect(file.tables).toHaveLength(1);
    expect(places(file)).toEqual([['explanation-not-read', 1, 3]]);
  });

  test('beyond the first rows that are looked at', async () => {
    const many = Array.from({ length: 300 }, (_, at) => `李${at},1380013${1000 + at}`);
    const file = await parse(['姓名,手机', ...many, ...orders]);
    expect(file.tables.map(({ rows }) => rows)).toEqual([300, 2]);
  });

  test('is none: a row with more cells than the header', async () => {
    const file = await parse(['name,city', 'Ann,Oslo', 'Bob,Rome,vip', 'Cyd,Bern,5', 'Dee,Linz,7']);
    expect(file.tables.map(({ rows }) => rows)).toEqual([4]);
  });
});

describe('below a list, behind a blank row', () => {
  const list = ['客户编号,姓名,等级', 'K1,张三,A', 'K2,李四,B', ',,'];
  test.each([
    ['of what a column says', ['等级,说明,', 'A,重点客户,', 'B,普通客户,']],
    ['of names', ['名称,含义,', 'A,重点客户,', 'B,普通客户,']],
  ])('a legend %s is told with its place', async (_, legend) => {
    const file = await parse([...list, ...legend]);
    expect(await told(file)).toEqual([[list[0], '2,3']]);
    expect(places(file)).toEqual([['explanation-not-read', 5, 7]]);
  });

  test('figures are notes; names of customers beside a number are none', async () => {
    const figures = await parse([...list, '客户数,2,', '总额度：,3.5,', 'Total customers,2,']);
    expect(figures.tables[0]).toMatchObject({ rows: 2, skippedBy: { blank: 1, note: 3 } });
    const rows = await parse([...list, '客户数,13800138000,', 'K9,5,', '总店,6,A']);
    expect(rows.tables[0]).toMatchObject({ rows: 5, skippedBy: { blank: 1 } });
    const own = await parse(['指标,名称,值', '客户数,甲,1', '订单数,乙,2', ',,', '退货数,3,']);
    expect(own.tables[0]).toMatchObject({ rows: 3 });
  });
});
