/** Groups that a program writes into its list of customers, by codes that go on from one another, are rows to fix; customers are none. */
import { describe, expect, test } from 'vitest';
import { rulesOf } from '../../core/mapping/reading-rules.js';
import { workbook } from '../e2e/workbooks.js';
import type { Cell } from '../e2e/workbooks.js';
import { kindsOf, onlyTable, parsed, skippedOf, stagedRows } from './parsing.js';

const header = '客户编码,客户名称,联系人,电话';
const list = [
  '01,国内客户,,',
  '0101,华东,,',
  '0101001,甲有限公司,张三,021-61234567',
  '0101002,乙有限公司,,021-61234568',
  '0102,华南,,',
  '0102001,丙有限公司,李四,020-81234567',
  '02,国外客户,,',
  '0201,Ann Ltd,Ann,+44 20 7123 4567',
];
const read = (rows: readonly string[]) => parsed([header, ...rows, ''].join('\n'));
const doubtedIn = async (file: Awaited<ReturnType<typeof parsed>>) => {
  const kinds = await kindsOf(onlyTable(file));
  const at = new Set(kinds.filter(([, , , flag]) => flag === 'maybe-group-row').map(([row]) => row));
  return (await stagedRows(onlyTable(file))).filter(([row]) => at.has(row ?? null)).map(([, code]) => code);
};

test('rows of code and name above codes that go on from theirs', async () => {
  const file = await read(list);
  expect(await doubtedIn(file)).toEqual(['01', '0101', '0102', '02']);
  expect(onlyTable(file).rows).toBe(8);
  expect(file.issues.filter(({ code }) => code === 'maybe-group-row')).toHaveLength(4);
});

test('in a workbook, and far below, where rows go as bytes', async () => {
  const many = Array.from({ length: 2000 }, (_, at) => `99${10_000 + at},客户${at},张三,13800138001`);
  const rows = [...many, ...list];
  expect(await doubtedIn(await read(rows))).toEqual(['01', '0101', '0102', '02']);
  const cells = [header, ...rows].map((line) => line.split(',').map((cell): Cell => (cell === '' ? null : cell)));
  const book = await parsed(await workbook({ 档案: cells }), { fileName: 'a.xlsx' });
  expect(await doubtedIn(book)).toEqual(['01', '0101', '0102', '02']);
});

test('are customers once somebody said that no row names a group', async () => {
  const words = {
    tables: [{ sheet: null, take: null, headerRows: null, firstRow: null, lastRow: null, headings: [] }],
    text: {},
  };
  const file = await parsed([header, ...list, ''].join('\n'), { hints: { words } });
  expect(await doubtedIn(file)).toEqual([]);
});

