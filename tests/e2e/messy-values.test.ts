/** Cells as people type them, one column after another: what of them is in the archive, and what is told. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { KeptDesk, type Delivered } from './program.js';
import { type Cell, openBook, sheetOf, workbook } from './workbooks.js';

const desk = KeptDesk.forTests('值');
const { send } = desk;

/** A file that goes in before the tests. */
interface Given {
  name: string;
  dataset: string;
  bytes: string | Promise<Buffer>;
}
const given: Given[] = [];
const outcomes = new Map<string, Delivered>();
type Row = Record<string, unknown>;
const archived: Record<string, Row[]> = {};

// All of them with one command for each dataset, and one look at what came of them: most of the time went into those.
beforeAll(async () => {
  for (const dataset of ['customers', 'orders']) {
    const files = given.filter((file) => file.dataset === dataset);
    const paths = await Promise.all(files.map(async ({ name, bytes }) => desk.file(name, await bytes)));
    for (const one of await desk.ingestAll(paths, '--dataset', dataset)) outcomes.set(one.file, one);
    archived[dataset] = await desk.sql(`SELECT * FROM ${dataset}`);
  }
  archived['issues'] = await desk.sql('SELECT * FROM issues');
});

function give(name: string, bytes: Given['bytes'], dataset = 'customers'): () => Delivered {
  given.push({ name, dataset, bytes });
  return () => outcomes.get(name) as Delivered;
}

/** Gives one column as a workbook, numbers as numbers. */
function column(mark: string, header: string, cells: readonly Cell[], dataset = 'customers'): () => Delivered {
  const head = dataset === 'orders' ? ['订单号', '客户编号', header] : ['客户编号', '客户名称', header];
  const rows = cells.map((cell, at) => [`${mark}${at + 1}`, `客户${at + 1}`, cell] as Cell[]);
  return give(`${mark}.xlsx`, workbook({ 名单: [head, ...rows] }), dataset);
}

const rowsOf = (mark: string, table = 'customers'): Row[] =>
  (archived[table] ?? []).filter((row) => String(row['external_id']).startsWith(mark));

/** A field by the number of its row in the column. */
const valuesOf = (mark: string, field: string, table = 'customers'): Record<number, unknown> =>
  Object.fromEntries(
    rowsOf(mark, table).map((row) => [Number(String(row['external_id']).slice(mark.length)), row[field]]),
  );

/** What is told of cells, by the number of their row in the column; nothing of what is only information. */
function toldOf(sent: () => Delivered): Record<number, string> {
  const { delivery } = sent();
  const told = (archived['issues'] ?? []).filter(
    (issue) => issue['delivery'] === delivery && issue['level'] !== 'info',
  );
  const ofRows = told.filter(({ row }) => Number(row) > 1);
  return Object.fromEntries(
    ofRows.map(({ row, code, level }) => [Number(row) - 1, `${String(level)} ${String(code)}`]),
  );
}

/** What `explain` says of a field of a customer. */
async function explained(id: string, field: string): Promise<string> {
  const row = rowsOf(id).find(({ external_id }) => external_id === id);
  return (await desk.run('explain', 'customers', String(row?.['id']), field)).stdout;
}

const days = [45356, '2024年3月5日', '2024.3.5', '20240305', '5/3/2024', '2024年3月', '1900-01-01', '0000-00-00'];

const dates = column('D', '注册日期', days);
const provedDates = column('E', '注册日期', ['5/3/2024', '25/3/2024', '03/04/24', '2024-02-30']);

