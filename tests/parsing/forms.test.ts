/** Forms: labels beside what they say, one customer each. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../schemas/staging.js';
import { cellOf } from '../../schemas/cell-place.js';
import { kindsOf, onlyTable, parseBytes, parsed, skippedOf, stagedRows } from './parsing.js';

type Cells = (string | number | Date | null)[];

async function bookOf(sheets: Record<string, Cells[]>, edit: (sheet: ExcelJS.Worksheet) => void = () => undefined) {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    sheet.addRows(rows);
    edit(sheet);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

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

const told = async (file: ParsedFile) => {
  const found = [];
  for (const table of file.tables) {
    const [row = []] = await stagedRows(table);
    found.push([table.sheet, table.columns.map(({ label, header }) => `${label} ${header}`).join(', '), row.join(' ')]);
  }
  return found;
};
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
