import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, type Up, startUp } from './program.js';
import { bytesOf, correct, openBook, rowOf, columnOf, sheetOf } from './workbooks.js';

const desk = new Desk();
let keeper: Up;
beforeAll(async () => {
  await desk.init();
  desk.configure("{ sources: { plain: { dataset: 'customers', region: 'CN' } } }");
  keeper = await startUp(desk.root);
});
afterAll(async () => {
  await keeper?.stop();
  desk.remove();
});

/** Drops a file into the inbox and waits for its outcome. */
function drop(dataset: string, name: string, bytes: string | Uint8Array) {
  writeFileSync(join(desk.root, 'inbox', dataset, name), bytes);
  return keeper.delivered(name);
}

/** Name of the newest receipt of a file in the outbox. */
function receiptOf(stem: string): string {
  const found = readdirSync(join(desk.root, 'outbox')).filter(
    (name) => name.startsWith(`${stem}_receipt`) && name.split('_receipt').length === 2,
  );
  expect(found).toHaveLength(1);
  return join(desk.root, 'outbox', found[0] ?? '');
}

const summaryOf = async (path: string) => JSON.stringify(sheetOf(await openBook(path), 'summary').getSheetValues());

test('rows to fix come back in the receipt: resolved, the parent keeps its counts, undo takes both', async () => {
  const sent = [
    'external_id,name,email,signup_date',
    'A1,Ann Lee,ann.lee@example.com,2024-03-05',
    'A2,Bob Ray,bob.ray@example,2024-03-06',
    'A3,Cid Poe,cid.poe@example.com,2024-02-30',
  ].join('\n');
  const first = await drop('customers', 'march.csv', sent);
  expect(first).toMatchObject({ status: 'committed', rows: 3, accepted: 1, new: 1, rejected: 2 });
  expect(existsSync(join(desk.root, 'inbox', 'customers', 'march.csv'))).toBe(false);
  const path = receiptOf('march');
  expect(basename(path)).toBe('march_receipt_new1_tofix2.xlsx');
  const book = await openBook(path);
  const sheet = sheetOf(book, 'toFix');
  correct(sheet, ['external_id', 'A2'], 'email', 'bob.ray@example.com');
  correct(sheet, ['external_id', 'A3'], 'signup_date', '2024-02-29');
  const second = await drop('customers', basename(path), await bytesOf(book));
  expect(second).toMatchObject({ status: 'committed', rows: 2, accepted: 2, new: 2, rejected: 0 });

  const [bob] = await desk.sql(`SELECT id::VARCHAR AS id FROM customers WHERE external_id = 'A2'`);
  const { json } = await desk.json('explain', 'customers', (bob?.['id'] ?? '') as string, 'email');
  expect(json).toMatchObject({ fields: [{ winner: { returned: true, row: 2, header: 'email' } }] });

  const counts = await desk.sql('SELECT rows, accepted, rejected FROM batches ORDER BY batch');
  expect(counts).toEqual([
    { rows: 3, accepted: 1, rejected: 2 },
    { rows: 2, accepted: 2, rejected: 0 },
  ]);
  expect(await summaryOf(receiptOf('march'))).toMatch(/2 of 2/);
  expect(await desk.sql('SELECT external_id, email FROM customers ORDER BY 1')).toEqual([
    { external_id: 'A1', email: 'ann.lee@example.com' },
    { external_id: 'A2', email: 'bob.ray@example.com' },
    { external_id: 'A3', email: 'cid.poe@example.com' },
  ]);

  const plan = await desk.json('undo', first.batch ?? '', '--plan');
  expect(plan.json).toMatchObject({ batch: first.batch, removed: 3, reverted: 0, children: [second.batch] });
  expect(await desk.sql('SELECT count(*) AS n FROM customers')).toEqual([{ n: 3 }]);
  expect((await desk.json('undo', first.batch ?? '')).json).toMatchObject({ removed: 3 });
  expect(await desk.sql('SELECT count(*) AS n FROM customers')).toEqual([{ n: 0 }]);
  const status = await desk.json<{ deliveries: unknown[] }>('status');
  expect(status.json.deliveries).toMatchObject([
    { batch: second.batch, undone: true },
    { batch: first.batch, undone: true },
  ]);
  const told = (await desk.run('status')).stdout;
  expect(told.split('\n').filter((line) => line.includes('march'))).toEqual([
    expect.stringMatching(/ undone: nothing of it counts /),
    expect.stringMatching(/ undone: nothing of it counts /),
  ]);
  expect(told).not.toContain('taken in');
  // The receipt asks for nothing more: what was corrected in it would go in without the rest of its file.
  const over = await openBook(receiptOf('march'));
  const summary = JSON.stringify(sheetOf(over, 'summary').getSheetValues());
  expect(summary).toContain('"Outcome","taken back: nothing of it counts"');
  expect(summary).toContain('3 rows = 1 accepted + 2 to fix + 0 skipped');
  expect(summary).not.toMatch(/What to do|sheetkeep undo/);
  expect(over.worksheets.map(({ name }) => name)).not.toContain('To fix');
});

