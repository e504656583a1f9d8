import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../bench/xlsx-book.js';
import { zipOf } from '../../../bench/xlsx-zip.js';
import type { ZipPart } from '../../../bench/xlsx-zip.js';
import { limits, readBook, readBytes } from './reading.js';

const cell = '<row r="1"><c r="A1"><v>1</v></c></row>';
const book = { sheets: [cell] };
const withPart = (part: ZipPart): Buffer => zipOf([...partsOf(book), part]);

async function codeOf(bytes: Buffer, options = {}): Promise<string> {
  const { outcome } = await readBytes(bytes, options);
  return outcome.ok ? 'ok' : outcome.code;
}

const plain = partsOf(book);
const utf16 = (part: ZipPart): ZipPart => {
  const data = Buffer.from(`\uFEFF${part.data.toString()}`, 'utf16le');
  return part.name.includes('sheet1') ? { ...part, data } : part;
};
const shapes: [string, Buffer][] = [
  ['zip64', zipOf(plain, { zip64: true })],
  ['data descriptors', zipOf(plain.map((part) => ({ ...part, descriptor: true })))],
  ['stored parts', zipOf(plain.map((part) => ({ ...part, stored: true })))],
  ['parts in any order', zipOf(plain.toReversed())],
  ['backslash names', zipOf(plain.map((part) => ({ ...part, name: part.name.replaceAll('/', '\\') })))],
  ['other letter case', zipOf(plain.map((part) => ({ ...part, name: part.name.toUpperCase() })))],
  ['a sheet in UTF-16', zipOf(plain.map(utf16))],
  ['bytes before the package', Buffer.concat([Buffer.alloc(100, 1), zipOf(plain)])],
];

test.each(shapes)('%s: read', async (_, bytes) => {
  const { outcome, sheets } = await readBytes(bytes);
  expect(outcome).toMatchObject({ ok: true });
  expect(sheets[0]!.rows[0]!.cells).toEqual(['1']);
});

describe('packages that are refused by name', () => {
  test('a climbing name', async () =>
    expect(await codeOf(withPart({ name: 'xl/../../x', data: '' }))).toBe('zip-climbing-name'));
  test('a name twice', async () => {
    expect(await codeOf(withPart({ name: 'XL\\Workbook.xml', data: '' }))).toBe('zip-repeated-name');
  });
  test('10,000 entries', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ name: `x/${i}`, data: '', stored: true }));
    expect(await codeOf(zipOf([...partsOf(book), ...many]))).toBe('zip-too-many-entries');
  });
  test('a wrong check sum', async () => {
    const parts = partsOf(book).map((part) => (part.name.includes('sheet1') ? { ...part, claimedCrc: 1 } : part));
    expect(await codeOf(zipOf(parts))).toBe('zip-checksum');
  });
  test.each([
    ['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['<!-- x --><!DOCTYPE html><a/>'],
    [`<!--${'x'.repeat(20_000)}--><!DOCTYPE a><a/>`],
  ])('a DOCTYPE in a part that nobody reads', async (data) => {
    expect(await codeOf(withPart({ name: 'docProps/custom.xml', data }))).toBe('xml-doctype');
  });
  test('a DOCTYPE in UTF-16', async () => {
    const data = Buffer.from('\uFEFF<!DOCTYPE a><a/>', 'utf16le');
    expect(await codeOf(withPart({ name: 'customXml/item1.xml', data }))).toBe('xml-doctype');
  });
  test('an entity that nothing declares', async () => {
    const { outcome } = await readBook({ sheets: ['<row><c t="str"><v>&bomb;</v></c></row>'] });
    expect(outcome).toMatchObject({ ok: false, code: 'xml-doctype' });
  });
  test('cut at any place', async () => {
    const bytes = zipOf(partsOf(book));
    for (let cut = 0; cut < bytes.length; cut += 97) {
      const code = await codeOf(bytes.subarray(0, cut));
      expect(['file-truncated', 'zip-damaged']).toContain(code);
    }
  });
  test('a sheet that ends in the middle', async () => {
    const parts = partsOf(book).map((part) =>
      part.name.includes('sheet1') ? { ...part, data: part.data.toString().slice(0, -30) } : part,
    );
    expect(await codeOf(zipOf(parts))).toBe('xml-damaged');
  });
  test('no workbook, no such sheet', async () => {
    expect(await codeOf(zipOf([{ name: 'word/document.xml', data: '<w/>' }]))).toBe('xlsx-no-workbook');
    expect(await codeOf(zipOf(partsOf(book)), { sheet: 'Nothing' })).toBe('sheet-not-found');
  });
});

