/** Rows struck through or coloured in .xls are told as those of .xlsx are. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marksIn } from '../../core/parsing/books/xls-marks.js';
import type { ContainerReader } from '../../core/parsing/books/xls-marks.js';
import type { StagedTable } from '../../schemas/staging.js';
import { kindsOf, parsed } from './parsing.js';

const reader = XLSX.CFB as ContainerReader;
const marked = (): Buffer => readFileSync(fileURLToPath(new URL('../../fixtures/books/marked.xls', import.meta.url)));

/** row, column, flag */
const told = async (table: StagedTable | undefined): Promise<(string | null)[][]> =>
  table?.kinds ? (await kindsOf(table)).map(([row, col, , flag]) => [row ?? null, col ?? null, flag ?? null]) : [];

/** The struck fonts of the file, by the places of their flags. */
function struckFonts(bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf('3100', 0, 'hex'); at >= 0; at = bytes.indexOf('3100', at + 1, 'hex')) {
    const length = bytes.readUInt16LE(at + 2);
    const isFont = length > 14 && length < 60 && bytes.readUInt16LE(at + 4) < 1000;
    if (isFont && (bytes.readUInt16LE(at + 6) & 0x08) !== 0) places.push(at + 6);
  }
  return places;
}

test('struck rows and cells and coloured rows, sheet by sheet; white and a coloured header are nothing', async () => {
  const { tables } = await parsed(marked(), { fileName: 'marked.xls' });
  expect(tables.map(({ sheet }) => sheet)).toEqual(['一月', '二月']);
  expect(await told(tables[0])).toEqual([
    ['3', null, 'highlighted'],
    ['5', null, 'struck'],
    ['7', '1', 'struck'],
  ]);
  expect(await told(tables[1])).toEqual([
    ['6', null, 'highlighted'],
    ['6', null, 'struck'],
  ]);
});

test('without the fonts struck through only the colours are left', async () => {
  const bytes = marked();
  const places = struckFonts(bytes);
  expect(places.length).toBeGreaterThan(0);
  for (const at of places) bytes.writeUInt16LE(bytes.readUInt16LE(at) & ~0x08, at);
  const { tables } = await parsed(bytes, { fileName: 'marked.xls' });
  expect(await Promise.all(tables.map(told))).toEqual([[['3', null, 'highlighted']], [['6', null, 'highlighted']]]);
});

test('a plain file and one that is no container have no marks', () => {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['a'], ['b']]), 'x');
  for (const bookType of ['biff8', 'biff5', 'biff2'] as const) {
    const bytes = XLSX.write(book, { bookType, type: 'buffer' }) as Buffer;
    expect(marksIn(bytes, reader).flatMap((sheet) => [...sheet])).toEqual([]);
  }
  expect(marksIn(Buffer.from('x'), reader)).toEqual([]);
});

test('damaged records end the search and nothing else', () => {
  const bytes = marked();
  const { content } = reader.find(reader.read(bytes, { type: 'buffer' }), '/Workbook') ?? {};
  const stream = Buffer.from(content ?? []);
  const container = (damaged: Buffer): ContainerReader => ({ read: () => null, find: () => ({ content: damaged }) });
  const edit = fc.tuple(fc.nat(stream.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), fc.nat(stream.length), (edits, length) => {
      const damaged = Buffer.from(stream.subarray(0, length));
      for (const [at, byte] of edits) if (at < length) damaged.writeUInt8(byte, at);
      const cells = marksIn(bytes, container(damaged)).reduce((sum, sheet) => sum + sheet.size, 0);
      expect(cells).toBeLessThanOrEqual(stream.length);
    }),
    { numRuns: 500 },
  );
});

test.each(['xlsx', 'biff8', 'xlsb', 'ods', 'xlml'] as const)(
  'pictures of WPS kept as texts are told, %s',
  async (bookType) => {
    const rows = [
      ['code', 'name', 'photo'],
      ...Array.from({ length: 300 }, (_, at) => [
        `K${at}`,
        `name ${at}`,
        at % 100 === 7 ? `=DISPIMG("ID_${at}",1)` : 'none',
      ]),
    ];
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'list');
    const bytes = new Uint8Array(XLSX.write(book, { bookType, type: 'buffer', bookSST: true }) as Buffer);
    const names = { xlsx: 'a.xlsx', biff8: 'a.xls', xlsb: 'a.xlsb', ods: 'a.ods', xlml: 'a.xml' };
    const { tables } = await parsed(bytes, { fileName: names[bookType] });
    expect(await told(tables[0])).toEqual(['9', '109', '209'].map((row) => [row, '2', 'picture']));
  },
);
