import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../bench/xlsx-book.js';
import { zipOf } from '../../bench/xlsx-zip.js';
import { sniff } from '../../core/parsing/sniff.js';
import { onlyTable, parseBytes, parsed, stagedRows, tempFolder } from './parsing.js';

const ole2 = (streams: string): Buffer => {
  const bytes = Buffer.alloc(2048);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  Buffer.from(streams, 'utf16le').copy(bytes, 1024);
  return bytes;
};
const zip = (...names: string[]): Buffer => zipOf(names.map((name) => ({ name, data: 'x' })));
const webArchive = (head: string, end = '\r\n'): Buffer =>
  Buffer.from(
    [head, 'Content-Type: multipart/related;', '\tboundary="----=_NextPart_01"', '', '------=_NextPart_01', ''].join(
      end,
    ),
  );
/** One field of text, two records. */
const dbase = Buffer.concat([
  Buffer.from('03 7c 03 05 02 00 00 00 41 00 14 00'.replaceAll(' ', ''), 'hex'),
  Buffer.alloc(20),
  Buffer.from(`${'NAME'.padEnd(11, '\0')}C\0\0\0\0\u0013`.padEnd(32, '\0')),
  Buffer.from(`\r${' abc'.padEnd(20)}${' def'.padEnd(20)}\u001a`),
]);
const book = zipOf(partsOf({ sheets: ['<row r="1"><c r="A1"><v>1</v></c></row>'] }));

