/** Lines below a table: makers, signatures, notes, counts and pages are no rows of it; rows that look like them are. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { onlyTable, parsed, skippedOf, stagedRows } from './parsing.js';

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
  ['an amount in capitals', ['人民币大写,叁佰元整,,', '以下空白,,,']],
  ['signatures and a lone date', ['负责人签字：,,会计：,', ',,,2024年3月5日']],
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

describe('sums in a small table of their own below a wide one', () => {
  const wide = ['时间,单号,商品,状态,金额,手续费,备注', ...rowsOf(3).map((line) => `${line},支付,10,0.06`)];
  test('are no rows', async () => {
    const table = await tableOf(...wide, '总交易单数,订单总金额,手续费总金额', '3,30.00,0.18');
    expect(table).toMatchObject({ rows: 3, lastRow: 4, skippedBy: { note: 2 } });
  });

  test.each([
    [['总店,北京,上海', '3,30.00,0.18', 'K9,客户9,13900001999,,支付,10,0.06']],
    [['甲公司,乙,丙', '3,30.00,0.18']],
    [['总店,13800770002,上海']],
  ])('but a row cut short is one', async (lines) => {
    expect(await tableOf(...wide, ...lines)).toMatchObject({ rows: 3 + lines.length, skippedBy: {} });
  });
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
    ['a lone name behind a note', ['备注：内部,,,', '丁公司,,,', 'K9,戊,13900001009,'], 0],
    ['a sparse row behind a note', ['备注：内部,,,', 'K9,丁,,'], 0],
    ['a number of places behind a note', ['备注：内部,,,', '12.5,丁,,'], 0],
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
