import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import { encoded } from '../legacy-bytes.js';
import { hiddenAmong } from '../../core/parsing/books/hidden.js';
import { odsTold } from '../../core/parsing/books/ods-told.js';
import type { ParseTask } from '../../core/parsing/parse.js';
import { parseGuarded } from '../../core/parsing/parse-guarded.js';
import { kindsOf, limits, onlyTable, parseBytes, parsed, skippedOf, stagedRows, tempFolder } from './parsing.js';

const place = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

/** One visible sheet of customers and one hidden sheet. */
function bytesOf(bookType: XLSX.BookType): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['编号', '客户', '登记日期', '时间', '金额', '比例', '身份证', '有效', '备注'],
    ['007', '苏州明远贸易', null, null, 12000.5, null, null, true, null],
    ['008', '成都锦程科技', null, null, 3, null, null, false, '第一行\n第二行'],
  ]);
  sheet['C2'] = { t: 'n', v: 45356, z: 'yyyy-mm-dd' };
  sheet['C3'] = { t: 'n', v: 45356.5, z: 'yyyy-mm-dd hh:mm' };
  sheet['D2'] = { t: 'n', v: 0.25, z: 'h:mm:ss' };
  sheet['F2'] = { t: 'n', v: 0.125, z: '0.0%' };
  sheet['G2'] = { t: 'n', v: Number('110101199003071234'), z: '0' };
  sheet['I2'] = { t: 'e', v: 0x2a, w: '#N/A' };
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '客户');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['x']]), 'choices');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return new Uint8Array(XLSX.write(book, { bookType, type: 'buffer' }) as Buffer);
}

const rows = [
  ['2', '007', '苏州明远贸易', '2024-03-05', '06:00:00', '12000.5', '0.125', '110101199003071230', 'TRUE', '#N/A'],
  ['3', '008', '成都锦程科技', '2024-03-05 12:00:00', null, '3', null, null, 'FALSE', '第一行\n第二行'],
];
const flags = [
  ['2', '5', 'n', 'percent', null],
  ['2', '6', 'n', 'precision-lost', null],
  ['2', '8', 'e', 'error', null],
];