test('dates: read by the whole column, a month keeps its precision, placeholders are none and told', async () => {
  const day = '2024-03-05';
  expect(valuesOf('D', 'signup_date')).toEqual({ 1: day, 2: day, 3: day, 4: day, 6: null, 7: null, 8: null });
  expect(toldOf(dates)).toEqual({
    5: 'error date-ambiguous',
    7: 'warning placeholder',
    8: 'warning placeholder',
  });
  expect(valuesOf('D6', 'extra')).toEqual({ 0: '{"signup_date#text":"2024-03"}' });
  expect(await explained('D6', 'signup_date')).toMatch(/= 2024-03$/m);

  expect(valuesOf('E', 'signup_date')).toEqual({ 1: day, 2: '2024-03-25', 3: '2024-04-03' });
  expect(toldOf(provedDates)).toEqual({ 3: 'warning two-digit-year', 4: 'error date-invalid' });
});

const amounts = ['￥12,000', '3.2万', '(5,000)', '面议', '5-', '1 234', 12000];
const credit = column('A', '信用额度', amounts);
const writtenCredit = column('W', '信用额度', ['12,345.60', '1.234,56', '￥1,234']);
const units = column('U', '回款(万元)', ['3.2', 1.5, '3.2万'], 'orders');

test('amounts: signs, units of Chinese and brackets are read; a unit of the header counts once', async () => {
  expect(valuesOf('A', 'credit_limit')).toEqual({
    1: '12000.0000',
    2: '32000.0000',
    3: '-5000.0000',
    5: '-5.0000',
    6: '1234.0000',
    7: '12000.0000',
  });
  expect(toldOf(credit)).toEqual({ 4: 'error number-unreadable' });

  expect(valuesOf('W', 'credit_limit')).toEqual({ 1: '12345.6000' });
  expect(toldOf(writtenCredit)).toEqual({ 2: 'error number-separators', 3: 'error number-two-readings' });

  expect(valuesOf('U', 'amount', 'orders')).toEqual({ 1: '32000.0000', 2: '15000.0000' });
  expect(toldOf(units)[3]).toBe('error unit-twice');
  expect(units()).toMatchObject({ accepted: 2, rejected: 1 });
});

const phones = ['138 0013 8000', '１３８００１３８０００', '+86 13800138000', '010-62345678转8001;13800138000'];
const morePhones = ['13800138000/13900139000', 13800138000, '12'];
const calls = column('P', '电话', [...phones, ...morePhones]);

test('phones: one form for all, extensions kept, a second number beside the first and never glued', async () => {
  const mobile = '+8613800138000';
  expect(valuesOf('P', 'phone')).toEqual({
    1: mobile,
    2: mobile,
    3: mobile,
    4: '+861062345678;ext=8001',
    5: mobile,
    6: mobile,
  });
  expect(valuesOf('P', 'extra')).toMatchObject({
    3: null,
    4: '{"phone#2":"+8613800138000"}',
    5: '{"phone#2":"+8613900139000"}',
  });
  expect(toldOf(calls)).toEqual({ 7: 'error phone-invalid' });
});

const numbers = [110101199003071200, '1.10101E+17', '11010519491231002x', '110105491231002', '110105194912310021'];
const identities = column('N', '身份证号', numbers);
const cards = [
  '6222 0212 3456 7890 128',
  '4111111111111111',
  '4111 1111 1111 1112',
  6222021234567890000,
  '6.22202E+18',
];
const accounts = column('K', '银行账号', cards);

test('identity numbers and cards: lost digits, wrong check digits and contradictions are issues, old forms are kept', async () => {
  expect(valuesOf('N', 'id_number')).toEqual({ 3: '11010519491231002X', 4: '11010519491231002X' });
  expect(toldOf(identities)).toEqual({
    1: 'error precision-lost',
    2: 'error precision-lost',
    5: 'error cnid-check-digit',
  });
  expect(await explained('N4', 'id_number')).toContain('110105491231002”');

  expect(valuesOf('K', 'bank_account')).toEqual({ 1: '6222021234567890128', 2: '4111111111111111' });
  expect(toldOf(accounts)).toEqual({
    3: 'error bankcard-check-digit',
    4: 'error precision-lost',
    5: 'error precision-lost',
  });
});

