/** A sheet that repeats the others is left out by what stands in it; whatever is no repeat is read. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openRead } from '../../core/parsing/read.js';
import { parseFile } from '../../core/parsing/parse.js';
import { CsvWriter } from '../../core/parsing/rows/csv-writer.js';
import { NdjsonWriter } from '../../core/parsing/rows/ndjson-writer.js';
import { rowTexts } from '../../core/parsing/rows/row-texts.js';
import { escapeBreaks, StageWriter } from '../../core/parsing/stage.js';
import type { ParsedFile, ParseHints } from '../../schemas/staging.js';
import { limits, parsed, tempFolder } from './parsing.js';

type Cell = string | number | null;
type Sheets = Record<string, Cell[][]>;

function bytesOf(sheets: Sheets, bookType: XLSX.BookType = 'xlsx'): Uint8Array {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name);
  return new Uint8Array(XLSX.write(book, { bookType, type: 'buffer' }) as Buffer);
}

const read = (sheets: Sheets, hints: ParseHints = {}): Promise<ParsedFile> =>
  parsed(bytesOf(sheets), { fileName: 'a.xlsx', hints });
const sheetsOf = ({ tables }: ParsedFile) => tables.map(({ sheet }) => sheet);
const told = ({ issues }: ParsedFile) =>
  issues.filter(({ code }) => code === 'repeat-sheet-skipped').map(({ sheet, params }) => [sheet, params]);

const header = ['客户编号', '客户名称', '电话', '城市'];
const rowsOf = (city: string, count: number, from = 0): Cell[][] =>
  Array.from({ length: count }, (_, at) => [
    `${city}${from + at}`,
    `${city}客户${from + at}`,
    `1380013${from + at}`,
    city,
  ]);
const sheet = (...rows: Cell[][]): Cell[][] => [header, ...rows];
const [north, east, south] = [rowsOf('北京', 6), rowsOf('上海', 9), rowsOf('广州', 4)];
const branches: Sheets = { 北京: sheet(...north), 上海: sheet(...east), 广州: sheet(...south) };
const all = [...north, ...east, ...south];
const apart = { rows: 19, only: 0 };

describe('is left out', () => {
  test.each([
    ['总表', 'in front'],
    ['All', 'in front'],
    ['Sheet1', 'in front'],
    ['汇总', 'behind'],
    ['全部客户', 'behind'],
  ])('called %s, %s', async (name, place) => {
    const whole = { [name]: sheet(...all) };
    const file = await read(place === 'behind' ? { ...branches, ...whole } : { ...whole, ...branches });
    expect(sheetsOf(file)).toEqual(['北京', '上海', '广州']);
    expect(file.tables.map(({ table }) => table)).toEqual([0, 1, 2]);
    expect(told(file)).toEqual([[name, apart]]);
  });

  test('sorted otherwise, with columns in another order, a serial number and the branch', async () => {
    const rows = all.toSorted((a, b) => String(a[2]).localeCompare(String(b[2])));
    const whole = rows.map(([code, name, phone, city], at) => [
      at + 1,
      `${city}分公司`,
      name ?? null,
      code ?? null,
      city ?? null,
      phone ?? null,
    ]);
    const file = await read({
      ...branches,
      全部: [['序号', '分公司', '客户名称', '客户编号', '城市', '电话'], ...whole],
    });
    expect([sheetsOf(file), told(file)]).toEqual([['北京', '上海', '广州'], [['全部', apart]]]);
  });

  test('with a title above and a total below, branches with serial numbers', async () => {
    const numbered = (rows: Cell[][]): Cell[][] => [['序号', ...header], ...rows.map((row, at) => [at + 1, ...row])];
    const file = await read({
      总表: [['客户总表'], [], header, ...all],
      一部: numbered(north),
      二部: numbered([...east, ...south]),
    });
    expect([sheetsOf(file), told(file)]).toEqual([['一部', '二部'], [['总表', apart]]]);
  });

  test('when there are two of them', async () => {
    const file = await read({ 总表: sheet(...all), ...branches, All: sheet(...all.toReversed()) });
    expect(sheetsOf(file)).toEqual(['北京', '上海', '广州']);
    expect(told(file)).toEqual([
      ['总表', apart],
      ['All', apart],
    ]);
  });

  test('beside a larger sheet of something else', async () => {
    const orders = Array.from({ length: 40 }, (_, at) => [`D${at}`, at, '2024-03-05']);
    const file = await read({ 订单: [['订单号', '金额', '日期'], ...orders], ...branches, 总表: sheet(...all) });
    expect(sheetsOf(file)).toEqual(['订单', '北京', '上海', '广州']);
    expect(told(file)).toEqual([['总表', apart]]);
  });

  test('with a row that is nowhere else, and says so', async () => {
    const many = rowsOf('深圳', 30);
    const file = await read({
      深圳: sheet(...many),
      ...branches,
      总表: sheet(...all, ...many, ['X1', '新客户', '139', '厦门']),
    });
    expect(told(file)).toEqual([['总表', { rows: 50, only: 1 }]]);
    expect(sheetsOf(file)).toEqual(['深圳', '北京', '上海', '广州']);
  });

  test.each(['biff8', 'ods', 'xlsb'] as const)('of %s', async (bookType) => {
    const names = { biff8: 'a.xls', ods: 'a.ods', xlsb: 'a.xlsb' };
    const file = await parsed(bytesOf({ ...branches, 总表: sheet(...all) }, bookType), { fileName: names[bookType] });
    expect([sheetsOf(file), told(file)]).toEqual([['北京', '上海', '广州'], [['总表', apart]]]);
  });

  test('in what `read` prints, in both forms', async () => {
    const path = join(tempFolder(), 'a.xlsx');
    const noted = all.map(([code, name, phone]) => [code ?? null, name ?? null, phone ?? null, 'two\nlines, "quoted"']);
    writeFileSync(
      path,
      bytesOf({ 一: sheet(...noted.slice(0, 8)), 二: sheet(...noted.slice(8)), 总: sheet(...noted) }),
    );
    for (const form of ['ndjson', 'csv'] as const) {
      const file = await openRead({ path, hints: {}, limits, form, as: 'stored', parse: parseFile });
      if (!file.ok) throw new Error(file.code);
      expect(file.report.tables.map((table) => table.sheet)).toEqual(['一', '二']);
      expect(file.report.issues).toEqual([{ code: 'repeat-sheet-skipped', sheet: '总', params: apart }]);
      file.close();
    }
  });
});

describe('is read', () => {
  /** Sheets that were not read, and what is told of them. */
  const missing = async (sheets: Sheets, hints: ParseHints = {}): Promise<unknown[]> => {
    const file = await read(sheets, hints);
    return [...Object.keys(sheets).filter((name) => !sheetsOf(file).includes(name)), ...told(file)];
  };
  const word = (name: string, take: boolean) => ({
    sheet: name,
    take,
    headerRows: null,
    firstRow: null,
    lastRow: null,
  });

  test('where a person wants it, of this file or as remembered', async () => {
    const sheets = { ...branches, 总表: sheet(...all) };
    expect(await missing(sheets, { words: { tables: [word('总表', true)], text: {} } })).toEqual([]);
    expect(await missing(sheets, { rules: [{ said: word('总表', true), text: {}, shape: null }] })).toEqual([]);
  });

  test('where a person leaves the branches out', async () => {
    const tables = ['北京', '上海', '广州'].map((name) => word(name, false));
    expect(sheetsOf(await read({ ...branches, 总表: sheet(...all) }, { words: { tables, text: {} } }))).toContain(
      '总表',
    );
  });

  test('a list that is kept month by month', async () => {
    const month = sheet(...all);
    expect(await missing({ '1月': month.slice(0, -2), '2月': month.slice(0, -1), '3月': month })).toEqual([]);
  });

  test('a selection of the others, and a whole with more rows than stand elsewhere', async () => {
    expect(await missing({ ...branches, VIP: sheet(...north.slice(0, 3), ...east.slice(0, 4)) })).toEqual([]);
    expect(await missing({ ...branches, 总表: sheet(...all, ...rowsOf('深圳', 4)) })).toEqual([]);
  });

  test('a total of name only, a copy of one sheet, and rows that say too little', async () => {
    expect(await missing({ ...branches, 总表: sheet(...rowsOf('深圳', 19)) })).toEqual([]);
    expect(await missing({ 一: sheet(...north), 二: sheet(...north, ...east) })).toEqual([]);
    const few = (count: number): Cell[][] => [
      ['商品', '数量'],
      ...Array.from({ length: count }, (_, at) => [`P${at % 2}`, 1]),
    ];
    expect(await missing({ 一: few(4), 二: few(5), 三: few(9) })).toEqual([]);
  });

  test('with one cell of each row changed', async () => {
    expect(
      await missing({
        ...branches,
        总表: sheet(...all.map(([code, name, , city]) => [code ?? null, name ?? null, '0', city ?? null])),
      }),
    ).toEqual([]);
  });
});

test('rows are read back as they were written, in every form', () => {
  const cell = fc.oneof(fc.constantFrom('', 'a,b', '"', '""', 'x\ny', '\n', ',', '甲"乙'), fc.string());
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 });
  const folder = tempFolder();
  fc.assert(
    fc.property(table, fc.constantFrom('staged', 'ndjson', 'csv'), (rows, form) => {
      const path = join(folder, form);
      const writer =
        form === 'staged'
          ? new StageWriter(path)
          : form === 'csv'
            ? new CsvWriter(path, ',')
            : new NdjsonWriter(path, ',');
      rows.forEach((cells, at) => writer.row(at + 2, cells, 0, 3));
      writer.close();
      const lie = form === 'staged' ? rows.map((cells) => cells.map(escapeBreaks)) : rows;
      expect([...rowTexts(writer.told(false))]).toEqual(lie);
    }),
    { numRuns: 500 },
  );
});
