import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onlyTable, parsed, skippedOf, stagedRows } from './parsing.js';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;
const totalsIn = async (text: string): Promise<string[]> => {
  const skipped = await skippedOf(onlyTable(await parsed(text)));
  return skipped.filter(([, reason]) => reason === 'total').map(([row]) => row ?? '');
};

describe('rows of totals that name what they sum up', () => {
  test.each([
    [
      'by region, name and amount alone',
      lines('客户,金额', '甲,100', '乙,250', '华东小计,350', '丙,30', '丁,41.5', '华北小计：,71.50', '总计,421.5'),
      ['4', '7', '8'],
    ],
    ['the whole table', lines('地区,城市,数量', '华东,上海,1', '华东,南京,2', '华东合计,,3'), ['4']],
    [
      'of a group of one row',
      lines('地区,金额', '华东,5', '华东小计,5', '华北,7', '华北,8', '华北小计,15'),
      ['3', '6'],
    ],
    [
      'of groups whose names stand above them, one row or several',
      lines(
        ',Type,Num,Amount',
        'Ann Ltd,,,',
        ',Invoice,1001,100',
        ',Invoice,1002,50',
        'Total Ann Ltd,,,150',
        'Bob Ltd,,,',
        ',Invoice,1003,70',
        'Total Bob Ltd,,,70',
        'TOTAL,,,220',
      ),
      ['5', '8', '9'],
    ],
    [
      'of groups whose names stand above them, beside the names of what they hold',
      lines(
        '客户,电话,金额',
        '华东区,,',
        '甲公司,13800138001,100',
        '乙公司,13800138002,200',
        '华东区小计,,300',
        '华北区,,',
        '丙公司,13800138003,50',
        '华北区小计,,50',
        '总计,,350',
      ),
      ['5', '8', '9'],
    ],
    [
      'groups within groups',
      lines(
        '城市,店,金额',
        '上海,a,100',
        '上海,b,200',
        '上海小计,,300',
        '南京,c,400',
        '南京小计,,400',
        '华东合计,,700',
      ),
      ['4', '6', '7'],
    ],
    [
      'as Excel writes them',
      lines(
        'Region,Product,Units,Amount',
        'North,a,1,"1,000.50"',
        'North,b,2,"2,000.50"',
        'North Total,,3,"3,001.00"',
        'South,a,4,7.25',
        'South Total,,4,7.25',
        'Grand Total,,7,"3,008.25"',
      ),
      ['4', '6', '7'],
    ],
    ['of small numbers', lines('客户,数量', '甲,1', '乙,1', '华东小计,2', '丙,5'), ['4']],
    [
      'a blank inside the label, of whatever width',
      lines(
        '客户,金额',
        '甲,100',
        '乙,250',
        '华东 小计,350',
        '丙,30',
        '丁,41.5',
        '华北　小　计,71.5',
        '戊,7',
        '己,8',
        '小 计 西北,15',
      ),
      ['4', '7', '10'],
    ],
    ['the word ahead', lines('Name,Amount', 'A,120', 'B,130', 'Subtotal North,250', 'C,1'), ['4']],
    ['the sum of a column', lines('No,Name,Amount', '1,A,120', '2,B,130', ',Sum of Amount,250'), ['4']],
    ['in quotes, with blanks behind', lines('Name,Amount', 'A,120', 'B,130', '"North total: ",250', 'C,1'), ['4']],
    [
      'not quite the sum, with nothing else in the row',
      lines('客户,城市,金额', '甲,上海,100', '乙,上海,250', '上海小计,,345', '丙,北京,9'),
      ['4'],
    ],
    ['negative amounts', lines('Name,Amount', 'A,(120)', 'B,-130', 'Total for North,(250)', 'C,1'), ['4']],
  ])('%s', async (_, text, rows) => {
    expect(await totalsIn(text)).toEqual(rows);
  });

  test('far down a long file whose rows go as bytes', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `客户${at},上海,${at}`);
    const table = onlyTable(await parsed(lines('客户,城市,金额', ...rows, '上海合计,,199990000', '客户x,北京,5')));
    expect(table).toMatchObject({ rows: 20_001, skippedBy: { total: 1 } });
    expect((await stagedRows(table)).at(-1)).toEqual(['20003', '客户x', '北京', '5']);
  });

  test('issues of the first reading are not told twice', async () => {
    const file = await parsed(lines('a,b,金额', '甲,x,100', '乙,y', '丙,z,200', '华东合计,,300'));
    expect(file.issues.filter(({ code }) => code === 'ragged-short')).toHaveLength(1);
    expect(onlyTable(file).skippedBy).toEqual({ total: 1 });
  });

  test.each([
    ['a name that begins so', lines('name,city,amount', 'A,Rome,120', 'B,Oslo,130', 'Sum of Us,,300', 'C,Bern,1')],
    ['a number that is no sum', lines('name,amount', 'A,120', 'B,130', 'Total Wine,300', 'C,1')],
    ['by chance the sum of small numbers', lines('name,pieces', 'A,1', 'B,1', 'Total Wine,2', 'C,1')],
    [
      'a telephone number alone',
      lines('name,city,phone', 'A,Rome,13800138000', 'B,Oslo,13900139000', 'Total Wine,,13700137000'),
    ],
    [
      'a blank inside a name, and a number that is no sum',
      lines('客户,金额', '甲,120', '乙,130', '华东 小计,300', '丙,1'),
    ],
    ['a sum, but with texts of its own', lines('name,city,amount', 'A,Rome,120', 'B,Oslo,130', 'Total Wine,Paris,250')],
    ['no sum at all', lines('name,city', 'A,Rome', 'B,Oslo', 'North Total,', 'C,Bern')],
    [
      'words that only end alike',
      lines('name,amount', 'A,120', 'B,130', 'Capital,250', '某某设计,500', 'Dim Sum,1000'),
    ],
    [
      'a company under one of the like name',
      lines('name,city,amount', 'A,Rome,120', 'Summit,Oslo,130', 'Summit Total,Oslo,130'),
    ],
  ])('no total: %s', async (_, text) => {
    expect(await totalsIn(text)).toEqual([]);
  });

  test('property: customers are never taken for totals, whatever they are called', async () => {
    const name = fc.constantFrom(
      'Total Wine',
      'North Total',
      'Subtotal',
      '华东小计公司',
      '小计',
      '周小计',
      'Acme',
      'Totals of Rome',
      '甲公司',
      '总计划 Ltd',
    );
    const row = fc.record({
      name,
      city: fc.constantFrom('Rome', '上海', ''),
      // Numbers of telephones: two of them come to more than any.
      phone: fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        const labelled = rows.map(
          ({ name: text, city, phone }, at) =>
            `${text === 'Subtotal' || text === '小计' ? `${text}${at}` : text},x${city},${phone}`,
        );
        const table = onlyTable(await parsed(lines('name,city,phone', 'First,Rome,13800138000', ...labelled)));
        expect(table.rows).toBe(rows.length + 1);
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 12 }), async (rows) => {
        const bare = rows.map(({ name: text, phone }, at) => `${text}${/^(?:Sub|小)/.test(text) ? at : ''},,${phone}`);
        const table = onlyTable(
          await parsed(lines('name,city,phone', 'First,Rome,13800138000', 'Second,Oslo,13900139000', ...bare)),
        );
        expect(table.rows).toBe(rows.length + 2);
      }),
      { numRuns: 60 },
    );
  });
});
