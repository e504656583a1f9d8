import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowTokenHeader, sheetNames } from '../../schemas/receipt.js';
import { openHarness, type Harness } from './harness.js';

let keeper: Harness;
beforeAll(async () => {
  keeper = await openHarness();
});
afterAll(async () => {
  await keeper.close();
  keeper.remove();
});

async function receiptOf(delivery: string) {
  const stored = await keeper.outcome(delivery);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(keeper.root, stored?.receipt ?? ''));
  return book;
}

const headersOf = (sheet: ExcelJS.Worksheet, row = 1) =>
  (sheet.getRow(row).values as unknown[]).map((cell) => (typeof cell === 'string' ? cell : ''));
const bytesOf = async (book: ExcelJS.Workbook) => Buffer.from(await book.xlsx.writeBuffer());

function headerRow(sheet: ExcelJS.Worksheet, header: string): { row: number; at: number } {
  for (let row = 1; row <= sheet.rowCount; row++) {
    const at = headersOf(sheet, row).indexOf(header);
    if (at > 0) return { row, at };
  }
  throw new Error('no such header');
}

test('a corrected receipt dropped back is a delivery with a parent, and the parent tells what is resolved', async () => {
  const bad = 'external_id,name,email\nC1,Ann,not-an-email\nC2,Bo,bo@example.com\nC3,Cy,also-bad\n';
  const first = await keeper.ingest('customers', 'crm.csv', bad);
  expect(first).toMatchObject({ accepted: 1, rejected: 2 });
  const book = await receiptOf(first.delivery);
  const sheet = book.worksheets.find(({ name }) => name.startsWith(sheetNames.toFix.en)) as ExcelJS.Worksheet;
  const { row, at } = headerRow(sheet, 'email');
  expect(headersOf(sheet, row)).toContain(rowTokenHeader);
  const kept = (of: ExcelJS.Workbook): string =>
    /The sent file is kept until","([0-9-]+)"/.exec(
      JSON.stringify(of.getWorksheet(sheetNames.summary.en)?.getSheetValues()),
    )?.[1] ?? '';
  const keptFirst = kept(book);
  expect(keptFirst).toMatch(/^\d{4}-\d\d-\d\d$/);
  // The correction comes weeks later; the sent file goes when it was said to.
  keeper.deps.now = () => new Date(Date.now() + 20 * 86_400_000);
  sheet.getRow(row + 1).getCell(at).value = 'ann@example.com';
  const second = await keeper.ingest('customers', 'crm fixed.xlsx', await bytesOf(book));
  expect(keeper.failures).toEqual([]);
  expect(second).toMatchObject({ status: 'committed', new: 1, rejected: 1 });
  const rows = await keeper.duck.read((s) =>
    s.rows('SELECT parent_batch, "row" FROM archive.log.resolutions ORDER BY "row"'),
  );
  expect(rows).toEqual([{ parent_batch: first.batch, row: '2' }]);
  expect(await keeper.outcome(first.delivery)).toMatchObject({ accepted: 1, rejected: 2 });
  const again = await receiptOf(first.delivery);
  keeper.deps.now = () => new Date();
  expect(kept(again)).toBe(keptFirst);
  const text = JSON.stringify(again.getWorksheet(sheetNames.summary.en)?.getSheetValues());
  expect(text).toMatch(/1 of 2/);
  // Staging is long gone: how the file was read stands in the log.
  expect(text).toMatch(/utf-8 \(the bytes fit nothing else\)/);
  expect(text).toMatch(/header in row 1, data in rows 2–4 \(3\)/);
});

test('answers in the sheet of columns let the waiting delivery go on', async () => {
  const odd = 'external_id,name,e-mail adress\nD1,Dee,dee@example.com\n';
  const waiting = await keeper.ingest('customers', 'odd.csv', odd);
  expect(waiting).toMatchObject({ status: 'needs-mapping' });
  const asking = join(keeper.root, (await keeper.outcome(waiting.delivery))?.receipt ?? 'none');
  const book = await receiptOf(waiting.delivery);
  const sheet = book.getWorksheet(sheetNames.columns.en) as ExcelJS.Worksheet;
  const { row, at } = headerRow(sheet, 'Means');
  for (let n = row + 1; n <= sheet.rowCount; n++) {
    if (sheet.getRow(n).getCell(2).text === 'e-mail adress') sheet.getRow(n).getCell(at).value = 'E-mail (email)';
  }
  const answer = await keeper.ingest('customers', 'odd answered.xlsx', await bytesOf(book));
  expect(keeper.failures).toEqual([]);
  expect(answer).toMatchObject({ status: 'committed', batch: null, reason: 'answers-taken' });
  expect(await keeper.outcome(waiting.delivery)).toMatchObject({ status: 'committed', new: 1 });
  expect(existsSync(asking)).toBe(false);
  const rows = await keeper.duck.read((s) =>
    s.rows(`SELECT f_email FROM archive.log.content_customers WHERE f_name = 'Dee'`),
  );
  expect(rows).toEqual([{ f_email: 'dee@example.com' }]);
  const next = await keeper.ingest('customers', 'odd2.csv', odd.replace('Dee', 'Dea'));
  expect(next).toMatchObject({ status: 'committed', changed: 1 });
});

