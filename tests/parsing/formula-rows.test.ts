/** Rows of nothing but formulas without results: libraries write such files (openpyxl, for one). */
import { expect, test } from 'vitest';
import { fileNotes } from '../../activities/judge-input.js';
import { partsOf } from '../../bench/xlsx-book.js';
import { zipOf } from '../../bench/xlsx-zip.js';
import { hint, message } from '../../schemas/issues/catalogue.js';
import { parseBytes, parsed, stagedRows } from './parsing.js';

const text = (value: string): string => `<c t="str"><v>${value}</v></c>`;
const formula = '<c><f>Data!A2</f></c>';
const row = (number: number, cells: readonly string[]): string => `<row r="${number}">${cells.join('')}</row>`;
const header = row(1, ['编号', '姓名'].map(text));
const data = (number: number): string => row(number, [text(`K${number}`), text('张三')]);
const unsaved = (number: number): string => row(number, [formula, formula]);
const bytesOf = (...sheets: string[][]): Uint8Array => zipOf(partsOf({ sheets: sheets.map((rows) => rows.join('')) }));
const told = async (...sheets: string[][]) =>
  (await parsed(bytesOf(...sheets), { fileName: 'a.xlsx' })).issues.map(({ code, row: at, params }) => [
    code,
    at,
    params,
  ]);

test('are told where they stand among rows of data, below them and below a mere header', async () => {
  const rows = [header, data(2), data(3), unsaved(4), data(5), unsaved(6), unsaved(9)];
  expect(await told(rows)).toEqual([['formula-rows', 4, { rows: 3 }]]);
  expect(await told([header, unsaved(2), unsaved(3)])).toEqual([['formula-rows', 2, { rows: 2 }]]);
});

test('are told per sheet, once each though a sheet is read again', async () => {
  const group = row(3, ['<c/>', text('小计')]);
  const merged = `${header}${data(2)}${group}${unsaved(4)}`;
  expect(await told([merged], [header, data(2), unsaved(3)])).toContainEqual(['formula-rows', 3, { rows: 1 }]);
});

test('are of the file where no row of data tells them', async () => {
  const file = await parsed(bytesOf([header, data(2), unsaved(3), data(4)]), { fileName: 'a.xlsx' });
  const { rows, file: notes } = fileNotes(file);
  expect(rows).toEqual([]);
  expect(notes.map(({ code, row: at }) => [code, at])).toEqual([['formula-rows', 3]]);
});

test('rows with anything else in them are rows', async () => {
  const file = await parsed(bytesOf([header, row(2, [text('K2'), formula]), unsaved(3)]), { fileName: 'a.xlsx' });
  expect(await stagedRows(file.tables[0]!)).toEqual([['2', 'K2', null]]);
  expect(file.issues.map(({ code }) => code)).toEqual(['formula-rows']);
});

test('a file of nothing else is refused by that name', async () => {
  const refused = await parseBytes(bytesOf([unsaved(1), unsaved(2)], [unsaved(1)]), { fileName: 'a.xlsx' });
  expect(refused).toEqual({ ok: false, code: 'only-formulas', params: { rows: 3 } });
  for (const lang of ['en', 'zh'] as const) {
    expect(message('only-formulas', { rows: 3 }, lang)).toContain('3');
    expect(message('formula-rows', { rows: 1, row: 4 }, lang)).not.toContain('{');
    expect(hint('formula-rows', {}, lang)).toContain('Excel');
  }
});
