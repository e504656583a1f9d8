/** Lines below a table: makers, signatures, notes, counts and pages are no rows of it; rows that look like them are. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { kindsOf, onlyTable, parsed, skippedOf, stagedRows } from './parsing.js';

const header = '编号,名称,手机,备注';
const rowsOf = (count: number) => Array.from({ length: count }, (_, at) => `K${at},客户${at},1390000${1000 + at},`);
const tableOf = async (...lines: string[]) => onlyTable(await parsed(`${lines.join('\n')}\n`));

const feet: [string, string[]][] = [
  ['maker and checker with a date', ['制单：张三,审核：李四,,2024年3月5日']],
  ['a maker as full as a row', ['制表人：,王芳,13800138000,']],
  ['makers below each other', ['填表人：,王芳,,', '审批,李四,,', '复核：赵六,,日期：2024-03-05,']],
  ['who is responsible, until when', ['以上客户由王芳负责,,,', '截至2024年3月,,,', '联系人：王芳,13800138000,,']],
  ['several notes', ['备注：1.均为有效客户,,,', '  2.不含已注销客户,,,', '说明：数据来源CRM,,,', '审批：,,,']],
  ['a text between notes', ['注：仅供参考,,,', '请勿外传,,,', '制表：王芳,,,']],
  ['a count and pages', ['共3条记录,,,', '第1页 共1页,,,']],
  ['pages in cells of their own', ['第 1 页,,共 1 页,']],
  ['a count in words', ['注：仅供内部使用,,,', '以上共三户,,,', '3户,,,']],
  [
    'labels without colons beside their values',
    ['总数,3,,', '填表人,王芳,,', '联系电话,010-61234567,,', '部门,市场部,,'],
  ],
  ['one such label', ['联系人,王芳,,']],
  ['an amount in capitals', ['人民币大写,叁佰元整,,', '以下空白,,,']],
  ['signatures and a lone date', ['负责人签字：,,会计：,', ',,,2024年3月5日']],
  [
    'who is to sign, and where a stamp goes',
    ['部门经理签字：,,财务主管签名：,', '客户（盖章）：,,,', ',,（盖章）,', ',,2024年3月5日,'],
  ],
  ['statistics', ['平均,,,100', '最大值,,,150']],
  ['statistics in English', ['Average,,,100', 'Count,,,2']],
  ['whom to ask', ['如有疑问请联系王芳 13800138000,,,', '本名单仅供内部使用,请勿外传,,', '数据截止到2024年5月,,,']],
  ['whom to ask, in cells that say what they hold', [',,,', '联系人：王芳,电话：13800138000,,']],
  ['whom to ask, in English', ['For any questions contact Ann,,,', 'This list is for internal use only,,,']],
  ['sums beside sums', ['本期收入合计：5000.00,本期支出合计：500.00元,,', '收入笔数：1,支出笔数：2笔,,']],
  ['English', ['Prepared by: Ann,,Approved by: Bob,', 'Printed on 2024-03-05,,Page 1 of 2,', '3 customers,,,']],
  ['English labels', ['Note:,all amounts in EUR,,', 'Page 1,,,', 'Total records: 3,,,']],
  ['behind a blank row and a frame', [',,,', '备注：内部,,,', '--------,,,', '制表：王芳,审核：李四,,']],
  [
    'sums of a statement',
    ['----------,,,', '共3笔记录,,,', '已收入:1笔,1200.00元,,', '待支出:0笔,0.00元,,', '导出时间:[2024-04-01],,,'],
  ],
];

describe.each([3, 400])('below %i rows', (count) => {
  test.each(feet)('%s', async (_, lines) => {
    const table = await tableOf(header, ...rowsOf(count), ...lines);
    expect(table).toMatchObject({ headerRows: [1], rows: count, lastRow: count + 1 });
    const kinds = (await skippedOf(table)).map(([, reason]) => reason);
    expect(kinds.filter((reason) => reason === 'note')).toHaveLength(
      lines.filter((line) => !/^(?:,*|-+,*)$/.test(line)).length,
    );
  });
});

test('what is attached, behind rows of which one points there', async () => {
  const rows = ['甲公司,13800138000,老客户', '乙公司,13800138001,见附件'];
  const table = await tableOf('客户名称,电话,备注', ...rows, ',,', '附件：,,', '乙公司合同编号 HT-2024-001,,');
  expect(table).toMatchObject({ rows: 2, skippedBy: { note: 2 } });
});

test('what a mark behind a name means is a note; names that begin with marks are names', async () => {
  const marked = await tableOf(header, 'K1,甲①,13900001001,', 'K2,乙②,13900001002,', '①已注销,,,', '②合并中,,,');
  expect(marked).toMatchObject({ rows: 2, skippedBy: { note: 2 } });
  expect((await tableOf('名称,手机', '①甲,13900001001', '②乙,', '③丙,')).rows).toBe(3);
});

test.each([
  ['names of columns beside names of columns', ['姓名,联系人,,', '手机,电话,,']],
  ['a name of a column in a full row', ['联系人,王芳,13900009999,x']],
  ['a customer of a name alone', ['K9,客户,,']],
  ['a row below it', ['联系人,王芳,,', 'K9,客户9,13900009999,x']],
])('%s: all rows are rows', async (_, lines) => {
  const full = rowsOf(3).map((line) => `${line}y`);
  expect(await tableOf(header, ...full, ...lines)).toMatchObject({ rows: 3 + lines.length });
});

test('a list of fields has rows of two names', async () => {
  const fields = ['姓名,客户名称,文本,x', '手机,电话,文本,y', '城市,,,'];
  expect(await tableOf('字段,名称,类型,备注', ...fields, '金额,额度,,')).toMatchObject({ rows: 4 });
});

test('totals in other languages, and statistics behind one', async () => {
  const words = ['Gesamt', 'Zwischensumme', 'Sous-total', 'Total general', '合計', '總計', '총계', 'Итого'];
  for (const word of words) {
    const table = await tableOf(header, ...rowsOf(40), `${word},,,200`, '平均,,,5');
    expect(table).toMatchObject({ rows: 40, skippedBy: { total: 1, note: 1 } });
  }
});

test('a sentence alone below the rows is one to fix, a name is a row', async () => {
  const rows = rowsOf(5).map((line) => `${line}y`);
  for (const [line, flags] of [
    ['由王芳负责，含已流失的,,,', ['maybe-note']],
    ['not yet checked by Ann,,,', ['maybe-note']],
    ['数据堂科技有限公司,,,', []],
    ['Max Moritz,,,', []],
  ] as const) {
    const table = await tableOf(header, ...rows, line);
    expect(table.rows).toBe(6);
    expect((await kindsOf(table)).filter(([row]) => row === '7').map(([, , , flag]) => flag)).toEqual(flags);
  }
});

test('a word for a statistic is a name where the row has what all have, or others begin so', async () => {
  const full = rowsOf(3).map((line) => `${line}5`);
  expect(await tableOf(header, ...full, 'Count,Dracula,13900009999,5')).toMatchObject({ rows: 4 });
  expect(await tableOf('名称,数量,金额', 'a,1,2', '平均,3,4', '最大值,5,6')).toMatchObject({ rows: 3 });
});

describe('right below the header', () => {
  const people = ['K1,张三,13800138001', 'K2,李四,13800138002'];
  test.each([
    ['its names for programs', '客户编号,客户名称,手机', 'cust_no,cust_full,mobile'],
    ['its types', 'cust_no,cust_name,mobile', 'varchar(20),nvarchar(50),varchar'],
    ['its types and lengths', '客户编号,客户名称,手机', '文本,文本,11位数字'],
    ['its types in words', '客户编号,客户名称,手机', '文本,文本,数字'],
  ])('%s are no row', async (_, names, second) => {
    expect(await tableOf(names, second, ...people)).toMatchObject({ rows: 2, firstRow: 3, skippedBy: { note: 1 } });
  });

  test.each([
    ['words that are no names of columns', '用户名,昵称,标签', 'ann_lee,ann,vip'],
    ['names under names of the same writing', 'field,label,kind', 'cust_no,name,phone'],
    ['one word for a type', '客户编号,客户名称,手机', 'text,王五,13800138003'],
  ])('%s are one', async (_, names, second) => {
    expect(await tableOf(names, second, ...people)).toMatchObject({ rows: 3, skippedBy: {} });
  });
});

describe('sums in a small table of their own below a wide one', () => {
  const wide = ['时间,单号,商品,状态,金额,手续费,备注', ...rowsOf(3).map((line) => `${line},支付,10,0.06`)];
  test('are no rows', async () => {
    const table = await tableOf(...wide, '总交易单数,订单总金额,手续费总金额', '3,30.00,0.18');
    expect(table).toMatchObject({ rows: 3, lastRow: 4, skippedBy: { note: 2 } });
  });

  test('nor in a file saved again, where blank cells fill them up', async () => {
    const sums = ['总交易单数,订单总金额,手续费总金额,,,,', '3,30.00,0.18,,,,'];
    expect(await tableOf(...wide, ...sums)).toMatchObject({ rows: 3, lastRow: 4, skippedBy: { note: 2 } });
    const names = await tableOf(...wide, '总店,北京,上海,,,,', '3,30.00,0.18,,,,');
    expect(names).toMatchObject({ rows: 5, skippedBy: {} });
  });

  test.each([
    [['总店,北京,上海', '3,30.00,0.18', 'K9,客户9,13900001999,,支付,10,0.06']],
    [['甲公司,乙,丙', '3,30.00,0.18']],
    [['总店,13800770002,上海']],
  ])('but a row cut short is one', async (lines) => {
    expect(await tableOf(...wide, ...lines)).toMatchObject({ rows: 3 + lines.length, skippedBy: {} });
  });
});

test('lines without delimiters behind blank ones are no rows where one of them says so itself', async () => {
  const lines = [header, ...rowsOf(3), '', ''];
  const said = ['Copyright (c) 2026 Acme Inc. All rights reserved.', 'Generated By:  Ann'];
  expect(await tableOf(...lines, 'New Customers', ...said, 'Acme Inc')).toMatchObject({
    rows: 3,
    skippedBy: { note: 4 },
  });
  expect(await tableOf(...lines, ...[...said, 'Acme Inc'].map((line) => `"${line}",,,`))).toMatchObject({ rows: 3 });
  expect(await tableOf(...lines, '王五')).toMatchObject({ rows: 4 });
  expect(await tableOf(...lines, '王五', '赵六')).toMatchObject({ rows: 5 });
  expect(await tableOf(...lines, 'New Customers', ...said, 'K9,客户9,13900001009,')).toMatchObject({ rows: 6 });
});

test.each([
  ['of psql', [' id | name | phone ', '----+------+-------', ' K1 | Ann  | 138', ' K2 | Bob  | 139', '(2 rows)']],
  ['of SQL Server', ['id|name|phone', '--|---|---', 'K1|Ann|138', 'K2|Bob|139', '', '(2 行受影响)']],
  ['of Markdown', ['| id | name | phone |', '| --- | :---: | ---: |', '| K1 | Ann | 138 |', '| K2 | Bob | 139 |']],
  [
    'of MySQL',
    ['+--+--+--+', '|id|name|phone|', '+--+--+--+', '|K1|Ann|138|', '|K2|Bob|139|', '2 rows in set (0.00 sec)'],
  ],
])('rules and counts %s are no rows', async (_, lines) => {
  const rows = (await stagedRows(await tableOf(...lines))).map((row) => row.map((cell) => (cell ?? '').trim()).join());
  expect(rows.map((row) => /K\d,\w+,\d+/.exec(row)?.[0])).toEqual(['K1,Ann,138', 'K2,Bob,139']);
});

test('a row of totals may say what it counts', async () => {
  const table = await tableOf(
    '负责人,客户,城市,额度',
    '甲,张三,上海,1',
    '乙,李四,北京,2',
    'Total,,Count,2',
    '总计,,记录数,2',
  );
  expect(table).toMatchObject({ rows: 2, skippedBy: { total: 2 } });
});

test('in a table of two columns, and in a workbook behind its totals', async () => {
  const two = await tableOf(
    '名称,手机',
    '甲,13900001000',
    '乙,13900001001',
    '以上客户由王芳负责,',
    '联系人：王芳,13800138000',
  );
  expect(two).toMatchObject({ rows: 2, skippedBy: { note: 2 } });
  const book = new ExcelJS.Workbook();
  book
    .addWorksheet('S')
    .addRows([
      ['编号', '名称', '额度'],
      ['K1', '甲', 10],
      ['K2', '乙', 20],
      ['总计', '2家', 30],
      [],
      ['注：1、以财务核定为准'],
      ['2、请勿外传。'],
      ['审核：            批准：'],
      ['制表：王芳', null, '2024-03-05'],
    ]);
  const file = await parsed(new Uint8Array(await book.xlsx.writeBuffer()), { fileName: 'a.xlsx' });
  expect(onlyTable(file)).toMatchObject({ rows: 2, skippedBy: { total: 1, note: 4 } });
});

describe('rows stay rows:', () => {
  test.each([
    ['a name that begins like a line', ['K8,以上海鲜店,13900001008,', '以上海鲜有限公司,,,'], 0],
    ['a name with the word of a maker', ['制表科技公司,甲,13900001008,', '审核通软件,,13900001008,'], 0],
    ['a part as full as the others', ['经办人,李四,13900001008,', '负责人,李四,13900001009,'], 0],
    ['a role with cells missing', ['会计,李四,,', '经理,王五,,'], 0],
    ['a sparse row', ['K8,,,', 'K9,丁,,'], 0],
    ['a lone name behind a note', ['备注：内部,,,', '丁公司,,,', 'K9,戊,13900001009,'], 1],
    ['a sparse row behind a note', ['备注：内部,,,', 'K9,丁,,'], 1],
    ['a number of places behind a note', ['备注：内部,,,', '12.5,丁,,'], 1],
    ['makers and counts with a row behind them', ['制表：王芳,审核：李四,,', '共3条记录,,,', 'K9,戊,13900001009,'], 0],
    ['an unknown text behind the last note', ['备注：内部,,,', '丁公司,,,'], 1],
  ])('%s', async (_, lines, notes) => {
    const table = await tableOf(header, ...rowsOf(3), ...lines);
    expect(table.rows).toBe(3 + lines.length - notes);
    expect(await skippedOf(table)).toHaveLength(notes);
    expect((await stagedRows(table)).at(-1)?.[1]).toBe(lines.at(-1)?.split(',')[0]);
  });

  test('a first column of notes, and a list of such labels', async () => {
    const notes = await tableOf('备注,名称,手机', '新,甲,13900001000', '老,乙,13900001001', '备注：VIP,丙,13900001002');
    expect(notes).toMatchObject({ rows: 3, skippedBy: {} });
    const list = await tableOf('项目,内容,单位', '制表人,王芳,甲', '日期：,2024-03-05,乙', '审核人,李四,');
    expect(list).toMatchObject({ rows: 3, skippedBy: {} });
    const pairs = await tableOf('项目,内容', '客户,甲', '城市,上海', '日期,三月', '备注,无');
    expect(pairs).toMatchObject({ rows: 4, skippedBy: {} });
  });
});

describe('a text alone that may be a name is a row to fix:', () => {
  const total = '合计,3,,';
  test.each([
    ['behind a total', [total, ',丁,,'], '6'],
    ['a number behind a total', [total, 'K9,,,'], '6'],
    ['that begins like a note, behind a total', [total, '以上科技公司,,,'], '6'],
    ['with a star', ['*丁,,,'], '5'],
    ['with a mark, behind a blank row', [',,,', ',※丁,,'], '6'],
    ['of more than sixty characters', [`,${'甲'.repeat(30)}${'乙'.repeat(35)},,`], '5'],
  ])('%s', async (_, lines, row) => {
    const file = await parsed(`${[header, ...rowsOf(3), ...lines].join('\n')}\n`);
    expect(onlyTable(file)).toMatchObject({ rows: 4 });
    expect(file.issues).toEqual([{ code: 'maybe-note', sheet: null, row: Number(row) }]);
    expect((await kindsOf(onlyTable(file))).map(([at, , , flag]) => [at, flag])).toEqual([[row, 'maybe-note']]);
  });

  test.each([
    ['a sentence behind a star', ['*为必填项，请填写完整,,,']],
    ['who made it, behind a total', [total, '制表人 王芳,,,']],
    ['a day behind a total', [total, '2024年3月5日,,,']],
    ['a text where no names stand', [total, ',,,王芳']],
    ['the end of it', [total, '报表结束,,,']],
    ['when it was made', ['"Monday, Apr 01, 2024 09:12 AM",,,']],
  ])('%s is a note', async (_, lines) => {
    expect(await tableOf(header, ...rowsOf(3), ...lines)).toMatchObject({ rows: 3 });
  });

  test('a day of the week and a time without a date are a name', async () => {
    expect(await tableOf(header, ...rowsOf(3), 'Monday Bar 9:30,,,')).toMatchObject({ rows: 4, skippedBy: {} });
  });
});

describe('lines between rows and at the end that are no customers', () => {
  const head = '客户名称,手机,状态';
  test.each([
    ['a remark between rows', [head, '甲,1,在用', '备注：以下为2023年导入,,', '乙,2,在用', '丙,3,停用'], 3],
    [
      'when a report was made',
      ['Name,Phone,Status', 'Ann,1,a', 'Bob,2,b', '', '"Monday, Apr 01, 2024 09:12:33 AM GMT-7",,'],
      2,
    ],
    ['how a template is filled in', [head, '填写公司全称,必须为 11 位,下拉选择', '甲,1,在用', '乙,2,在用'], 2],
    ['an example below that', [head, '必填,必填,选填', '示例：甲,13800138000,在用', '甲,1,在用', '乙,2,在用'], 2],
  ])('%s', async (_, lines, rows) => {
    const table = onlyTable(await parsed(`${lines.join('\n')}\n`));
    expect(table.rows).toBe(rows);
    expect(table.skippedBy.note).toBe(1 + Number(lines[1]?.startsWith('必填')));
  });

  test('a name that begins with a word of remarks is a customer', async () => {
    const lines = [head, '甲,1,在用', '备注科技,,', '说明书网：上海,2,在用', '乙,2,在用'];
    expect(onlyTable(await parsed(`${lines.join('\n')}\n`))).toMatchObject({ rows: 4, skippedBy: {} });
  });
});
