import { describe, expect, test } from 'vitest';
import { parseBytes, parsed } from './parsing.js';

const ole2 = (streams: string): Buffer => {
  const bytes = Buffer.alloc(2048);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  Buffer.from(streams, 'utf16le').copy(bytes, 1024);
  return bytes;
};
const zip = (names: string): Buffer =>
  Buffer.concat([Buffer.from(`PK\u0003\u0004${names}PK\u0005\u0006`), Buffer.alloc(18)]);

describe('what a file really is', () => {
  test.each([
    ['nothing', 'a.csv', Buffer.alloc(0), 'empty-file'],
    ['blanks', 'a.csv', Buffer.from('  \n\n'), 'empty-file'],
    ['zeros', 'a.csv', Buffer.alloc(4096), 'only-zeros'],
    ['an encrypted workbook', 'a.xlsx', ole2('EncryptedPackage'), 'encrypted'],
    ['a WPS sheet', 'a.et', ole2('Workbook'), 'wps-et'],
    ['another OLE2 file', 'a.doc', ole2('WordDocument'), 'not-a-spreadsheet'],
    ['a PDF', 'a.xlsx', Buffer.from('%PDF-1.7'), 'pdf'],
    ['a PNG', 'a.xlsx', Buffer.from('89504e470d0a1a0a', 'hex'), 'picture'],
    ['a JPEG', 'a.jpg', Buffer.from('ffd8ffe0', 'hex'), 'picture'],
    ['Numbers by name', 'a.numbers', zip('Index/Document.iwa'), 'apple-numbers'],
    ['Numbers renamed', 'a.xlsx', zip('Index/Document.iwa'), 'apple-numbers'],
    ['Pages', 'a.pages', zip('Index.zip'), 'apple-pages'],
    ['a ZIP', 'a.zip', zip('one.csv'), 'zip-archive'],
    ['half a ZIP', 'a.xlsx', Buffer.from('PK\u0003\u0004xl/workbook.xml'), 'file-truncated'],
    ['binary named .xlsx', 'a.xlsx', Buffer.from([1, 2, 0, 3, 4, 0, 0, 9]), 'file-truncated'],
    ['only delimiters', 'a.csv', Buffer.from(',,,\n,,,\n'), 'no-table'],
  ])('%s', async (_, fileName, bytes, code) => {
    expect(await parseBytes(bytes, { fileName })).toMatchObject({ ok: false, code });
  });

  test('text named like a workbook is read as text, and said so', async () => {
    const file = await parsed('id,name\n1,a\n', { fileName: 'a.xlsx' });
    expect(file.format).toBe('csv');
    expect(file.issues.map((issue) => issue.code)).toEqual(['text-named-as-workbook']);
  });
});