describe('what a file really is', () => {
  test.each([
    ['nothing', 'a.csv', Buffer.alloc(0), 'empty-file'],
    ['blanks', 'a.csv', Buffer.from('  \n\n'), 'empty-file'],
    ['a contact card', 'a.csv', Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n'), 'vcard'],
    ['records of JSON', 'a.csv', Buffer.from('\ufeff[\n  {"id": 1, "name": "x"}]'), 'json'],
    ['lines of JSON', 'a.txt', Buffer.from('{"id":1}\n{"id":2}\n'), 'json'],
    [
      'a dump of a database',
      'a.sql',
      Buffer.from("-- dump\nSET NAMES utf8;\n\nINSERT INTO `t` VALUES (1,'a');\n"),
      'sql-dump',
    ],
    ['statements named .csv', 'a.csv', Buffer.from("INSERT INTO t (id,name) VALUES (1,'a');\n"), 'sql-dump'],
    [
      'a script in UTF-16',
      'a.csv',
      Buffer.from('\uFEFFUSE [crm]\r\nGO\r\nCREATE TABLE [dbo].[t] (id int)', 'utf16le'),
      'sql-dump',
    ],
    ['entries of a directory', 'a.csv', Buffer.from('version: 1\n\ndn: cn=Ann,dc=example\ncn: Ann\n'), 'ldif'],
    ['zeros', 'a.csv', Buffer.alloc(4096), 'only-zeros'],
    ['an encrypted workbook', 'a.xlsx', ole2('EncryptedPackage'), 'encrypted'],
    ['a WPS sheet', 'a.et', ole2('Workbook'), 'wps-et'],
    ['another OLE2 file with a book', 'a.doc', ole2('Notebook'), 'not-a-spreadsheet'],
    ['another OLE2 file', 'a.doc', ole2('WordDocument'), 'not-a-spreadsheet'],
    ['a PDF', 'a.xlsx', Buffer.from('%PDF-1.7'), 'pdf'],
    ['a PNG', 'a.xlsx', Buffer.from('89504e470d0a1a0a', 'hex'), 'picture'],
    ['a JPEG', 'a.jpg', Buffer.from('ffd8ffe0', 'hex'), 'picture'],
    ['a TIFF', 'a.tif', Buffer.from('49492a0008000000', 'hex'), 'picture'],
    ['a WebP', 'a.webp', Buffer.from('RIFF\u0010\0\0\0WEBPVP8 '), 'picture'],
    ['a HEIC', 'a.csv', Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0'), 'picture'],
    ['a bitmap', 'a.bmp', Buffer.from('424d360000000000000036000000280000000100', 'hex'), 'picture'],
    ['a web page of Excel', 'a.mht', webArchive('MIME-Version: 1.0\r\nX-Document-Type: Workbook'), 'web-archive'],
    ['a web page named .xls', 'a.xls', webArchive('\uFEFFMIME-Version: 1.0'), 'web-archive'],
    [
      'a web page of a browser',
      'a.mhtml',
      webArchive('From: <Saved by Blink>\nMIME-Version: 1.0', '\n'),
      'web-archive',
    ],
    ['Numbers by name', 'a.numbers', zip('Index/Document.iwa'), 'apple-numbers'],
    ['Numbers renamed', 'a.xlsx', zip('Index/Document.iwa'), 'apple-numbers'],
    ['Pages', 'a.pages', zip('Index.zip'), 'apple-pages'],
    ['a ZIP', 'a.zip', zip('one.csv'), 'zip-archive'],
    ['a Word document', 'a.xlsx', zip('[Content_Types].xml', 'word/document.xml'), 'word-document'],
    ['half a ZIP', 'a.xlsx', Buffer.from('PK\u0003\u0004xl/workbook.xml'), 'file-truncated'],
    ['binary named .xlsx', 'a.xlsx', Buffer.from([1, 2, 0, 3, 4, 0, 0, 9]), 'file-truncated'],
    [
      'a tar',
      'a.csv',
      Buffer.from(`${'a.csv'.padEnd(257, '\0')}ustar\u000000${'\0'.repeat(248)}id,name\n1,a\n`),
      'other-archive',
    ],
    ['xz', 'a.csv.xz', Buffer.from('fd377a585a0000', 'hex'), 'other-archive'],
    ['bzip2', 'a.csv.bz2', Buffer.from('BZh91AY&SY\u0001\u0002'), 'other-archive'],
    ['LZ4', 'a.csv.lz4', Buffer.from('04224d186440', 'hex'), 'other-archive'],
    ['compress', 'a.csv.Z', Buffer.from('1f9d9061', 'hex'), 'other-archive'],
    ['LHA', 'a.lzh', Buffer.from(' \u0001-lh5-\0\0\0\0'), 'other-archive'],
    ['SYLK', 'a.csv', Buffer.from('ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"id"\r\nE\r\n'), 'other-table-format'],
    ['DIF', 'a.csv', Buffer.from('TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,2\r\n""\r\n'), 'other-table-format'],
    ['dBase', 'a.csv', dbase, 'other-table-format'],
    [
      'flat OpenDocument',
      'a.fods',
      Buffer.from(
        '<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
      ),
      'other-table-format',
    ],
    ['XML without its first line', 'a.csv', Buffer.from('<list>\n<one id="1">a</one>\n</list>\n'), 'xml'],
    ['XML that names its meaning', 'a.xml', Buffer.from('<a:list xmlns:a="x">\n'), 'xml'],
    ['an .xls cut off before its directory', 'a.xls', ole2('Workbook').subarray(0, 512), 'file-truncated'],
    ['SQLite', 'a.csv', Buffer.from('SQLite format 3\0\u0010'), 'database'],
    ['Access', 'a.csv', Buffer.from('\0\u0001\0\0Standard ACE DB\0'), 'database'],
    [
      'a program',
      'a.csv',
      Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * at * 7 + (at >> 3)) % 251)),
      'binary-file',
    ],
    ['only delimiters', 'a.csv', Buffer.from(',,,\n,,,\n'), 'no-table'],
  ])('%s', async (_, fileName, bytes, code) => {
    expect(await parseBytes(bytes, { fileName })).toMatchObject({ ok: false, code });
  });

  test.each([
    ['columns ID and Product', 'ID;Product;Price\n1;a;2\n2;b;3\n'],
    ['columns in angle brackets', '<Name>,<Phone>\na,1\nb,2\n'],
    ['a header TABLE', 'TABLE,0\n1,2\n3,4\n'],
  ])('a list with %s is a list', async (_, text) => {
    expect((await parsed(text, { fileName: 'a.csv' })).format).toBe('csv');
  });

  test('a list whose cells speak of such pages is a list', async () => {
    const text = 'From: to,MIME-Version: 1.0\na,multipart/related\nb,Content-Type: multipart/related\n';
    expect((await parsed(text, { fileName: 'a.csv' })).format).toBe('csv');
  });

  test.each([
    ['a workbook named .csv', 'a.csv', book, 'xlsx'],
    [
      'a page named .xlsx',
      'a.xlsx',
      Buffer.from('<html><table><tr><td>id</td></tr><tr><td>1</td></tr></table></html>'),
      'html',
    ],
  ])('%s is read as what it is, and said so', async (_, fileName, bytes, format) => {
    const file = await parsed(bytes, { fileName });
    expect(file.format).toBe(format);
    expect(file.issues.map((issue) => issue.code)).toContain('workbook-named-otherwise');
  });

  const table = '<table><tr><td>编号</td><td>姓名</td></tr><tr><td>1</td><td>甲</td></tr></table>';
  test.each([
    ['a heading', Buffer.from(`<h2>华东</h2>\n${table}`)],
    ['text', Buffer.from(`华东 报表<br>\n${table}`)],
    ['a comment', Buffer.from(`<!-- report 7 -->${table}`)],
    ['a style', Buffer.from(`<style>td{mso-number-format:"\\@"}</style><div>${table}</div>`)],
    ['a long style within', Buffer.from(`<div><style>${'td{color:red} '.repeat(900)}</style>${table}</div>`)],
    ['the prolog of XML', Buffer.from(`<?xml version="1.0" encoding="utf-8"?>\n<html><body>${table}</body></html>`)],
    ['a mark of UTF-16', Buffer.from(`\ufeff<html>${table}</html>`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(`<div>${table}</div>`, 'utf16le')],
  ])('a page that begins with %s is a page', async (_, bytes) => {
    const file = await parsed(bytes, { fileName: 'a.xls' });
    expect(file.format).toBe('html');
    expect(await stagedRows(onlyTable(file))).toEqual([['2', '1', '甲']]);
  });

  test('a list whose cells are pieces of pages is a list', async () => {
    const file = await parsed('<b>id</b>,<b>name</b>\n1,<p>a</p>\n2,<p>b</p>\n', { fileName: 'a.csv' });
    expect(file.format).toBe('csv');
    const shown = await parsed(`id,note\n1,${table}\n2,b\n`, { fileName: 'a.xls' });
    expect(shown.format).toBe('csv');
  });

  test('text named like a workbook is read as text, and said so', async () => {
    const file = await parsed('id,name\n1,a\n', { fileName: 'a.xlsx' });
    expect(file.format).toBe('csv');
    expect(file.issues.map((issue) => issue.code)).toEqual(['text-named-as-workbook']);
  });
});

