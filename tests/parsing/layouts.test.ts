import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readSkippedSql } from '../../core/parsing/stage-sql.js';
import type { ParsedFile } from '../../schemas/staging.js';
import { onlyTable, parsed, query, skippedOf, stagedRows } from './parsing.js';

type Cell = string | number | null;

async function book(sheets: Record<string, Cell[][]>, merges: string[] = []): Promise<ParsedFile> {
  const made = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = made.addWorksheet(name);
    sheet.addRows(rows);
    for (const range of merges) sheet.mergeCells(range);
  }
  return parsed(new Uint8Array(await made.xlsx.writeBuffer()), { fileName: 'a.xlsx' });
}

const headers = (file: ParsedFile, at = 0) => file.tables[at]?.columns.map((column) => column.header);
const codes = (file: ParsedFile) => file.issues.map(({ code, sheet }) => [code, sheet]);

describe('headers of several rows', () => {
  test('three rows with merged labels', async () => {
    const file = await book(
      {
        客户: [
          ['序号', '客户', '联系方式', null, null, '金额'],
          [null, null, '电话', null, '邮箱', null],
          [null, null, '手机', '座机', null, null],
          [1, '甲', '13800138000', '010-1', 'a@example.com', 5],
          [2, '乙', '13900139000', '010-2', 'b@example.com', 6],
        ],
      },
      ['A1:A3', 'B1:B3', 'C1:E1', 'C2:D2', 'E2:E3', 'F1:F3'],
    );
    expect(onlyTable(file)).toMatchObject({ headerRows: [1, 2, 3], firstRow: 4, rows: 2 });
    expect(headers(file)).toEqual([
      '序号',
      '客户',
      '联系方式 / 电话 / 手机',
      '联系方式 / 电话 / 座机',
      '联系方式 / 邮箱',
      '金额',
    ]);
  });

  test('a sparse row of wide labels above the widest row', async () => {
    const file = await parsed(
      [
        'Organisation,Unit,Payroll staff,,,,Contractors,,,',
        ',,Junior,,Senior,,Agency,,Other,',
        ',,Heads,FTE,Heads,FTE,Heads,FTE,Heads,FTE',
        'North office,Sales,1,1,2,2,3,3,4,4',
        'South office,Sales,5,5,6,6,7,7,8,8',
      ].join('\n'),
    );
    expect(onlyTable(file)).toMatchObject({ headerRows: [1, 2, 3], rows: 2 });
    expect(headers(file)?.slice(0, 5)).toEqual([
      'Organisation',
      'Unit',
      'Payroll staff / Junior / Heads',
      'Payroll staff / Junior / FTE',
      'Payroll staff / Senior / Heads',
    ]);
    expect(headers(file)?.at(-1)).toBe('Contractors / Other / FTE');
  });

  test('years above and a remark below the labels', async () => {
    const file = await parsed(
      [
        'Average number of persons,,,,',
        ',,,,',
        ',,,2013-14,2012-13',
        'Division,Permanent,Others,Total,Total',
        ',,,,Restated',
        'Support,609,-,672,641',
        'Reform,116,3,119,115',
        'Security,225,-,225,-',
      ].join('\n'),
    );
    expect(onlyTable(file)).toMatchObject({ headerRows: [3, 4, 5], firstRow: 6, rows: 3 });
    expect(headers(file)).toEqual(['Division', 'Permanent', 'Others', '2013-14 / Total', '2012-13 / Total / Restated']);
    expect(onlyTable(file).columns.at(-1)?.levels).toEqual(['2012-13', 'Total', 'Restated']);
  });

  test('a sparse first row of data is no remark', async () => {
    const file = await parsed('id,name,paid\n,,missing\n1,x,5\n2,y,6\n');
    expect(onlyTable(file)).toMatchObject({ headerRows: [1], rows: 3 });
  });

  test('a row of units is told with the headers, never as data', async () => {
    const file = await parsed('品名,重量,金额,数量\n,kg,（万元）,件\n甲,1.5,3,2\n乙,2.5,4,1\n');
    expect(headers(file)).toEqual(['品名', '重量 (kg)', '金额 (万元)', '数量 (件)']);
    expect(onlyTable(file)).toMatchObject({ headerRows: [1, 2], firstRow: 3, rows: 2 });
    const values = await parsed('from,to\nkg,g\nm,km\n');
    expect(onlyTable(values).rows).toBe(2);
  });

  test('a first row of data that names nothing in its first column is data', async () => {
    const file = await parsed('a,b,c\n,x,y\n1,z,w\n');
    expect(onlyTable(file)).toMatchObject({ headerRows: [1], rows: 2 });
  });
});

