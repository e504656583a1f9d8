/** Counts, averages and other statistics below each group and below all rows are no rows, and no sums either. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readSkippedSql } from '../../core/parsing/stage-sql.js';
import { onlyTable, parsed, query, skippedOf } from './parsing.js';

const tableOf = async (...lines: string[]) => onlyTable(await parsed(`${lines.join('\n')}\n`));
const skippedIn = async (...lines: string[]): Promise<string[]> =>
  (await skippedOf(await tableOf(...lines))).map((skipped) => skipped.join(' '));

describe('below each group', () => {
  test('sums and counts as Salesforce writes them', async () => {
    const rows = [
      'Account Owner,Account ID,Account Name,Billing City,Annual Revenue',
      'Alice Lee,0015A,Acme Ltd,Berlin,100.00',
      ',0015B,Beta Inc,Paris,200.00',
      'Subtotal,Sum,,,300.00',
      ',Count,2,,',
      'Bob Ray,0015C,Gamma LLC,Rome,50.00',
      'Subtotal,Sum of Annual Revenue,,,50.00',
      ',Count,1,,',
      'Total,Sum,,,350.00',
      ',Count,3,,',
    ];
    expect(await skippedIn(...rows)).toEqual(['4 total', '5 note', '7 total', '8 note', '9 total', '10 note']);
  });

  test('in Chinese', async () => {
    const rows = ['客户所有人,客户ID,客户名,账单城市,年收入', '张三,A1,甲公司,北京,100', ',A2,乙公司,上海,200'];
    const below = ['小计,总和,,,300', ',计数,2,,', '李四,A3,丙公司,广州,50', '小计,总和,,,50', ',记录计数,1,,'];
    expect(await skippedIn(...rows, ...below)).toEqual(['4 total', '5 note', '7 total', '8 note']);
  });

  test.each(['平均', '平均值：', 'Average', 'Count', '最大值', '总平均', '占比', '同比增长', '% of total'])(
    '%s',
    async (word) => {
      const rows = ['编号,名称,城市,额度', 'C1,甲,上海,100', 'C2,乙,上海,200', `${word},,,150`, 'C3,丙,广州,50'];
      expect(await skippedIn(...rows, `${word},,,50`)).toEqual(['4 note', '6 note']);
    },
  );

  test.each(['Growth', 'Share'])('%s without a number is a customer', async (name) => {
    expect(await skippedIn('编号,名称,城市', 'C1,甲,上海', 'C2,乙,上海', `${name},,`)).toEqual([]);
  });

  test('of many rows that go as bytes', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `C${at},客户${at},上海,${at}`);
    const half = [...rows.slice(0, 1500), '平均,,,749.5', ...rows.slice(1500), '平均,,,2249.5'];
    expect(await skippedIn('编号,名称,城市,额度', ...half)).toEqual(['1502 note', '3003 note']);
  });

  const groups = (word: string, north: string, south: string): string[] => [
    '地区,编号,名称,额度',
    '华北,C1,甲,100',
    '华北,C2,乙,201',
    `华北${word},${north}`,
    '华南,C3,丙,50',
    '华南,C4,丁,70',
    `华南${word},${south}`,
  ];
  test.each([
    ['sums', ' 汇总', ',,301', ',,120', 'total'],
    ['averages', ' 平均值', ',,150.5', ',,60', 'total'],
    ['counts', ' 计数', ',2,', ',2,', 'total'],
    ['the greatest', ' 最大值', ',,201', ',,70', 'total'],
    ['averages in English', ' Average', ',,150.5', ',,60', 'total'],
    ['the least in English', ' Min', ',,100', ',,50', 'total'],
  ])('%s that name their group', async (_, word, north, south, reason) => {
    expect(await skippedIn(...groups(word, north, south))).toEqual([`4 ${reason}`, `7 ${reason}`]);
  });

  test('an average of a group whose name no column has, rounded', async () => {
    const rows = [
      '名称,额度',
      '甲,100',
      '乙,201',
      '丙,200',
      '一组平均,167',
      '丁,50',
      '戊,51',
      '二组平均,50.5',
      '平均,120.40',
    ];
    expect(await skippedIn(...rows)).toEqual(['5 total', '8 total', '9 total']);
  });
});

test('what is no sum is compared with none', async () => {
  const table = await tableOf(
    '编号,名称,额度',
    'C1,甲,100',
    'C2,乙,200',
    '小计,平均,150',
    '小计,求和,300',
    '合计,计数,2',
  );
  const cells = await query(`SELECT row, cells IS NULL FROM ${readSkippedSql(table)} ORDER BY row`);
  expect(cells).toEqual([
    ['4', 'true'],
    ['5', 'false'],
    ['6', 'true'],
  ]);
});

describe('is a row:', () => {
  test.each([
    [
      'a person called so, with a phone',
      ['Name,Company,Phone', 'Ann,A,13800138001', 'Count,,13800138002', 'Bob,B,13800138003'],
    ],
    ['a short name', ['Name,Company,Limit', 'Ann,A,5', 'Max,,7', 'Min,,9', 'Bob,B,8']],
    ['a firm called so', ['Name,City,Limit', 'Ann,Rome,5', 'Bob,Oslo,6', 'Above Average,,9', 'Count,Bonn,8']],
    ['a list of statistics', ['name,value', 'Average,3', 'Count,5', 'Median,4']],
    ['a name with such an end', ['名称,城市,额度', '甲,上海,5', '大数,,9', '数据平均,北京,8']],
    ['no average', ['名称,额度', '甲,100', '乙,200', '一组平均,167', '丁,50']],
  ])('%s', async (_, lines) => {
    expect(await tableOf(...lines)).toMatchObject({ rows: lines.length - 1, skippedBy: {} });
  });
});

describe('a word for total behind the name of its group', () => {
  const rows = ['地区,编号,名称,城市,额度', '华东,C1,甲,上海,100', '华东,C2,乙,苏州,200'];
  const more = ['华南,C3,丙,广州,50', '华南,C4,丁,深圳,70'];
  test.each([
    ['华东,小计,,,300', '华南,小计,,,120'],
    ['华东,,小计,,300', '华南,,小计,,120'],
    ['华东,"Subtotal",Count,,2', '华南,Subtotal,Count,,2'],
    [' 华东,合计：2家,,,300', '华南,合计：2家,,,120'],
    ['华东,华东小计,,,300', '华南,华南 小计,,,120'],
    ['华东,,小计（华东）,,300', '华南,,小计（华南）,,120'],
    ['"华东","华东 Total",,,300', '华南,Subtotal 华南,,,120'],
  ])('%s', async (one, other) => {
    expect(await skippedIn(...rows, one, ...more, other)).toEqual(['4 total', '7 total']);
  });

  test('in merged cells, and of groups in groups', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('S');
    const inner = (owner: string | null, kind: string | null, ...rest: (string | number | null)[]) => [
      owner,
      kind,
      ...rest,
    ];
    sheet.addRows([
      ['负责人', '类型', '编号', '名称', '额度'],
      inner('张三', '客户', 'C1', '甲', 100),
      inner(null, null, 'C2', '乙', 200),
      inner(null, '小计', null, null, 300),
      inner(null, '潜在', 'C3', '丙', 50),
      inner(null, '小计', null, null, 50),
      inner('小计', null, null, null, 350),
      inner('李四', '客户', 'C4', '丁', 70),
    ]);
    for (const range of ['A2:A6', 'B2:B3', 'B4:C4', 'A7:B7']) sheet.mergeCells(range);
    const table = onlyTable(await parsed(new Uint8Array(await book.xlsx.writeBuffer()), { fileName: 'a.xlsx' }));
    expect((await skippedOf(table)).map((skipped) => skipped.join(' '))).toEqual(['4 total', '6 total', '7 total']);
    expect(table.rows).toBe(4);
    const words = await query(`SELECT cells FROM ${readSkippedSql(table)} WHERE row = 4`);
    expect(words[0]?.[0]).toMatch(/^\[null,"小计",/);
  });

  test.each([
    ['大区,客户,金额', '华东,甲,100', '华东,乙,200', '华东,小计,300', '华南,丙,50', '华南,小计,50'],
    ['大区,客户,金额', '华东,甲,100', '华东,华东小计,100', '华南,丙,50', '华南,丁,70', '华南,华南小计,120'],
    ['Region,Customer,Amount', 'Town,Acme,1', 'Town,Town Total,1', 'South,Bell,2', 'South,Core,3', 'South,Subtotal,5'],
  ])('where no cell is missing: %s, %s …', async (...lines) => {
    const totals = lines.flatMap((line, at) => (/小计|total/i.test(line) ? [`${at + 1} total`] : []));
    expect(totals).toHaveLength(2);
    expect(await skippedIn(...lines)).toEqual(totals);
  });

  test('that repeats the name, far down rows without a missing cell', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `华东,客户${at},${at}`);
    expect(await skippedIn('大区,客户,金额', ...many, '华东,华东小计,4498500', ...many)).toEqual(['3002 total']);
  });

  test('far down rows that go as bytes', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `华东,C${at},客户${at},上海,${at % 2 === 0 ? at : ''}`);
    expect(await skippedIn(rows[0] ?? '', ...many, '华东,小计,,,2249000', ...many)).toEqual(['3002 total']);
  });

  test.each([
    ['the name of a firm', ['负责人,客户,额度', 'Ann,Acme,5', 'Ann,Total,6', 'Bob,Sum,7']],
    ['the name of a firm of a group', ['集团,客户,额度', 'Acme,Acme Ltd,5', 'Elf,Elf Total,6', 'Bell,Bell Ltd,7']],
    ['a longer name', ['大区,客户,额度', '华东,华东医药,5', '华东,华东小计公司,6', '华南,华南建材,7']],
    ['a firm with its own cells', ['负责人,客户,城市,额度', 'Ann,Acme,Rome,5', 'Ann,Total,Paris,6']],
    [
      'a firm of which something is missing',
      ['负责人,客户,城市,电话', 'Ann,Acme,Rome,+44 20 7946 0901', 'Ann,Total,,+33 1 42 14 20 00'],
    ],
    ['rows that all have such words', ['区,类,额度,注', 'a,合计,5,x', 'b,合计,6,x', 'c,合计,7,']],
  ])('is not %s', async (_, lines) => {
    expect(await tableOf(...lines)).toMatchObject({ rows: lines.length - 1, skippedBy: {} });
  });
});