describe('bombs', () => {
  const bomb = (megabytes: number): Buffer => {
    const filler = Buffer.alloc(megabytes << 20, 0x20);
    return zipOf(
      partsOf(book).map((part) => {
        if (!part.name.includes('sheet1')) return part;
        return { ...part, data: Buffer.concat([Buffer.from('<worksheet><sheetData>'), filler]), claimedBytes: 1000 };
      }),
    );
  };
  test('ratio and size are refused while streaming, whatever the directory claims', async () => {
    const bytes = bomb(120);
    const before = process.memoryUsage().rss;
    expect(await codeOf(bytes)).toBe('zip-bomb');
    expect(await codeOf(bytes, { limits: { ...limits, maxRatio: 1e9, maxInflatedBytes: 20 << 20 } })).toBe(
      'zip-too-big',
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(150 << 20);
  });
  test('a string without end', async () => {
    const { outcome } = await readBook(
      { sheets: [`<row><c t="inlineStr"><is><t>${'x'.repeat(3 << 20)}</t></is></c></row>`] },
      { limits: { ...limits, maxRatio: 1e9, maxCellChars: 32_767 } },
    );
    expect(outcome).toMatchObject({ ok: false, code: 'cell-too-long' });
  });
});

describe('places beyond the sheet', () => {
  test('row 99999999 and a column past XFD are dropped and told', async () => {
    const rows = `${cell}<row r="2"><c r="XFD2"><v>2</v></c><c r="XFE2"><v>3</v></c><c r="ZZZZZZZ2"><v>3</v></c></row><row r="99999999"><c r="A99999999"><v>4</v></c></row>`;
    const { outcome, sheets } = await readBook({ sheets: [rows] });
    expect(sheets[0]!.rows.map((row) => row.row)).toEqual([1, 2]);
    expect(sheets[0]!.rows[1]!.cells.length).toBe(16_384);
    expect(outcome).toMatchObject({
      ok: true,
      issues: [
        { code: 'row-beyond-sheet', sheet: 'Sheet1', params: { count: 1 } },
        { code: 'column-beyond-sheet', sheet: 'Sheet1', row: 2, params: { count: 2 } },
      ],
    });
  });
  test('a row told twice keeps both, in order, and says so', async () => {
    const { outcome, sheets } = await readBook({ sheets: [cell + cell] });
    expect(sheets[0]!.rows.map((row) => row.row)).toEqual([1, 2]);
    expect(outcome).toMatchObject({ issues: [{ code: 'row-out-of-order', row: 1 }] });
  });
  test('too many rows', async () => {
    const { outcome } = await readBook(
      { sheets: ['<row><c><v>1</v></c></row>'.repeat(11)] },
      { limits: { ...limits, maxRows: 10 } },
    );
    expect(outcome).toMatchObject({ ok: false, code: 'too-many-rows' });
  });
});

test('macros, links, DDE, embedded objects are told, never followed', async () => {
  const extra: ZipPart[] = [
    { name: 'xl/vbaProject.bin', data: 'x' },
    { name: 'xl/externalLinks/externalLink1.xml', data: '<externalLink><externalBook/></externalLink>' },
    { name: 'xl/externalLinks/externalLink2.xml', data: '<externalLink><ddeLink ddeService="cmd"/></externalLink>' },
    { name: 'xl/embeddings/oleObject1.bin', data: 'x' },
    { name: 'xl/connections.xml', data: '<connections/>' },
  ];
  const { outcome } = await readBook({ ...book, extra });
  const codes = outcome.ok ? outcome.issues.map((issue) => issue.code) : [];
  expect(codes).toEqual(['macros', 'external-links', 'dde-links', 'embedded-objects', 'data-connections']);
});
