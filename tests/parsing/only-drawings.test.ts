/** A workbook that shows something and holds no cell says what it shows. */
import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../bench/xlsx-book.js';
import { zipOf } from '../../bench/xlsx-zip.js';
import { hint, message } from '../../schemas/issues/catalogue.js';
import { onlyTable, parseBytes, parsed } from './parsing.js';

const bookOf = (sheet: string, names: readonly string[]): Buffer =>
  zipOf(partsOf({ sheets: [sheet], extra: names.map((name) => ({ name, data: '<x/>' })) }));
/** The library gives its reader of containers no types. */
const containers = XLSX.CFB as {
  read(
    bytes: Uint8Array,
    options: { type: 'buffer' },
  ): { FullPaths: string[]; FileIndex: { content?: Uint8Array; size: number }[] };
  write(container: unknown, options: { type: 'buffer' }): Buffer;
};
const nothing = '<sheetData/><drawing r:id="rId1"/>';
const chart = ['xl/charts/chart1.xml', 'xl/charts/style1.xml', 'xl/charts/colors1.xml', 'xl/drawings/drawing1.xml'];

/** A record of .xls that draws an object of this type. */
const object = (kind: number): number[] => [0x5d, 0x15, 0, 0x12, 0, kind, 0];

/** An empty sheet with these records before its end: type and bytes. */
function xlsWith(inside: readonly (readonly number[])[]): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([]), 'a');
  const container = containers.read(XLSX.write(book, { bookType: 'biff8', type: 'buffer' }) as Buffer, {
    type: 'buffer',
  });
  const drawn = inside.map(([type = 0, ...body]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type, 0);
    head.writeUInt16LE(body.length, 2);
    return Buffer.concat([head, Buffer.from(body)]);
  });
  const at = container.FullPaths.findIndex((path) => path.endsWith('/Workbook'));
  const file = container.FileIndex[at];
  if (!file?.content) throw new Error('no workbook');
  const stream = Buffer.from(file.content);
  const end = stream.lastIndexOf(Buffer.from([0x0a, 0, 0, 0]));
  file.content = Buffer.concat([stream.subarray(0, end), ...drawn, stream.subarray(end)]);
  file.size = file.content.length;
  return containers.write(container, { type: 'buffer' });
}

describe('a workbook without a filled cell', () => {
  test.each([
    ['charts', [...chart, 'xl/charts/chart2.xml'], { charts: 2, pictures: 0, others: 0 }],
    ['pictures', ['xl/media/image1.png', 'xl/drawings/drawing1.xml'], { charts: 0, pictures: 1, others: 0 }],
    ['a text box', ['xl/drawings/drawing1.xml'], { charts: 0, pictures: 0, others: 1 }],
  ])('that shows %s is refused by that', async (_, names, params) => {
    const refused = await parseBytes(bookOf(nothing, names), { fileName: 'a.xlsx' });
    expect(refused).toEqual({ ok: false, code: 'only-drawings', params });
  });

  test('that shows nothing is empty, and so is one with notes only', async () => {
    for (const names of [[], ['xl/drawings/vmlDrawing1.vml', 'xl/comments1.xml']])
      expect(await parseBytes(bookOf('<sheetData/>', names), { fileName: 'a.xlsx' })).toMatchObject({
        code: 'no-table',
      });
  });

  test.each([
    ['a chart', [object(5), [0x809, 0, 6, 0x20, 0], [0x0a]], { charts: 1, pictures: 0, others: 0 }],
    ['a picture and a shape', [object(8), object(2)], { charts: 0, pictures: 1, others: 0 }],
    ['a text box', [object(6)], { charts: 0, pictures: 0, others: 1 }],
  ])('of .xls that shows %s', async (_, inside, params) => {
    expect(await parseBytes(xlsWith(inside), { fileName: 'a.xls' })).toEqual({
      ok: false,
      code: 'only-drawings',
      params,
    });
  });

  test('of .xls with notes and the box of a filter only', async () => {
    expect(await parseBytes(xlsWith([object(25), object(20)]), { fileName: 'a.xls' })).toMatchObject({
      code: 'no-table',
    });
  });

  test('of OpenDocument', async () => {
    const body =
      '<office:body><office:spreadsheet><table:table table:name="a"><table:shapes/></table:table></office:spreadsheet></office:body>';
    const spaces = ['office', 'table'].map(
      (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
    );
    const content = `<office:document-content ${spaces.join(' ')}>${body}</office:document-content>`;
    const type = 'application/vnd.oasis.opendocument.spreadsheet';
    const entry = `<manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/>`;
    const bytes = zipOf([
      { name: 'mimetype', data: type, stored: true },
      { name: 'styles.xml', data: '<?xml version="1.0"?><office:document-styles/>' },
      { name: 'content.xml', data: `<?xml version="1.0"?>${content}` },
      { name: 'Object 1/content.xml', data: '<x/>' },
      { name: 'Pictures/a.png', data: 'x' },
      { name: 'META-INF/manifest.xml', data: `<manifest:manifest xmlns:manifest="urn:x">${entry}</manifest:manifest>` },
    ]);
    expect(await parseBytes(bytes, { fileName: 'a.ods' })).toMatchObject({
      code: 'only-drawings',
      params: { charts: 1, pictures: 1, others: 0 },
    });
  });
});

test('beside cells drawings are nothing to tell', async () => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = ['id', '1', '2'].map((text) => `<row>${cell(text)}${cell(`n${text}`)}</row>`).join('');
  const file = await parsed(bookOf(`<sheetData>${rows}</sheetData>`, chart), { fileName: 'a.xlsx' });
  expect([onlyTable(file).rows, file.issues]).toEqual([2, []]);
});

test('both languages say what is there and what to do', () => {
  const params = { charts: 2, pictures: 0, others: 0 };
  expect(message('only-drawings', params, 'en')).toContain('Charts: 2');
  expect(message('only-drawings', params, 'zh')).toContain('图表：2');
  expect(hint('only-drawings', params, 'en')).toContain('Send the workbook');
  expect(hint('only-drawings', params, 'zh')).toContain('重新提交');
});
