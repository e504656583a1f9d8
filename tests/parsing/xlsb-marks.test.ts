/** Marks and cells of workbooks in binary parts, told part by part. */
import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import { parsed, told } from './parsing.js';

interface Container {
  FullPaths: string[];
  FileIndex: { content?: Uint8Array }[];
}

describe('a cell told twice with different contents', () => {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['编号', '姓名', '数量'],
    ['K1', '甲', 5],
    ['K2', '乙', 6],
  ]);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '客户');
  const written = (bookType: XLSX.BookType) => XLSX.write(book, { bookType, type: 'buffer' }) as Buffer;
  const twice = (file: Awaited<ReturnType<typeof parsed>>) => file.issues.filter(({ code }) => code === 'cells-twice');

  test('in .xls: the last one is kept, with a flag', async () => {
    const bytes = written('biff8');
    expect(twice(await parsed(bytes, { fileName: 'a.xls' }))).toEqual([]);
    // The number 6 of row 3 moves one column to the left, where a name stands.
    const at = [0x27e, 0x203].map((type) => bytes.indexOf(recordOf(type, 2, 2))).find((place) => place >= 0) ?? -1;
    expect(at).toBeGreaterThan(0);
    bytes.writeUInt16LE(1, at + 6);
    const file = await parsed(bytes, { fileName: 'a.xls' });
    expect(await told(file.tables[0])).toEqual([['3', '1', 'told-twice']]);
    expect(twice(file)).toEqual([{ code: 'cells-twice', sheet: '客户', params: { count: 1, first: 3 } }]);
  });

  test('in .xlsb: the last one is kept, with a flag', async () => {
    const bytes = written('xlsb');
    expect(twice(await parsed(bytes, { fileName: 'a.xlsb' }))).toEqual([]);
    // The number 6 stands beside the cell before it; now it says the second column, where a name stands. Its style hangs on the books read before.
    const parts = partsOf(bytes, (hex) => hex.replace(/0d08([0-9a-f]{8})1a000000/, '020c01000000$11a000000'));
    const file = await parsed(zipOf(parts), { fileName: 'a.xlsb' });
    expect(await told(file.tables[0])).toEqual([['3', '1', 'told-twice']]);
    expect(twice(file)).toEqual([{ code: 'cells-twice', sheet: '客户', params: { count: 1, first: 3 } }]);
  });

  test('in SpreadsheetML 2003, where a place goes back', async () => {
    const xml = written('xlml').toString('utf8');
    const again = (index: number) =>
      xml.replace(/(<Cell[^>]*>)(<Data ss:Type="Number">6)/, `<Cell ss:Index="${index}">$2`);
    expect(again(3)).not.toBe(xml);
    expect(await told((await parsed(again(3), { fileName: 'a.xls' })).tables[0])).toEqual([]);
    const file = await parsed(again(2), { fileName: 'a.xls' });
    expect(await told(file.tables[0])).toEqual([['3', '1', 'told-twice']]);
    expect(twice(file)).toHaveLength(1);
  });
});

/** Of a workbook of the library's, each part in hexadecimal through `edit`. */
function partsOf(bytes: Buffer, edit: (hex: string, name: string) => string): { name: string; data: Buffer }[] {
  const { FullPaths, FileIndex } = XLSX.CFB.read(bytes, { type: 'buffer' }) as Container;
  const parts = FullPaths.map((path, at) => {
    const name = path.replace('Root Entry/', '');
    const hex = Buffer.from(FileIndex[at]?.content ?? []).toString('hex');
    return { name, data: Buffer.from(edit(hex, name), 'hex') };
  });
  return parts.filter(({ name }) => !name.includes('Sh33tJ5') && !name.endsWith('/'));
}

test('struck-through and coloured rows of .xlsb are told', async () => {
  const record = (type: number, body: string): string => {
    const head = type < 0x80 ? [type] : [(type & 0x7f) | 0x80, type >> 7];
    return Buffer.from([...head, body.length / 2]).toString('hex') + body;
  };
  const font = (flags: string): string =>
    record(43, `dc00${flags}90010000000000000300000000000000000001000000410000`.padEnd(54, '0'));
  const fill = (pattern: string, colour: string): string => record(45, `${pattern}000000${colour}${'0'.repeat(88)}`);
  const format = (fontId: string, fillId: string): string =>
    record(47, `ffff0000${fontId}00${fillId}00000000000000000000`.slice(0, 32));
  const styles = [
    record(278, ''),
    font('0000'),
    font('0800'),
    fill('00', '0000000000000000'),
    fill('01', '05ff00000000ffff'.replace('0000ffff', 'ffff00ff')),
    record(617, '03000000'),
    format('00', '00'),
    format('01', '00'),
    format('00', '01'),
    record(618, ''),
    record(279, ''),
  ].join('');
  const rows = [
    ['code', 'name'],
    ['a', 'x'],
    ['b', 'y'],
    ['c', 'z'],
    ['d', 'u'],
  ];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'list');
  const bytes = XLSX.write(book, { bookType: 'xlsb', type: 'buffer' }) as Buffer;
  const cell = (text: string): string => Buffer.from(text, 'utf16le').toString('hex');
  const parts = partsOf(bytes, (hex, name) => {
    if (name === 'xl/styles.bin') return styles;
    // The format of a cell stands before the length of its text.
    const styled = (from: string, text: string, style: string): string =>
      from.replace(`0000000001000000${cell(text)}`, `${style}00000001000000${cell(text)}`);
    return name.endsWith('sheet1.bin')
      ? [
          ['a', '01'],
          ['x', '01'],
          ['b', '02'],
          ['y', '02'],
          ['z', '01'],
        ].reduce((all, [text = '', style = '']) => styled(all, text, style), hex)
      : hex;
  });
  const { tables } = await parsed(zipOf(parts), { fileName: 'a.xlsb' });
  expect(await told(tables[0])).toEqual([
    ['2', null, 'struck'],
    ['3', null, 'highlighted'],
    ['4', '1', 'struck'],
  ]);
});

/** How the record of a cell begins: its type, any length that such records have, row and column. */
function recordOf(type: number, row: number, col: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(type === 0x203 ? 14 : 10, 2);
  head.writeUInt16LE(row, 4);
  head.writeUInt16LE(col, 6);
  return head;
}
