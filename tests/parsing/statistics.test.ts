/** Counts, averages and other statistics below each group and below all rows are no rows, and no sums either. */
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

  test.each(['平均', '平均值：', 'Average', 'Count', '最大值', '总平均'])('%s', async (word) => {
    const rows = ['编号,名称,城市,额度', 'C1,甲,上海,100', 'C2,乙,上海,200', `${word},,,150`, 'C3,丙,广州,50'];
    expect(await skippedIn(...rows, `${word},,,50`)).toEqual(['4 note', '6 note']);
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
