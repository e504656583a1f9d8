/** Lists whose rows each say what their values are: 姓名：张三，电话：138…. */
import { describe, expect, test } from 'vitest';
import { cellOf } from '../../schemas/cell-place.js';
import { workbook } from '../e2e/workbooks.js';
import { onlyTable, parseBytes, parsed, skippedOf, stagedRows } from './parsing.js';

type Cells = (string | null)[];

describe('in each row of a list, whichever labels it has: one table', () => {
  const list = [
    '甲，电话：1380013800',
    '乙，电话：1380013801',
    '丙，城市：上海，电话：1380013802',
    '丁，电话：1380013803，电话：1380013804',
  ];
  const lines = list.map((line, at) => `姓名：${line}${at}`);
  const headers = ['姓名', '电话', '城市', '电话'];
  const rows = [
    ['甲', '13800138000', null, null],
    ['乙', '13800138011', null, null],
    ['丙', '13800138022', '上海', null],
    ['丁', '1380013803', null, '13800138043'],
  ];

  test('in a text file', async () => {
    const table = onlyTable(await parsed(`客户信息\n${lines.join('\n')}\n`));
    expect(table.columns.map(({ label, header }) => [label, header])).toEqual(
      headers.map((header, at) => [at === 0 ? '1' : `1#${at + 1}`, header]),
    );
    expect(await stagedRows(table)).toEqual(rows.map((row, at) => [String(at + 2), ...row]));
    expect(await skippedOf(table)).toEqual([['1', 'note']]);
    expect(cellOf({ row: 3, column: '1#2' })).toEqual({ row: 3, column: '1' });
  });

  test('in the cells of a workbook, one value in each or all in one', async () => {
    for (const cells of [lines.map((line): Cells => [line]), lines.map((line): Cells => line.split('，'))]) {
      const table = onlyTable(await parsed(await workbook({ 表: cells }), { fileName: 'a.xlsx' }));
      expect(table.columns.map(({ header }) => header)).toEqual(headers);
      expect((await stagedRows(table)).map(([, ...values]) => values)).toEqual(rows);
    }
    expect(cellOf({ row: 3, column: 'A#2' })).toEqual({ row: 3, column: 'A' });
  });

  test('full-width commas below a header are no such list', async () => {
    const text = '姓名，电话\n甲，1380013800\n乙，1380013801\n丙，1380013802\n';
    expect(await parseBytes(text)).toMatchObject({ ok: false, code: 'fullwidth-delimiters' });
  });

  const many = (count: number): string[] =>
    Array.from({ length: count }, (_, at) => `姓名：张三${at}，电话：1380013${1000 + at}`);

  test('of hundreds of rows, in text and workbooks', async () => {
    const books = [many(900).map((line): Cells => [line]), many(900).map((line): Cells => line.split('，'))];
    const files = [await parsed(many(900).join('\n'))];
    for (const cells of books) files.push(await parsed(await workbook({ 表: cells }), { fileName: 'a.xlsx' }));
    for (const file of files) {
      const table = onlyTable(file);
      expect(table).toMatchObject({ firstRow: 1, lastRow: 900, rows: 900 });
      expect((await stagedRows(table)).at(-1)?.slice(1)).toEqual(['张三899', '13800131899']);
    }
  });

  test('a row that says nothing among hundreds: the rows are those of a table', async () => {
    const lines = many(500);
    lines[450] = '张三,无';
    expect(
      onlyTable(
        await parsed(await workbook({ 表: lines.map((line): Cells => line.split(/[，,]/)) }), { fileName: 'a.xlsx' }),
      ).rows,
    ).toBeGreaterThan(498);
  });

  test('of more than 10,000 rows it is refused by name', async () => {
    expect(await parseBytes(many(10_001).join('\n'))).toMatchObject({
      code: 'labelled-lines',
      params: { max: 10_000 },
    });
  });
});

describe('cards below one another', () => {
  const card = (heading: string, at: number): string =>
    `${heading}\n公司：第${at}公司\n电话：021-5123000${at}\n地址：南京路 ${at} 号\n`;
  const told = async (text: string) => {
    const { tables } = await parsed(text);
    const rows = await Promise.all(tables.map(stagedRows));
    return tables.map(({ columns, skippedBy }, at) => [
      columns[0]?.header,
      ...(rows[at] ?? []).map(([, first]) => first),
      skippedBy.note ?? 0,
    ]);
  };

  test('have the heading that stands above each of them', async () => {
    expect(await told(`名单\n\n${card('张三：', 1)}\n${card('李四：', 2)}`)).toEqual([
      ['上方小标题', '张三', 1],
      ['上方小标题', '李四', 0],
    ]);
  });

  test('have none where it is the same above each, a frame, or above one alone', async () => {
    for (const [one, other] of [
      ['客户信息', '客户信息'],
      ['客户信息', '-----'],
      ['张三：', ''],
    ] as const)
      expect((await told(`${card(one, 1)}\n${card(other, 2)}`)).map(([header, first]) => [header, first])).toEqual([
        ['公司', '第1公司'],
        ['公司', '第2公司'],
      ]);
  });
});
