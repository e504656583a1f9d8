/** Forms: labels beside what they say, one customer each. */
import type ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../schemas/staging.js';
import { type Cells, bookOf, told } from './form-books.js';
import { kindsOf, onlyTable, parseBytes, parsed, skippedOf, stagedRows } from './parsing.js';

const zh = (at: number): Cells[] => [
  ['客户名称', `第${at}公司`],
  ['联系人', `张${at}`],
  ['手机', `1380013800${at}`],
  ['客户偏好', '茶'],
  ['备注', at === 1 ? '老客户' : null],
];
const en = (at: number): Cells[] => [
  ['Customer name', `Acme ${at}`],
  ['Contact', `Jane ${at}`],
  ['Email', `jane${at}@acme.example`],
  ['City', 'Leeds'],
];
const zhHeaders = ['客户名称', '联系人', '手机', '客户偏好', '备注'];

const codes = ({ issues }: ParsedFile) => issues.map(({ code }) => code);

test('a sheet each, below a title and above who filled it in', async () => {
  const around = (rows: Cells[]): Cells[] => [
    ['客户登记表'],
    [],
    ...rows,
    [],
    ['填表人：王芳', null, '日期：2024-03-02'],
  ];
  const file = await parsed(await bookOf({ 甲: around(zh(1)), 乙: around(zh(2)) }), { fileName: 'a.xlsx' });
  expect(await told(file)).toEqual([
    ['甲', 'B3 客户名称, B4 联系人, B5 手机, B6 客户偏好, B7 备注', '3 第1公司 张1 13800138001 茶 老客户'],
    ['乙', 'B3 客户名称, B4 联系人, B5 手机, B6 客户偏好, B7 备注', '3 第2公司 张2 13800138002 茶 '],
  ]);
  expect(file.tables[0]).toMatchObject({ headerRows: [3], firstRow: 3, lastRow: 7, rows: 1, skippedBy: { note: 2 } });
  expect((await skippedOf(file.tables[0] as never)).map(([row]) => row)).toEqual(['1', '9']);
  expect(codes(file)).toEqual([]);
});

test('one below the other, in two pairs of columns, and beside one another', async () => {
  const pairs = (at: number): Cells[] => [
    ['Name', `Ann ${at}`, 'Phone', `+44 20 7946 090${at}`],
    ['City', 'Leeds', 'Email', `a${at}@example.com`],
  ];
  const beside: Cells[] = en(1).map(([label, value], at) => [label ?? null, value ?? null, en(2)[at]?.[1] ?? null]);
  const sheets = { below: [...en(1), [], ...en(2)], pairs: [...pairs(1), ...pairs(2)], beside };
  const file = await parsed(await bookOf(sheets), { fileName: 'a.xlsx' });
  expect(await told(file)).toEqual([
    ['below', 'B1 Customer name, B2 Contact, B3 Email, B4 City', '1 Acme 1 Jane 1 jane1@acme.example Leeds'],
    ['below', 'B6 Customer name, B7 Contact, B8 Email, B9 City', '6 Acme 2 Jane 2 jane2@acme.example Leeds'],
    ['pairs', 'B1 Name, D1 Phone, B2 City, D2 Email', '1 Ann 1 +44 20 7946 0901 Leeds a1@example.com'],
    ['pairs', 'B3 Name, D3 Phone, B4 City, D4 Email', '3 Ann 2 +44 20 7946 0902 Leeds a2@example.com'],
    ['beside', 'B1 Customer name, B2 Contact, B3 Email, B4 City', '1 Acme 1 Jane 1 jane1@acme.example Leeds'],
    ['beside', 'C1 Customer name, C2 Contact, C3 Email, C4 City', '1 Acme 2 Jane 2 jane2@acme.example Leeds'],
  ]);
});

