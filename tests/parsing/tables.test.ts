import { describe, expect, test } from 'vitest';
import { onlyTable, parseBytes, parsed, skippedOf, stagedRows } from './parsing.js';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;
const headersOf = async (text: string) => onlyTable(await parsed(text)).columns.map((column) => column.header);

describe('finding the table', () => {
  test('title, maker line, two-row header, totals and note', async () => {
    const file = await parsed(
      lines(
        '2024年客户名单,,,,,',
        '制表人: 王,,,日期: 2024-03-05,,',
        '序号,客户名称,联系方式,,地区,金额',
        ',,手机,邮箱,,',
        '1,张三公司,13800138000,a@example.com,华东,100',
        '2,李四公司,13800138001,b@example.com,,200',
        '合计,,,,,300',
        '备注: 数据截至三月,,,,,',
      ),
    );
    const table = onlyTable(file);
    expect(table).toMatchObject({ headerRows: [3, 4], firstRow: 5, lastRow: 6, rows: 2 });
    expect(table.columns.map((column) => column.header)).toEqual([
      '序号',
      '客户名称',
      '联系方式 / 手机',
      '联系方式 / 邮箱',
      '地区',
      '金额',
    ]);
    expect(await skippedOf(table)).toEqual([
      ['7', 'total'],
      ['8', 'note'],
    ]);
    expect(file.issues.map((issue) => issue.code)).toContain('serial-column');
  });

  test('a statement in a frame of lines', async () => {
    const table = onlyTable(
      await parsed(
        lines(
          '#支付宝交易记录明细查询',
          '#账号:[a@example.com]',
          '#起始日期:[2024-01-01]    终止日期:[2024-02-01]',
          '#-----------交易记录明细列表------------',
          '交易号,商家订单号,金额,状态',
          '2024010122001\t,T001\t,10.00,成功',
          '2024010122002\t,T002\t,20.00,成功',
          '#------------------------------------',
          '#共2笔记录',
        ),
      ),
    );
    expect(table).toMatchObject({ headerRows: [5], rows: 2 });
    expect((await stagedRows(table)).map((row) => row[1])).toEqual(['2024010122001\t', '2024010122002\t']);
    expect((await skippedOf(table)).map((row) => row[1])).toEqual(['comment', 'comment']);
    const faults = onlyTable(await parsed('name,x\nAnn,1\n#N/A\n#REF!,\n#ARVO!\n# Eve\nBob,2\n'));
    expect(faults).toMatchObject({ rows: 5, skippedBy: { comment: 1 } });
  });

  test.each([3, 300])(
    'a printed report of pages of %i rows repeats titles, header and what it carries',
    async (rows) => {
      const page = (number: number) => ['销售明细账,,', `单位：示例公司,,第${number}页`, '单号,名称,金额'];
      const row = (at: number) => `D${at},货架${at},1`;
      const first = Array.from({ length: rows }, (_, at) => row(at));
      const body = [
        ...page(1),
        ...first,
        `过次页,,${rows}`,
        ...page(2),
        `承前页,,${rows}`,
        row(901),
        '单位：示例公司,别处,3',
      ];
      const table = onlyTable(await parsed(lines(...body)));
      expect(table).toMatchObject({ headerRows: [3], rows: rows + 2, skippedBy: { total: 2, 'repeated-header': 3 } });
    },
  );

  test.each([
    ['its first cell, in a word', '示例客户,某某公司,13800000000'],
    ['its first cell', '例：C0001,某某公司,13800000000'],
    ['several cells', 'C0001,（例）某某公司,例：13800000000'],
    ['English', 'e.g. C0001,Acme,13800000000'],
  ])('the example of a template is no row: %s', async (_, line) => {
    const row = 'C0101,例外公司,13800138000';
    const table = onlyTable(await parsed(lines('编号,名称,电话', line, row, line)));
    expect(await skippedOf(table)).toEqual([['2', 'note']]);
    expect(table.rows).toBe(2);
    expect(onlyTable(await parsed(lines('编号,名称,电话', row)))).toMatchObject({ rows: 1 });
  });

  test.each([
    ['blank lines', ',,\n'],
    ['lines of a frame', '#----\n'],
  ])('behind 100,000 %s', async (_, line) => {
    const table = onlyTable(await parsed(`${line.repeat(100_000)}id,name,x\n1,a,b\n2,c,d\n`));
    expect(table).toMatchObject({ headerRows: [100_001], firstRow: 100_002, rows: 2 });
    expect(await parseBytes(line.repeat(100_000))).toEqual({ ok: false, code: 'no-table' });
  });

  test('repeated headers are skipped', async () => {
    const table = onlyTable(await parsed(lines('id,name', '1,a', '2,b', 'id,name', '3,c')));
    expect(table.rows).toBe(3);
    expect(await skippedOf(table)).toEqual([['4', 'repeated-header']]);
  });

  test('a company called Total is no total', async () => {
    const table = onlyTable(await parsed(lines('name,city,amount', 'Total,Paris,5', 'Acme,Rome,6', 'Total,,11')));
    expect(table.rows).toBe(2);
    expect(await skippedOf(table)).toEqual([['4', 'total']]);
  });

  test.each([
    ['all text', lines('name,city', 'Anna,Rome', 'Bert,Oslo'), ['name', 'city']],
    ['one row', lines('name,city'), ['name', 'city']],
    ['one column', lines('name', 'Anna', 'Bert'), ['name']],
    ['years as headers', lines('country,2019,2020', 'DE,1,2', 'FR,3,4'), ['country', '2019', '2020']],
    ['an unnamed first column', lines(',a,b', '0,1,2', '1,3,4'), ['', 'a', 'b']],
    ['an unnamed column and sparse text', lines('name,,city', 'Anna,x,', 'Bert,y,Oslo'), ['name', '', 'city']],
    ['few cells filled', lines('id,name,phone,fax', '1,Anna,,', '2,,,', '3,Bert,,'), ['id', 'name', 'phone', 'fax']],
  ])('the first row of a clean file is its header: %s', async (_, text, headers) => {
    expect(await headersOf(text)).toEqual(headers);
  });

  test('a table without header says so', async () => {
    const file = await parsed(
      lines('1,a@example.com,2024-01-05', '2,b@example.com,2024-01-06', '3,c@example.com,2024-01-07'),
    );
    expect(onlyTable(file)).toMatchObject({ headerRows: [], firstRow: 1, rows: 3 });
    expect(file.issues.map((issue) => issue.code)).toEqual(['no-header']);
  });

  test('a row with only its first cell filled is data, not a note', async () => {
    const table = onlyTable(await parsed(lines('name,phone,city', 'Anna,1,Rome', 'Bert,,')));
    expect(table.rows).toBe(2);
  });

  test('another version of the table below is a table of its own', async () => {
    const file = await parsed(lines('id,name,city,date', '1,a,b,2024-01-01', 'id,name,city', '2,c,d'));
    expect(file.tables.map((table) => [table.headerRows, table.rows])).toEqual([
      [[1], 1],
      [[3], 1],
    ]);
  });
});