test.each([1, 2, 5, 40])('last columns empty in all of %i rows: the header stays the header', async (count) => {
  const names = ['编号', '姓名', '邮箱', '备注'];
  const data = Array.from({ length: count }, (_, at) => [`K${at}a`, `Name ${at}b`]);
  const lines = (end: string) => [names.join(','), ...data.map((row) => `${row.join(',')}${end}`), ''].join('\n');
  for (const file of [await parsed(lines(',,')), await parsed(lines('')), await book({ 客户: [names, ...data] })]) {
    expect(onlyTable(file)).toMatchObject({ headerRows: [1], firstRow: 2, rows: count });
    expect(headers(file)).toEqual(names);
  }
});

describe('several tables on a sheet', () => {
  test('a narrow table above a wide one does not go missing', async () => {
    const file = await parsed(
      [
        '汇总,,,,',
        '日期,人数,,,',
        '2024-01-01,3,,,',
        '2024-01-02,4,,,',
        ',,,,',
        '编号,姓名,电话,邮箱,金额',
        ...Array.from({ length: 30 }, (_, at) => `K${at},甲${at},138001380${at + 10},a${at}@example.com,${at}`),
      ].join('\n'),
    );
    expect(file.tables.map(({ headerRows, firstRow, lastRow }) => [headerRows, firstRow, lastRow])).toEqual([
      [[2], 3, 4],
      [[6], 7, 36],
    ]);
    expect((await stagedRows(file.tables[0]!))[1]?.slice(0, 3)).toEqual(['4', '2024-01-02', '4']);
  });

  const orders: Cell[][] = [
    ['订单号', '日期', '金额'],
    ['D1', '2024-03-05', 100],
    ['D2', '2024-03-06', 200],
  ];

  test('one below the other, with a title between', async () => {
    const file = await book({
      all: [
        ['客户', '电话', '城市'],
        ['甲', '13800138000', '北京'],
        ['乙', '13900139000', '上海'],
        [],
        ['订单明细'],
        ...orders,
      ],
    });
    expect(file.tables.map(({ headerRows, firstRow, lastRow }) => [headerRows, firstRow, lastRow])).toEqual([
      [[1], 2, 3],
      [[6], 7, 8],
    ]);
    expect(headers(file, 1)).toEqual(['订单号', '日期', '金额']);
  });

  test.each([
    ['of fewer columns', '客户编号,客户名称,手机\nR1,甲,13112345678\nR2,乙,13112345679\n', '产品,单价\n苹果,5\n梨,6\n'],
    ['of texts only', '编号,客户名称,城市\nR1,甲,上海\nR2,乙,北京\n', '部门,姓名\n销售,王\n客服,李\n'],
    ['of as many columns', 'id,name,city\n1,a,x\n2,b,y\n', 'Product,Quantity,Notes\npear,few,ripe\nfig,many,dry\n'],
    ['of more columns', 'id,name\n1,a\n2,b\n', 'Product,Quantity,Notes\npear,5,ripe\nfig,6,dry\n'],
  ])('below blank lines, without a title, %s', async (_, first, second) => {
    for (const blank of ['\n', ',,\n\n\n']) {
      const file = await parsed(first + blank + second);
      expect(file.tables.map(({ rows }) => rows)).toEqual([2, 2]);
      expect(headers(file, 1)?.slice(0, 2)).toEqual(second.split('\n')[0]?.split(',').slice(0, 2));
    }
  });

  test('rows behind blank lines that hold a name of a column, or nothing in the last ones, stay rows', async () => {
    const list = 'code,name,note,amount\nK1,a,x,5\nK2,b,y,6\n\nK3,Product,,\nK4,d,,\n\nphone,面议,,\nK6,f,,\n';
    expect(onlyTable(await parsed(list)).rows).toBe(6);
  });

  test('in a delimited file, of another width', async () => {
    const text =
      'Minister,Date,Body\nA B,Oct-14,Fund\nA C,Nov-14,Trust\nOverseas travel,,\nMinister,Trip,Place,Cost\nA B,12 May,Cairo,3271.41\nA C,13 May,Rome,100\n';
    const file = await parsed(text);
    expect(file.tables.map((table) => [table.headerRows, table.rows])).toEqual([
      [[1], 2],
      [[5], 2],
    ]);
  });

  test('blank rows and lone cells inside one table part nothing', async () => {
    const file = await parsed('id,name,note,amount\n1,a,x,5\n\n2,b,y,6\nGroup two,,,\n3,c,z,7\n\n\n4,d,w,8\n');
    expect(onlyTable(file).rows).toBe(5);
    expect((await skippedOf(onlyTable(file))).map(([row]) => row)).toEqual(['3', '7', '8']);
  });

  test('side by side, with the same headers or of another length', async () => {
    const same = await book({
      all: [
        ['姓名', '电话', null, '姓名', '电话'],
        ['甲', '138', null, '丙', '136'],
        ['乙', '139', null, '丁', '137'],
      ],
    });
    expect(same.tables.map((table) => table.columns.map(({ label, header }) => label + header))).toEqual([
      ['A姓名', 'B电话'],
      ['D姓名', 'E电话'],
    ]);
    const apart = await book({
      all: orders
        .map((row, at) => [
          ...row,
          null,
          ...([
            ['城市', '负责人'],
            ['北京', '甲'],
          ][at] ?? [null, null]),
        ])
        .concat([
          ['D3', '2024-03-07', 300, null, '上海', '乙'],
          ['D4', '2024-03-08', 400, null, null, null],
        ])
        .filter((_, at) => at !== 2),
    });
    expect(apart.tables.map((table) => [table.columns.length, table.rows])).toEqual([
      [3, 3],
      [2, 2],
    ]);
    expect((await stagedRows(apart.tables[1] as never)).map((row) => row.slice(1))).toEqual([
      ['北京', '甲'],
      ['上海', '乙'],
    ]);
  });

  test('what is said of somebody behind a blank column is none of another list, though the last one has no phone', async () => {
    const file = await book({
      all: [
        ['编号', '姓名', null, '手机', '城市'],
        ['1', '甲', null, '138', '上海'],
        ['2', '乙', null, '139', '北京'],
        ['3', '丙', null, null, null],
      ],
    });
    expect(onlyTable(file).columns.map(({ label, header }) => label + header)).toEqual([
      'A编号',
      'B姓名',
      'C',
      'D手机',
      'E城市',
    ]);
  });

  test('an unused column does not part a table', async () => {
    const file = await book({
      all: [
        ['id', 'name', null, 'city', 'note'],
        [1, 'a', null, 'Rome', null],
        [2, 'b', null, null, 'x'],
        [3, 'c', null, 'Oslo', null],
      ],
    });
    expect(onlyTable(file).columns).toHaveLength(5);
  });
});

