/** Workbooks of old programs, written without a container. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { encoded } from '../legacy-bytes.js';
import { onlyTable, parseBytes, parsed, stagedRows } from './parsing.js';
import { place } from './book-bytes.js';

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

  test('that SheetJS once began with a type of its own', async () => {
    const rows = [label(0, 0, Buffer.from('id')), label(0, 1, Buffer.from('name')), label(1, 0, Buffer.from('007'))];
    const begun = record(0x809, numbers(0, 0x1000, 0x3237, 0x3236));
    const bytes = Buffer.concat([begun, ...rows, label(1, 1, Buffer.from('Ann')), record(0x0a, Buffer.alloc(0))]);
    const table = onlyTable(await parsed(bytes, { fileName: 'a.xls' }));
    expect(await stagedRows(table)).toEqual([['2', '007', 'Ann']]);
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