test('labels with colons and marks, values in the same cell, merged cells, headings; kinds and marks of the values', async () => {
  const rows: Cells[] = [
    ['基本信息'],
    ['客户名称*：', '甲公司', '', '客户编号 :', 'C001'],
    ['电话：010-62345678'],
    ['注册日期', new Date(Date.UTC(2024, 2, 5)), '', '信用额度', 1.1010119900307123e17],
  ];
  const edit = (sheet: ExcelJS.Worksheet) => {
    sheet.mergeCells('A1:E1');
    for (const row of [2, 4]) sheet.mergeCells(`B${row}:C${row}`);
    sheet.getCell('E2').font = { strike: true };
  };
  const table = onlyTable(await parsed(await bookOf({ S: rows }, edit), { fileName: 'a.xlsx' }));
  expect(table.columns.map(({ label, header, kinds }) => [label, header, Object.keys(kinds).join()])).toEqual([
    ['B2', '客户名称', 't'],
    ['E2', '客户编号', 't'],
    ['A3', '电话', 't'],
    ['B4', '注册日期', 'd'],
    ['E4', '信用额度', 'n'],
  ]);
  expect((await stagedRows(table))[0]?.slice(1, 5)).toEqual(['甲公司', 'C001', '010-62345678', '2024-03-05']);
  expect((await kindsOf(table)).map((kind) => [kind[1], kind[3]])).toEqual([
    ['1', 'struck'],
    ['4', 'precision-lost'],
  ]);
});

test('remarks and days with a colon are labels where a value stands beside them', async () => {
  const rows: Cells[] = [
    ...en(1).map(([label, value]): Cells => [`${label as string}:`, value ?? null]),
    ['Notes:', 'met at fair'],
    ['Date:', '2024-03-05'],
  ];
  const table = onlyTable(await parsed(await bookOf({ S: rows }), { fileName: 'a.xlsx' }));
  expect(table.columns.slice(4).map(({ label, header }) => `${label} ${header}`)).toEqual(['B5 Notes', 'B6 Date']);
  expect(table.skippedBy).toEqual({});
});

test('in a text file the columns are called by row and column', async () => {
  const file = await parsed('Name,Ann\nPhone,+44 20 7946 0901\nEmail,a@example.com\n');
  expect(onlyTable(file).columns.map(({ label }) => label)).toEqual(['1:2', '2:2', '3:2']);
});

describe('are not guessed', () => {
  const explained = zh(1).map((row, at) => [...row, at === 0 ? '必填' : at === 2 ? '11 位' : null]);
  test('a further column of remarks: refused by name, or left out beside a table', async () => {
    const alone = await bookOf({ 表: explained });
    expect(await parseBytes(alone, { fileName: 'a.xlsx' })).toEqual({ ok: false, code: 'form-unclear' });
    const both = await bookOf({ 表: explained, 数据: [zhHeaders, ['甲', '张', '13800138000', '茶', '无']] });
    const file = await parsed(both, { fileName: 'a.xlsx' });
    expect(file.tables.map(({ sheet }) => sheet)).toEqual(['数据']);
    expect(file.issues).toEqual([{ code: 'form-not-read', sheet: '表' }]);
  });

  test('a person who names a header row is believed', async () => {
    const tables = [{ sheet: '表', take: null, headerRows: [1], firstRow: null, lastRow: null }];
    const hints = { words: { tables, text: {} } };
    const file = await parsed(await bookOf({ 表: explained }), { fileName: 'a.xlsx', hints });
    expect(onlyTable(file)).toMatchObject({ headerRows: [1], rows: 4 });
  });

  test.each([
    [
      'names of fields that are explained',
      'Field,Meaning\nName,as on the invoice\nPhone,11 digits\nEmail,may be empty\n',
    ],
    ['names of fields under a header of names', 'Name,Notes\nPhone,a\nEmail,b\nCity,c\n'],
    ['counts by channel', 'Channel,Count\nPhone,35\nEmail,12\nWeChat,8\n'],
    ['an ordinary table', 'Name,Phone,Email\nAnn,+44 20 7946 0901,a@example.com\nBob,+44 20 7946 0902,b@example.com\n'],
    [
      'one with a column of channels',
      'Date,Channel,Text\n2024-01-01,Phone,a\n2024-01-02,Email,b\n2024-01-03,WeChat,c\n',
    ],
  ])('%s are a table', async (_, text) => {
    const file = await parsed(text);
    expect(onlyTable(file)).toMatchObject({ headerRows: [1], rows: text.split('\n').length - 2 });
    expect(codes(file)).toEqual([]);
  });
});