test('answers that leave something open say so; the same answers again tell nothing anew of what asked', async () => {
  // What comes from here has a key by now, and this file names no column of it.
  const waiting = await keeper.ingest('customers', 'keyless.csv', 'nick,e-mail adresse\nEda,eda@example.com\n');
  expect(waiting).toMatchObject({ status: 'needs-mapping' });
  const answer = async (name: string, field: string, means: string, isKey: boolean) => {
    const book = await receiptOf(waiting.delivery);
    const sheet = book.getWorksheet(sheetNames.columns.en) as ExcelJS.Worksheet;
    const { row, at } = headerRow(sheet, 'Means');
    for (let n = row + 1; n <= sheet.rowCount; n++) {
      if (sheet.getRow(n).getCell(2).text !== field) continue;
      sheet.getRow(n).getCell(at).value = means;
      if (isKey) sheet.getRow(n).getCell(at + 1).value = 'yes';
    }
    const bytes = await bytesOf(book);
    return { bytes, outcome: await keeper.ingest('customers', name, bytes) };
  };
  const first = await answer('first.xlsx', 'nick', 'Name (name)', false);
  expect(first.outcome).toMatchObject({ status: 'committed', batch: null, reason: 'answers-open' });
  expect(await keeper.outcome(waiting.delivery)).toMatchObject({ status: 'needs-mapping' });
  const second = await answer('second.xlsx', 'nick', 'Name (name)', true);
  expect(second.outcome).toMatchObject({ reason: 'answers-taken' });
  const committed = await keeper.outcome(waiting.delivery);
  expect(committed).toMatchObject({ status: 'committed', new: 1 });
  const told = keeper.concluded.length;
  expect(await keeper.ingest('customers', 'third.xlsx', second.bytes)).toMatchObject({ reason: 'answers-taken' });
  expect(await keeper.outcome(waiting.delivery)).toEqual(committed);
  expect(keeper.concluded.slice(told)).not.toContain(waiting.delivery);
});

test('a receipt of many rows is written by its thread, and its rows are known when they come back', async () => {
  const lines = Array.from({ length: 700 }, (_, n) => `M${n},Name ${n},bad-${n}`);
  const first = await keeper.ingest('customers', 'many.csv', `external_id,name,email\n${lines.join('\n')}\n`);
  expect(first).toMatchObject({ accepted: 0, rejected: 700 });
  const book = await receiptOf(first.delivery);
  const sheet = book.worksheets.find(({ name }) => name.startsWith(sheetNames.toFix.en)) as ExcelJS.Worksheet;
  const { row, at } = headerRow(sheet, 'email');
  for (let n = 1; n <= 700; n++) sheet.getRow(row + n).getCell(at).value = `m${n}@example.com`;
  const second = await keeper.ingest('customers', 'many fixed.xlsx', await bytesOf(book));
  expect(second).toMatchObject({ status: 'committed', new: 700, rejected: 0 });
  const resolved = await keeper.duck.read((s) =>
    s.count(`SELECT count(*) FROM archive.log.resolutions WHERE parent_batch = ${first.batch}`),
  );
  expect(resolved).toBe(700);
});

/** Named columns; every C-row has a bad e-mail, so that its dates go the way of a return. */
const dated = [
  ['external_id', 'name', 'email', 'birthday', 'last_contact', 'notes'],
  ['G1', 'Ann', 'ann@example.com', 30_000, 43_894.5, 1],
  ['G2', 'Bo', 'not-an-email', 30_001, 43_894.75, 43_894],
  ['G3', 'Cy', 'also-bad', 42_433.25, 43_895, 2],
  ['G4', 'Di', 'bad too', '2024-03-06', '2024-03-06 10:00', 3],
];

