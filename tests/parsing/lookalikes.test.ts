/** Rows of customers that look like groups, remarks, guides, totals or lines of a form: none may be left out. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { onlyTable, parseBytes, parsed, stagedRows } from './parsing.js';

const zhHead = '客户名称,联系人,电话,城市';
const enHead = 'Name,Phone,Email,City';
const zh = (name: string, at: number): string => `${name},张${at},1380013800${at},上海`;
const en = (name: string, at: number): string => `${name},+44 20 7946 090${at},a${at}@example.com,London`;
const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const doubts = (file: Awaited<ReturnType<typeof parsed>>) =>
  file.issues.flatMap(({ code, row }) => (code === 'maybe-group-row' ? [row] : []));

describe('are rows to fix where they may name a group', () => {
  test.each([
    ['branches', [zhHead, '北京分公司,,,', zh('甲', 1), zh('乙', 2), '上海分公司,,,', zh('丙', 3)]],
    ['offices of a town', [zhHead, '市教育局财务科,,,', zh('甲', 1), zh('乙', 2), '市卫生局人事科,,,', zh('丙', 3)]],
    ['shops', [zhHead, '人民路门店,,,', zh('甲', 1), zh('乙', 2), '中山路门店,,,', zh('丙', 3)]],
    ['firms called Group', [enHead, 'Smith Group,,,', en('A', 1), en('B', 2), 'Food Group,,,', en('C', 3)]],
    ['initials', [enHead, 'A. Smith,,,', en('X', 1), en('Y', 2), 'B. Jones,,,', en('Z', 3)]],
    ['a market with a number', [zhHead, '第一组,,,', zh('甲', 1), zh('乙', 2), '第三批发市场,,,', zh('丙', 3)]],
    [
      'regions with one row each',
      [zhHead, '华东区,,,', zh('甲', 1), '华南区,,,', zh('乙', 2), '华北区,,,', zh('丙', 3)],
    ],
    ['a name with a label of its own column', [enHead, 'Company: Acme,,,', en('B', 1), en('C', 2)]],
    [
      'a remark in a column of its own',
      ['Name,Phone,City,Notes', ',,,Old list', 'A,1,Rome,', 'B,2,Oslo,', 'C,3,Bonn,'],
    ],
    ['the only number', ['客户编号,客户名称,电话,城市', 'C001,,,', ',甲,1,上海', ',乙,2,上海', ',丙,3,上海']],
    [
      'what is told below each',
      [zhHead, zh('甲', 1), '地址：南京路,,,', zh('乙', 2), '地址：北京市,,,', zh('丙', 3), zh('丁', 4)],
    ],
    [
      'addresses of one',
      [enHead, 'Mail: x@example.com,,,', en('B', 1), 'Mail: y@example.com,,,', en('C', 2), en('D', 3)],
    ],
    [
      'firms with numbers',
      [zhHead, '一、甲公司,,,', zh('乙公司', 1), zh('丙公司', 2), '二、丁公司,,,', zh('戊公司', 3)],
    ],
  ])('%s', async (_, lines) => {
    const file = await parsed(textOf(lines));
    const table = onlyTable(file);
    const width = (lines[0] ?? '').split(',').length;
    expect(table).toMatchObject({ rows: lines.length - 1, skippedBy: {} });
    expect(table.columns).toHaveLength(width);
    const alone = lines.flatMap((line, at) => (line.split(',').filter(Boolean).length === 1 ? [at + 1] : []));
    expect(doubts(file)).toEqual(alone);
  });

  test.each([
    ['a colour', 'colour', [2, 5]],
    ['merged cells that end as the others', 'merges', [2, 5]],
    ['one merged cell between the rows', 'merges', [5]],
  ])('%s', async (_, how, at) => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('S');
    const names = ['甲公司', '乙公司', '丙公司', '丁公司', '戊公司', '己公司'];
    const lines = names.map((name, index) => (at.includes(index + 2) ? name : zh(name, index)));
    sheet.addRows([zhHead, ...lines].map((line) => line.split(',')));
    for (const row of at)
      if (how === 'merges') sheet.mergeCells(row, 1, row, 4);
      else sheet.getCell(row, 1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFF00' } };
    const file = await parsed(new Uint8Array(await book.xlsx.writeBuffer()), { fileName: 'a.xlsx' });
    expect(onlyTable(file)).toMatchObject({ rows: 6, skippedBy: {} });
    expect(doubts(file)).toEqual(at);
  });
});

describe('are rows', () => {
  test.each([
    [
      'names that have a label in each row',
      ['客户,电话,城市', '客户：甲,1,上海', '客户：乙,,', '客户：丙,2,上海', '客户：丁,,', '客户：戊,3,上海'],
    ],
    ['names that begin as notes do', [enHead, en('A', 1), en('B', 2), 'Printed Matter Inc,,,', 'Note Printing Ltd,,,']],
    [
      'names that begin as notes do, in Chinese',
      [zhHead, zh('甲', 1), zh('乙', 2), '说明书印刷厂,,,', '共3家连锁超市,,,'],
    ],
    ['a name that begins as a page does', [zhHead, zh('甲', 1), zh('乙', 2), '第2页书店,,,']],
    [
      'a remark in its own column between rows',
      ['名称,电话,城市,备注', '甲,1,上海,', ',,,备注：回电', '乙,2,上海,', '丙,3,上海,'],
    ],
    [
      'a label that other rows have',
      ['来源,名称,电话,城市', '来源：展会,甲,13800138001,上海', '来源：网络,乙,13800138002,上海', '来源：展会,,,'],
    ],
    ['names with a number sign', [enHead, '#1 Foods,,,', en('A', 1), en('B', 2), '#2 Foods,,,']],
    ['a name that begins as a page does in English', [enHead, en('A', 1), en('B', 2), 'Page 1 Books,,,']],
    ['a manager with a phone', [zhHead, zh('甲', 1), zh('乙', 2), '经理：王五,,13800138009,上海']],
    [
      'a firm with a phone that begins as signatures do',
      [enHead, en('A', 1), en('B', 2), 'Signed by Stars,+44 20 7946 0977,,'],
    ],
    ['a firm called Total with a phone', [enHead, en('A', 1), 'Total,+44 20 7946 0999,,', 'Total,,t@example.com,']],
    ['words of templates that are values', ['Name,Basic,Pro', 'Ann,optional,required', 'Bob,required,required']],
    ['names that begin as requests do', ['Name,Slogan,City', 'Enter Corp,Choose Life,London', 'Ann,None,Rome']],
  ])('%s', async (_, lines) => {
    expect(onlyTable(await parsed(textOf(lines)))).toMatchObject({ rows: lines.length - 1, skippedBy: {} });
  });
});

test.each([
  ['below its value', ',南京路1号'],
  ['in the column of the labels', '南京路1号,'],
])('the next line of an address in a form is not left out: %s', async (_, line) => {
  const form = ['客户名称,甲公司', '电话,13800138001', '地址,上海市', line, '邮箱,a@example.com'];
  expect(await parseBytes(textOf(form))).toMatchObject({ ok: false, code: 'form-unclear' });
  const headed = form.with(3, '1. 联系方式,');
  const table = onlyTable(await parsed(textOf(headed)));
  expect((await stagedRows(table)).map((row) => row.slice(1))).toEqual([
    ['甲公司', '13800138001', '上海市', 'a@example.com'],
  ]);
});

test('two labels by turns are no table below the first of them', async () => {
  const lines = ['客户,甲', '电话,13800138002', '客户,乙', '电话,13800138003'];
  expect(await parseBytes(textOf(lines))).toMatchObject({ ok: false, code: 'form-unclear' });
  expect(onlyTable(await parsed(textOf(['姓名,电话', ...lines])))).toMatchObject({ headerRows: [1], rows: 4 });
});

test('the last customer of a page is not the title of the next one', async () => {
  const lines = ['客户名单,,,', zhHead, zh('甲', 1), '乙公司,,,', zhHead, zh('丙', 2)];
  const file = await parsed(textOf(lines));
  expect(onlyTable(file)).toMatchObject({ rows: 3, skippedBy: { 'repeated-header': 1 } });
  expect(doubts(file)).toEqual([4]);
});

test('the header once more right below itself is no second row of it', async () => {
  const table = onlyTable(await parsed('编号,姓名,地址\n编号,姓名,地址\nK1,张伟,上海\nK2,李娜,北京\n'));
  expect(table).toMatchObject({ headerRows: [1], rows: 2, skippedBy: { 'repeated-header': 1 } });
});

test('the only row of a small list above a wider one is a row', async () => {
  const wide = [
    '名称,电话,地址,城市,等级,金额',
    '丙,13800138003,南京路,上海,A,100',
    '丁,13800138004,长安街,北京,B,300',
  ];
  const { tables } = await parsed(textOf(['名称,电话', '甲,13800138001', '', ...wide]));
  expect(tables.map(({ headerRows, rows }) => [headerRows, rows])).toEqual([
    [[1], 1],
    [[4], 2],
  ]);
});