describe('called headings by a person', () => {
  const said = (headings: number[]) => ({
    tables: [{ sheet: null, take: null, headerRows: null, firstRow: null, lastRow: null, headings }],
    text: {},
  });
  const rowsIn = async (file: Awaited<ReturnType<typeof parsed>>) =>
    (await stagedRows(onlyTable(file))).map((cells) => [cells[1], ...cells.slice(5)]);
  const named = [
    ['0101001', '国内客户', '华东'],
    ['0101002', '国内客户', '华东'],
    ['0102001', '国内客户', '华南'],
    ['0201', '国外客户', null],
  ];

  test('one of them names all: their names are told of the rows below, level by level', async () => {
    for (const row of [2, 3, 8]) {
      const file = await parsed([header, ...list, ''].join('\n'), { hints: { words: said([row]) } });
      expect(
        onlyTable(file)
          .columns.map((column) => column.header)
          .slice(4),
      ).toEqual(['上方小标题 1', '上方小标题 2']);
      expect(await rowsIn(file)).toEqual(named);
      expect((await skippedOf(onlyTable(file))).map(([number, why]) => `${number} ${why}`)).toEqual([
        '2 group',
        '3 group',
        '6 group',
        '8 group',
      ]);
      expect(file.issues.map(({ code, params }) => [code, params?.['rows']])).toEqual([['group-rows', 4]]);
    }
  });

  test('one below which no code goes on is one where it is named itself, at the end, too', async () => {
    const rows = [header, ...list, '03,其他,,', ''].join('\n');
    const left = await parsed(rows, { hints: { words: said([2]) } });
    // Its code does not begin with that of the group above it.
    expect((await rowsIn(left)).at(-1)).toEqual(['03', null, null]);
    const file = await parsed(rows, { hints: { words: said([2, 10]) } });
    expect(await rowsIn(file)).toEqual(named);
    expect(file.issues.map(({ code }) => code)).toEqual(['group-rows']);
    // The file itself is read by the rule when it is taken in, and so are later ones.
    const rules = rulesOf(said([2, 10]), file.tables);
    expect(rules[0]?.shape?.headings).toMatchObject([{ isCoded: true, codes: ['03'] }]);
    expect(await rowsIn(await parsed(rows, { hints: { rules } }))).toEqual(named);
    const later = await parsed(rows.replace('03,其他,,', '03,其他,,\n04,另外,,'), { hints: { rules } });
    expect(await rowsIn(later)).toEqual([...named, ['04', null, null]]);
    expect(rulesOf(said([2, 10]), later.tables)[0]?.shape?.headings).toEqual(rules[0]?.shape?.headings);
  });

  test('they are headings in later files, wherever they stand; a row of one cell there is none by that', async () => {
    const words = said([3]);
    const { tables } = await parsed([header, ...list, ''].join('\n'), { hints: { words } });
    const rules = rulesOf(words, tables);
    expect(rules[0]?.shape?.headings).toEqual([
      { column: { header: '客户编码', label: '1' }, label: null, isTitle: false, isCoded: true },
    ]);
    const later = [
      '五月,,,',
      '',
      header,
      '07,新客户,,',
      '0701,丁公司,王五,021-61234569',
      '0702,戊公司,赵六,021-61234570',
      '零散,,,',
      '',
    ];
    const file = await parsed(later.join('\n'), { hints: { rules } });
    expect((await rowsIn(file)).map((cells) => cells.slice(0, 2))).toEqual([
      ['0701', '新客户'],
      ['0702', '新客户'],
      ['零散', null],
    ]);
    const none = await parsed([header, 'K1,甲,张三,1', 'K2,乙,李四,2', ''].join('\n'), { hints: { rules } });
    expect(onlyTable(none)).toMatchObject({ rows: 2, skippedBy: {} });
  });

  test('parts numbered by words have one level; what is no such row is told', async () => {
    const rows = [header, '一,华东区,,', '1,甲公司,张三,021-61234567', '二,华北区,,', '2,丙公司,李四,010-81234567', ''];
    const file = await parsed(rows.join('\n'), { hints: { words: said([2, 3]) } });
    expect(await rowsIn(file)).toEqual([
      ['1', '华东区'],
      ['2', '华北区'],
    ]);
    expect(file.issues.map(({ code, params }) => [code, params?.['what'] ?? null])).toEqual([
      ['group-rows', null],
      ['decided-not-found', '3'],
    ]);
  });
});

test('rows of 一, 二 or I, II and a name above rows that are numbered 1, 2, 3', async () => {
  const parts = (first: string, second: string) => [
    `${first},华东区,,`,
    '1,甲公司,张三,021-61234567',
    '2,乙公司,,',
    `${second},华北区,,`,
    '3,丙公司,李四,010-81234567',
    '4,丁公司,王五,010-81234568',
  ];
  const many = Array.from({ length: 2000 }, (_, at) => `${at},客户${at},张三,13800138001`);
  expect(await doubtedIn(await read(parts('一', '二')))).toEqual(['一', '二']);
  expect(await doubtedIn(await read([...many, ...parts('（一）', '（二）')]))).toEqual(['（一）', '（二）']);
  expect(await doubtedIn(await read(parts('I', 'II.')))).toEqual(['I', 'II.']);
});

describe('is none', () => {
  test.each([
    ['a customer of code and name above another', ['0101,甲,,', '0102,乙,张三,1', '0103,丙,李四,2', '0104,丁,王五,3']],
    ['a code that is one digit longer', ['10,甲,,', '100,乙,张三,1', '101,丙,李四,2', '102,丁,王五,3']],
    ['a first one whose number is a word, above words', ['一,甲,,', 'K2,乙,张三,1', 'K3,丙,李四,2', 'K4,丁,王五,3']],
    ['codes that are no numbers', ['KA,甲,,', 'KA001,乙,张三,1', 'KA002,丙,李四,2', 'KB003,丁,王五,3']],
    ['a parent of which more is known', ['01,甲总公司,张三,1', '0101,甲分公司,李四,2', '0102,乙分公司,王五,3']],
    ['a list in which most have no more', ['01,甲,,', '0101,乙,,', '0102,丙,,', '0103,丁,,', '0104,戊,张三,1']],
  ])('%s', async (_, rows) => {
    expect(await doubtedIn(await read(rows))).toEqual([]);
  });
});
