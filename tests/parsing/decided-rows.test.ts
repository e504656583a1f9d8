/** What a person says of rows that may name groups, and of columns filled in the first row of a group only. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { rulesOf, withRules } from '../../core/mapping/reading-rules.js';
import type { ReadingWords, TableWord } from '../../schemas/decisions.js';
import type { ParseHints } from '../../schemas/staging.js';
import { kindsOf, onlyTable, parsed, skippedOf, stagedRows } from './parsing.js';

const words = (said: Partial<TableWord>): ReadingWords => ({
  tables: [{ sheet: null, take: null, headerRows: null, firstRow: null, lastRow: null, ...said }],
  text: {},
});
const parse = (lines: readonly string[], hints: ParseHints = {}) => parsed(`${lines.join('\n')}\n`, { hints });
const cellsOf = async (lines: readonly string[], hints: ParseHints = {}) =>
  (await stagedRows(onlyTable(await parse(lines, hints)))).map((row) => row.slice(1).map((cell) => cell ?? ''));
/** The rules that follow from what is said of a file. */
const ruled = async (lines: readonly string[], said: Partial<TableWord>) =>
  rulesOf(words(said), (await parse(lines, { words: words(said) })).tables);

const header = '姓名,手机,邮箱,城市';
const row = (name: string) => `${name},1380013800${name.length},${name}@example.com,上海`;
const branches = [header, '甲门店,,,', row('a'), row('bb'), '乙门店,,,', row('ccc'), row('dddd')];
const regions = [header, '华东区,,,', row('a'), row('bb'), '华南区,,,', row('ccc'), row('dddd')];
const labelled = [header, '城区：东,,,', row('a'), row('bb'), '城区：西,,,', row('ccc'), row('dddd')];