/** What of them the 1904 system says, for the corrected rows. */
const datedTexts = [
  { f_external_id: 'G2', f_birthday: '1986-02-20', f_last_contact: '2024-03-05', f_notes: '43894' },
  { f_external_id: 'G3', f_birthday: '2020-03-05', f_last_contact: '2024-03-06', f_notes: '2' },
  { f_external_id: 'G4', f_birthday: '2024-03-06', f_last_contact: '2024-03-06', f_notes: '3' },
];

async function workbook1904(styled: boolean): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.properties.date1904 = true;
  const sheet = book.addWorksheet('customers');
  sheet.addRows(dated);
  if (styled) {
    sheet.getColumn(4).numFmt = 'yyyy-mm-dd';
    sheet.getColumn(5).numFmt = 'yyyy-mm-dd hh:mm:ss';
  }
  return bytesOf(book);
}

test.each([
  { styled: false, as: 'xlsx' },
  { styled: true, as: 'xlsx' },
  { styled: false, as: 'csv' },
])('rows of a 1904 workbook come back as the same dates: styled $styled, returned as $as', async ({ styled, as }) => {
  const own = await openHarness();
  try {
    const first = await own.ingest('customers', 'old mac.xlsx', await workbook1904(styled));
    expect(first).toMatchObject({ accepted: 1, rejected: 3 });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(own.root, (await own.outcome(first.delivery))?.receipt ?? ''));
    const sheet = book.worksheets.find(({ name }) => name.startsWith(sheetNames.toFix.en)) as ExcelJS.Worksheet;
    const { row, at } = headerRow(sheet, 'email');
    for (let n = 1; n <= 3; n++) sheet.getRow(row + n).getCell(at).value = `g${n}@example.com`;
    const back =
      as === 'xlsx' ? await bytesOf(book) : Buffer.from(await book.csv.writeBuffer({ sheetName: sheet.name }));
    const second = await own.ingest('customers', `fixed.${as}`, back);
    expect(second).toMatchObject({ status: 'committed', new: 3, rejected: 0 });
    const rows = await own.duck.read((s) =>
      s.rows(`SELECT f_external_id, f_birthday, f_last_contact, f_notes FROM archive.log.content_customers
        WHERE f_external_id <> 'G1' ORDER BY f_external_id`),
    );
    expect(rows).toEqual(datedTexts);
    expect(await own.duck.read((s) => s.count('SELECT count(*) FROM archive.log.resolutions'))).toBe(3);
  } finally {
    await own.close();
    own.remove();
  }
});

const written = `external_id;name;email;birthday;credit_limit
W1;Ann;ann@example.com;25/12/1990;12,50
W2;Bo;not-an-email;03/04/1990;1.234
W3;Cy;also-bad;05/06/1991;2.500
`;

test('rows that come back are read as their whole column was written: order of dates, decimal mark', async () => {
  const first = await keeper.ingest('customers', 'shop.csv', written);
  expect(first).toMatchObject({ accepted: 1, rejected: 2 });
  let sent = first.delivery;
  // Sent back twice: the second time from the receipt of the first return.
  for (const [name, fixed] of [
    ['W3', { accepted: 1, rejected: 1 }],
    ['W2', { accepted: 1, rejected: 0 }],
  ] as const) {
    const book = await receiptOf(sent);
    const sheet = book.worksheets.find(({ name: title }) => title.startsWith(sheetNames.toFix.en)) as ExcelJS.Worksheet;
    const { row, at } = headerRow(sheet, 'email');
    for (let n = row + 1; n <= sheet.rowCount; n++)
      if (sheet.getRow(n).getCell(1).text === name) sheet.getRow(n).getCell(at).value = 'now@example.com';
    const back = await keeper.ingest('customers', `shop ${name}.xlsx`, await bytesOf(book));
    expect(back).toMatchObject(fixed);
    sent = back.delivery;
  }
  const rows = await keeper.duck.read((s) =>
    s.rows(`SELECT f_external_id AS id, f_birthday AS day, f_credit_limit AS amount FROM archive.log.content_customers
      WHERE f_external_id LIKE 'W%' ORDER BY 1`),
  );
  expect(rows).toEqual([
    { id: 'W1', day: '1990-12-25', amount: '12.5' },
    { id: 'W2', day: '1990-04-03', amount: '1234' },
    { id: 'W3', day: '1991-06-05', amount: '2500' },
  ]);
});
