/** Rows struck through or coloured in .xls are told as those of .xlsx are. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { odsTold } from '../../core/parsing/books/ods-told.js';
import { marksIn, readGlobals, streamIn } from '../../core/parsing/books/xls-marks.js';
import type { ContainerReader } from '../../core/parsing/books/xls-marks.js';
import { parsed, told } from './parsing.js';

const reader = XLSX.CFB as ContainerReader;
const marked = (format = 'xls'): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/books/marked.${format}`, import.meta.url)));

const marksOf = (bytes: Buffer, by: ContainerReader = reader) => {
  const found = streamIn(bytes, by);
  return found === null ? [] : marksIn(found.stream, readGlobals(found.stream));
};

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

test.each(['xls', 'ods'])(
  'struck and coloured rows of .%s, sheet by sheet; white and a coloured header are nothing',
  async (format) => {
    const { tables } = await parsed(marked(format), { fileName: `marked.${format}` });
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
  },
);

test('without the fonts struck through only the colours are left', async () => {
  const bytes = marked();
  const places = struckFonts(bytes);
  expect(places.length).toBeGreaterThan(0);
  for (const at of places) bytes.writeUInt16LE(bytes.readUInt16LE(at) & ~0x08, at);
  const { tables } = await parsed(bytes, { fileName: 'marked.xls' });
  expect(await Promise.all(tables.map(told))).toEqual([[['3', null, 'highlighted']], [['6', null, 'highlighted']]]);
});

test('repeated and covered cells, styles of rows and columns, tables in cells; damage marks nothing', () => {
  const style = (name: string, properties: string) =>
    `<style:style style:name="${name}" style:family="table-cell">${properties}</style:style>`;
  const struck = style('s', '<style:text-properties style:text-line-through-style="solid"/>');
  const red = style('r', '<style:table-cell-properties fo:background-color="#FF0000"/>');
  const white = style('w', '<style:table-cell-properties fo:background-color="#ffffff"/>');
  const inner =
    '<table:table><table:table-row><table:table-cell table:style-name="r"><p>x</p></table:table-cell></table:table-row></table:table>';
  const rows = [
    '<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="w"/><table:table-column table:default-cell-style-name="r"/>',
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:style-name="s"><p>a</p></table:table-cell><table:table-cell/><table:table-cell office:value-type="float"/></table:table-row>',
    `<table:table-row table:default-cell-style-name="s"><table:table-cell table:number-columns-repeated="2"><p>b</p></table:table-cell><table:covered-table-cell table:style-name="r">${inner}<p>c</p></table:covered-table-cell></table:table-row>`,
  ];
  const xml = `<office:x>${struck}${red}${white}<table:table>${rows.join('')}</table:table></office:x>`;
  const places = odsTold(xml).marks.map((sheet) =>
    [...sheet].map(([place, mark]) => [Math.floor(place / 16_384), place % 16_384, mark.struck, mark.colour]),
  );
  expect(places).toEqual([
    [
      [0, 0, true, 0],
      [1, 0, true, 0],
      [0, 2, false, 1],
      [1, 2, false, 1],
      [2, 0, true, 0],
      [2, 1, true, 0],
      [2, 2, false, 1],
    ],
  ]);
  expect(odsTold(xml.slice(0, -5))).toEqual({ hidden: [], marks: [], hiddenSheets: [] });
  const many =
    '<table:table-row table:number-rows-repeated="99999"><table:table-cell table:style-name="s" table:number-columns-repeated="99999"><p>x</p></table:table-cell></table:table-row>';
  const hostile = `<office:x>${struck}<table:table>${many.repeat(50)}</table:table></office:x>`;
  expect(odsTold(hostile).marks[0]?.size).toBeLessThanOrEqual(1_000_000);
});

test('a plain file and one that is no container have no marks', () => {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['a'], ['b']]), 'x');
  for (const bookType of ['biff8', 'biff5', 'biff2'] as const) {
    const bytes = XLSX.write(book, { bookType, type: 'buffer' }) as Buffer;
    expect(marksOf(bytes).flatMap((sheet) => [...sheet])).toEqual([]);
  }
  expect(marksOf(Buffer.from('x'))).toEqual([]);
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
      const cells = marksOf(bytes, container(damaged)).reduce((sum, sheet) => sum + sheet.size, 0);
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