const unseenRows = [
  '客户编号,姓名,电话,__proto__,__proto__,,constructor',
  '００8,\u202e李\u200b四\u00a0, 138\u00a00013\u00a08001,p1,p2,e,c',
  '007,王五,,,,,',
];
const unseen = give('看不见.csv', `\ufeff${unseenRows.join('\n')}\n`);

test('what cannot be seen is taken off and told, what was sent is kept; odd headers are kept as they are', async () => {
  const found = await desk.sql(
    "SELECT external_id, name, phone, extra FROM customers WHERE external_id LIKE '00_' ORDER BY 1 DESC",
  );
  expect(found).toEqual([
    {
      external_id: '008',
      name: '李四',
      phone: '+8613800138001',
      extra: '{"6":"e","__proto__":"p1","__proto__#2":"p2","constructor":"c"}',
    },
    { external_id: '007', name: '王五', phone: null, extra: null },
  ]);
  expect(await explained('008', 'external_id')).toMatch(/“００8”.*已将全角字符改为半角/);
  expect(await explained('008', 'name')).toMatch(/已去除不可见字符.*已将特殊空格改为普通空格/);
  const { json } = await desk.json('check', desk.file('头.csv', unseenRows.join('\n')), '--dataset', 'customers');
  expect(json).toMatchObject({ issues: [{ code: 'duplicate-header' }, { code: 'empty-header' }] });
  expect(unseen()).toMatchObject({ accepted: 2, rejected: 0 });
});

const odd = ["=cmd|' /C calc'!A0", '＝1+1', '@SUM(A1)', '+1-1', '<img src=x onerror=alert(1)>', '\u001b[31mred'];
const oddLines = odd.map((text, at) => `F${at + 1},"${text}",x@example.com`);
const formulas = give('公式.csv', ['客户编号,姓名,邮箱', ...oddLines, '"F7","\t=1+1",no'].join('\n'));

