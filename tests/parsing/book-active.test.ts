/** What workbooks of other formats than .xlsx bring along that could act or reach out: told, never run or followed. */
import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { onlyTable, parsed, stagedRows } from './parsing.js';

interface Container {
  FullPaths: string[];
  FileIndex: { content?: Uint8Array; size: number }[];
}
/** The library gives its reader of containers no types. */
const containers = XLSX.CFB as {
  read(bytes: Uint8Array, options: { type: 'buffer' }): Container;
  write(container: Container, options: { type: 'buffer'; fileType?: 'zip' }): Buffer;
  utils: { cfb_add(container: Container, path: string, content: Buffer): void };
};

const rows = [
  ['id', 'name'],
  ['1', 'Ann'],
  ['2', 'Bob'],
];
function bookOf(bookType: XLSX.BookType): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'a');
  return XLSX.write(book, { bookType, type: 'buffer' }) as Buffer;
}

/** The workbook with more parts, and changed ones. */
function withParts(
  bookType: XLSX.BookType,
  parts: Record<string, string | Buffer>,
  change: (path: string, content: Buffer) => Buffer = (_, content) => content,
): Buffer {
  const container = containers.read(bookOf(bookType), { type: 'buffer' });
  container.FullPaths.forEach((path, at) => {
    const file = container.FileIndex[at];
    if (!file?.content || file.content.length === 0) return;
    file.content = change(path, Buffer.from(file.content));
    file.size = file.content.length;
  });
  for (const [path, content] of Object.entries(parts))
    containers.utils.cfb_add(container, `/${path}`, Buffer.from(content));
  return containers.write(container, { type: 'buffer', ...(bookType !== 'biff8' && { fileType: 'zip' }) });
}

async function toldOf(fileName: string, bytes: Buffer): Promise<string[]> {
  const file = await parsed(bytes, { fileName });
  expect((await stagedRows(onlyTable(file))).map(([, ...cells]) => cells)).toEqual(rows.slice(1));
  return file.issues.map(({ code }) => code).toSorted();
}

describe('is told', () => {
  test('.xlsb: programs, links, files and connections', async () => {
    const link = (kind: number): Buffer => Buffer.from([0xe8, 0x02, 0x06, kind, 0, 0, 0, 0, 0]);
    const parts = {
      'xl/vbaProject.bin': 'x',
      'xl/externalLinks/externalLink1.bin': link(0),
      'xl/externalLinks/externalLink2.bin': link(1),
      'xl/embeddings/oleObject1.bin': 'x',
      'xl/connections.bin': 'x',
    };
    expect(await toldOf('a.xlsb', withParts('xlsb', parts))).toEqual([
      'data-connections',
      'dde-links',
      'embedded-objects',
      'external-links',
      'macros',
    ]);
  });

  test('.xls: programs and files', async () => {
    const parts = { '_VBA_PROJECT_CUR/VBA/dir': 'x', '_VBA_PROJECT_CUR/PROJECT': 'x', 'MBD0018D4CE/CONTENTS': 'x' };
    expect(await toldOf('a.xls', withParts('biff8', parts))).toEqual(['embedded-objects', 'macros']);
  });

  test.each([
    ['another workbook', '\u0001b.xls', 'external-links'],
    ['another program', 'cmd\u0003/c calc', 'dde-links'],
  ])('.xls: links to %s', async (_, target, code) => {
    const body = Buffer.concat([Buffer.from([1, 0, target.length, 0, 0]), Buffer.from(target, 'latin1')]);
    expect(await toldOf('a.xls', withRecord(0x1ae, body))).toEqual([code]);
  });

  test('.ods: programs, links and files', async () => {
    const parts = {
      'Basic/script-lc.xml': '<x/>',
      'Basic/Standard/script-lb.xml': '<x/>',
      'Basic/Standard/M.xml': '<x/>',
    };
    const entry = (path: string, kind: string): string =>
      `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="application/vnd.${kind}"/>`;
    const bytes = withParts('ods', parts, (path, content) => {
      const text = content.toString('utf8');
      if (path.endsWith('manifest.xml')) {
        const more = `${entry('Object 1/', 'oasis.opendocument.chart')}${entry('Object 2/', 'oasis.opendocument.text')}`;
        return Buffer.from(text.replace('</manifest:manifest>', `${more}</manifest:manifest>`));
      }
      const link = '<table:dde-links><table:dde-link/></table:dde-links>';
      return Buffer.from(text.replace('</office:spreadsheet>', `${link}</office:spreadsheet>`));
    });
    expect(await toldOf('a.ods', bytes)).toEqual(['dde-links', 'embedded-objects', 'macros']);
    const formula = withParts('ods', {}, (_, content) =>
      Buffer.from(
        content
          .toString('utf8')
          .replace('<table:table-cell ', '<table:table-cell table:formula="of:=[&apos;file:///b.ods&apos;#$a.A1]" '),
      ),
    );
    expect(await toldOf('a.ods', formula)).toEqual(['external-links']);
  });
});

describe('is not there', () => {
  test.each(['biff8', 'xlsb', 'ods', 'xlml'] as const)('in a plain workbook (%s)', async (bookType) => {
    const names = { biff8: 'a.xls', xlsb: 'a.xlsb', ods: 'a.ods', xlml: 'a.xml' };
    expect(await toldOf(names[bookType], bookOf(bookType))).toEqual([]);
  });

  test('where formulas refer to the workbook itself, or to functions of add-ins', async () => {
    for (const itself of [0x0401, 0x3a01]) {
      const body = Buffer.from([1, 0, itself & 0xff, itself >> 8, 0]);
      expect(await toldOf('a.xls', withRecord(0x1ae, body.subarray(0, 5)))).toEqual([]);
    }
  });
});

/** An .xls file with one record more, behind those of its sheets. */
function withRecord(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(body.length, 2);
  const record = Buffer.concat([head, body]);
  return withParts('biff8', {}, (path, stream) => {
    if (!path.endsWith('Workbook')) return stream;
    for (let at = 0; ; at += 4 + stream.readUInt16LE(at + 2)) {
      const kind = stream.readUInt16LE(at);
      if (kind === 0x85) stream.writeUInt32LE(stream.readUInt32LE(at + 4) + record.length, at + 4);
      else if (kind === 0x0a) return Buffer.concat([stream.subarray(0, at), record, stream.subarray(at)]);
    }
  });
}
