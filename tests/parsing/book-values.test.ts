/** What numbers of a workbook stand for, in each format. */
import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { kindsOf, onlyTable, parsed, stagedRows } from './parsing.js';

describe.each(['xlsx', 'biff8', 'xlsb'] as const)('the system of days of a %s workbook', (bookType) => {
  test.each([true, false])('1904: %s', async (date1904) => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(
      book,
      XLSX.utils.aoa_to_sheet([
        ['code', 'since'],
        ['a', 43_894],
      ]),
      'list',
    );
    book.Workbook = { WBProps: { date1904 } };
    const bytes = new Uint8Array(XLSX.write(book, { bookType, type: 'buffer' }) as Buffer);
    const table = onlyTable(await parsed(bytes, { fileName: `a.${bookType === 'biff8' ? 'xls' : bookType}` }));
    expect(table.epoch1904).toBe(date1904 ? true : undefined);
    expect(await stagedRows(table)).toEqual([['2', 'a', '43894']]);
  });
});

describe.each(['xlsx', 'biff8', 'xlsb', 'xlml'] as const)('numbers under a format of zeros only, %s', (bookType) => {
  const cell = (v: number, z: string): XLSX.CellObject => ({ t: 'n', v, z });
  const shown: [number, string, string, boolean][] = [
    [7, '00000', '00007', true],
    [1000, '000000', '001000', true],
    [0, '00', '00', true],
    [123_456, '00000', '123456', false],
    [12_345, '00000', '12345', false],
    [-7, '00000', '-7', false],
    [7.5, '00000', '7.5', false],
    [7, '0', '7', false],
    [7, '0.00', '7', false],
    [7, '#,##0', '7', false],
    [7, '000-00', '7', false],
    [7, '0000"号"', '7', false],
    [7, '0000;-0000', '7', false],
  ];

  test('are padded where they are whole and shorter', async () => {
    const sheet = XLSX.utils.aoa_to_sheet([['name', 'code'], ...shown.map((_, at) => [`name ${at}`, 1])]);
    shown.forEach(([v, z], at) => (sheet[`B${at + 2}`] = cell(v, z)));
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, 'list');
    const bytes = new Uint8Array(XLSX.write(book, { bookType, type: 'buffer' }) as Buffer);
    const fileName = `a.${bookType === 'xlsx' || bookType === 'xlsb' ? bookType : 'xls'}`;
    const table = onlyTable(await parsed(bytes, { fileName }));
    expect((await stagedRows(table)).map((row) => row[2])).toEqual(shown.map(([, , text]) => text));
    expect(await kindsOf(table)).toEqual(
      shown.flatMap(([v, , , told], at) => (told ? [[String(at + 2), '1', 'n', 'zero-padded', String(v)]] : [])),
    );
    expect(table.columns[1]?.kinds).toEqual({ n: shown.length });
  });
});
