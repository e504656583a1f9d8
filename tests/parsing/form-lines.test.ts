import { describe, expect, test } from 'vitest';
import { cellOf } from '../../schemas/cell-place.js';
import { type Cells, bookOf, told } from './form-books.js';
import { onlyTable, parseBytes, parsed, stagedRows } from './parsing.js';

describe('lines of text that say what their values are, one record below the other', () => {
  const rowsOf = async (text: string) =>
    Promise.all(
      (await parsed(text)).tables.map(async (table) => [
        table.columns.map(({ header }) => header).join(),
        (await stagedRows(table))[0]?.slice(1).join('|'),
      ]),
    );

  test('commas in values part nothing', async () => {
    const one = (name: string) => `Name: ${name}\nPhone: +44 20 7946 0901\nAddress: 12 High St, London\n`;
    expect(await rowsOf(`${one('Ann')}\n${one('Bob')}`)).toEqual([
      ['Name,Phone,Address', 'Ann|+44 20 7946 0901|12 High St, London'],
      ['Name,Phone,Address', 'Bob|+44 20 7946 0901|12 High St, London'],
    ]);
  });

  test('of two lines each, with frames and titles between them, with several in a line', async () => {
    const two = (at: number) => `客户名称：第${at}公司\n电话：021-5123000${at}\n`;
    const found = [1, 2].map((at) => ['客户名称,电话', `第${at}公司|021-5123000${at}`]);
    expect(await rowsOf(`${two(1)}\n${two(2)}`)).toEqual(found);
    expect(await rowsOf(`客户登记\n${two(1)}城市：上海\n-----\n${two(2)}城市：\n`)).toEqual([
      ['客户名称,电话,城市', '第1公司|021-51230001|上海'],
      ['客户名称,电话,城市', '第2公司|021-51230002|'],
    ]);
    const inLine = (at: number) => two(at).trim().replace('\n', ',') + ',城市：上海';
    expect(await rowsOf(`${inLine(1)}\n${inLine(2)}\n`)).toEqual(
      [1, 2].map((at) => ['客户名称,电话,城市', `第${at}公司|021-5123000${at}|上海`]),
    );
  });

  test.each([
    ['full-width commas', '客户名称：甲公司，电话：021-51230001\n城市：上海，地址：南京路 1 号\n'],
    [
      'full-width commas, in four lines',
      '客户名称：甲公司，联系人：张三\n电话：021-51230001，城市：上海\n地址：南京路 1 号，邮编：200001\n备注：无，邮箱：a@example.com\n',
    ],
    ['commas', '客户名称：甲公司,电话：021-51230001\n城市：上海,地址：南京路 1 号\n'],
    [
      'blanks',
      '客户登记表\n客户名称：甲公司    电话：021-51230001\n城市：上海    地址：南京路 1 号\n联系人：张三 邮箱：a@example.com\n',
    ],
    ['tabs', '客户名称：甲公司\t电话：021-51230001\n城市：上海\t地址：南京路 1 号\n'],
    [
      'nothing but the cells of their values',
      '客户名称：,甲公司,,电话：,021-51230001\n城市：,上海,,地址：,南京路 1 号\n联系人：,张三,,,\n',
    ],
  ])('with several pairs in a line, parted by %s: each value is one', async (_, text) => {
    const [[headers, values] = []] = await rowsOf(text);
    const row = Object.fromEntries(headers?.split(',').map((header, at) => [header, values?.split('|')[at]]) ?? []);
    expect(row).toMatchObject({ 客户名称: '甲公司', 电话: '021-51230001', 城市: '上海', 地址: '南京路 1 号' });
  });

  test('several pairs in a cell of a workbook are columns of their own, each called by another name', async () => {
    const bytes = await bookOf({
      表: [
        ['客户名称：甲公司  电话：021-51230001', null],
        ['Customer name: Acme', null],
        ['城市：上海，备注：电话联系，10:30 后', null],
      ],
    });
    const table = onlyTable(await parsed(bytes, { fileName: 'a.xlsx' }));
    expect(table.columns.map(({ label, header }) => `${label} ${header}`)).toEqual([
      'A1 客户名称',
      'A1#2 电话',
      'A2 Customer name',
      'A3 城市',
      'A3#2 备注',
    ]);
    expect((await stagedRows(table))[0]?.slice(1)).toEqual([
      '甲公司',
      '021-51230001',
      'Acme',
      '上海',
      '电话联系，10:30 后',
    ]);
    expect(cellOf({ row: 1, column: 'A3#2' })).toEqual({ row: 3, column: 'A' });
    expect(cellOf({ row: 1, column: '5:2#3' })).toEqual({ row: 5, column: '2' });
  });

  test('a value that only looks like a further pair stays whole', async () => {
    const found = await rowsOf(
      'Name: Ann Lee, Ltd\nWebsite: https://example.com/a, b: c\nNotes: opens 10:30, see floor: 2\nAddress: No: 5, Long Street\n',
    );
    expect(found).toEqual([
      [
        'Name,Website,Notes,Address',
        'Ann Lee, Ltd|https://example.com/a, b: c|opens 10:30, see floor: 2|No: 5, Long Street',
      ],
    ]);
  });

  test.each([
    ['姓名=张三\n电话=13800138000\n城市=上海\n', '姓名,电话,城市', '张三|13800138000|上海'],
    [
      'Name = Anna\nPhone = +44 20 7946 0958\nWebsite = https://a.example/?a=b\n',
      'Name,Phone,Website',
      'Anna|+44 20 7946 0958|https://a.example/?a=b',
    ],
    ['姓名＝张三，电话＝13800138000\n城市＝上海\n', '姓名,电话,城市', '张三|13800138000|上海'],
  ])('with a sign of equality for the colon: %j', async (text, headers, values) => {
    expect(await rowsOf(text)).toEqual([[headers, values]]);
  });

  test('below a title, two in a cell, a record each', async () => {
    const rows = ['张三', '李四', '王五'].map((name, at): Cells => [`姓名：${name}，电话：1380013800${at}`]);
    const file = await parsed(await bookOf({ 表: [['客户信息'], ...rows] }), { fileName: 'a.xlsx' });
    const found = ['张三', '李四', '王五'].map((name, at) => [
      '表',
      `A${at + 2} 姓名, A${at + 2}#2 电话`,
      `${at + 2} ${name} 1380013800${at}`,
    ]);
    expect(await told(file)).toEqual(found);
  });

  test('more of them in a workbook than are read are refused by name; beside a list the sheet is told', async () => {
    const rows = Array.from({ length: 150 }, (_, at): Cells[] => [
      [`客户名称：公司${at}`],
      [`电话：1380013${1000 + at}`],
    ]).flat();
    expect(await parseBytes(await bookOf({ 表: rows }), { fileName: 'a.xlsx' })).toMatchObject({
      code: 'form-unclear',
    });
    const list: Cells[] = [
      ['姓名', '电话'],
      ['李四', '13800138000'],
      ['王五', '13800138001'],
    ];
    const file = await parsed(await bookOf({ 表: rows, 名单: list }), { fileName: 'a.xlsx' });
    expect(onlyTable(file)).toMatchObject({ sheet: '名单', rows: 2 });
    expect(file.issues).toContainEqual({ code: 'form-not-read', sheet: '表' });
  });

  test('more of them than are read are refused by name', async () => {
    const text = Array.from({ length: 120 }, (_, at) => `客户名称：公司${at}\n电话：021-51230001\n`).join('\n');
    expect(await parseBytes(text)).toMatchObject({ ok: false, code: 'labelled-lines' });
  });

  test('a column of such texts below a header is a table', async () => {
    const file = await parsed('联系方式\n电话：021-51234567\n电话：010-61234567\n邮箱：a@example.com\n');
    expect(onlyTable(file)).toMatchObject({ headerRows: [1], rows: 3 });
    const beside = await parsed('客户,联系方式\n甲,电话：021-51234567\n乙,邮箱：a@example.com\n丙,电话：1\n');
    expect(onlyTable(beside)).toMatchObject({ headerRows: [1], rows: 3 });
  });
});
