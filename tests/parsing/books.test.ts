import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import type { ParseTask } from '../../core/parsing/parse.js';
import { parseGuarded } from '../../core/parsing/parse-guarded.js';
import { kindsOf, limits, onlyTable, parseBytes, parsed, skippedOf, stagedRows, tempFolder } from './parsing.js';
import { place, bytesOf, rows, openDocument, xml } from './book-bytes.js';

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

  test('parts of .ods with programs may name their kind as OpenOffice does, and declare nothing', async () => {
    const kind = 'script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd"';
    const told = (name: string, doctype: string) => {
      const part = { name, data: `<?xml version="1.0"?>\n<!DOCTYPE ${doctype}><a/>` };
      const parts = partsOfZip(openDocument()).filter((each) => each.name !== name);
      return parseBytes(zipOf([...parts, part]), { fileName: 'a.ods' });
    };
    const program = await told('Basic/Standard/Module1.xml', kind);
    expect(program).toMatchObject({ ok: true, issues: [{ code: 'macros' }] });
    expect(await told('Basic/Standard/Module1.xml', `${kind} [<!ENTITY b "c">]`)).toMatchObject({
      code: 'xml-doctype',
    });
    expect(await told('content.xml', kind)).toMatchObject({ code: 'xml-doctype' });
  });

  test('a password of the macros of .ods is none of its cells', async () => {
    const locked = (path: string) =>
      zipOf([
        ...partsOfZip(
          openDocument(
            `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>`,
          ),
        ),
        { name: 'Basic/Own/Module1.xml', data: 'encrypted <!bytes' },
      ]);
    expect(await parseBytes(locked('Basic/Own/Module1.xml'), { fileName: 'a.ods' })).toMatchObject({
      ok: true,
      issues: [{ code: 'macros' }],
    });
    expect(await parseBytes(locked('content.xml'), { fileName: 'a.ods' })).toMatchObject({ code: 'encrypted' });
  });

  test('blank rows of .ods in short are rows, and how a name is read is no part of it', async () => {
    const cell = (text: string): string =>
      `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
    const row = (...texts: string[]): string => `<table:table-row>${texts.map(cell).join('')}</table:table-row>`;
    const name =
      '<text:ruby><text:ruby-base>山田</text:ruby-base><text:ruby-text text:style-name="T1">やまだ</text:ruby-text></text:ruby>様';
    const rows = `<table:table-row/><table:table-row table:style-name="r"/>${row('No', '氏名')}<table:table-row/>${row('1', name)}`;
    const bytes = openDocument('', `<table:table table:name="S">${rows}</table:table>`);
    const table = onlyTable(await parsed(bytes, { fileName: 'a.ods' }));
    expect(table.headerRows).toEqual([3]);
    expect(await stagedRows(table)).toEqual([['5', '1', '山田様']]);
  });

  test('an .xls named .xlsx is read as what it is, and said so', async () => {
    const file = await parsed(bytesOf('biff8'), { fileName: 'a.xlsx' });
    expect(file.format).toBe('xls');
    expect(file.issues.map(({ code }) => code)).toContain('workbook-named-otherwise');
  });

  test('an .xls whose container writes its names in capitals is read', async () => {
    const bytes = Buffer.from(bytesOf('biff8'));
    bytes.write('WORKBOOK', bytes.indexOf('Workbook', 'utf16le'), 'utf16le');
    expect(onlyTable(await parsed(bytes, { fileName: 'a.xls' })).rows).toBe(2);
  });

  test.each([
    [0x20, 'chartsheet'],
    [0x40, 'xlMacrosheet'],
  ])('what an .xls keeps of a sheet of another kind is no row: %s', async (type, kind) => {
    const book = XLSX.utils.book_new();
    for (const name of ['customers', 'Chart1'])
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['id'], [1], [2]]), name);
    const bytes = XLSX.write(book, { bookType: 'biff8', type: 'buffer' }) as Buffer;
    const worksheet = Buffer.from('0908100000061000', 'hex');
    bytes.writeUInt16LE(type, bytes.lastIndexOf(worksheet) + 6);
    const file = await parsed(bytes, { fileName: 'a.xls' });
    expect(file.tables.map(({ sheet }) => sheet)).toEqual(['customers']);
    expect(file.issues).toContainEqual({ code: 'sheet-not-cells', sheet: 'Chart1', params: { kind } });
  });

  test('templates go by the names of templates', async () => {
    for (const [bookType, fileName] of [
      ['biff8', 'a.xlt'],
      ['ods', 'a.ots'],
      ['xlsx', 'a.xltx'],
      ['xlsx', 'a.xltm'],
    ] as const) {
      const { issues } = await parsed(bytesOf(bookType), { fileName });
      expect(issues.map(({ code }) => code)).not.toContain('workbook-named-otherwise');
    }
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

/** GB2312 bytes of the words in the page above. */
const gb: Record<string, Buffer> = {
  编号: Buffer.from('b1e0bac5', 'hex'),
  名称: Buffer.from('c3fbb3c6', 'hex'),
  金额: Buffer.from('bdf0b6ee', 'hex'),
};

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
