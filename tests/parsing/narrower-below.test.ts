/** A narrower list straight below a wider one, without a blank row between: two tables where its header says so, rows of one where not. */
import { describe, expect, test } from 'vitest';
import { workbook } from '../e2e/workbooks.js';
import type { Cell } from '../e2e/workbooks.js';
import { parsed, stagedRows } from './parsing.js';

type Parsed = Awaited<ReturnType<typeof parsed>>;
const told = async ({ tables }: Parsed) => {
  const found: string[][] = [];
  for (const table of tables)
    found.push([
      table.columns.flatMap(({ header }) => header || []).join(),
      (await stagedRows(table)).map(([row]) => row).join(),
    ]);
  return found;
};
const parse = (lines: readonly string[]) => parsed(`${lines.join('\n')}\n`);

const people = ['客户编号,姓名,手机,城市', 'K1,张三,13800138001,上海', 'K2,李四,13800138002,北京'];
const orders = ['订单号,日期,金额', 'A1,2024-01-05,12', 'A2,2024-01-06,13'];
const padded = (lines: readonly string[]) => lines.map((line) => `${line},`);

describe('a narrower list straight below', () => {
  test.each([
    ['its rows as wide as the text', padded(orders)],
    ['its rows as narrow as it is', orders],
    ['with names alone, no numbers', ['订单号,产品,', 'A1,茶,', 'A2,咖啡,']],
    ['in quotes', ['"订单号","产品",', '"A1","茶",', '"A2","咖啡",']],
  ])('is a table of its own: %s', async (_, lines) => {
    const [names] = lines as [string];
    const header = names.replaceAll('"', '').replace(/,$/, '');
    expect(await told(await parse([...people, ...lines]))).toEqual([
      [people[0], '2,3'],
      [header, '5,6'],
    ]);
  });

  test.each([
    ['with a year before a name', '2024年客户,电话'],
    ['with a word that is no name of a column', '重点客户,联系电话'],
    ['in quotes', '"客户2","电话"'],
  ])('is a table of its own whatever its first column is called: %s', async (_, names) => {
    const wide = ['客户编号,姓名,手机,城市,额度', 'K1,张三,13800138001,上海,1', 'K2,李四,13800138002,北京,2'];
    const many = Array.from({ length: 2000 }, (__, at) => `K${at + 3},客户${at},13900138001,上海,`);
    const below = [`${names},,,`, '丙公司,010-81234567,,,', '丁公司,022-21234567,,,'];
    const header = names.replaceAll('"', '');
    expect(await told(await parse([...wide, ...below]))).toEqual([
      [wide[0], '2,3'],
      [header, '5,6'],
    ]);
    const { tables } = await parse([...wide, ...many, ...below]);
    expect(tables.map(({ rows, headerRows }) => [rows, headerRows])).toEqual([
      [2002, [1]],
      [2, [2004]],
    ]);
  });

  test.each([
    ['of orders', ['订单号,产品,日期,金额', 'A1,茶,2024-01-05,12', 'A2,咖啡,2024-01-06,13']],
    ['of texts alone', ['供应商,联系人,地区,备注', '丁公司,赵六,苏州,x', '戊公司,孙七,杭州,y']],
    ['in English', ['Supplier,Contact,Country,Notes', 'Sup Ltd,Max,DE,x', 'Sup2 Ltd,Eva,AT,y']],
    ['with a name that is not known', ['批次代号,产品,日期,金额', 'A1,茶,2024-01-05,12', 'A2,咖啡,2024-01-06,13']],
  ])('as wide as the list, with other names, is a table of its own: %s', async (_, lines) => {
    const many = Array.from({ length: 2000 }, (__, at) => `K${at + 3},客户${at},1390013${1000 + (at % 9000)},上海`);
    expect(await told(await parse([...people, ...lines]))).toEqual([
      [people[0], '2,3'],
      [lines[0], '5,6'],
    ]);
    const { tables } = await parse([...people, ...many, ...lines]);
    expect(tables.map(({ rows, headerRows }) => [rows, headerRows])).toEqual([
      [2002, [1]],
      [2, [2004]],
    ]);
  });

  test('is none where rows have names of columns in that column', async () => {
    const rows = ['K3,电话,,', 'K4,邮箱,13800138003,上海', 'K5,城市,,', 'K6,王五,13800138004,北京'];
    expect(await told(await parse([...people, ...rows]))).toEqual([[people[0], '2,3,4,5,6,7']]);
  });

  test('below a title, and above other lists', async () => {
    const title = '订单列表,,,';
    const last = ['姓名,渠道,内容,日期', '张三,电话,询价,2024-01-07', '李四,拜访,合同,2024-01-08'];
    const file = await parse([...people, title, ...padded(orders), ',,,', ...last]);
    expect(await told(file)).toEqual([
      [people[0], '2,3'],
      [orders[0], '6,7'],
      [last[0], '10,11'],
    ]);
  });

  test('far below, where rows go as bytes, in text and in a workbook', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `K${at},客户${at},1380013${1000 + (at % 9000)},上海`);
    const lines = [people[0] as string, ...many, ...padded(orders)];
    expect((await parse(lines)).tables.map(({ rows }) => rows)).toEqual([3000, 2]);
    const cells = lines.map((line) => line.split(',').map((cell): Cell => (cell === '' ? null : cell)));
    const book = await parsed(await workbook({ 名单: cells }), { fileName: 'a.xlsx' });
    expect(book.tables.map(({ rows, headerRows }) => [rows, headerRows])).toEqual([
      [3000, [1]],
      [2, [3002]],
    ]);
  });
});

describe('is none', () => {
  test.each([
    ['words of the header again', ['客户编号,姓名,,', 'K3,王五,,']],
    ['words that are no names of columns', ['甲公司,乙公司,,', 'K3,王五,,']],
    ['a row below that is as wide as the list', ['订单号,产品,,', 'A1,茶,,', 'K3,王五,13800138003,广州']],
    ['no row below', ['订单号,产品,,']],
    ['no row below, as wide as the list', ['订单号,产品,日期,金额']],
    ['as wide as the list, with two words that are no names', ['订单号,产品,王五,赵六', 'A1,茶,x,y']],
    ['as wide as the list, most names those of the header', ['订单号,姓名,手机,城市', 'A1,茶,x,y']],
    ['one name of a column among two cells', ['订单号,王五,,', 'K3,赵六,,']],
  ])('%s: all rows stay in the list', async (_, lines) => {
    const file = await parse([...people, ...lines]);
    expect(file.tables).toHaveLength(1);
    const [table] = file.tables;
    expect((table?.rows ?? 0) + Object.values(table?.skippedBy ?? {}).reduce((sum, rows) => sum + rows, 0)).toBe(
      people.length - 1 + lines.length,
    );
  });

  test('in a list of names of columns', async () => {
    const lines = ['字段,名称,类型,备注', '姓名,客户名称,文本,x', '手机,电话,文本,', '订单号,编号,,', '金额,数量,,'];
    expect((await parse(lines)).tables.map(({ rows }) => rows)).toEqual([4]);
    const full = ['字段,名称,类型', '姓名,客户名称,文本', '手机,电话,备注', '订单号,编号,数量', '金额,数量,备注'];
    expect((await parse(full)).tables.map(({ rows }) => rows)).toEqual([4]);
  });

  test('in a list whose last columns are seldom filled', async () => {
    const lines = [
      '姓名,手机,微信,备注',
      '张三,13800138001,,',
      '李四,13800138002,,x',
      '订单号,金额,,',
      '王五,13800138003,,',
    ];
    expect((await parse(lines)).tables).toHaveLength(1);
  });
});