describe('rows up to the last one that a sheet can have', () => {
  const rowsTo = (last: number): string =>
    lines('id,name', ...Array.from({ length: last - 1 }, (_, at) => `${at},Ann`));

  test('are told, for more may have stood behind', async () => {
    const { issues } = await parsed(rowsTo(65_536));
    expect(issues).toEqual([{ code: 'sheet-full', sheet: null, row: 65_536 }]);
  });

  test.each([65_535, 65_537])('one more or less is nothing: %d', async (last) => {
    expect((await parsed(rowsTo(last))).issues).toEqual([]);
  });
});

test.each([
  ['序号', ['序号,客户名称,手机', '1,甲,138', '2,,', '3,乙,139', '4,,', '5,,'], { rows: 2, skippedBy: { blank: 3 } }],
  ['an identifier', ['客户编号,客户名称,手机', '1,甲,138', '2,,', '3,乙,139'], { rows: 3, skippedBy: {} }],
  ['No. with a name alone', ['No.,Name,Phone', '1,Ann,138', ',Bob,', 'A7,,'], { rows: 3, skippedBy: {} }],
])('rows that hold nothing but their number: %s', async (_, lines, expected) => {
  expect(onlyTable(await parsed(`${lines.join('\n')}\n`))).toMatchObject(expected);
});

test.each([
  ['a number in a column of numbers', [',,7', '1,,8', '2,,9', '3,,10'], [1, 4]],
  ['several', ['4,,,,', '5,,,,', '6,,7,,', '1,,8,,2', '2,,9,,3', '3,,10,,4', '1,,8,,2', '2,,9,,3'], [1, 8]],
  ['a title', ['Stock,,', '1,,8', '2,,9', '3,,10'], [2, 3]],
])('short rows above a table without header are rows, unless they are titles: %s', async (_, rows, expected) => {
  const table = onlyTable(await parsed(`${rows.join('\n')}\n`));
  expect([table.firstRow, table.rows]).toEqual(expected);
});