test('a receipt that somebody took out of the outbox is not written again by an undo', async () => {
  const sent = await drop('customers', 'gone.csv', 'external_id,name,email\nG1,Gil,gil\nG2,Hal,hal@example.com\n');
  rmSync(receiptOf('gone'));
  expect((await desk.json('undo', sent.batch ?? '')).json).toMatchObject({ removed: 1 });
  expect(readdirSync(join(desk.root, 'outbox')).filter((name) => name.startsWith('gone'))).toEqual([]);
});

test('an outbox that cannot be written to hinders no undo: that is told', async () => {
  const sent = await drop('customers', 'april.csv', 'external_id,name,email\nP1,Pia,pia\n');
  const book = await openBook(receiptOf('april'));
  correct(sheetOf(book, 'toFix'), ['external_id', 'P1'], 'email', 'pia@example.com');
  const fixed = await drop('customers', 'april fixed.xlsx', await bytesOf(book));
  expect(fixed).toMatchObject({ accepted: 1 });
  const outbox = join(desk.root, 'outbox');
  renameSync(outbox, `${outbox}.away`);
  writeFileSync(outbox, 'no folder');
  const undone = await desk.run('undo', fixed.batch ?? '');
  rmSync(outbox);
  renameSync(`${outbox}.away`, outbox);
  expect(undone.code).toBe(0);
  expect(undone.stdout).toContain(`batch ${fixed.batch} is taken back`);
  expect(undone.stderr).toContain('taken back all the same, but its receipts in outbox/ still tell as before');
  expect(await summaryOf(receiptOf('april'))).toMatch(/1 of 1/);
  expect((await desk.json('reconcile')).json).toMatchObject({ renewed: { receipts: 2, fault: null } });
  expect(await summaryOf(receiptOf('april'))).not.toMatch(/1 of 1/);
  expect((await desk.json('undo', sent.batch ?? '')).json).toMatchObject({ receiptFault: null });
});

test('the receipt of another workspace corrects nothing here', async () => {
  const other = new Desk();
  try {
    await other.init();
    const sent = 'external_id,name,email\nB1,Ann,ann@example\n';
    const first = await other.ingest(other.file('b.csv', sent), '--dataset', 'customers');
    expect(first).toMatchObject({ rejected: 1 });
    const book = await openBook(first.receipt ?? '');
    correct(sheetOf(book, 'toFix'), ['external_id', 'B1'], 'email', 'ann@example.com');
    const here = await drop('customers', 'foreign.xlsx', await bytesOf(book));
    expect(here).toMatchObject({ rows: 1, accepted: 0, rejected: 1 });
    const told = await desk.sql(`SELECT DISTINCT code FROM issues WHERE delivery = '${here.delivery}'`);
    expect(told).toEqual([{ code: 'token-foreign' }]);
  } finally {
    other.remove();
  }
});

