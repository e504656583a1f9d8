/** Lines above a header that fill several cells, forms, and frames of statements with few transactions. */
import { describe, expect, test } from 'vitest';
import { onlyTable, parsed, skippedOf } from './parsing.js';

const tableOf = async (lines: readonly string[]) => onlyTable(await parsed(`${lines.join('\n')}\n`));
const header = '客户编号,订单编号,产品,金额';
const rowsOf = (count: number) => Array.from({ length: count }, (_, at) => `u${at},Q${at},A,${at}.5`);

describe.each([1, 3, 50])('above %i rows:', (count) => {
  test.each([
    ['a part and a maker', ['部门：销售一部,,,制表：王芳']],
    ['a title above them', ['2024年3月回款表,,,', '部门：销售一部,,日期：2024-03-01,制表：王芳']],
    ['a title and a unit', ['Sales report March,,,Unit: k EUR']],
    ['a title and a month', ['订单表,,,2024年3月']],
    ['a form of a report', ['公司名称：,上海某公司,,', '区间：,三月,,', '日期：,2024-03-05,,', ',,,']],
    ['a form of dates', ['公司:,某公司,,', '开始:,2024-03-05,,', '结束:,2024-03-06,,', '打印:,2024-03-07,,']],
    ['labels without colons', ['导出时间,2024-03-05 10:00,,', '导出人,admin,,', '筛选条件,全部订单,,']],
    ['such in English', ['Printed by,Ann,,', 'Date range,March,,']],
    ['a note cut at its commas', ['Exported on 2024-03-05, by Anna,,']],
    ['a note in more cells than the list', ['各位同事,请核对以下客户信息,如有错误,请联系小王,谢谢']],
    ['a title cut at its comma, and a note', ['Acme Ltd, Customers,,', '请核对以下信息，有误请改,谢谢,,']],
    ['a form in pairs', ['公司：,某公司,部门：,销售部', '区间：,三月,制表：,王芳']],
    ['a long frame', [...Array.from({ length: 16 }, (_, at) => `第${at}点说明：[全部],,,`), ',,,']],
  ])('%s', async (_, lines) => {
    const table = await tableOf([...lines, header, ...rowsOf(count)]);
    expect(table).toMatchObject({ headerRows: [lines.length + 1], rows: count });
    expect((await skippedOf(table)).every(([, reason]) => reason === 'note')).toBe(true);
  });
});

test('English, and names that nobody knows', async () => {
  const list = await tableOf([
    'Customer list,,Printed: 2024-03-01',
    'Customer ID,Name,Phone',
    'a1,Ann,+44 20 7946 0958',
  ]);
  expect(list).toMatchObject({ headerRows: [2], rows: 1, skippedBy: { note: 1 } });
  const form = await tableOf(['Company:,ACME,', 'Owner:,Jane,', 'ka,kb,kc', 'x,y,5', 'z,w,6']);
  expect(form).toMatchObject({ headerRows: [3], rows: 2, skippedBy: { note: 2 } });
});

test('a statement of two transactions is told with its frame', async () => {
  const table = await tableOf([
    '支付账单明细',
    '昵称：[小王]',
    '起始时间：[2024-03-01 00:00:00] 终止时间：[2024-03-31 23:59:59]',
    '',
    '共2笔记录',
    '收入：1笔 88.00元',
    '注：',
    '1. 本明细仅展示当前账单中的交易',
    ...Array.from({ length: 9 }, (_, at) => `${at + 2}. 本明细仅供个人对账使用`),
    '----------支付账单明细列表----------',
    '交易时间,交易类型,交易对方,商品,金额(元),交易单号',
    '2024-03-05 12:30:01,商户消费,便利店,饮料,¥15.00,42000021232024\t',
    '2024-03-06 08:00:00,转账,李四,转账,¥88.00,10000500012024\t',
  ]);
  expect(table).toMatchObject({ headerRows: [19], rows: 2, skippedBy: { note: 17 } });
});

describe('are no frame:', () => {
  test.each([
    ['groups of columns', ['客户信息,,联系信息', '姓名,电话,城市', '甲,138,上海', '乙,139,北京'], [1, 2], 2],
    ['names with a colon in one', ['客户编号,姓名,备注：选填', '甲,乙,丙', 'k1,丁,戊'], [1], 2],
    ['labels and values alone, a form', ['Company:,ACME', 'Owner:,Jane', 'City:,Rome'], [1], 1],
    ['rows with a colon and no header below', ['id,text,amount', 'a,note: x,1', 'b,note: y,2'], [1], 2],
    ['a row with a gap and a date', ['Anna,,2024-03-01', 'Bert,x,2024-03-02', 'Cora,y,2024-03-03'], [], 3],
    [
      'lines of one cell above full ones',
      ['name', ...Array.from('abcdefghijkl'), 'Doe,Jane,PhD', 'Roe,Ann,MD'],
      [1],
      14,
    ],
  ])('%s', async (_, lines, headerRows, rows) => {
    expect(await tableOf(lines)).toMatchObject({ headerRows, rows });
  });
});

test('a small list above a larger one is no note of it', async () => {
  const { tables } = await parsed('ka,kb\nx,y\nz,w\n姓名,电话,城市\n甲,138,上海\n');
  expect(tables.map(({ headerRows, rows }) => [headerRows, rows])).toEqual([
    [[1], 2],
    [[4], 1],
  ]);
});
