/** What a workbook hides. */
import { readFileSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { hiddenAmong } from '../../core/parsing/books/hidden.js';
import { odsTold } from '../../core/parsing/books/ods-told.js';
import { kindsOf, onlyTable, parseBytes, parsed, stagedRows } from './parsing.js';
import { place, openDocument } from './book-bytes.js';

describe('hidden sheets', () => {
  const shown = [
    ['code', 'name'],
    ['a', 'x'],
  ];
  const hidden = [
    ['code', 'name'],
    ['b', 'y'],
  ];
  const bookOf = (bookType: XLSX.BookType, first: string[][] = shown): Uint8Array => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(first), 'one');
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(hidden), 'two');
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 2 }] };
    return new Uint8Array(XLSX.write(book, { bookType, type: 'buffer' }) as Buffer);
  };
  const sheetsOf = (file: Awaited<ReturnType<typeof parsed>>) => file.tables.map(({ sheet }) => sheet);

  test.each(['xlsx', 'biff8', 'xlsb', 'xlml'] as const)('%s: read where the source says so', async (bookType) => {
    const fileName = bookType === 'xlml' || bookType === 'biff8' ? 'a.xls' : `a.${bookType}`;
    const file = await parsed(bookOf(bookType), { fileName });
    expect(sheetsOf(file)).toEqual(['one']);
    expect(file.issues).toEqual([{ code: 'hidden-sheet-skipped', sheet: 'two' }]);
    const whole = await parsed(bookOf(bookType), { fileName, hints: { hiddenSheets: 'include' } });
    expect(sheetsOf(whole)).toEqual(['one', 'two']);
  });

  test('of .ods are told by the style of the table', async () => {
    const style = (name: string, display: string): string =>
      `<style:style style:name="${name}" style:family="table"><style:table-properties table:display="${display}"/></style:style>`;
    const sheet = (name: string, styled: string): string =>
      `<table:table table:name="${name}" table:style-name="${styled}"><table:table-row/></table:table>`;
    const styles = `<office:automatic-styles xmlns:office="o">${style('ta1', 'true')}${style('ta2', 'false')}</office:automatic-styles>`;
    const xml = `<a>${styles}${sheet('one', 'ta1')}${sheet('two', 'ta2')}</a>`;
    expect(odsTold(xml).hiddenSheets).toEqual([false, true]);
    const file = await parsed(readFileSync(place('books/hidden-sheets.ods')), { fileName: 'a.ods' });
    expect(sheetsOf(file)).toEqual(['一']);
    expect(file.issues).toEqual([{ code: 'hidden-sheet-skipped', sheet: '二' }]);
  });

  test('are named where nothing else is filled', async () => {
    const outcome = await parseBytes(bookOf('xlsx', [[]]), { fileName: 'a.xlsx' });
    expect(outcome).toEqual({ ok: false, code: 'only-hidden-sheets', params: { sheets: 1 } });
  });
});

describe('hidden rows', () => {
  const cells = (...texts: string[]): string =>
    texts
      .map((text) => `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`)
      .join('');
  const row = (attributes: string, ...texts: string[]): string =>
    `<table:table-row${attributes}>${cells(...texts)}</table:table-row>`;
  const sheet = (name: string, ...rows: string[]): string =>
    `<table:table table:name="${name}">${rows.join('')}</table:table>`;

  test('of .ods, by hand, by a filter and in groups, per sheet', async () => {
    const first = sheet(
      '一',
      row('', 'code', 'name'),
      row('', 'a', 'x'),
      row(' table:visibility="collapse"', 'b', 'y'),
      '<table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell/></table:table-row>',
      row(' table:visibility="visible"', 'c', 'z'),
      '<table:table-row-group>',
      row(' table:visibility="filter"', 'd', 'u'),
      '</table:table-row-group>',
    );
    const second = sheet('二', row('', 'code', 'name'), row(' table:visibility="filter"', 'e', 'x'), row('', 'f', 'y'));
    const file = await parsed(openDocument('', first + second), { fileName: 'a.ods' });
    const [one, two] = file.tables;
    if (!one || !two) throw new Error('two tables');
    expect((await stagedRows(one)).map(([at, code]) => [at, code])).toEqual([
      ['2', 'a'],
      ['3', 'b'],
      ['6', 'c'],
      ['7', 'd'],
    ]);
    expect(await kindsOf(one)).toEqual([
      ['3', null, null, 'hidden', null],
      ['7', null, null, 'hidden', null],
    ]);
    expect(await kindsOf(two)).toEqual([['2', null, null, 'hidden', null]]);
  });

  test('the rows of a table within a cell are not the sheet’s; what is no XML hides nothing', () => {
    const hidden = row(' table:visibility="collapse"', 'x');
    const nested = sheet(
      '一',
      row('', 'a'),
      `<table:table-row><table:table-cell>${sheet('内', hidden)}</table:table-cell></table:table-row>`,
      hidden,
    );
    expect(odsTold(nested).hidden).toEqual([{ rows: [{ first: 3, last: 3 }], columns: [] }]);
    expect(odsTold(`${nested}<table:table-row`).hidden).toEqual([]);
    expect(odsTold(sheet('一', row('', 'a'))).hidden).toEqual([]);
  });

  test('columns of .ods, alone, repeated and in groups, are told as those of .xlsx are', async () => {
    const column = (attributes = ''): string => `<table:table-column${attributes}/>`;
    const hiddenColumn = ' table:visibility="collapse"';
    const columns = [
      column(),
      column(hiddenColumn),
      `<table:table-column-group>${column(`${hiddenColumn} table:number-columns-repeated="2"`)}</table:table-column-group>`,
      column(' table:number-columns-repeated="2"'),
      column(`${hiddenColumn} table:number-columns-repeated="16000"`),
    ].join('');
    const rows = [row('', 'code', 'name', 'phone', 'city', 'note'), row('', 'a', 'b', 'c', 'd', 'e')];
    const file = await parsed(openDocument('', sheet('一', columns, ...rows)), { fileName: 'a.ods' });
    expect(file.issues.filter(({ code }) => code === 'hidden-column').map(({ column: label }) => label)).toEqual([
      'B',
      'C',
      'D',
    ]);
    expect((await stagedRows(onlyTable(file))).map((cells) => cells.slice(1))).toEqual([['a', 'b', 'c', 'd', 'e']]);
  });

  test('ranges of a million rows are not written out', () => {
    const repeated = '<table:table-row table:number-rows-repeated="1000000" table:visibility="collapse"/>';
    const isHidden = hiddenAmong(odsTold(sheet('一', row('', 'a'), repeated)).hidden[0]?.rows ?? []);
    expect([1, 2, 1_000_001, 1_000_002].map(isHidden)).toEqual([false, true, true, false]);
  });

  test('of .xls', async () => {
    const bytes = readFileSync(place('books/orders.xls'));
    // The ROW record of the third row (MS-XLS 2.4.221): its bit fDyZero.
    const at = bytes.indexOf(Buffer.from([0x08, 0x02, 0x10, 0x00, 0x02, 0x00]));
    bytes.writeUInt8(bytes.readUInt8(at + 16) | 0x20, at + 16);
    const table = onlyTable(await parsed(bytes, { fileName: 'orders.xls' }));
    const flags = (await kindsOf(table)).filter((flag) => flag[3] === 'hidden');
    expect(flags).toEqual([['3', null, null, 'hidden', null]]);
  });
});