test('an alike header waits for an answer, then the delivery goes on', async () => {
  const odd = 'external_id,name,e-mail adress\nD1,Dee,dee@example.com\n';
  const waiting = await drop('customers', 'odd.csv', odd);
  expect(waiting).toMatchObject({ status: 'needs-mapping', rows: 0, batch: null });
  const book = await openBook(receiptOf('odd'));
  const sheet = sheetOf(book, 'columns');
  correct(sheet, ['Header', 'e-mail adress'], 'Means', 'E-mail (email)');
  const answered = await drop('customers', 'odd answered.xlsx', await bytesOf(book));
  expect(answered).toMatchObject({ status: 'committed', rows: 0, reason: { code: 'answers-taken' } });
  expect(await desk.sql("SELECT email FROM customers WHERE external_id = 'D1'")).toEqual([
    { email: 'dee@example.com' },
  ]);
  const { json } = await desk.json<{ deliveries: { delivery: string; status: string }[] }>('status');
  expect(json.deliveries.find(({ delivery }) => delivery === waiting.delivery)).toMatchObject({ status: 'committed' });
  const told = (await desk.run('status')).stdout.split('\n').find((line) => line.includes('odd answered.xlsx'));
  expect(told).toMatch(/answers taken: odd\.csv *$/);
  const own = await openBook(receiptOf('odd answered'));
  expect(JSON.stringify(sheetOf(own, 'summary').getSheetValues())).toContain('"Answers for","odd.csv"');
  expect(own.worksheets.map(({ name }) => name)).not.toContain('Issues');
  const next = odd.replace('Dee', 'Dea');
  const checked = await desk.json('check', desk.file('odd2.csv', next), '--dataset', 'customers');
  expect(checked.json).toMatchObject({ questions: [], mapping: [{}, {}, { field: 'email', confidence: 1 }] });
  expect(await drop('customers', 'odd2.csv', next)).toMatchObject({ changed: 1 });
});

test('a list without the customer number is asked about; its key leaves the one of the source alone', async () => {
  const known = 'external_id,name,phone\nN1,Nan,+1 415 555 2671\nN2,Ned,+1 415 555 2672\n';
  expect(await drop('customers', 'numbered.csv', known)).toMatchObject({ new: 2 });
  const cards = 'name,phone\nOda,+1 415 555 2673\nOle,+1 415 555 2674\n';
  expect(await drop('customers', 'cards.csv', cards)).toMatchObject({ status: 'needs-mapping' });
  expect(await summaryOf(receiptOf('cards'))).toMatch(/Customer ID, the key of this source/);
  const book = await openBook(receiptOf('cards'));
  const sheet = sheetOf(book, 'columns');
  for (const header of ['name', 'phone'])
    sheet.getRow(rowOf(sheet, 'Header', header)).getCell(columnOf(sheet, 'Part of the key')).value = 'yes';
  expect(await drop('customers', 'cards answered.xlsx', await bytesOf(book))).toMatchObject({ status: 'committed' });
  const names = "SELECT name FROM customers WHERE name IN ('Oda', 'Ole') ORDER BY 1";
  expect(await desk.sql(names)).toEqual([{ name: 'Oda' }, { name: 'Ole' }]);
  const next = await drop('customers', 'numbered2.csv', known.replace('Nan', 'Nancy'));
  expect(next).toMatchObject({ new: 0, changed: 1, unchanged: 1 });
  const more = `${cards}Orm,+1 415 555 2675\n`;
  expect(await drop('customers', 'cards2.csv', more)).toMatchObject({ new: 1, unchanged: 2 });
});

