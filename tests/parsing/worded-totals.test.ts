/** Rows of totals in words: a count of rows or an amount in capitals beside the word. */
import { describe, expect, test } from 'vitest';
import { onlyTable, parsed, skippedOf } from './parsing.js';

const chinese = ['地区,客户名称,手机,信用额度', '上海,甲公司,13800770000,100', '苏州,乙公司,13800770001,150'];
const english = ['Region,Customer,Phone,Limit', 'North,Acme,+44 20 7946 0900,100', 'South,Bell,+44 20 7946 0901,150'];
const tableOf = async (...lines: string[]) => onlyTable(await parsed(`${lines.join('\n')}\n`));

describe('a word for total and', () => {
  test.each([
    ['a count', '总计,2家,,250'],
    ['a count of all', '合计,共2户,,'],
    ['a count in words', '合计：,两户,,250'],
    ['a count of named things', '小计,2 家客户,,250'],
    ['a count behind an empty column', '合 计,,2人,250'],
    ['a count in the same cell', '合 计：2人,,,'],
    ['an amount in capitals', '合计（大写）,贰佰伍拾元整,,250'],
    ['an amount in capitals that says so', '合计人民币(大写),人民币贰佰伍拾元整,,'],
    ['its unit', '共计（万元）,,,250'],
    ['an amount with the sign of its currency behind it', ',,合计：,250 €'],
  ])('%s', async (_, line) => {
    const table = await tableOf(...chinese, line);
    expect(await skippedOf(table)).toEqual([['4', 'total']]);
    expect(table.rows).toBe(2);
  });

  test.each([
    'Total,2 customers,,250',
    'Grand total:,2 rows in total,,',
    'Total (EUR),2 Items,,250',
    'Total: 2 records,,,',
  ])('in English: %s', async (line) => {
    const table = await tableOf(...english, line);
    expect(await skippedOf(table)).toEqual([['4', 'total']]);
  });
});

test.each([
  ['above the header', ['客户名单', '合计,2家,,250', ...chinese], '2'],
  ['right above it, at the top', ['合计,2家,,250', ...chinese], '1'],
  ['right below it', [chinese[0] ?? '', '合计,2家,,250', ...chinese.slice(1)], '2'],
])('a row of totals %s', async (_, lines, row) => {
  const table = await tableOf(...lines);
  expect(table.columns.map(({ header }) => header)).toEqual(['地区', '客户名称', '手机', '信用额度']);
  expect(await skippedOf(table)).toEqual([[row, 'total']]);
  expect(table.rows).toBe(2);
});

describe('a sum that looks like a year or a month', () => {
  test.each([
    ['of all', '合计,,,2000'],
    ['with a count', '总计,2家,,1999'],
    ['of a named group', '华东小计,,,2000'],
    ['behind the name of its group', '华东,小计,,2000'],
    ['that is no whole number, of a named group', '华东小计,,,2024.5'],
    ['that is no whole number, behind the name of its group', '华东,小计,,2024.10'],
    ['an average', '平均,,,2024'],
  ])('%s is one', async (_, line) => {
    const rows = ['华东,甲公司,13800770000,1200', '华东,乙公司,13800770001,824.5'];
    const table = await tableOf(chinese[0] ?? '', ...rows, line);
    expect(await skippedOf(table)).toEqual([['4', line.startsWith('平均') ? 'note' : 'total']]);
  });

  test('a count below a statement of a merchant is one', async () => {
    const head = '交易时间,微信订单号,商户订单号,交易状态,订单金额,手续费,费率';
    const row = (at: number) => `\`2024-03-01,\`420000${at},\`A${at},\`SUCCESS,\`10.00,\`0.06,\`0.60%`;
    const table = await tableOf(head, row(1), row(2), '总交易单数,订单总金额,手续费总金额', '`2000,`20.00,`0.12');
    expect(table.rows).toBe(2);
    expect(await skippedOf(table)).toEqual([
      ['4', 'note'],
      ['5', 'note'],
    ]);
  });

  test('in a column of years it is a year', async () => {
    const table = await tableOf('名称,成立年份', '甲公司,1998', '乙公司,2004', 'Total,1924');
    expect(table).toMatchObject({ rows: 3, skippedBy: {} });
  });
});

describe('is no row of totals:', () => {
  test.each([
    ['a name that begins with such a word', '总计装饰公司,2家,13800770002,250'],
    ['a name beside such a word', '合计,丙公司,13800770002,250'],
    ['such a word behind a name', '丙公司,合计,13800770002,250'],
    ['a street', '上海,合计路3号,13800770002,250'],
    ['a name with a number', '合计,三户人家饭店,13800770002,250'],
    ['a name of a capital numeral', '合计,陆,13800770002,250'],
    ['a name behind a colon', '合计：丙公司,2家,13800770002,250'],
  ])('%s', async (_, line) => {
    const table = await tableOf(...chinese, line);
    expect(table).toMatchObject({ rows: 3, skippedBy: {} });
  });

  test.each(['Total,Customers Ltd,+44 20 7946 0902,250', 'Total,24 Seven Stores,,250', 'Totalis,2 customers,,250'])(
    '%s',
    async (line) => {
      expect(await tableOf(...english, line)).toMatchObject({ rows: 3, skippedBy: {} });
    },
  );
});

test.each([
  ['2家客户', ''],
  ['2 customers', ''],
  ['2 records found', ''],
  ['Showing 1 to 2 of 2 entries', 'right below'],
])('how many there are, alone in its row behind a blank one or right below: %s', async (line, place) => {
  const blank = place === '' ? [',,,'] : [];
  const table = await tableOf(...chinese, ...blank, `${line},,,`);
  expect(table).toMatchObject({ rows: 2, skippedBy: { note: 1 } });
  // One of the customers is called so.
  const named = await tableOf(...chinese, `杭州,${line},13800770002,5`);
  expect(named.rows).toBe(3);
});
