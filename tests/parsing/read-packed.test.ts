import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import type { ZipPart } from '../../bench/xlsx-zip.js';
import { parseFile } from '../../core/parsing/parse.js';
import { openRead } from '../../core/parsing/read.js';
import type { ReadOptions } from '../../core/parsing/read-options.js';
import { limits, tempFolder } from './parsing.js';

const parts: ZipPart[] = [
  { name: '华东/客户.csv', data: '编号,名称\n007,苏州明远\n' },
  { name: 'contacts.csv', data: 'Title line\n\nid,name\n1,Ann\n2,Bo\n' },
  { name: 'broken.xlsx', data: Buffer.from([1, 2, 0, 3, 4, 0, 0, 9]) },
  { name: 'readme.txt', data: 'hello' },
];

async function read(given: readonly ZipPart[], options: Partial<ReadOptions> = {}) {
  const path = join(tempFolder(), 'export.zip');
  writeFileSync(path, zipOf(given));
  let staged = '';
  const parse: ReadOptions['parse'] = (task) => {
    staged = dirname(task.outDir);
    return parseFile(task);
  };
  const answer = await openRead({ path, hints: {}, limits, form: 'ndjson', as: 'stored', ...options, parse });
  return { answer, staged: () => staged };
}

async function printed(options: Partial<ReadOptions>): Promise<string> {
  const { answer } = await read(parts, options);
  if (!answer.ok) throw new Error(answer.code);
  const pieces: Buffer[] = [];
  for await (const piece of answer.pieces()) pieces.push(Buffer.from(piece));
  answer.close();
  return Buffer.concat(pieces).toString('utf8');
}

test('tables of all members, each with its member; what is not read is named with its reason', async () => {
  const { answer, staged } = await read(parts);
  if (!answer.ok) throw new Error(answer.code);
  expect(answer.report).toMatchObject({
    format: 'zip',
    tables: [
      { member: '华东/客户.csv', table: 0, columns: ['编号', '名称'], rows: 1 },
      { member: 'contacts.csv', table: 0, headerRows: [3], rows: 2 },
    ],
    members: [
      { member: '华东/客户.csv', format: 'csv', encoding: 'utf-8', tables: 1, rows: 1, reason: null },
      { member: 'contacts.csv', format: 'csv', rows: 2, reason: null },
      { member: 'broken.xlsx', format: null, rows: 0, reason: 'file-truncated' },
      { member: 'readme.txt', format: null, reason: 'member-not-a-spreadsheet' },
    ],
  });
  expect(existsSync(staged())).toBe(true);
  answer.close();
  expect(existsSync(staged())).toBe(false);
});

test('lines name the member first; one member can be asked for, CSV is its table', async () => {
  const [table, row] = (await printed({})).split('\n');
  expect(JSON.parse(table ?? '')).toMatchObject({ member: '华东/客户.csv', headerRows: [1] });
  expect(JSON.parse(row ?? '')).toEqual({ row: 2, cells: ['007', '苏州明远'] });
  expect(await printed({ member: '华东/客户.csv', form: 'csv' })).toBe('编号,名称\n007,苏州明远\n');
  expect(await printed({ form: 'csv' })).toBe('id,name\n1,Ann\n2,Bo\n');
});

test.each([
  ['nothing to read', [parts[3]], {}, 'packed-nothing-to-read', ['member-not-a-spreadsheet']],
  ['the only spreadsheet is refused: its own reason', [parts[2], parts[3]], {}, 'file-truncated'],
  [
    'all are refused',
    [parts[2], { ...parts[2], name: 'b.xlsx' }],
    {},
    'members-refused',
    ['file-truncated', 'file-truncated'],
  ],
  ['no such member', parts, { member: 'nothing.csv' }, 'member-not-found'],
  ['a climbing name', [{ name: '../a.csv', data: 'a,b\n' }], {}, 'zip-climbing-name'],
] as [string, ZipPart[], Partial<ReadOptions>, string, string[]?][])('%s', async (_, given, options, code, reasons) => {
  const { answer } = await read(given, options);
  expect(answer).toMatchObject({ ok: false, code });
  // Why each was not read is told with the refusal.
  expect(answer.ok ? [] : answer.members?.map(({ reason }) => reason)).toEqual(reasons);
});