test('dropped into the inbox itself, a file belongs where its headers say, and its receipt comes back the same way', async () => {
  const dropAtTop = (name: string, bytes: string | Uint8Array) => {
    writeFileSync(join(desk.root, 'inbox', name), bytes);
    return keeper.delivered(name);
  };
  const list = 'external_id,name,email,credit_limit,wechat\nT1,Tam,tam@example.com,5,t1\nT2,Tom,tom@example,6,t2\n';
  expect(await dropAtTop('top.csv', list)).toMatchObject({ status: 'committed', new: 1, rejected: 1 });
  expect(existsSync(join(desk.root, 'inbox', 'top.csv'))).toBe(false);
  const book = await openBook(receiptOf('top'));
  correct(sheetOf(book, 'toFix'), ['external_id', 'T2'], 'email', 'tom@example.com');
  expect(await dropAtTop(basename(receiptOf('top')), await bytesOf(book))).toMatchObject({ new: 1, rejected: 0 });
  expect(await summaryOf(receiptOf('top'))).toMatch(/1 of 1/);
  expect(await drop('customers', 'top again.csv', list)).toMatchObject({ status: 'duplicate' });
  const next = list.replace('tom@example', 'tom@example.org').replace('Tam', 'Tammy');
  expect(await drop('customers', 'top2.csv', next)).toMatchObject({ new: 0, changed: 2 });
  const told = await desk.ingest(desk.file('top3.csv', next.replace('Tammy', 'Tamara')));
  expect(told).toMatchObject({ new: 0, changed: 1, unchanged: 1 });
  expect(await dropAtTop('unclear.csv', 'x,y\n1,2\n')).toMatchObject({ status: 'needs-mapping' });
});

const people = (city: string, thirdPhone: string) =>
  ['姓名,电话,城市', `张三,13800138000,${city}`, `李四,13900139000,${city}`, `王五,${thirdPhone},${city}`].join('\n');

test('a confirmed key reads the earlier deliveries again: no customer stands there twice', async () => {
  const send = (name: string, bytes: string | Uint8Array) => desk.ingest(desk.file(name, bytes), '--source', 'plain');
  const one = await send('people1.csv', people('上海', '12'));
  expect(one).toMatchObject({ new: 2, rejected: 1 });
  const fixes = await openBook(receiptOf('people1'));
  correct(sheetOf(fixes, 'toFix'), ['姓名', '王五'], '电话', '13700137000');
  expect(await send('people1 fixed.xlsx', await bytesOf(fixes))).toMatchObject({ new: 1 });
  const two = await send('people2.csv', people('北京', '13700137000'));
  expect(two).toMatchObject({ new: 3, changed: 0 });
  expect(await desk.sql("SELECT count(*) AS n FROM customers WHERE source = 'plain'")).toEqual([{ n: 6 }]);

  const book = await openBook(receiptOf('people2'));
  const sheet = sheetOf(book, 'columns');
  for (const header of ['姓名', '电话'])
    sheet.getRow(rowOf(sheet, 'Header', header)).getCell(columnOf(sheet, 'Part of the key')).value = 'yes';
  const answered = await send('key.xlsx', await bytesOf(book));
  expect(answered).toMatchObject({ status: 'committed', reason: { code: 'answers-taken' } });
  const today = "SELECT name, city FROM customers WHERE source = 'plain' ORDER BY name";
  const known = ['张三', '李四', '王五'].map((name) => ({ name, city: '北京' }));
  expect(await desk.sql(today)).toEqual(known);
  expect(await desk.sql("SELECT count(*) AS n FROM rejected WHERE source = 'plain' AND NOT resolved")).toEqual([
    { n: 0 },
  ]);
  const next = await send('people3.csv', people('广州', '13700137000'));
  expect(next).toMatchObject({ new: 0, changed: 3 });
  expect(await desk.sql("SELECT count(*) AS n FROM history_customers WHERE source = 'plain'")).toEqual([{ n: 9 }]);
});
