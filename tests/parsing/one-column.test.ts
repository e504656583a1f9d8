/** Delimited text that stands whole in the cells of one column is read as columns; lists of one column stay what they are. */
import { describe, expect, test } from 'vitest';
import { workbook } from '../e2e/workbooks.js';
import type { Cell } from '../e2e/workbooks.js';
import { kindsOf, onlyTable, parsed, stagedRows } from './parsing.js';

const names = ['客户编号', '姓名', '手机'];
const people = [
  ['K1', '张三', '13800138001'],
  ['K2', '李四', '13800138002'],
  ['K3', '王五', '13800138003'],
];
const lines = (delimiter: string): string[] => [names, ...people].map((cells) => cells.join(delimiter));
const sheet = async (rows: Cell[][], merge: string[] = []) =>
  parsed(await workbook({ Sheet1: rows }, merge), { fileName: 'a.xlsx' });
const inOne = (texts: readonly string[]): Cell[][] => texts.map((text) => [text]);
const told = async (file: Awaited<ReturnType<typeof parsed>>) => {
  const table = onlyTable(file);
  return [table.columns.map(({ header }) => header), ...(await stagedRows(table)).map((row) => row.slice(1))];
};

describe('text in one column of a workbook', () => {
  test.each([',', ';', '\t', '|'])('is parted at %j, and that is told', async (delimiter) => {
    const file = await sheet(inOne(lines(delimiter)));
    expect(await told(file)).toEqual([names, ...people]);
    expect(file.issues).toContainEqual({ code: 'one-column', sheet: 'Sheet1', params: { delimiter } });
  });

  test('may have quotes, a title that is merged, and blank rows', async () => {
    const rows = inOne(['客户名单', '', '客户编号,姓名,备注', 'K1,张三,"重要, 常购"', '', 'K2,李四,']);
    const file = await sheet(rows, ['A1:C1']);
    expect(await told(file)).toEqual([
      ['客户编号', '姓名', '备注'],
      ['K1', '张三', '重要, 常购'],
      ['K2', '李四', null],
    ]);
    expect(onlyTable(file).headerRows).toEqual([3]);
  });

  test('keeps its numbers of rows far below, and doubts rows of another width', async () => {
    const many = Array.from({ length: 300 }, (_, at) => `K${at},客户,1380013${1000 + at}`);
    const rows: Cell[][] = [...inOne(['客户编号,姓名,手机', ...many]), ['K300,客户'], ['K301,客户,1', '2']];
    const table = onlyTable(await sheet(rows));
    expect((await stagedRows(table)).slice(299)).toEqual([
      ['301', 'K299', '客户', '13800131299', null],
      ['302', 'K300', '客户', null, null],
      ['303', 'K301', '客户', '1', '2'],
    ]);
    expect((await kindsOf(table)).map(([at, , , flag]) => [at, flag])).toEqual([
      ['302', 'ragged-short'],
      ['303', 'ragged-long'],
    ]);
  });
});

test('lines of a text file that a program put in quotes are parted, too', async () => {
  const file = await parsed(`"id,name,note"\n"1,Ann,""a, b"""\n"2,Bob,"\n`);
  expect(await told(file)).toEqual([
    ['id', 'name', 'note'],
    ['1', 'Ann', 'a, b'],
    ['2', 'Bob', null],
  ]);
});

describe('is none', () => {
  test.each([
    ['a list of one column', ['地址', '上海,浦东,1号', '北京,朝阳,2号']],
    ['a header of several names above values without commas', ['姓名,手机', '张三 13800138001', '李四 13800138002']],
    ['names of no columns', ['甲,乙,丙', '1,2,3', '4,5,6']],
  ])('%s', async (_, texts) => {
    const file = await sheet(inOne(texts));
    expect(file.issues.map(({ code }) => code)).not.toContain('one-column');
    expect(onlyTable(file).columns).toHaveLength(1);
  });

  test('a table of several columns, though its first cells hold commas', async () => {
    const rows = lines(',').map((text): Cell[] => [text, 'x']);
    expect(onlyTable(await sheet(rows)).columns).toHaveLength(2);
  });
});
