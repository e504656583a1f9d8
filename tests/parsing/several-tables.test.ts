/** Several tables on a sheet, below and beside each other. */
import { describe, expect, test } from 'vitest';
import { onlyTable, parsed, skippedOf, stagedRows } from './parsing.js';
import { book, headers } from './made-books.js';
import type { Cell } from './made-books.js';

describe('several tables on a sheet', () => {
  test('a narrow table above a wide one does not go missing', async () => {
    const file = await parsed(
      [
        '汇总,,,,',
        '日期,人数,,,',
        '2024-01-01,3,,,',
        '2024-01-02,4,,,',
        ',,,,',
        '编号,姓名,电话,邮箱,金额',
        ...Array.from({ length: 30 }, (_, at) => `K${at},甲${at},138001380${at + 10},a${at}@example.com,${at}`),
      ].join('\n'),
    );
    expect(file.tables.map(({ headerRows, firstRow, lastRow }) => [headerRows, firstRow, lastRow])).toEqual([
      [[2], 3, 4],
      [[6], 7, 36],
    ]);
    expect((await stagedRows(file.tables[0]!))[1]?.slice(0, 3)).toEqual(['4', '2024-01-02', '4']);
  });

  test.each([
    ['below a name', ['说明', '1. 电话必填', '2. 城市写全称', '']],
    ['in circles, below none', ['', '①电话必填', '②城市写全称', '③不要合并']],
  ])('points beside a list that explain it are told, not read: %s', async (_, [name = '', ...points]) => {
    const rows = points.map((point, at) => `甲${at},1380013800${at},上海,,${point}`);
    const file = await parsed([`客户名称,电话,城市,,${name}`, ...rows].join('\n'));
    expect(headers(file)).toEqual(['客户名称', '电话', '城市']);
    expect(onlyTable(file).rows).toBe(3);
    const told = points[2] === '' ? { row: 2, params: { to: 3 } } : { row: 2, params: { to: 4 } };
    expect(file.issues).toMatchObject([{ code: 'explanation-not-read', ...told }]);
  });

  test.each([
    ['numbers that do not count', ['备注', '2. 电话必填', '1. 城市']],
    ['texts', ['备注', '重点', '老客户']],
    ['amounts', ['金额', '1.5', '2.5']],
  ])('a column behind a blank one is of the list: %s', async (_, [name = '', ...cells]) => {
    const rows = cells.map((cell, at) => `甲${at},1380013800${at},上海,,${cell}`);
    const file = await parsed([`客户名称,电话,城市,,${name}`, ...rows].join('\n'));
    expect(headers(file)?.at(-1)).toBe(name);
  });

  const orders: Cell[][] = [
    ['订单号', '日期', '金额'],
    ['D1', '2024-03-05', 100],
    ['D2', '2024-03-06', 200],
  ];

  test('one below the other, with a title between', async () => {
    const file = await book({
      all: [
        ['客户', '电话', '城市'],
        ['甲', '13800138000', '北京'],
        ['乙', '13900139000', '上海'],
        [],
        ['订单明细'],
        ...orders,
      ],
    });
    expect(file.tables.map(({ headerRows, firstRow, lastRow }) => [headerRows, firstRow, lastRow])).toEqual([
      [[1], 2, 3],
      [[6], 7, 8],
    ]);
    expect(headers(file, 1)).toEqual(['订单号', '日期', '金额']);
  });

  test.each([
    ['of fewer columns', '客户编号,客户名称,手机\nR1,甲,13112345678\nR2,乙,13112345679\n', '产品,单价\n苹果,5\n梨,6\n'],
    [
      'whose first column is called as that of the list above',
      '客户名称,电话,城市\n甲,13112345678,上海\n乙,13112345679,北京\n',
      '客户名称,流失原因\n丙,价格\n丁,服务\n',
    ],
    ['of texts only', '编号,客户名称,城市\nR1,甲,上海\nR2,乙,北京\n', '部门,姓名\n销售,王\n客服,李\n'],
    ['of as many columns', 'id,name,city\n1,a,x\n2,b,y\n', 'Product,Quantity,Notes\npear,few,ripe\nfig,many,dry\n'],
    ['of more columns', 'id,name\n1,a\n2,b\n', 'Product,Quantity,Notes\npear,5,ripe\nfig,6,dry\n'],
  ])('below blank lines, without a title, %s', async (_, first, second) => {
    for (const blank of ['\n', ',,\n\n\n']) {
      const file = await parsed(first + blank + second);
      expect(file.tables.map(({ rows }) => rows)).toEqual([2, 2]);
      expect(headers(file, 1)?.slice(0, 2)).toEqual(second.split('\n')[0]?.split(',').slice(0, 2));
    }
  });

  test('rows behind blank lines that hold a name of a column, or nothing in the last ones, stay rows', async () => {
    const list = 'code,name,note,amount\nK1,a,x,5\nK2,b,y,6\n\nK3,Product,,\nK4,d,,\n\nphone,面议,,\nK6,f,,\n';
    expect(onlyTable(await parsed(list)).rows).toBe(6);
  });

  test('in a delimited file, of another width', async () => {
    const text =
      'Minister,Date,Body\nA B,Oct-14,Fund\nA C,Nov-14,Trust\nOverseas travel,,\nMinister,Trip,Place,Cost\nA B,12 May,Cairo,3271.41\nA C,13 May,Rome,100\n';
    const file = await parsed(text);
    expect(file.tables.map((table) => [table.headerRows, table.rows])).toEqual([
      [[1], 2],
      [[5], 2],
    ]);
  });

  test('blank rows and lone cells inside one table part nothing', async () => {
    const file = await parsed('id,name,note,amount\n1,a,x,5\n\n2,b,y,6\nGroup two,,,\n3,c,z,7\n\n\n4,d,w,8\n');
    expect(onlyTable(file).rows).toBe(5);
    expect((await skippedOf(onlyTable(file))).map(([row]) => row)).toEqual(['3', '7', '8']);
  });

  test('side by side, with the same headers or of another length', async () => {
    const same = await book({
      all: [
        ['姓名', '电话', null, '姓名', '电话'],
        ['甲', '138', null, '丙', '136'],
        ['乙', '139', null, '丁', '137'],
      ],
    });
    expect(same.tables.map((table) => table.columns.map(({ label, header }) => label + header))).toEqual([
      ['A姓名', 'B电话'],
      ['D姓名', 'E电话'],
    ]);
    const apart = await book({
      all: orders
        .map((row, at) => [
          ...row,
          null,
          ...([
            ['城市', '负责人'],
            ['北京', '甲'],
          ][at] ?? [null, null]),
        ])
        .concat([
          ['D3', '2024-03-07', 300, null, '上海', '乙'],
          ['D4', '2024-03-08', 400, null, null, null],
        ])
        .filter((_, at) => at !== 2),
    });
    expect(apart.tables.map((table) => [table.columns.length, table.rows])).toEqual([
      [3, 3],
      [2, 2],
    ]);
    expect((await stagedRows(apart.tables[1] as never)).map((row) => row.slice(1))).toEqual([
      ['北京', '甲'],
      ['上海', '乙'],
    ]);
  });

  test.each([
    ['姓名,电话,姓名,电话\n甲,13800138000,丙,13800138002\n乙,13800138001,,', [2, 2], [2, 1]],
    ['序号,姓名,序号,姓名,序号,姓名\n1,甲,3,丙,5,戊\n2,乙,4,丁,6,己', [2, 2, 2], [2, 2, 2]],
    ['名单,,,,,\n姓名,电话,城市,姓名,电话,城市\n甲,138,北京,丙,136,广州\n乙,139,上海,丁,137,深圳', [3, 3], [2, 2]],
    ['产品,数量,金额,数量,金额\n甲,1,2,3,4\n乙,1,2,3,4', [5], [2]],
    ['数量,金额,数量,金额\n1,2,3,4\n2,3,4,5', [4], [2]],
    ['名称,备注,名称,电话\n甲,a,丙,1\n乙,b,丁,2', [4], [2]],
  ])('without a column between them, where the header says the same again: %j', async (text, widths, rows) => {
    const { tables } = await parsed(text);
    expect(tables.map(({ columns }) => columns.length)).toEqual(widths);
    expect(tables.map((table) => table.rows)).toEqual(rows);
  });

  test('what is said of somebody behind a blank column is none of another list, though the last one has no phone', async () => {
    const file = await book({
      all: [
        ['编号', '姓名', null, '手机', '城市'],
        ['1', '甲', null, '138', '上海'],
        ['2', '乙', null, '139', '北京'],
        ['3', '丙', null, null, null],
      ],
    });
    expect(onlyTable(file).columns.map(({ label, header }) => label + header)).toEqual([
      'A编号',
      'B姓名',
      'C',
      'D手机',
      'E城市',
    ]);
  });

  test('an unused column does not part a table', async () => {
    const file = await book({
      all: [
        ['id', 'name', null, 'city', 'note'],
        [1, 'a', null, 'Rome', null],
        [2, 'b', null, null, 'x'],
        [3, 'c', null, 'Oslo', null],
      ],
    });
    expect(onlyTable(file).columns).toHaveLength(5);
  });
});