describe('rows of a single cell', () => {
  test('that would be asked about are headings, as said by one of them', async () => {
    expect((await parse(branches)).issues.map(({ code }) => code)).toContain('maybe-group-row');
    const hints = { words: words({ headings: [2] }) };
    const file = await parse(branches, hints);
    expect(file.issues).toEqual([{ code: 'group-rows', sheet: null, params: { rows: 2, header: '上方小标题' } }]);
    expect((await cellsOf(branches, hints)).map((cells) => [cells[0], cells[4]])).toEqual([
      ['a', '甲门店'],
      ['bb', '甲门店'],
      ['ccc', '乙门店'],
      ['dddd', '乙门店'],
    ]);
    expect(await skippedOf(onlyTable(file))).toEqual([
      ['2', 'group'],
      ['5', 'group'],
    ]);
  });

  test('said to be headings name the group of a total below a single row', async () => {
    const lines = [',Date,Num,Name,Amount', 'Ann Ltd,,,,', ',2024-01-05,1,Ann Ltd,10', ',2024-01-06,2,Ann Ltd,20'];
    const more = ['Total for Ann Ltd,,,,30', 'Bob Ltd,,,,', ',2024-01-09,3,Bob Ltd,70', 'Total for Bob Ltd,,,,70'];
    const file = await parse([...lines, ...more], { words: words({ headings: [2] }) });
    expect(onlyTable(file)).toMatchObject({ rows: 3, skippedBy: { group: 2, total: 2 } });
  });

  test.each([
    ['asked about', branches],
    ['headings', regions],
    ['headings with a label', labelled],
  ])('that would be %s are data, as said', async (_, lines) => {
    const file = await parse(lines, { words: words({ headings: [] }) });
    expect(onlyTable(file)).toMatchObject({ rows: 6, skippedBy: {} });
    expect(file.issues).toEqual([]);
  });

  test('are known in later files by their column and label, wherever they stand', async () => {
    const rules = await ruled(branches, { headings: [5] });
    expect(rules[0]?.shape?.headings).toEqual([
      { column: { header: '姓名', label: '1' }, label: null, isTitle: false },
    ]);
    const later = [
      '四月,,,',
      ',,,',
      header,
      '丙门店,,,',
      row('e'),
      row('ff'),
      '丁门店,,,',
      row('ggg'),
      row('hhhh'),
      row('iiiii'),
    ];
    expect(onlyTable(await parse(later, { rules }))).toMatchObject({ rows: 5, skippedBy: { group: 2 } });
    const data = await ruled(regions, { headings: [] });
    expect(data[0]?.shape?.headings).toEqual([]);
    expect(onlyTable(await parse(['三月,,,', ...regions], { rules: data }))).toMatchObject({ rows: 6 });
    const other = ['编号,手机,城市', '甲门店,,', 'a,1,x', 'b,2,y', '乙门店,,', 'c,3,z', 'd,4,w'];
    expect((await parse(other, { rules })).issues.map(({ code }) => code)).toContain('maybe-group-row');
  });

  test('words said one after the other add up, in the preview and in later files', async () => {
    const rules = await ruled(branches, { headings: [2, 5] });
    const saying = words({ fillDown: ['4'] });
    const lines = branches.map((line) => line.replace('ccc@example.com,上海', 'ccc@example.com,'));
    const preview = await parse(lines, { rules, words: saying });
    expect(onlyTable(preview)).toMatchObject({ rows: 4, skippedBy: { group: 2 } });
    expect((await stagedRows(onlyTable(preview))).map((cells) => cells[4])).toEqual(['上海', '上海', '上海', '上海']);
    const sum = withRules(rules, rulesOf(saying, preview.tables));
    expect(sum).toMatchObject([{ said: { headings: [2, 5], fillDown: ['4'] } }]);
    expect(onlyTable(await parse(lines, { rules: sum }))).toMatchObject({ rows: 4, skippedBy: { group: 2 } });
    const data = await parse(lines, { rules: sum, words: words({ headings: [] }) });
    expect(onlyTable(data)).toMatchObject({ rows: 6, skippedBy: {} });
    expect((await stagedRows(onlyTable(data))).map((cells) => cells[4])).toEqual([null, ...Array(5).fill('上海')]);
    const again = withRules(sum, rulesOf(words({ headings: [] }), data.tables));
    expect(again).toMatchObject([{ said: { headings: [], fillDown: ['4'] }, shape: { headings: [] } }]);
  });

  test('that are no such rows are told', async () => {
    const file = await parse(branches, { words: words({ headings: [3, 99] }) });
    const told = file.issues.filter(({ code }) => code === 'decided-not-found');
    expect(told.map(({ params }) => params)).toEqual([{ what: '3' }, { what: '99' }]);
    const two = [...branches, ',,,', '订单号,日期,产品,金额', 'A1,2024-01-05,茶,12', 'A2,2024-01-06,咖啡,13'];
    const both = await parse(two, { words: words({ headings: [2] }) });
    expect(both.tables).toHaveLength(2);
    expect(both.issues.map(({ code }) => code)).toEqual(['group-rows']);
  });
});

const sparse = [
  '区域,城市,客户,电话',
  '华东,上海,甲公司,13800138001',
  ',,乙公司,13800138002',
  ',杭州,丙公司,13800138003',
  '华南,,丁公司,13800138004',
  ',深圳,戊公司,13800138005',
  ',,己公司,13800138006',
];

test('a header said to stand where there is none is told', async () => {
  const told = async (headerRows: number[]) => {
    const { issues } = await parse(['name,email', 'Bob,b@e.example', 'Ann,a@e.example'], {
      words: words({ headerRows }),
    });
    return issues.filter(({ code }) => code === 'decided-not-found').map(({ params }) => params?.['what']);
  };
  expect(await told([1])).toEqual([]);
  expect(await told([2, 3])).toEqual([]);
  expect(await told([3, 4])).toEqual(['3–4']);
  expect(await told([9])).toEqual(['9']);
});

