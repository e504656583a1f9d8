/** Files that read in more than one way: asked about once, in the receipt; the answer holds for later files like them. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encoded } from '../legacy-bytes.js';
import { Desk, type Up, startUp } from './program.js';
import { bytesOf, columnOf, correct, openBook, rowOf, sheetOf, textsOf } from './workbooks.js';

const desk = new Desk();
let keeper: Up;
beforeAll(async () => {
  await desk.init();
  const of = (dataset: string, more: string) => `{ dataset: 'customers', folder: 'inbox/${dataset}', ${more} }`;
  desk.configure(`{ sources: {
    taiwan: ${of('taiwan', "legacyEncoding: 'gb18030', region: 'TW'")},
    plain: ${of('plain', 'legacyEncoding: null')},
  } }`);
  keeper = await startUp(desk.root);
});
afterAll(async () => {
  await keeper?.stop();
  desk.remove();
});

function drop(folder: string, name: string, bytes: string | Uint8Array) {
  writeFileSync(join(desk.root, 'inbox', folder, name), bytes);
  return keeper.delivered(name);
}

async function receiptOf(stem: string): Promise<ExcelJS.Workbook> {
  const found = readdirSync(join(desk.root, 'outbox')).filter((name) => name.startsWith(`${stem}_receipt`));
  expect(found).toHaveLength(1);
  return openBook(join(desk.root, 'outbox', found[0] ?? ''));
}

/** Chooses in the sheet of tables, in the first row of the question. */
function choose(book: ExcelJS.Workbook, choice: string): void {
  const sheet = sheetOf(book, 'tables');
  const row = sheet.getRow(rowOf(sheet, 'Choice', choice));
  row.getCell(columnOf(sheet, 'Your choice')).value = choice;
}

const previewsIn = (book: ExcelJS.Workbook): string[][] => {
  const sheet = sheetOf(book, 'tables');
  return Array.from({ length: sheet.rowCount - 1 }, (_, at) => textsOf(sheet, at + 2).slice(2, 4));
};

const rowsLike = (prefix: string) =>
  desk.sql(`SELECT external_id, name, address FROM customers WHERE starts_with(external_id, '${prefix}') ORDER BY 1`);

test('an encoding that is unlikely is asked about, with what each would read as; the next file is not', async () => {
  const list = (id: string, name: string) =>
    encoded('big5', `external_id,name,address\n${id},${name},台北市大安區復興南路一段\n`);
  expect(await drop('taiwan', 'tw1.csv', list('T1', '陳怡君'))).toMatchObject({
    status: 'needs-mapping',
    reason: { code: 'reading-unsure' },
    batch: null,
  });
  const book = await receiptOf('tw1');
  expect(previewsIn(book)).toContainEqual(['big5 (traditional Chinese)', 'T1,陳怡君,台北市大安區復興南路一段']);
  choose(book, 'big5 (traditional Chinese)');
  expect(await drop('taiwan', 'answer 1.xlsx', await bytesOf(book))).toMatchObject({ status: 'committed' });
  expect(await drop('taiwan', 'tw2.csv', list('T2', '林志明'))).toMatchObject({ status: 'committed', new: 1 });
  expect(await rowsLike('T')).toEqual([
    { external_id: 'T1', name: '陳怡君', address: '台北市大安區復興南路一段' },
    { external_id: 'T2', name: '林志明', address: '台北市大安區復興南路一段' },
  ]);
  const { stdout } = await desk.run('source', 'show', 'taiwan');
  expect(stdout).toContain('big5');
});

test('an encoding that cannot be told is asked about instead of refused', async () => {
  const list = (id: string) => encoded('gb18030', `external_id,name,address\n${id},王伟,北京市海淀区\n`);
  expect(await drop('plain', 'gb1.csv', list('G1'))).toMatchObject({ status: 'needs-mapping' });
  const book = await receiptOf('gb1');
  choose(book, 'gb18030 (simplified Chinese)');
  expect(await drop('plain', 'answer 2.xlsx', await bytesOf(book))).toMatchObject({ status: 'committed' });
  expect(await drop('plain', 'gb2.csv', list('G2'))).toMatchObject({ status: 'committed', new: 1 });
  expect((await rowsLike('G')).map(({ name }) => name)).toEqual(['王伟', '王伟']);
});

test('two delimiters that fit: asked, then the columns, and what was answered first is kept', async () => {
  const list = (id: string) =>
    `No, code;Full, label;Town, area\n${id}, x;Lee, Ann;Austin, TX\n${id}9, y;Ray, Bob;Boston, MA\n`;
  expect(await drop('plain', 'semi1.csv', list('S1'))).toMatchObject({ status: 'needs-mapping' });
  const first = await receiptOf('semi1');
  expect(previewsIn(first).map(([choice]) => choice)).toEqual(expect.arrayContaining(['comma', 'semicolon']));
  choose(first, 'semicolon');
  const open = await drop('plain', 'answer 3.xlsx', await bytesOf(first));
  expect(open).toMatchObject({ status: 'committed', reason: { code: 'answers-open' } });
  const second = await receiptOf('semi1');
  const columns = sheetOf(second, 'columns');
  correct(columns, ['Header', 'No, code'], 'Means', 'external_id');
  correct(columns, ['Header', 'No, code'], 'Part of the key', 'yes');
  correct(columns, ['Header', 'Full, label'], 'Means', 'name');
  correct(columns, ['Header', 'Town, area'], 'Means', 'address');
  expect(await drop('plain', 'answer 4.xlsx', await bytesOf(second))).toMatchObject({
    reason: { code: 'answers-taken' },
  });
  expect(await drop('plain', 'semi2.csv', list('S2'))).toMatchObject({ status: 'committed', new: 2 });
  expect((await rowsLike('S')).map(({ address }) => address)).toEqual([
    'Austin, TX',
    'Boston, MA',
    'Austin, TX',
    'Boston, MA',
  ]);
});

test('a file whose header may be data: no header, then the columns; the next file like it goes in', async () => {
  const list = (id: string) => `${id}a,Ann Lee,Old Street\n${id}b,Bob Ray,New Street\n${id}c,Cid Poe,Long Street\n`;
  expect(await drop('plain', 'bare1.csv', list('Ha'))).toMatchObject({ status: 'needs-mapping' });
  const first = await receiptOf('bare1');
  choose(first, 'no header: row 1 is data');
  await drop('plain', 'answer 5.xlsx', await bytesOf(first));
  const second = await receiptOf('bare1');
  const columns = sheetOf(second, 'columns');
  for (const [at, field] of ['external_id', 'name', 'address'].entries())
    correct(columns, ['Column', String(at + 1)], 'Means', field);
  correct(columns, ['Column', '1'], 'Part of the key', 'yes');
  expect(await drop('plain', 'answer 6.xlsx', await bytesOf(second))).toMatchObject({ status: 'committed' });
  expect(await drop('plain', 'bare2.csv', list('Hb'))).toMatchObject({ status: 'committed', new: 3 });
  expect((await rowsLike('H')).map(({ name }) => name)).toEqual([
    'Ann Lee',
    'Bob Ray',
    'Cid Poe',
    'Ann Lee',
    'Bob Ray',
    'Cid Poe',
  ]);
});