describe('the header in another order or with another name, straight below the rows', () => {
  const rows = (from: number, to: number, text: (at: number) => string): string[] =>
    Array.from({ length: to - from }, (_, at) => text(at + from));

  test.each([
    ['three columns', 'id,name,city', 'id,city,name', 6, (at: number) => `C${at},Ann ${at},Rome`],
    ['far down, as bytes', '编号,名称,城市', '名称,编号,城市', 3000, (at: number) => `C${at},甲${at},上海`],
    [
      'one by another name',
      '客户编号,客户名称,城市',
      '客户编号,客户名称,地址',
      6,
      (at: number) => `C${at},甲${at},上海`,
    ],
    ['two columns', '客户名称,手机', '手机,客户名称', 6, (at: number) => `甲${at},1380013800${at % 10}`],
  ])('begins another table: %s', async (_, header, other, half, text) => {
    const lines = [header, ...rows(0, half, text), other, ...rows(half, half + 4, text)];
    const { tables } = await parsed(`${lines.join('\n')}\n`);
    expect(tables.map((table) => [table.headerRows, table.rows])).toEqual([
      [[1], half],
      [[half + 2], 4],
    ]);
  });

  test('values that change places do not', async () => {
    const file = await parsed('Yes,No\nNo,Yes\nYes,Yes\n');
    expect(file.tables).toHaveLength(1);
  });
});
