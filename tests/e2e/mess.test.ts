/** The everyday mess of ordinary files, through `check` and `ingest` as a person would run them. */
import { afterAll, describe, expect, test } from 'vitest';
import { partsOf } from '../../bench/xlsx-book.js';
import { zipOf } from '../../bench/xlsx-zip.js';
import { Desk, run, runJson } from './program.js';
import { type Cell, workbook } from './workbooks.js';

const desk = new Desk();
afterAll(() => desk.remove());

interface Checked {
  rows: number;
  accepted: number;
  rejected: number;
  duplicates: number;
  skipped: number;
  mapping: { column: string; header: string; field: string | null }[];
  issues: {
    code: string;
    level: string;
    sheet: string | null;
    row: number | null;
    column: string | null;
    field: string | null;
  }[];
}

async function check(name: string, bytes: string | Uint8Array, dataset = 'customers'): Promise<Checked> {
  const args = ['check', desk.file(name, bytes), '--dataset', dataset, '--lang', 'zh'];
  return (await runJson<Checked>(args, { cwd: desk.folder })).json;
}

const at = ({ issues }: Checked, row: number) => issues.filter((one) => one.row === row).map(({ code }) => code);

test('a customer list as staff make it: title, maker, header of two rows, merged region, totals and a note', async () => {
  const rows: Cell[][] = [
    ['客户名单'],
    ['制表人：王芳', null, null, null, null, null],
    ['序号', '地区', '姓名', '联系方式', null, '信用额度'],
    [null, null, null, '手机', '邮箱', null],
    [1, '上海', '张三', '138 0013 8000', 'zhangsan@example.com', 12000],
    [2, null, '李四', '１３９００１３９０００', 'lisi@example.com', 8000],
    [3, null, '王五', '+86 137 0013 7000', null, 5000],
    [4, '北京', '赵六', '13600136000', null, null],
    ['合计', null, null, null, null, 25000],
    ['备注：以上数据截至本月', null, null, null, null, null],
  ];
  const merges = ['A1:F1', 'D3:E3', 'A3:A4', 'B3:B4', 'C3:C4', 'F3:F4', 'B5:B7'];
  const checked = await check('名单.xlsx', await workbook({ 名单: rows }, merges));
  expect(checked).toMatchObject({ accepted: 4, rejected: 0, duplicates: 0 });
  const fields = Object.fromEntries(checked.mapping.map(({ column, field }) => [column, field]));
  expect(fields).toMatchObject({ A: null, C: 'name', D: 'phone', E: 'email', F: 'credit_limit' });
  expect(checked.issues[0]).toMatchObject({ code: 'total-agrees', row: 9, column: 'F', field: 'credit_limit' });
});