describe('a column that is filled in the first row of each group', () => {
  const one = sparse.map((line) =>
    line
      .split(',')
      .filter((_, at) => at !== 1)
      .join(),
  );

  test('is told, and read as blank', async () => {
    const file = await parse(one);
    expect(file.issues).toEqual([{ code: 'maybe-fill-down', sheet: null, row: 2, column: '1' }]);
    expect((await cellsOf(one)).map(([region]) => region)).toEqual(['华东', '', '', '华南', '', '']);
  });

  test('is filled where a person says so; an inner one begins anew with an outer one', async () => {
    const hints = { words: words({ fillDown: ['2', '1'] }) };
    const file = await parse(sparse, hints);
    expect(file.issues).toEqual([{ code: 'filled-down', sheet: null, params: { columns: '区域, 城市', cells: 6 } }]);
    expect((await cellsOf(sparse, hints)).map((cells) => cells.slice(0, 2).join(' '))).toEqual([
      '华东 上海',
      '华东 上海',
      '华东 杭州',
      '华南 ',
      '华南 深圳',
      '华南 深圳',
    ]);
    const flags = (await kindsOf(onlyTable(file))).map(([at, col, , flag]) => [at, col, flag]);
    expect(flags).toContainEqual(['3', '0', 'filled-down']);
    expect(flags).toHaveLength(6);
  });

  test('is known in later files by its header, in any place', async () => {
    const rules = await ruled(one, { fillDown: ['1'] });
    expect(rules[0]?.shape?.fillDown).toEqual([{ header: '区域', label: '1' }]);
    const later = one.map((line, at) => `${at === 0 ? '编号' : `x${at}`},${line}`);
    expect((await cellsOf(later, { rules })).map((cells) => cells[1])).toEqual([
      '华东',
      '华东',
      '华东',
      '华南',
      '华南',
      '华南',
    ]);
    expect((await parse(one, { rules })).tables[0]?.shape.fillDown).toEqual(rules[0]?.shape?.fillDown);
  });

  test('holds behind the first rows; a column that is not there is told', async () => {
    const many = Array.from(
      { length: 400 },
      (_, at) => `${at % 100 === 0 ? `区${at}` : ''},公司${at},1380013${1000 + at}`,
    );
    const cells = await cellsOf([one[0] as string, ...many], { words: words({ fillDown: ['1'] }) });
    expect(cells.map(([region]) => region)).toEqual(many.map((_, at) => `区${at - (at % 100)}`));
    const file = await parse(one, { words: words({ fillDown: ['9'] }) });
    expect(file.issues.map(({ code, params }) => [code, params?.['what']])).toContainEqual(['decided-not-found', '9']);
  });

  test('is not told where nothing was blank', async () => {
    const file = await parse(one, { words: words({ fillDown: ['2'] }) });
    expect(file.issues).toEqual([]);
    expect(file.tables[0]?.shape.fillDown).toEqual([{ header: '客户', label: '2' }]);
  });

  test('of a workbook, by its letter; kinds of what is filled stay', async () => {
    const book = new ExcelJS.Workbook();
    const day = new Date(Date.UTC(2024, 2, 5));
    book.addWorksheet('S').addRows([
      ['日期', '客户', '电话'],
      [day, '甲', '13800138001'],
      [null, '乙', '13800138002'],
      [null, '丙', '13800138003'],
      [null, '丁', '13800138004'],
    ]);
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    const file = await parsed(bytes, { fileName: 'a.xlsx', hints: { words: words({ fillDown: ['A'] }) } });
    expect((await stagedRows(onlyTable(file))).map((cells) => cells[1])).toEqual(Array(4).fill('2024-03-05'));
    expect(onlyTable(file).columns[0]?.kinds).toEqual({ d: 4 });
  });

  test.each([
    ['a column of remarks', ['客户,备注,电话', '甲,x,1', '乙,,2', '丙,y,3', '丁,,4', '戊,,5']],
    ['a leading column that repeats itself', ['等级,客户,电话', 'A,甲,1', ',乙,2', 'A,丙,3', ',丁,4', ',戊,5']],
    ['one that most rows fill', ['等级,客户,电话', 'A,甲,1', 'B,乙,2', ',丙,3', 'C,丁,4', 'D,戊,5']],
    ['one that the first row does not fill', ['等级,客户,电话', ',甲,1', 'B,乙,2', ',丙,3', 'C,丁,4', ',戊,5']],
  ])('is not told of %s', async (_, lines) => {
    expect((await parse(lines)).issues.filter(({ code }) => code === 'maybe-fill-down')).toEqual([]);
  });
});
