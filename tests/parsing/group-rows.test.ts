/** A header of two rows whose upper one groups the columns from the first on. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { onlyTable, parsed, stagedRows } from './parsing.js';

const tableOf = async (lines: readonly string[]) => onlyTable(await parsed(`${lines.join('\n')}\n`));
const english = ['Customer,,Contact,,Money', 'ID,Name,E-mail,Phone,Credit limit'];
const chinese = ['基本信息,,联系方式,,财务', '客户编号,客户名称,手机,邮箱,信用额度'];
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => `c${at},Ann ${at},a${at}@example.com,+44 20 7946 09${at + 10},${at}`);

describe.each([1, 2, 30])('above %i rows', (count) => {
  test.each([
    ['alone', english],
    ['below a title', ['Customers of March,,,,', ...english]],
    ['below a title and a blank row', ['客户表,,,,', ',,,,', ...chinese]],
    ['of few groups', ['Customer,,,Further,', 'ID,Name,E-mail,Phone,Credit limit']],
    ['with a name that reaches down', ['Customer,,Contact,,Credit limit', 'ID,Name,E-mail,Phone,']],
  ])('%s', async (_, head) => {
    const table = await tableOf([...head, ...rowsOf(count)]);
    expect(table).toMatchObject({ headerRows: [head.length - 1, head.length], rows: count });
    expect(table.columns[1]?.levels).toEqual([head.at(-2)?.split(',')[0], head.at(-1)?.split(',')[1]]);
  });
});

test('names that nobody knows, over numbers and dates; and merged', async () => {
  const head = ['Alpha,,Beta,,', 'ka,kb,kc,kd,ke'];
  const table = await tableOf([...head, 'u,v,2024-01-05,3,x', 'w,z,2024-01-06,4,y']);
  expect(table).toMatchObject({ headerRows: [1, 2], rows: 2 });
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('S');
  sheet.addRows([...chinese.map((line) => line.split(',').map((cell) => cell || null)), ['g0', '甲', '13800138000']]);
  for (const range of ['A1:B1', 'C1:D1']) sheet.mergeCells(range);
  const file = await parsed(new Uint8Array(await book.xlsx.writeBuffer()), { fileName: 'a.xlsx' });
  expect(onlyTable(file)).toMatchObject({ headerRows: [1, 2], rows: 1 });
});

test.each([
  ['columns without names', ['name,,city,', 'Anna,x,Rome,1', 'Bert,y,Oslo,2']],
  ['one text over numbers', ['name,,amount', 'Anna,x,open', 'Bert,y,5', 'Cora,z,6']],
  ['a first row with gaps', ['name,,city', 'Anna,x,', 'Bert,y,Oslo']],
  ['a row that says one text twice', ['name,,city', 'Phone,Phone,Name', 'Bert,y,Oslo']],
  ['no gaps', ['name,group,city', 'ID,Phone,Name', 'Bert,y,Oslo']],
])('is data: the first row below %s', async (_, lines) => {
  const table = await tableOf(lines);
  expect(table).toMatchObject({ headerRows: [1], rows: lines.length - 1 });
  expect((await stagedRows(table))[0]?.slice(1)).toEqual(lines[1]?.split(',').map((cell) => cell || null));
});

test.each([
  ['in another language', ['客户名称,电话,注册日期', 'Customer name,Phone,Sign-up date'], [1, 2]],
  ['behind codes', ['cust_nm,cust_tel,reg_dt', '客户名称,电话,注册日期'], [1, 2]],
  ['but for a cell', ['客户名称,电话,注册日期', 'Customer name,,Sign-up date'], [1, 2]],
  ['only in part', ['客户名称,电话,注册日期', 'Phone Company,电话,x'], [1]],
  ['in one cell', ['客户名称,电话,注册日期', 'Phone,,'], [1]],
])('names of columns once more, %s', async (_, head, headerRows) => {
  const table = await tableOf([...head, '甲,13800138000,2024-01-05', '乙,13800138001,2024-01-06']);
  expect(table).toMatchObject({ headerRows, rows: 4 - headerRows.length });
});

test.each([
  [
    'below names without groups',
    ['客户编号,客户名称,联系方式,,地址,', '(必填),（必填）,手机,邮箱,省,市'],
    ['客户编号 / (必填)', '客户名称 / （必填）', '联系方式 / 手机', '联系方式 / 邮箱', '地址 / 省', '地址 / 市'],
  ],
  [
    'in the last row of three',
    ['区域,客户,,联系方式,,', ',名称,编号,电话,,网络', ',,[Required],手机,座机,邮箱'],
    [
      '区域',
      '客户 / 名称',
      '客户 / 编号 / [Required]',
      '联系方式 / 电话 / 手机',
      '联系方式 / 电话 / 座机',
      '联系方式 / 网络 / 邮箱',
    ],
  ],
])('marks of what is to be filled, %s, part no header from its lower row', async (_, head, headers) => {
  const rows = ['C1,甲,13800138000,0571-88886666,浙江,杭州', 'C2,乙,13800138001,021-88886666,浙江,宁波'];
  const table = await tableOf([...head, ...rows]);
  expect(table).toMatchObject({ headerRows: head.map((__, at) => at + 1), rows: 2 });
  expect(table.columns.map(({ header }) => header)).toEqual(headers);
});
