import { describe, expect, test } from 'vitest';
import { readSkippedSql } from '../../core/parsing/stage-sql.js';
import { onlyTable, parsed, query, stagedRows } from './parsing.js';
import { book, headers, codes } from './made-books.js';
import type { Cell } from './made-books.js';

test('a name of a column that is merged into the rows is no value, in whatever format', async () => {
  const rows = [
    ['客户名称', '地区', '备注'],
    ['张三', '北京', null],
    ['李四', null, null],
    ['王五', '上海', 'x'],
  ];
  const page =
    '<table><tr><td>客户名称<td>地区<td rowspan=2>备注<tr><td>张三<td rowspan=2>北京<tr><td>李四<td><tr><td>王五<td>上海<td>x</table>';
  for (const merges of [['C1:C2', 'B2:B3'], ['C1:C2'], null]) {
    const file = merges ? await book({ 客户: rows }, merges) : await parsed(page, { fileName: 'a.xls' });
    const region = merges?.length === 1 ? null : '北京';
    expect((await stagedRows(onlyTable(file))).map((cells) => cells.slice(1))).toEqual([
      ['张三', '北京', null],
      ['李四', region, null],
      ['王五', '上海', 'x'],
    ]);
  }
});

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

  test('a label that is not merged over one that says more of it', async () => {
    const body = ['甲,13800138000,a@example.com,100', '乙,13800138001,b@example.com,200'];
    const table = onlyTable(await parsed(['客户,联系,,金额', ',手机,邮箱,本月', ...body].join('\n')));
    expect(table).toMatchObject({ headerRows: [1, 2], rows: 2 });
    expect(table.columns.map(({ header }) => header)).toEqual(['客户', '联系 / 手机', '联系 / 邮箱', '金额 / 本月']);
    const written = onlyTable(await parsed(['客户,联系,联系,金额', ',手机,邮箱,本月', ...body].join('\n')));
    expect(written.columns.map(({ header }) => header)).toEqual(table.columns.map(({ header }) => header));
    const twice = onlyTable(await parsed(['客户,备注,备注,金额', '甲,x,y,1', ',z,急,2', '丙,u,v,3'].join('\n')));
    expect(twice).toMatchObject({ headerRows: [1], rows: 3 });
    // A first row of data that lacks its key has values of the kinds of the others.
    const data = onlyTable(await parsed(['客户,电话,,金额', ',13800138002,无人接听,面议', ...body].join('\n')));
    expect(data).toMatchObject({ headerRows: [1], rows: 3 });
  });

  test('a row below that names the first column alone, as pandas writes an index', async () => {
    const head = [',联系,,金额', ',手机,邮箱,本月'];
    const body = ['甲,13800138000,a@example.com,100', '乙,13800138001,b@example.com,200'];
    const named = onlyTable(await parsed([...head, '客户,,,', ...body].join('\n')));
    expect(named).toMatchObject({ headerRows: [1, 2, 3], firstRow: 4, rows: 2 });
    expect(named.columns[0]?.header).toBe('客户');
    const group = onlyTable(await parsed([...head, '华东,,,', ...body].join('\n')));
    expect(group.headerRows).toEqual([1, 2]);
    const two = [
      ',,一季度,,二季度,',
      ',,数量,金额,数量,金额',
      '地区,城市,,,,',
      '华东,上海,1,2,3,4',
      ',杭州,5,6,7,8',
      '华北,北京,9,10,11,12',
    ];
    const both = onlyTable(await parsed(two.join('\n')));
    expect(both).toMatchObject({ headerRows: [1, 2, 3], firstRow: 4, rows: 3 });
    expect(both.columns.map(({ header }) => header).slice(0, 3)).toEqual(['地区', '城市', '一季度 / 数量']);
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
    for (const form of ['yyyy-mm-dd', '(TT.MM.JJJJ)', 'YYYY年MM月DD日', 'dd/mm/yyyy hh:mm']) {
      const dated = await parsed(`品名,重量,日期\n,kg,${form}\n甲,1.5,2024-03-05\n乙,2.5,2024-03-06\n`);
      expect([form, headers(dated)]).toEqual([form, ['品名', '重量 (kg)', '日期']]);
      expect(onlyTable(dated)).toMatchObject({ headerRows: [1, 2], rows: 2 });
    }
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

describe('pivot tables', () => {
  const list: Cell[][] = [
    ['客户', '地区', '金额'],
    ['甲', '华东', 100],
    ['乙', '华东', 200],
    ['丙', '华北', 50],
    ['丁', '华北', 5],
    ['戊', '华北', 6],
    ['己', '华北', 7],
  ];
  const pivot = (label: string, figure: string): Cell[][] => [
    [label, figure],
    ['华东', 300],
    ['甲', 100],
    ['乙', 200],
    ['华北', 50],
    ['丙', 50],
  ];

  test.each([
    ['行标签', '求和项:金额'],
    ['Row Labels', 'Sum of Amount'],
    ['Zeilenbeschriftungen', 'Summe von Betrag'],
    ['行ラベル', '合計 / 金額'],
  ])('%s | %s: left out beside the list, told where it is all there is', async (label, figure) => {
    const both = await book({ 清单: list, Sheet2: pivot(label, figure) });
    expect(both.tables.map(({ sheet }) => sheet)).toEqual(['清单']);
    expect(codes(both)).toEqual([['pivot-sheet-skipped', 'Sheet2']]);
    const alone = await book({ Sheet2: pivot(label, figure) });
    expect(alone.tables.map(({ rows }) => rows)).toEqual([5]);
    expect(codes(alone)).toEqual([['pivot-table', 'Sheet2']]);
  });

  test.each([
    ['Label', 'Sum of money'],
    ['Row Labels', 'Amount'],
    ['标签', '求和项:金额'],
  ])('%s | %s is a list', async (label, figure) => {
    expect(codes(await book({ Sheet2: pivot(label, figure) }))).toEqual([]);
  });
});

test('totals keep their cells, so that sums can be compared', async () => {
  const table = onlyTable(await parsed('客户,数量,金额\n甲,1,10\n乙,2,20\n合计,3,30\n'));
  const [total] = await query(`SELECT row, reason, cells FROM ${readSkippedSql(table)}`);
  expect(total?.slice(0, 2)).toEqual(['4', 'total']);
  expect(JSON.parse(total?.[2] ?? '')).toEqual(['合计', '3', '30']);
});