test('formulas and markup are stored as they are, and are text wherever they are shown', async () => {
  expect(formulas()).toMatchObject({ accepted: 6, rejected: 1 });
  const { 6: steering, ...others } = valuesOf('F', 'name');
  expect(others).toEqual({ 1: odd[0], 2: odd[1], 3: odd[2], 4: odd[3], 5: odd[4] });
  expect(steering).toBe('[31mred');
  const book = await openBook(formulas().receipt ?? '');
  const cell = sheetOf(book, 'toFix').getRow(2).getCell(2);
  expect([cell.formula, cell.numFmt, cell.text]).toEqual([undefined, '@', '\t=1+1']);
  const shown = await desk.run('sql', "SELECT value FROM issues WHERE code = 'email-invalid'");
  // eslint-disable-next-line no-control-regex
  expect(shown.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test('files of any name are taken; no name is a path, and none steers what is shown', async () => {
  const long = 'x'.repeat(251);
  const names = ['a\nb', 'CON', '..', '\u202efdp', '😀客户', `a'b"c`, long];
  const before = readdirSync(join(desk.root, 'outbox')).length;
  const paths = names.map((name, at) => desk.file(`names/${name}.csv`, `客户编号,客户名称\nX${at},名称${at}\n`));
  const { code, stdout } = await desk.run('ingest', ...paths, '--dataset', 'customers');
  expect(code).toBe(0);
  expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  expect(stdout.match(/[✓] a\\u000ab\.csv/g)).toHaveLength(1);
  const receipts = readdirSync(join(desk.root, 'outbox'));
  expect(receipts).toHaveLength(before + names.length);
  for (const name of receipts) {
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).not.toMatch(/[\p{Cc}\p{Bidi_Control}"]/u);
  }
  expect(receipts.some((name) => name.startsWith('_CON_'))).toBe(true);
  const originals = readdirSync(join(desk.root, 'originals'), { recursive: true, encoding: 'utf8' });
  for (const path of originals) expect(path).toMatch(/^[0-9a-f./]+$/);
  const kept = await desk.sql("SELECT external_id FROM customers WHERE starts_with(external_id, 'X') ORDER BY 1");
  expect(kept).toHaveLength(names.length);
});

const mergedRows: Cell[][] = [
  ['客户名单'],
  ['制表人：王芳'],
  ['序号', '地区', '姓名', '联系方式', null, '信用额度', '客户编号'],
  [null, null, null, '手机', '邮箱', null, null],
  [1, '上海', '张三', '138 0013 8000', 'zhangsan@example.com', 12000, 'L1'],
  [2, null, '李四', '１３９００１３９０００', 'lisi@example.com', 8000, 'L2'],
  [3, '北京', '赵六', '13600136000', null, 500, 'L3'],
  ['合计', null, null, null, null, 21000, null],
  ['备注：以上数据截至本月'],
];
const merges = ['A1:G1', 'D3:E3', 'A3:A4', 'B3:B4', 'C3:C4', 'F3:F4', 'G3:G4', 'B5:B6'];
const merged = give('名单.xlsx', workbook({ 名单: mergedRows }, merges));

test('a list with a merged region: each row has it, what was filled is told, and the total is compared', async () => {
  expect(merged()).toMatchObject({ accepted: 3, rejected: 0 });
  const of = `delivery = '${merged().delivery}'`;
  const found = await desk.sql(
    `SELECT name, phone, credit_limit, extra, province FROM customers WHERE ${of} ORDER BY row`,
  );
  expect(found.map((row) => JSON.stringify(row))).toEqual([
    expect.stringMatching(/张三.*\+8613800138000.*12000\.0000.*上海/),
    expect.stringMatching(/李四.*\+8613900139000.*8000\.0000.*上海/),
    expect.stringMatching(/赵六.*\+8613600136000.*500\.0000.*北京/),
  ]);
  expect(JSON.stringify(found)).not.toContain('序号');
  const told = await desk.sql(
    `SELECT "row", code FROM issues WHERE ${of} AND code IN ('cell-filled', 'total-differs') ORDER BY 1`,
  );
  expect(told).toEqual([
    { row: 6, code: 'cell-filled' },
    { row: 8, code: 'total-differs' },
  ]);
  const text = JSON.stringify(sheetOf(await openBook(merged().receipt ?? ''), 'summary').getSheetValues());
  expect(text).toContain('1 备注说明行、1 合计行');
  expect(text).toMatch(/名单!F8：合计为 21000，所含已接受各行之和为 20500，相差 500/);
  expect(text).toMatch(/未保留的列","序号"/);
});

test('the same file, its rows in another order, one row corrected: each receipt says what became of it', async () => {
  const rows = ['S1,甲,上海', 'S2,乙,北京', 'S3,丙,广州'];
  const list = (all: readonly string[]) => ['客户编号,姓名,城市', ...all, ''].join('\n');
  const summary = async ({ receipt }: Delivered) =>
    JSON.stringify(sheetOf(await openBook(receipt ?? ''), 'summary').getSheetValues());
  expect(await send('表.csv', list(rows))).toMatchObject({ new: 3 });
  const again = await send('表 (1).csv', list(rows));
  expect(again).toMatchObject({ status: 'duplicate', rows: 0 });
  expect(await summary(again)).toContain('表.csv');
  const sorted = await send('表 排序.csv', list(rows.toReversed()));
  expect(sorted).toMatchObject({ new: 0, changed: 0, unchanged: 3 });
  expect(await summary(sorted)).toMatch(/3 (?:行)?未变|未变\D{0,6}3/);
  const changed = await send('表 改.csv', list(rows.with(1, 'S2,乙,天津')));
  expect(changed).toMatchObject({ new: 0, changed: 1, unchanged: 2 });
  expect(await summary(changed)).toMatch(/更新\D{0,6}1|1 (?:行)?更新/);
  expect(await desk.sql("SELECT version, city FROM history_customers WHERE external_id = 'S2' ORDER BY 1")).toEqual([
    { version: 1, city: '北京' },
    { version: 2, city: '天津' },
  ]);
});
