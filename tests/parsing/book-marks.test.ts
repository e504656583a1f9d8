/** Rows struck through or coloured in .xls are told as those of .xlsx are. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import { odsTold } from '../../core/parsing/books/ods-told.js';
import { xmlToldIn } from '../../core/parsing/books/xml-marks.js';
import { marksIn, readGlobals, streamIn } from '../../core/parsing/books/xls-marks.js';
import type { ContainerReader } from '../../core/parsing/books/xls-marks.js';
import type { StagedTable } from '../../schemas/staging.js';
import { kindsOf, parsed } from './parsing.js';

interface Container {
  FullPaths: string[];
  FileIndex: { content?: Uint8Array }[];
}

const reader = XLSX.CFB as ContainerReader;
const marked = (format = 'xls'): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/books/marked.${format}`, import.meta.url)));

const marksOf = (bytes: Buffer, by: ContainerReader = reader) => {
  const found = streamIn(bytes, by);
  return found === null ? [] : marksIn(found.stream, readGlobals(found.stream));
};

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

describe('SpreadsheetML 2003', () => {
  const styles = `<Styles><Style ss:ID="Default" ss:Name="Normal"><Font ss:Size="11"/><Interior/></Style>
    <Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="s2" ss:Parent="s1"><Interior ss:Color="#FFFF00" ss:Pattern="Solid"/></Style>
    <Style ss:ID="s3"><Interior ss:Color="#FFFFFF" ss:Pattern="Solid"/></Style><Style ss:ID="s4"><Interior ss:Color="#FF0000" ss:Pattern="Gray50"/></Style></Styles>`;
  const cell = (text: string, more = ''): string => `<Cell${more}><Data ss:Type="String">${text}</Data></Cell>`;
  const bookOf = (...tables: string[]): string =>
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${styles}${tables
      .map((table, at) => `<Worksheet ss:Name="S${at}"><Table>${table}</Table></Worksheet>`)
      .join('')}</Workbook>`;
  const places = (xml: string) =>
    xmlToldIn(xml).marks.map((sheet) =>
      [...sheet].map(([at, { struck, colour }]) => [Math.floor(at / 16_384), at % 16_384, struck, colour]),
    );

  test('styles of cells, rows and columns, places that are named or skipped', () => {
    const rows = [
      '<Column ss:Index="2" ss:Span="1" ss:StyleID="s1"/>',
      `<Row>${cell('a')}${cell('b')}${cell('c')}${cell('d')}</Row>`,
      `<Row ss:Index="4" ss:StyleID="s2">${cell('a', ' ss:MergeAcross="1"')}${cell('d', ' ss:StyleID="s3"')}${cell('g', ' ss:Index="7"')}<Cell ss:StyleID="s1"/></Row>`,
      `<Row>${cell('a', ' ss:StyleID="s4"')}</Row>`,
    ];
    expect(places(bookOf(rows.join(''), `<Row>${cell('x', ' ss:StyleID="s2"')}</Row>`))).toEqual([
      [
        [0, 1, true, 0],
        [0, 2, true, 0],
        [3, 0, true, 1],
        [3, 6, true, 1],
      ],
      [[0, 0, true, 1]],
    ]);
    expect(xmlToldIn(bookOf(rows.join('')).slice(0, -9)).marks).toEqual([]);
  });

  test('struck and coloured rows are told as those of .xlsx are', async () => {
    const row = (name: string, style = ''): string => `<Row>${cell(name, style)}${cell('Rome', style)}</Row>`;
    const rows = [row('name'), row('Ann'), row('Bob', ' ss:StyleID="s1"'), row('Cora', ' ss:StyleID="s2"'), row('Dan')];
    const file = await parsed(bookOf(rows.join('').replace('Rome', 'city')), { fileName: 'a.xls' });
    expect(file.format).toBe('xml-2003');
    expect(await told(file.tables[0])).toEqual([
      ['3', null, 'struck'],
      ['4', null, 'highlighted'],
      ['4', null, 'struck'],
    ]);
  });
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
    // The number 6 stands beside the cell before it; now it says the second column, where a name stands.
    const parts = partsOf(bytes, (hex) => hex.replace('0d08000000001a000000', '020c01000000000000001a000000'));
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