test('a cell and a row that stand twice in a workbook are rows to fix', async () => {
  const cell = (place: string, text: string) => `<c r="${place}" t="str"><v>${text}</v></c>`;
  const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join('')}</row>`;
  const sheet = [
    row(1, cell('A1', '客户编号'), cell('B1', '姓名'), cell('C1', '来历')),
    row(2, cell('A2', 'K2'), cell('B2', '张三'), cell('C2', 'x')),
    row(3, cell('A3', 'K3'), cell('B3', '李四'), cell('B3', '李思'), cell('C3', 'x')),
    row(4, cell('A4', 'K4'), cell('B4', '王五'), cell('C4', 'x'), cell('C4', 'y')),
    row(5, cell('A5', 'K5'), cell('B5', '赵六')),
    row(5, cell('A5', 'K5b'), cell('B5', '钱七')),
  ];
  const checked = await check('重复.xlsx', zipOf(partsOf({ sheets: [sheet.join('')] })));
  expect(checked).toMatchObject({ rows: 5, accepted: 1, rejected: 4, skipped: 0 });
  expect([3, 4, 5, 6].map((number) => at(checked, number))).toEqual([
    ['cell-twice'],
    ['cell-twice'],
    ['row-twice', 'row-out-of-order'],
    ['row-twice'],
  ]);
});

describe('one column of many spellings', () => {
  const columns: Record<string, { header: string; dataset?: string; good: string[]; bad: string[] }> = {
    dates: {
      header: '注册日期',
      good: ['2024年3月5日', '2024.3.5', '20240305', '2024-03-05', '2024/3/15', '1900-01-01', '0000-00-00'],
      bad: ['2024-02-30', '明天'],
    },
    amounts: { header: '信用额度', good: ['￥12,000', '3.2万', '(5,000)', '１２００'], bad: ['面议', '12..5'] },
    phones: {
      header: '电话',
      good: [
        '138 0013 8000',
        '１３８００１３８０００',
        '+86 13900139000',
        '010-62345678转8001',
        '13700137000；13600136000',
      ],
      bad: ['12', '电话不详'],
    },
    'ID numbers': {
      header: '身份证号',
      good: ['11010519491231002x', '110101199003071233'],
      bad: ['110105194912310021', '123'],
    },
    emails: { header: '邮箱', good: ['a.b@example.com', ' c@example.com '], bad: ['a@', 'x y@example.com'] },
  };
  test.each(Object.entries(columns))('%s', async (name, { header, good, bad }) => {
    const lines = [...good, ...bad].map((text, n) => `K${n},客户${n},"${text}"`);
    const checked = await check(`${name}.csv`, [`客户编号,姓名,${header}`, ...lines].join('\n'));
    const wrong = checked.issues.filter(({ level }) => level === 'error').map(({ row }) => row);
    const expected = bad.map((_, n) => good.length + n + 2);
    expect({ wrong, accepted: checked.accepted }).toEqual({ wrong: expected, accepted: good.length });
  });
});

test('long digits of a number cell are lost, as text they are kept', async () => {
  const rows: Cell[][] = [
    ['客户编号', '姓名', '银行账号'],
    ['N1', '张三', 6222021234567890000],
    ['N2', '李四', '6222 0212 3456 7890 128'],
    ['007', '王五', null],
  ];
  const checked = await check('卡号.xlsx', await workbook({ 卡号: rows }));
  expect(at(checked, 2)).toContain('precision-lost');
  expect(checked.issues.filter(({ row, level }) => row === 4 && level === 'error')).toEqual([]);
});

test('an amount in a column of ten thousands: times ten thousand once, a second unit is an issue', async () => {
  const checked = await check('回款.csv', '客户编号,姓名,信用额度(万元)\nA1,张三,3.2\nA2,李四,3.2万\n');
  expect(checked).toMatchObject({ accepted: 1, rejected: 1 });
  expect(checked.issues.filter(({ level }) => level === 'error')).toMatchObject([{ row: 3, field: 'credit_limit' }]);
});

test('totals in units and with signs are compared; what is to fix explains the difference', async () => {
  const lines = ['客户编号,姓名,信用额度(万元)', 'A1,张三,￥1.5', 'A2,李四,2', 'A3,王五,面议', '合计,,"￥4.5"'];
  const { path, root } = { path: desk.file('额度.csv', lines.join('\n')), root: desk.folder };
  const { stdout } = await run(['check', path, '--dataset', 'customers', '--lang', 'zh'], { cwd: root });
  expect(stdout).toContain(
    '合计为 4.5，所含已接受各行之和为 3.5，相差 1（按该列的单位 ×10000，即相差 10000）。未计入：退回 1 行，重复 0 行。',
  );
});

test('sheets of the same columns are one table each, others are skipped', async () => {
  const head: Cell[] = ['客户编号', '姓名', '电话'];
  const sheets = {
    北京: [head, ['B1', '张三', '13800138000']],
    上海: [
      ['姓名', '客户编号', '电话'],
      ['李四', 'S1', '13900139000'],
    ],
    广州: [head, ['G1', '王五', '13700137000']],
    说明: [['本表由各分公司填写'], ['每月五日前上报']],
  } satisfies Record<string, Cell[][]>;
  const checked = await check('分公司.xlsx', await workbook(sheets));
  expect(checked).toMatchObject({ rows: 3, accepted: 3, rejected: 0 });
});

test('a file of an old program: GB18030, padding, NULL, leading zeros kept', async () => {
  // 编号,姓名,城市 / 007,张三  ,NULL in GB18030
  const gb = Buffer.concat([
    Buffer.from('bfcdbba7b1e0bac52cd0d5c3fb2cb3c7cad00a', 'hex'),
    Buffer.from('3030372cd5c5c8fd20202c4e554c4c0a', 'hex'),
  ]);
  const checked = await check('erp.csv', gb);
  expect(checked).toMatchObject({ rows: 1, accepted: 1 });
  expect(checked.mapping.map(({ field }) => field)).toEqual(['external_id', 'name', 'city']);
});

test('what stands in the archive after the mess is canonical, and the cell as it was is explained', async () => {
  await desk.init('--lang', 'zh');
  const text =
    '客户编号,姓名,电话,注册日期,信用额度,备用列\n007,张三,１３８ ００１３ ８０００,2024年3月5日,3.2万,=1+1\n';
  const sent = await desk.ingest(desk.file('一行.csv', text), '--dataset', 'customers');
  expect(sent).toMatchObject({ status: 'committed', new: 1 });
  const [row] = await desk.sql<{ id: number }>(
    'SELECT id, external_id, phone, signup_date, credit_limit, extra FROM customers',
  );
  expect(row).toMatchObject({
    external_id: '007',
    phone: '+8613800138000',
    signup_date: '2024-03-05',
    credit_limit: '32000.0000',
    extra: '{"备用列":"=1+1"}',
  });
  const explained = await desk.json('explain', 'customers', String(row?.id), 'phone');
  expect(explained.json).toMatchObject({
    fields: [{ winner: { raw: '１３８ ００１３ ８０００', row: 2, column: '3' } }],
  });
});

test('check names places and fields as people in China do', async () => {
  const path = desk.file('缺.csv', '客户编号,姓名,电话\nZ1,,13800138000\nZ2,李四,13800138001\n');
  const checked = await run(['check', path, '--dataset', 'customers', '--lang', 'zh'], { cwd: desk.folder });
  expect(checked.stdout).toMatch(/姓名 +客户名称 \(name\)/);
  expect(checked.stdout).toMatch(/^第 2 行 · 第 2 列：.*客户名称/m);
  expect(checked.stdout).not.toMatch(/行 · .*\bname\b/m);
});

test('check says which columns are left out and what a receipt would ask', async () => {
  const path = desk.file(
    '问.csv',
    '序号,客户编号,姓名,电邮地址,联系人手机号码,年份\n1,W1,张三,a@example.com,13800138000,2024\n',
  );
  const { stdout } = await run(['check', path, '--dataset', 'customers', '--lang', 'zh'], { cwd: desk.folder });
  expect(stdout).toMatch(/序号 +（不保留）/);
  expect(stdout).toMatch(/年份 +（保留为附加列）/);
  expect(stdout).toMatch(/电邮地址 +\S+ \(email\)/);
  expect(stdout).toMatch(/\? “联系人手机号码”是否对应 \S+ \(phone\)？/);
});
