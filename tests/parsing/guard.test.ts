/** Reading without a pool of one's own, as `read` and `check` do. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { partsOf } from '../../bench/xlsx-book.js';
import { zipOf } from '../../bench/xlsx-zip.js';
import { openRead } from '../../core/parsing/read.js';
import { guarded, parseGuarded } from '../../core/parsing/parse-guarded.js';
import { limits, tempFolder } from './parsing.js';

const wide = `id,name\n${Array.from({ length: 40_000 }, (_, at) => `${at},name ${at}\n`).join('')}`;
const book = zipOf(partsOf({ sheets: ['<row r="1"><c><v>1</v></c><c><v>2</v></c></row>'] }));

function taskOf(fileName: string, bytes: Uint8Array | string) {
  const folder = tempFolder();
  const path = join(folder, fileName);
  writeFileSync(path, bytes);
  return { path, fileName, outDir: join(folder, 'out'), hints: {}, limits };
}

test.each([
  ['long.csv', wide],
  ['book.xlsx', book],
])('%s is read in a thread that its time limit ends', async (name, bytes) => {
  const task = taskOf(name, bytes);
  expect(await parseGuarded(task)).toMatchObject({ ok: true });
  const hurried = { ...task, limits: { ...limits, timeoutMs: 1 } };
  expect(await parseGuarded(hurried)).toEqual({
    ok: false,
    code: 'thread-time-limit',
    params: { timeoutMs: 1, seconds: 0.001 },
  });
});

test('a workbook that needs more memory than a reader may take is refused by that name', async () => {
  const cell = (text: string): string => `<Cell><Data ss:Type="String">${text}</Data></Cell>`;
  const row = (_: unknown, at: number): string => `<Row>${cell(`id ${at}`).repeat(8)}</Row>`;
  const rows = Array.from({ length: 20_000 }, row).join('');
  const names =
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"';
  const made = `<?xml version="1.0"?><Workbook ${names}><Worksheet ss:Name="a"><Table>${rows}</Table></Worksheet></Workbook>`;
  const task = taskOf('large.xml', made);
  expect(await parseGuarded(task)).toMatchObject({ ok: true, format: 'xml-2003' });
  expect(await parseGuarded({ ...task, limits: { ...limits, threadMemoryMb: 24 } })).toEqual({
    ok: false,
    code: 'thread-memory-limit',
    params: { threadMemoryMb: 24 },
  });
});

test('whoever stops waiting ends the thread at once', async () => {
  const stopped = AbortSignal.timeout(1);
  await expect(parseGuarded(taskOf('book.xlsx', book), stopped)).rejects.toMatchObject({ code: 'cancelled' });
});

test('unpacking ends by the same limits', async () => {
  const { path } = taskOf('a.zip', zipOf([{ name: 'a.csv', data: wide }]));
  const hurried = { ...limits, timeoutMs: 1 };
  const options = { path, hints: {}, limits: hurried, form: 'ndjson' as const, as: 'stored' as const };
  expect(await guarded(hurried, (guard) => openRead({ ...options, ...guard }))).toMatchObject({
    code: 'thread-time-limit',
  });
});

test('a .gz tells its member as a ZIP file does, and all the rest as the file in it', async () => {
  const { path } = taskOf('list.csv.gz', gzipSync('id;name\n007;a\n'));
  const options = { path, hints: {}, limits, form: 'ndjson' as const, as: 'stored' as const };
  const read = await guarded(limits, (guard) => openRead({ ...options, ...guard }));
  if (!read.ok) throw new Error(read.code);
  expect(read.report).toMatchObject({
    format: 'csv',
    encoding: 'utf-8',
    dialect: { delimiter: ';' },
    tables: [{ member: 'list.csv', rows: 1 }],
    members: [{ member: 'list.csv', format: 'csv', rows: 1, reason: null }],
  });
  const pieces: Buffer[] = [];
  for await (const piece of read.pieces()) pieces.push(Buffer.from(piece));
  expect(Buffer.concat(pieces).toString()).toContain('{"row":2,"cells":["007","a"]}');
  read.close();
});
