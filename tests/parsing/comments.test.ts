/** Comments on cells of workbooks: told where they stand on rows of data, never on headers. */
import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { fileNotes } from '../../activities/judge-input.js';
import { parsed } from './parsing.js';

const rows = [
  ['客户名称', '电话'],
  ['甲公司', '13800138000'],
  ['乙公司', '13800138001'],
];
const told = async (bytes: Uint8Array, fileName: string) =>
  (await parsed(bytes, { fileName })).issues.map(({ code, sheet, row, params }) => [code, sheet, row, params]);

async function xlsx(commented: readonly string[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('名单');
  sheet.addRows(rows);
  for (const place of commented) sheet.getCell(place).note = '已搬迁';
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function written(bookType: XLSX.BookType): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  for (const place of ['A1', 'A2', 'B3']) XLSX.utils.cell_add_comment(sheet[place] as XLSX.CellObject, '已搬迁', 'x');
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '名单');
  return new Uint8Array(XLSX.write(book, { bookType, type: 'buffer' }) as Buffer);
}

test('on rows of data', async () => {
  const issue = ['cell-comments', '名单', 2, { cells: 2 }];
  expect(await told(await xlsx(['A1', 'B3', 'A2']), 'a.xlsx')).toEqual([issue]);
  for (const type of ['xlsb', 'ods'] as const)
    expect([type, await told(written(type), `a.${type}`)]).toEqual([type, [issue]]);
});

test('are of the file: the first may stand in a row of totals, which is no data', async () => {
  const { rows: ofRows, file } = fileNotes(await parsed(await xlsx(['A2', 'B3']), { fileName: 'a.xlsx' }));
  expect([ofRows, file.map(({ code }) => code)]).toEqual([[], ['cell-comments']]);
});

test('none, and none but on headers or beside the table', async () => {
  for (const commented of [[], ['A1', 'B1'], ['D9']]) expect(await told(await xlsx(commented), 'a.xlsx')).toEqual([]);
});

test('a damaged part with comments costs nothing but that telling', async () => {
  const container = XLSX.CFB.read(Buffer.from(await xlsx(['A2'])), { type: 'buffer' });
  const at = container.FullPaths.findIndex((path: string) => /comments\d+\.xml$/.test(path));
  const file = container.FileIndex[at];
  if (!file) throw new Error('no such part');
  file.content = Buffer.from('<comments><commentList><comment ref="A2"');
  file.size = file.content.length;
  const bytes = XLSX.CFB.write(container, { type: 'buffer', fileType: 'zip' }) as Buffer;
  const read = await parsed(bytes, { fileName: 'a.xlsx' });
  expect(read.tables.map((table) => table.rows)).toEqual([2]);
  expect(read.issues).toEqual([]);
});