describe('sheets', () => {
  const rows: Cell[][] = [
    ['客户', '电话', '金额'],
    ['甲', '13800138000', 1],
    ['乙', '13900139000', 2],
  ];

  test('sheets of one shape are one table each; summary and instructions are skipped and said so', async () => {
    const file = await book({
      北京: rows,
      上海: rows.map(([name, phone, amount]) => [phone ?? null, name ?? null, amount ?? null]),
      汇总: [
        ['分公司', '金额'],
        ['北京', 3],
      ],
      填写说明: [['请逐行填写'], ['电话必填']],
    });
    expect(file.tables.map(({ sheet, table }) => [table, sheet])).toEqual([
      [0, '北京'],
      [1, '上海'],
    ]);
    expect(codes(file)).toEqual([
      ['summary-sheet-skipped', '汇总'],
      ['instruction-sheet-skipped', '填写说明'],
    ]);
  });

  test('a sheet that is called summary but is all there is, is read', async () => {
    const file = await book({ 汇总: rows, 说明: [['请逐行填写']] });
    expect(file.tables.map(({ sheet }) => sheet)).toEqual(['汇总']);
    expect((await book({ Summary: rows })).tables).toHaveLength(1);
  });
});

test('totals keep their cells, so that sums can be compared', async () => {
  const table = onlyTable(await parsed('客户,数量,金额\n甲,1,10\n乙,2,20\n合计,3,30\n'));
  const [total] = await query(`SELECT row, reason, cells FROM ${readSkippedSql(table)}`);
  expect(total?.slice(0, 2)).toEqual(['4', 'total']);
  expect(JSON.parse(total?.[2] ?? '')).toEqual(['合计', '3', '30']);
});
