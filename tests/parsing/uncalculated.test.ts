/** Workbooks of programs that do not calculate: a formula's 0 or empty text is no result there. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../bench/xlsx-book.js';
import { zipOf } from '../../bench/xlsx-zip.js';
import { isUncalculated } from '../../core/parsing/books/xls-formulas.js';
import { place } from './book-bytes.js';
import { onlyTable, parsed, stagedRows, told } from './parsing.js';

const read = async (fileName: string): Promise<unknown> => {
  const table = onlyTable(await parsed(readFileSync(place(`books/${fileName}`)), { fileName }));
  const rows = await stagedRows(table);
  return { results: rows.map((row) => row.slice(4)), told: await told(table) };
};

const none = ['2', '3', '4'].flatMap((row) => ['3', '4'].map((col) => [row, col, 'no-cached-value']));

describe('a workbook that nobody calculated', () => {
  test.each(['uncalculated-xlwt.xls', 'uncalculated-jxl.xls', 'uncalculated-poi.xls', 'uncalculated-poi.xlsx'])(
    '%s',
    async (fileName) => {
      expect(await read(fileName)).toEqual({ results: Array(3).fill([null, null]), told: none });
    },
  );

  test.each([
    ['calculated-poi.xls', null],
    ['calculated-poi.xlsx', ''],
  ])('a 0 and an empty text are results where another formula has one: %s', async (fileName, empty) => {
    const results = [
      ['0', empty],
      ['21', empty],
      ['63', 'many'],
    ];
    expect(await read(fileName)).toEqual({ results, told: [] });
  });
});

test.each([
  ['Apache POI', null],
  ['NPOI', null],
  ['WPS', '0'],
])('a .xlsx of %s that says nothing of calculation', async (program, result) => {
  const cell = (text: string): string => `<c t="str"><v>${text}</v></c>`;
  const sheet = `<row r="1">${cell('编号')}${cell('金额')}</row><row r="2">${cell('K1')}<c><f>A1*0</f><v>0.0</v></c></row>`;
  const parts = partsOf({ sheets: [sheet] }).map((part) =>
    part.name === '_rels/.rels' ? { ...part, data: String(part.data).replace('</Relationships>', properties) } : part,
  );
  const app = { name: 'docProps/app.xml', data: `<Properties><Application>${program}</Application></Properties>` };
  const table = onlyTable(await parsed(zipOf([...parts, app]), { fileName: 'a.xlsx' }));
  expect(await stagedRows(table)).toEqual([['2', 'K1', result]]);
});
const properties = '<Relationship Id="rId9" Type="x/extended-properties" Target="docProps/app.xml"/></Relationships>';

describe('formulas by records', () => {
  const record = (type: number, body: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type, 0);
    head.writeUInt16LE(body.length, 2);
    return Buffer.concat([head, body]);
  };
  const [bof, eof] = [record(0x809, Buffer.alloc(16)), record(0x0a, Buffer.alloc(0))];
  const formula = (...result: number[]): Buffer => record(0x06, Buffer.from([...Array<number>(6).fill(0), ...result]));
  const zero = formula(0, 0, 0, 0, 0, 0, 0, 0);
  const empty = formula(3, 0, 0, 0, 0, 0, 0xff, 0xff);
  const seven = formula(0, 0, 0, 0, 0, 0, 0x1c, 0x40);
  const truth = formula(1, 0, 1, 0, 0, 0, 0xff, 0xff);
  const four = (flags: number): Buffer =>
    record(0x06, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x40, flags, 0]));
  const version = (engine: number): Buffer => record(0x1c1, Buffer.from([0xc1, 1, 0, 0, engine, 0, 0, 0]));
  const isNone = (globals: Buffer[], ...sheets: Buffer[][]): boolean => {
    const parts = [[...globals], ...sheets].map((part) => Buffer.concat([bof, ...part, eof]));
    const starts = parts.map((_, at) => Buffer.concat(parts.slice(0, at)).length).slice(1);
    return isUncalculated(Buffer.concat(parts), { marks: [], sheets: starts });
  };

  test('have none where all have the same', () => {
    expect(isNone([], [zero, zero], [zero])).toBe(true);
    expect(isNone([], [empty], [])).toBe(true);
    expect(isNone([version(0)], [zero])).toBe(true);
    expect(isNone([], [four(2), four(2)])).toBe(true);
  });

  test('have some where one differs, or the version of the calculation is told', () => {
    expect(isNone([], [zero], [seven])).toBe(false);
    expect(isNone([], [empty, truth])).toBe(false);
    expect(isNone([], [empty, zero])).toBe(false);
    expect(isNone([], [four(2), seven])).toBe(false);
    expect(isNone([], [four(0), four(0)])).toBe(false);
    expect(isNone([version(191)], [empty, empty])).toBe(false);
    expect(isNone([], [])).toBe(false);
  });
});

test('zeros before the first result of a sheet that asks to be calculated are read again', async () => {
  const row = (at: number, result: string): string =>
    `<row r="${at}"><c t="inlineStr"><is><t>K${at}</t></is></c><c><v>${at}</v></c><c><f>B${at}*0</f>${result}</c></row>`;
  const head = '<row r="1">' + ['编号', '数量', '金额'].map((t) => `<c t="str"><v>${t}</v></c>`).join('') + '</row>';
  const rows = Array.from({ length: 2000 }, (_, at) => row(at + 2, `<v>${at === 1500 ? 7 : 0}</v>`));
  const sheets = [head + rows.join('') + row(2002, '')];
  const table = onlyTable(await parsed(zipOf(partsOf({ sheets, uncalculated: true })), { fileName: 'a.xlsx' }));
  expect((await stagedRows(table)).map((cells) => cells[3])).toEqual([
    ...rows.map((_, at) => (at === 1500 ? '7' : '0')),
    null,
  ]);
  expect(await told(table)).toEqual([['2002', '2', 'no-cached-value']]);
});