describe('a ZIP is told by the names in its directory, not by bytes that look like them', () => {
  const kindOf = (bytes: Buffer, fileName: string) => {
    const path = join(tempFolder(), 'file');
    writeFileSync(path, bytes);
    return sniff(path, fileName).kind;
  };
  const stored = { name: '客户.xlsx', data: book, stored: true };
  test.each([
    ['workbooks stored as they are', zipOf([stored]), 'zip'],
    ['a folder whose name ends in xl', zipOf([{ name: '2024xl/a.csv', data: 'a' }]), 'zip'],
    ['a workbook', book, 'xlsx'],
    ['a workbook with backslashes', zip('[CONTENT_TYPES].XML', 'XL\\WORKBOOK.XML'), 'xlsx'],
    ['zip64', zipOf(partsOf({ sheets: [] }), { zip64: true }), 'xlsx'],
    ['zip64 of others', zipOf([stored], { zip64: true }), 'zip'],
    ['no entry at all', zipOf([]), 'zip'],
  ])('%s', (_, bytes, kind) => expect(kindOf(bytes, 'a.zip')).toBe(kind));
});

test.each(['utf-16le', 'utf-16be'] as const)('text in %s without a mark, named as a workbook', async (encoding) => {
  const text = '姓名\tEmail\tCity\r\n张伟\ta@b.example\tLodz\r\n李娜\tc@d.example\tBerlin\r\n';
  const little = Buffer.from(text, 'utf16le');
  const found = await parsed(encoding === 'utf-16le' ? little : Buffer.from(little).swap16(), { fileName: 'a.xls' });
  expect(found.encoding).toBe(encoding);
  expect((await stagedRows(onlyTable(found)))[0]).toEqual(['2', '张伟', 'a@b.example', 'Lodz']);
});
