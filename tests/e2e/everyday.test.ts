/** Everyday mess that comes to whole files: statements, old programs, copies of a list, corrections saved in another format. */
import { readFileSync } from 'node:fs';
import { read, write } from '@e965/xlsx';
import { beforeAll, expect, test } from 'vitest';
import { encoded } from '../legacy-bytes.js';
import { KeptDesk, type Delivered } from './program.js';
import { bytesOf, correct, openBook, sheetOf, workbook } from './workbooks.js';

const desk = KeptDesk.forTests('日常');
const { send } = desk;
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/parsing/${name}`, import.meta.url));

test.each(['csv', 'xlsx'] as const)(
  'a list of a thousand, sent again as a copy, saved anew and with forty rows changed (%s)',
  async (form) => {
    const list = async (change: (n: number) => string) => {
      const rows = Array.from({ length: 1000 }, (_, n) => [`${form}${n}`, `客户${n}`, change(n)]);
      const all = [['客户编号', '姓名', '城市'], ...rows];
      return form === 'csv' ? all.map((row) => row.join(',')).join('\n') : workbook({ 客户: all });
    };
    const same = await list(() => '上海市');
    expect(await send(`客户.${form}`, same)).toMatchObject({ rows: 1000, new: 1000 });
    expect(await send(`客户(1).${form}`, same)).toMatchObject({ status: 'duplicate', sameAs: `客户.${form}`, rows: 0 });
    const anew = form === 'csv' ? `\ufeff${String(same)}\n` : await bytesOf(await openBook(desk.file('x', same)));
    expect(await send(`客户_另存.${form}`, anew)).toMatchObject({ new: 0, changed: 0, unchanged: 1000 });
    const last = await list((n) => (n % 25 === 0 ? '北京市' : '上海市'));
    expect(await send(`客户_最终版.${form}`, last)).toMatchObject({ new: 0, changed: 40, unchanged: 960 });
  },
);

test('a statement is read to its last digit; the one that a spreadsheet damaged is rejected, and nothing of it merges', async () => {
  const damaged = await send('账单-另存.csv', fixture('alipay-resaved.csv'), 'orders');
  const exact = await send('账单.csv', fixture('alipay-statement.csv'), 'orders');
  expect(exact).toMatchObject({ status: 'committed', accepted: 3, rejected: 0 });
  const orders = await desk.sql('SELECT external_id, amount FROM orders ORDER BY 1');
  expect(orders).toEqual([
    { external_id: '2024010522001157076000000001', amount: '120.5000' },
    { external_id: '2024010622001157076000000002', amount: '88.0000' },
    { external_id: '2024010722001157076000000003', amount: '1000.0000' },
  ]);
  expect(damaged).toMatchObject({ status: 'committed', rows: 2, accepted: 0, rejected: 2 });
  const codes = await desk.sql(
    `SELECT DISTINCT code FROM issues WHERE delivery = '${damaged.delivery}' AND level = 'error'`,
  );
  expect(codes).toEqual([{ code: 'precision-lost' }]);
});

test('a statement of WeChat is read to its last digit; damaged numbers that became alike are two rows to fix', async () => {
  const frame = [
    '微信支付账单明细,,,,,,,',
    '起始时间：[2024-01-01 00:00:00],,,,,,,',
    '共2笔记录,,,,,,,',
    '----微信支付账单明细列表----,,,,,,,',
  ];
  const header = '交易时间,交易类型,交易对方,商品,收/支,金额(元),当前状态,交易单号';
  const statement = (numbers: readonly string[]) => {
    const rows = numbers.map(
      (number, at) => `2024-01-0${at + 5} 10:00,商户消费,某店,"茶",支出,￥1${at}.00,支付成功,${number}`,
    );
    return encoded('gb18030', [...frame, header, ...rows, ''].join('\r\n'));
  };
  const numbers = ['4200001234202401051234567890', '4200001234202401051234567891'];
  const damaged = await send('微信-另存.csv', statement(['4.2E+27', '4.2E+27']), 'orders');
  expect(damaged).toMatchObject({ status: 'committed', rows: 2, accepted: 0, rejected: 2, duplicates: 0 });
  const exact = await send('微信.csv', statement(numbers.map((number) => `${number}\t`)), 'orders');
  expect(exact).toMatchObject({ rows: 2, new: 2, rejected: 0 });
  expect(await desk.sql("SELECT external_id, amount FROM orders WHERE external_id LIKE '42%' ORDER BY 1")).toEqual([
    { external_id: numbers[0], amount: '10.0000' },
    { external_id: numbers[1], amount: '11.0000' },
  ]);
});

test('an export of an old program: the row that was cut in a character is to fix, the rest goes in as it is', async () => {
  const sent = await send('旧系统.csv', fixture('erp-export.csv'));
  expect(sent).toMatchObject({ status: 'committed', rows: 4, accepted: 3, rejected: 1 });
  const names = "SELECT external_id, name, status FROM customers WHERE external_id LIKE '0000%' ORDER BY 1";
  expect(await desk.sql(names)).toMatchObject([
    { external_id: '0000101', name: '上海某某有限公司' },
    { external_id: '0000102', name: '㐂寿司店𠮷', status: null },
    { external_id: '0000104', name: '张三' },
  ]);
  const codes = await desk.sql(`SELECT row, code FROM issues WHERE delivery = '${sent.delivery}' AND level = 'error'`);
  expect(codes).toEqual([{ row: 4, code: 'damaged-text' }]);
});

test('two names in a cell are kept and told; a birthday that the identity number contradicts is to fix', async () => {
  const rows = [
    '客户编号,姓名,联系人,身份证号,生日',
    'N1,甲公司,张三/李四,,',
    'N2,乙,,11010519491231002x,1949-12-31',
    'N3,丙,,11010519491231002x,1950-01-01',
  ];
  const sent = await send('姓名.csv', rows.join('\n'));
  expect(sent).toMatchObject({ accepted: 2, rejected: 1 });
  const codes = `SELECT row, code, level FROM issues WHERE delivery = '${sent.delivery}' AND level <> 'info' ORDER BY row`;
  expect(await desk.sql(codes)).toEqual([
    { row: 2, code: 'several-names', level: 'warning' },
    { row: 4, code: 'birthday-differs', level: 'error' },
  ]);
  expect(await desk.sql("SELECT contact_name FROM customers WHERE external_id = 'N1'")).toEqual([
    { contact_name: '张三/李四' },
  ]);
});

const refused: [string, Buffer, string][] = [
  ['名单.et', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]), 'wps-et'],
  [
    '名单.mht',
    Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'),
    'web-archive',
  ],
  ['名单.numbers', Buffer.from('504b0304', 'hex'), 'apple-numbers'],
  ['名单.pages', Buffer.from('504b0304', 'hex'), 'apple-pages'],
  ['名单.png', Buffer.from('89504e470d0a1a0a00000000', 'hex'), 'picture'],
  ['名单.pdf', Buffer.from('%PDF-1.7'), 'pdf'],
];
/** Sent with one command. */
const refusals = new Map<string, Delivered>();
beforeAll(async () => {
  const paths = refused.map(([name, bytes]) => desk.file(name, bytes));
  for (const one of await desk.ingestAll(paths, '--dataset', 'customers')) refusals.set(one.file, one);
});

test.each(refused)('%s is refused by name, with the way to a file that can be read', (name, _, code) => {
  const sent = refusals.get(name);
  expect(sent).toMatchObject({ status: 'refused', reason: { code } });
  expect(sent?.reason?.hint).toMatch(/\.xlsx/);
});

test('a receipt that was corrected and saved as .xls comes back like any other', async () => {
  const first = await send('三月.csv', '客户编号,姓名,邮箱\nX1,赵一,zhao@example\nX2,钱二,qian@example.com\n');
  expect(first).toMatchObject({ new: 1, rejected: 1 });
  const book = await openBook(first.receipt ?? '');
  correct(sheetOf(book, 'toFix'), ['客户编号', 'X1'], '邮箱', 'zhao@example.com');
  const xls = write(read(await bytesOf(book)), { type: 'buffer', bookType: 'biff8' }) as Uint8Array;
  expect(await send('三月_改.xls', xls)).toMatchObject({ status: 'committed', new: 1, rejected: 0 });
  expect(await desk.sql(`SELECT resolved FROM rejected WHERE delivery = '${first.delivery}'`)).toEqual([
    { resolved: true },
  ]);
});