describe('workbooks of other formats', () => {
  test.each([
    ['xls', 'biff8'],
    ['xlsb', 'xlsb'],
    ['xml-2003', 'xlml'],
  ] as const)('%s', async (format, bookType) => {
    const file = await parsed(bytesOf(bookType), { fileName: `a.${format === 'xml-2003' ? 'xls' : format}` });
    expect(file.format).toBe(format);
    const table = onlyTable(file);
    expect(table).toMatchObject({ sheet: '客户', headerRows: [1], firstRow: 2, lastRow: 3 });
    expect(await stagedRows(table)).toEqual(rows);
    expect(await kindsOf(table)).toEqual(flags);
    expect(file.issues).toContainEqual({ code: 'hidden-sheet-skipped', sheet: 'choices' });
  });

  test('ods', async () => {
    const file = await parsed(openDocument(), { fileName: 'a.ods' });
    expect(file.format).toBe('ods');
    const table = onlyTable(file);
    expect(table).toMatchObject({ sheet: '客户', headerRows: [1], firstRow: 2, lastRow: 3 });
    expect(await stagedRows(table)).toEqual([
      ['2', '007', '2024-03-05', '2024-03-05 12:00:00', '06:00:00', '0.125', '12000.5', 'TRUE'],
      ['3', '第一行\n第二行', null, null, null, null, '3', 'FALSE'],
    ]);
  });

  test('an encrypted OpenDocument file is refused by name', async () => {
    expect(await parseBytes(openDocument('<manifest:encryption-data/>'), { fileName: 'a.ods' })).toMatchObject({
      code: 'encrypted',
    });
  });

  test('a page of an old system named .xls: every cell is text, spans are merges', async () => {
    const page =
      '<html><head><meta charset="gb2312"></head><body><!-- <table> --><table border=1>' +
      '<tr><th colspan="3">2024 list</th></tr><tr><td>编号</td><td>名称</td><td>金额</td></tr>' +
      '<tr><td>007</td><td rowspan="2">A &amp; B</td><td>1,200</td></tr><tr><td>008</td><td>3</td></tr></table></body></html>';
    const bytes = Buffer.concat(page.split(/([编号名称金额]+)/).map((part) => gb[part] ?? Buffer.from(part)));
    const file = await parsed(bytes, { fileName: 'export.xls' });
    expect(file).toMatchObject({ format: 'html', encoding: 'gbk' });
    const table = onlyTable(file);
    expect(table.columns.map((column) => column.header)).toEqual(['编号', '名称', '金额']);
    expect(await stagedRows(table)).toEqual([
      ['3', '007', 'A & B', '1,200'],
      ['4', '008', 'A & B', '3'],
    ]);
    expect(await kindsOf(table)).toEqual([['4', '1', 't', 'filled', null]]);
  });

  test('a page in Windows-1252 has its quotes and its euro sign', async () => {
    const page =
      '<html><head><meta charset="iso-8859-1"></head><table><tr><td>id</td><td>name</td></tr>' +
      '<tr><td>1</td><td>M\xfcller \x96 5 \x80</td></tr><tr><td>2</td><td>\x93b\x94</td></tr></table></html>';
    const table = onlyTable(await parsed(Buffer.from(page, 'latin1'), { fileName: 'a.xls' }));
    expect(await stagedRows(table)).toEqual([
      ['2', '1', 'Müller – 5 €'],
      ['3', '2', '“b”'],
    ]);
  });

  test.each([
    ['a page without a table', Buffer.from('<html><body>Sign in</body></html>'), 'html'],
    ['an old workbook cut short', Buffer.from(bytesOf('biff8')).subarray(0, 2600), 'book-damaged'],
    ['entities in XML 2003', xml('<!DOCTYPE x [<!ENTITY a "b">]>'), 'xml-doctype'],
  ])('%s is refused by name', async (_, bytes, code) => {
    expect(await parseBytes(bytes, { fileName: 'a.xls' })).toMatchObject({ ok: false, code });
  });

  test.each(['ods', 'xlsb'] as const)('entities in any part of .%s are refused', async (bookType) => {
    const doctype = { name: 'docs/any.xml', data: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' };
    const parts = bookType === 'ods' ? partsOfZip(openDocument()) : partsOfZip(bytesOf('xlsb'));
    expect(await parseBytes(zipOf([...parts, doctype]), { fileName: `a.${bookType}` })).toMatchObject({
      code: 'xml-doctype',
    });
    expect(await parseBytes(zipOf(parts), { fileName: `a.${bookType}` })).toMatchObject({ ok: true });
  });

  test('an .xls named .xlsx is read as what it is, and said so', async () => {
    const file = await parsed(bytesOf('biff8'), { fileName: 'a.xlsx' });
    expect(file.format).toBe('xls');
    expect(file.issues.map(({ code }) => code)).toContain('workbook-named-otherwise');
  });

  test('an OpenDocument bomb is refused while it unpacks', async () => {
    const outcome = await parseBytes(openDocument(), { fileName: 'a.ods', limits: { maxInflatedBytes: 1000 } });
    expect(outcome).toMatchObject({ ok: false, code: 'zip-too-big' });
  });
});

describe('one workbook saved in other formats', () => {
  const orders = place('corpora/excel/workbooks/xlsxwriter.xlsx');
  const asRead = async (path: string) => {
    const file = await parsed(readFileSync(path), { fileName: basename(path) });
    const table = onlyTable(file);
    const { headerRows, firstRow, lastRow, sheet } = table;
    return { headerRows, firstRow, lastRow, sheet, rows: await stagedRows(table), skipped: await skippedOf(table) };
  };

  test.each(['orders.xls', 'orders.ods', 'orders.xlsb'])('%s', async (name) => {
    expect(await asRead(place(`books/${name}`))).toEqual(await asRead(orders));
  });

  test('orders.html, cells as shown', async () => {
    const { rows } = await asRead(place('books/orders.html'));
    expect(rows.map((row) => row[1])).toEqual((await asRead(orders)).rows.map((row) => row[1]));
    expect(rows[0]).toEqual(['2', 'SO000001', '2024/01/12', '￥1,720.96', '6.0%', null]);
  });

  test('nothing of the file is written to the console', async () => {
    const written: unknown[] = [];
    const { error, warn, log } = console;
    const gather = (...told: unknown[]) => void written.push(...told);
    Object.assign(console, { error: gather, warn: gather, log: gather });
    try {
      await asRead(place('books/orders.ods'));
    } finally {
      Object.assign(console, { error, warn, log });
    }
    expect(written).toEqual([]);
  });
});

describe('a spreadsheet in a .gz', () => {
  test('is read through', async () => {
    const text = await parsed(gzipSync('id,name\n007,a\n'), { fileName: 'a.csv.gz' });
    expect(await stagedRows(onlyTable(text))).toEqual([['2', '007', 'a']]);
    const book = await parsed(gzipSync(bytesOf('biff8')), { fileName: 'a.xls.gz' });
    expect(book).toMatchObject({ format: 'xls', tables: [{ rows: 2 }] });
  });

  test.each([
    ['cut short', gzipSync('id,name\n1,a\n').subarray(0, 20), 'gzip-damaged'],
    ['a PDF inside', gzipSync('%PDF-1.7'), 'pdf'],
    ['twice', gzipSync(gzipSync('id\n1\n')), 'gzip-archive'],
    ['a bomb', gzipSync(Buffer.alloc(64 << 20, 'a,b\n')), 'zip-bomb'],
  ])('%s is refused by name', async (_, bytes, code) => {
    expect(await parseBytes(bytes, { fileName: 'a.csv.gz' })).toMatchObject({ ok: false, code });
  });
});

/** The parts of a package as they are. */
function partsOfZip(bytes: Uint8Array): { name: string; data: Buffer; stored: boolean }[] {
  const container = (XLSX.CFB as Containers).read(bytes, { type: 'buffer' });
  return container.FullPaths.flatMap((path, at) => {
    const content = container.FileIndex[at]?.content;
    const name = path.slice(path.indexOf('/') + 1);
    return content && name !== '' && !name.endsWith('/') && !name.includes('Sh33tJ5')
      ? [{ name, data: Buffer.from(content), stored: name === 'mimetype' }]
      : [];
  }).toSorted((a, b) => Number(b.stored) - Number(a.stored));
}

interface Containers {
  read(bytes: Uint8Array, options: { type: 'buffer' }): { FullPaths: string[]; FileIndex: { content?: Uint8Array }[] };
}

/** As LibreOffice lays it out, by hand. */
function openDocument(inManifest = '', sheets?: string): Uint8Array {
  const text = (value: string) =>
    `<table:table-cell office:value-type="string">${value
      .split('\n')
      .map((line) => `<text:p>${line}</text:p>`)
      .join('')}</table:table-cell>`;
  const typed = (type: string, attribute: string, value: string) =>
    `<table:table-cell office:value-type="${type}" office:${attribute}="${value}"><text:p>?</text:p></table:table-cell>`;
  const empty = '<table:table-cell table:number-columns-repeated="4"/>';
  const header = ['编号', '日期', '时刻', '时间', '比例', '金额', '有效'].map(text).join('');
  const first = [
    text('007'),
    typed('date', 'date-value', '2024-03-05'),
    typed('date', 'date-value', '2024-03-05T12:00:00'),
    typed('time', 'time-value', 'PT06H00M00S'),
    typed('percentage', 'value', '0.125'),
    typed('currency', 'value', '12000.5'),
    typed('boolean', 'boolean-value', 'true'),
  ].join('');
  const second = `${text('第一行\n第二行')}${empty}${typed('float', 'value', '3')}${typed('boolean', 'boolean-value', 'false')}`;
  const rest =
    '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
  const rowsXml = [header, first, second].map((cells) => `<table:table-row>${cells}</table:table-row>`).join('') + rest;
  const spaces = ['office', 'table', 'text']
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(' ');
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${spaces}><office:body><office:spreadsheet>${sheets ?? `<table:table table:name="客户">${rowsXml}</table:table>`}</office:spreadsheet></office:body></office:document-content>`;
  const type = 'application/vnd.oasis.opendocument.spreadsheet';
  const manifest = `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml">${inManifest}</manifest:file-entry></manifest:manifest>`;
  return zipOf([
    { name: 'mimetype', data: type, stored: true },
    { name: 'styles.xml', data: '<?xml version="1.0"?><office:document-styles/>' },
    { name: 'content.xml', data: content },
    { name: 'META-INF/manifest.xml', data: manifest },
  ]);
}

/** GB2312 bytes of the words in the page above. */
const gb: Record<string, Buffer> = {
  编号: Buffer.from('b1e0bac5', 'hex'),
  名称: Buffer.from('c3fbb3c6', 'hex'),
  金额: Buffer.from('bdf0b6ee', 'hex'),
};

function xml(doctype: string): Buffer {
  return Buffer.from(`<?xml version="1.0"?>${doctype}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`);
}

describe('cells that a damaged file puts far out', () => {
  const cell = (text: string, more = ''): string => `<Cell${more}><Data ss:Type="String">${text}</Data></Cell>`;
  const sheetOf = (rows: string): string =>
    `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>${rows}</Table></Worksheet></Workbook>`;
  const first = `<Row>${cell('id')}${cell('name')}</Row><Row>${cell('1')}${cell('Ann')}</Row>`;

  test.each([
    ['a row', `<Row ss:Index="500000000">${cell('x')}</Row>`, 'row-beyond-sheet'],
    ['a column', `<Row>${cell('2')}${cell('Bob')}${cell('x', ' ss:Index="400000000"')}</Row>`, 'column-beyond-sheet'],
  ])('%s beyond the sheet is told, and the places between are not walked', async (_, more, code) => {
    const file = await parsed(sheetOf(first + more), { fileName: 'a.xml' });
    expect(file.issues.map((issue) => issue.code)).toContain(code);
    expect((await stagedRows(onlyTable(file)))[0]).toEqual(['2', '1', 'Ann']);
  });
});

describe('without a pool', () => {
  test('the library works in a thread that ends by its limits', async () => {
    const folder = tempFolder();
    const path = join(folder, 'a.xls');
    writeFileSync(path, bytesOf('biff8'));
    const task: ParseTask = { path, fileName: 'a.xls', outDir: join(folder, 'out'), hints: {}, limits };
    expect(await parseGuarded(task)).toMatchObject({ ok: true, format: 'xls', tables: [{ rows: 2 }] });
    const hurried = { ...task, limits: { ...limits, timeoutMs: 1 } };
    expect(await parseGuarded(hurried)).toEqual({
      ok: false,
      code: 'thread-time-limit',
      params: { timeoutMs: 1, seconds: 0.001 },
    });
  });
});

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

describe('an .xls without a container, as old programs write it', () => {
  const record = (type: number, body: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type, 0);
    head.writeUInt16LE(body.length, 2);
    return Buffer.concat([head, body]);
  };
  const numbers = (...all: number[]): Buffer => Buffer.from(Uint16Array.from(all).buffer);
  const label = (row: number, col: number, bytes: Buffer): Buffer =>
    record(0x204, Buffer.concat([numbers(row, col, 0, bytes.length), bytes]));
  const bookOf = (charset: string, rows: readonly (readonly string[])[]): Buffer =>
    Buffer.concat([
      record(0x809, numbers(0, 0x10, 0, 0)),
      ...rows.flatMap((cells, row) => cells.map((text, col) => label(row, col, encoded(charset, text)))),
      record(0x0a, Buffer.alloc(0)),
    ]);
  const list = [
    ['客户编号', '客户名称', '联系电话'],
    ['0001', '北京明远贸易有限公司', '13800138000'],
    ['0002', '上海锦程科技有限公司', '13900139000'],
  ];
  const western = [
    ['Nummer', 'Länge', 'Straße'],
    ['0001', 'für alle', 'Müllerstraße'],
  ];

  test.each([
    ['Chinese by its bytes', 'gb18030', list, { legacyEncoding: 'evidence' }, 'gb18030'],
    ['Chinese as declared', 'gb18030', list, { legacyEncoding: 'gb18030' }, 'gb18030'],
    ['western', 'windows-1252', western, {}, 'windows-1252'],
    [
      'of ASCII alone',
      'ascii',
      [
        ['id', 'name'],
        ['007', 'a'],
      ],
      {},
      null,
    ],
  ] as const)('%s', async (_, charset, rows, hints, encoding) => {
    const file = await parsed(bookOf(charset, rows), { fileName: 'a.xls', hints });
    expect(file).toMatchObject({ format: 'xls', encoding });
    const table = onlyTable(file);
    expect(table.columns.map(({ header }) => header)).toEqual(rows[0]);
    expect((await stagedRows(table)).map(([, ...cells]) => cells)).toEqual(rows.slice(1));
  });

  test('of a program, with numbers', async () => {
    const file = await parsed(readFileSync(place('books/bare.xls')), {
      fileName: 'a.xls',
      hints: { legacyEncoding: 'evidence' },
    });
    expect((await stagedRows(onlyTable(file)))[1]).toEqual(['3', '0002', '北京客户有限公司2', '201', '13800138002']);
  });

  test('in an encoding that cannot be told: refused, not guessed', async () => {
    const bytes = bookOf('big5', [
      ['編號', '名稱'],
      ['1', '臺灣電子'],
    ]);
    expect(await parseBytes(bytes, { fileName: 'a.xls' })).toMatchObject({ ok: false, code: 'encoding-unknown' });
  });
});

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
