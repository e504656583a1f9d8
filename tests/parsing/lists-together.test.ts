/** Several lists on a sheet, short, of one column or without a header: no row of one goes missing at the border of another. */
import { describe, expect, test } from 'vitest';
import { book, codes, headers } from './made-books.js';
import type { Cell } from './made-books.js';
import { onlyTable, parsed, skippedOf, stagedRows, told } from './parsing.js';

/** Per table the header, and the first cell of each row. */
async function lists(text: string): Promise<[string[], (string | null)[]][]> {
  const { tables } = await parsed(text);
  return Promise.all(
    tables.map(async (table): Promise<[string[], (string | null)[]]> => [
      table.columns.map(({ header }) => header).filter((header) => header !== ''),
      (await stagedRows(table)).map((row) => row[1] ?? null),
    ]),
  );
}

const people = ['客户编号,客户名称,城市', 'KH1001,甲,上海', 'KH1002,乙,北京'];
const names = ['客户编号', '客户名称', '城市'];

describe('the last rows of the list above', () => {
  test('a number as its rows have is one, though blank rows and the same header follow', async () => {
    const found = await lists([...people, 'KH1003,,', ',,', ...people].join('\n'));
    expect(found.flatMap(([, rows]) => rows)).toEqual(['KH1001', 'KH1002', 'KH1003', 'KH1001', 'KH1002']);
  });

  test('a number as its rows have is one, though a title and a wider header follow right below', async () => {
    const wider = ['客户编号,手机,邮箱,产品', 'KH2001,13800138000,a@example.com,标准版', 'KH2002,13900139000,,'];
    const found = await lists([...people, 'KH1003', '新客户名单', ...wider].join('\n'));
    expect(found.map(([, rows]) => rows)).toEqual([
      ['KH1001', 'KH1002', 'KH1003'],
      ['KH2001', 'KH2002'],
    ]);
  });

  test('a title behind a blank row is none, though the list below it is far wider', async () => {
    const wide = ['编码,联系人,下单日期,数量,邮箱,产品', 'A1,李秀英,2024-02-16,43,u@example.com,专业版'];
    const found = await lists(
      ['客户编号,下单日期', 'KH1000,2025-05-20', 'KH1001,2023-08-02', '', '客户信息表', ...wide].join('\n'),
    );
    expect(found.map(([, rows]) => rows)).toEqual([['KH1000', 'KH1001'], ['A1']]);
  });

  test.each([
    ['of a few', ['备注', '重要', '回电'], { note: 3 }],
    ['that is a title', ['新客户名单'], {}],
    ['of titles', ['新客户名单', '华东'], {}],
  ])('between blank rows, a list %s is read or told', async (_, lone, skipped) => {
    const wide = [
      '邮箱,联系人,满意度,下单日期',
      'a@example.com,赵敏,好,2023-06-05',
      'b@example.com,王强,好,2023-06-06',
    ];
    const text = [...people, ',,', ...lone.map((line) => `${line},,`), ',,', ...wide].join('\n');
    const file = await parsed(text);
    expect(file.tables.map((table) => [table.rows, table.skippedBy])).toEqual([
      [2, {}],
      [2, skipped],
    ]);
  });

  test('of a longer list of one column between two others each row is read', async () => {
    const lone = ['是否VIP', '否', '否', '是', '否', '否'];
    const wide = ['客户名称,行业,产品,地址', '甲公司,,,人民路200号', '乙公司,零售,,人民路202号'];
    const text = [
      ',客户编号,是否VIP,',
      ',KH1000,是,',
      ',,,',
      ...lone.map((line) => `,${line},,`),
      ',,,',
      ...wide.map((line) => `,${line}`),
    ];
    const { tables } = await parsed(text.join('\n'));
    const read = await Promise.all(tables.map(stagedRows));
    expect(read.flat().flat()).toEqual(expect.arrayContaining(['KH1000', '甲公司', '乙公司', '是否VIP']));
    expect(read.flat().filter((row) => row.includes('否'))).toHaveLength(4);
  });

  test('any other text right below them and above blank rows may be one: a row to fix', async () => {
    const rows = ['甲,KH1,上海', '乙,KH2,北京'];
    const file = await parsed(
      ['客户名称,客户编号,城市', ...rows, '丙公司,,', ',,', '产品,单价,数量', 'A,1,2'].join('\n'),
    );
    expect(file.tables.map((table) => table.rows)).toEqual([3, 1]);
    expect(file.issues).toContainEqual({ code: 'maybe-note', sheet: null, row: 4 });
    expect(await told(file.tables[0])).toEqual([['4', null, 'maybe-note']]);
  });

  test('a note there is a note', async () => {
    const file = await parsed([...people, '备注：含税', ',,', '产品,单价,数量', 'A,1,2'].join('\n'));
    expect(file.tables.map((table) => [table.rows, table.skippedBy])).toEqual([
      [2, { note: 1 }],
      [1, {}],
    ]);
  });

  test('an identity number with an X begins no list below the name of a group', async () => {
    const row = (at: number, last: string): string => `KH${at},甲${at},33010619901636211${last}`;
    const rows = ['区域：华东区', row(1, '1'), row(2, '2'), '区域：华北区', row(3, 'X'), row(4, '3'), row(5, '4')];
    const table = onlyTable(await parsed(['客户编号,客户名称,身份证号', ...rows].join('\n')));
    expect(table).toMatchObject({ headerRows: [1], rows: 5, skippedBy: { group: 2 } });
  });
});

describe('another list below', () => {
  test('of another header, though one more list follows soon', async () => {
    const found = await lists(
      '客户编号,客户名称,城市,备注\nKH1,甲,上海,\nKH2,乙,北京,x\n,,,\n' +
        '客户编号,邮箱,,\nKH3,a@example.com,,\n,,,\n' +
        '客户编号,产品,金额,数量\nKH4,标准版,1,2\nKH5,标准版,1,2\n',
    );
    expect(found.map(([header]) => header.length)).toEqual([4, 2, 4]);
  });

  test('as wide, and straight below it a third one', async () => {
    const found = await lists(
      '地址,电话,公司,日期\n人民路1号,13800138000,甲公司,2024-01-02\n' +
        '客户编号,联系人,备注,邮箱\nKH1,张三,,a@example.com\n' +
        '负责人,产品,城市,数量\n王强,标准版,上海,3\n',
    );
    expect(found.map(([, rows]) => rows)).toEqual([['人民路1号'], ['KH1'], ['王强']]);
  });

  test('under the title of the first one', async () => {
    const first = ['客户名单,,', ...people, ',,'];
    const found = await lists([...first, '客户名单,,', '地区,来源,邮箱', '华东,展会,a@example.com'].join('\n'));
    expect(found.map(([, rows]) => rows)).toEqual([['KH1001', 'KH1002'], ['华东']]);
  });

  test('under the title and the header of the first one it goes on', async () => {
    const first = ['客户名单,,', ...people, ',,'];
    expect(await lists([...first, '客户名单,,', ...people].join('\n'))).toEqual([
      [names, ['KH1001', 'KH1002', 'KH1001', 'KH1002']],
    ]);
  });
});

describe('lists of several widths', () => {
  test('the first of three, each wider than the one above it, is read', async () => {
    const wide = '日期,备注,地址,来源,手机,\n2024-12-15,x,,微信,13827924043,\n2024-02-22,,,官网,13869823242,\n,,,,,\n';
    const widest = '客户名称,联系人,来源,城市,地址,邮箱\n甲,张三,微信,上海,,a@b.cn\n乙,李四,官网,,,c@d.cn\n';
    const found = await lists(`客户编号,备注,金额,,,\nKH1,x,3,,,\nKH2,,4,,,\n,,,,,\n${wide}${widest}`);
    expect(found.map(([, rows]) => rows)).toEqual([
      ['KH1', 'KH2'],
      ['2024-12-15', '2024-02-22'],
      ['甲', '乙'],
    ]);
  });

  test('names of columns above a longer, narrower list are no title', async () => {
    const longer = `Status,手机,城市,客户名称,日期,\n${'active,13847358479,成都,甲,2024-02-20,\n'.repeat(20)}`;
    const found = await lists(
      `客户编号,等级,来源,Status,地址,备注\nKH1,否,,active,人民路1号,x\nKH1,否,,,,\n,,,,,\n${longer}`,
    );
    expect(found.map(([header, rows]) => [header[0], rows.length])).toEqual([
      ['客户编号', 2],
      ['Status', 20],
    ]);
  });

  test('the name of a column over dates begins one behind a blank row', async () => {
    const first = '来源,地址,等级,联系人,金额\n电话,人民路,A,张伟,793.78\n微信,解放路,B,王芳,5\n,,,,\n';
    const found = await lists(`${first}日期,来源,是否VIP,,\n2024-10-16,官网,否,,\n2024-12-25,转介绍,是,,\n`);
    expect(found.map(([header]) => header[0])).toEqual(['来源', '日期']);
  });
});

describe('a list of one column', () => {
  const one = ['客户编号,,', 'KH1100,,', 'KH1101,,'];

  test.each([
    ['above another', [...one, ',,', ...people]],
    ['under a title, above another and its title', ['老客户,,', ...one, ',,', '新客户,,', ...people]],
  ])('%s', async (_, lines) => {
    expect(await lists(lines.join('\n'))).toEqual([
      [['客户编号'], ['KH1100', 'KH1101']],
      [names, ['KH1001', 'KH1002']],
    ]);
  });

  test.each([
    ['below another', [...people, ',,', ...one]],
    ['below another, under a title', [...people, ',,', '老客户,,', ...one]],
    ['straight below another', [...people, ...one]],
  ])('%s', async (_, lines) => {
    expect(await lists(lines.join('\n'))).toEqual([
      [names, ['KH1001', 'KH1002']],
      [['客户编号'], ['KH1100', 'KH1101']],
    ]);
  });

  test.each([
    ['titles', ['客户,,', '华东区,,', ',,', ...people]],
    ['a title and a date', ['客户,,', '2024-03-05,,', ',,', ...people]],
    ['remarks', [...people, ',,', '备注,,', '含税,,', '含运费,,']],
    ['a form of lines by turns', [...people, ',,', '联系人,,', '王芳,,', '电话,,', '13800138000,,']],
  ])('is none: %s', async (_, lines) => {
    expect((await parsed(lines.join('\n'))).tables).toHaveLength(1);
  });
});

describe('rows without a header', () => {
  const rows = ['KH1001,甲,上海', 'KH1002,乙,北京', 'KH1003,丙,成都'];

  test('numbers of one form are no name of their column', async () => {
    const file = await parsed(rows.join('\n'));
    expect(onlyTable(file)).toMatchObject({ headerRows: [], rows: 3 });
    expect(codes(file)).toEqual([['no-header', null]]);
  });

  test('one of a number alone above them is a row', async () => {
    const table = onlyTable(await parsed(['KH1000,,', ...rows].join('\n')));
    expect(table).toMatchObject({ headerRows: [], firstRow: 1, rows: 4 });
  });

  test('another text above them is told as left out', async () => {
    const table = onlyTable(await parsed(['丁公司,,', ...rows].join('\n')));
    expect(table).toMatchObject({ headerRows: [], rows: 3 });
    expect(await skippedOf(table)).toEqual([['1', 'note']]);
  });
});

test('texts right below rows that are told as left out are told, too', async () => {
  const above = ['等级,说明', 'A,重点', 'B', ''];
  const file = await parsed([...above, '客户编号,客户名称,电话,城市', 'KH1,甲,13800138000,上海'].join('\n'));
  expect(await skippedOf(file.tables.at(-1)!)).toEqual([
    ['1', 'note'],
    ['2', 'note'],
    ['3', 'note'],
  ]);
});

describe('a value where no list has a column', () => {
  const rows = (count: number): Cell[][] =>
    Array.from({ length: count }, (_, at) => [null, `甲公司${at}`, `138001380${at % 90}`, '上海']);

  test('far below, left of the list', async () => {
    const file = await book({
      A: [[null, '客户名称', '手机', '城市'], ...rows(250), ['x', '乙公司', '13900139000', '北京']],
    });
    expect(onlyTable(file)).toMatchObject({ rows: 251 });
    expect(file.issues).toEqual([{ code: 'cell-beside-list', sheet: 'A', row: 252, column: 'A', value: 'x' }]);
  });

  test('far below, between lists side by side', async () => {
    const pair = (row: Cell[]): Cell[] => [...row.slice(1), null, ...row.slice(1)];
    const body = rows(250).map(pair);
    const last: Cell[] = ['乙公司', '13900139000', '北京', 'x', '乙公司', '13900139000', '北京', null, 'y'];
    const file = await book({ A: [pair([null, '客户名称', '手机', '城市']), ...body, last] });
    expect(headers(file, 1)).toEqual(['客户名称', '手机', '城市']);
    expect(file.issues).toMatchObject([
      { code: 'cell-beside-list', row: 252, column: 'D', value: 'x' },
      { code: 'cell-beside-list', row: 252, column: 'I', value: 'y' },
    ]);
  });
});

describe('lists side by side', () => {
  const titled: Cell[][] = [
    ['老客户', null, null, '产品表'],
    ['客户编号', '客户名称', null, '产品', '单价'],
    ['KH1', '甲', null, 'A', 1],
    ['KH2', '乙', null, 'B', 2],
  ];

  test('with a title above each, though they are as long', async () => {
    const file = await book({ A: titled });
    expect(file.tables.map(({ columns }) => columns.map(({ label }) => label).join(''))).toEqual(['AB', 'DE']);
  });

  test('with a title above each, and the same header again without a gap', async () => {
    const rows = [
      ['一班', null, '二班'],
      ['姓名', '电话', '姓名', '电话'],
      ['甲', '138', '丙', '136'],
      ['乙', '139'],
    ];
    const file = await book({ A: rows as Cell[][] });
    expect(file.tables.map((table) => [headers(file, table.table), table.rows])).toEqual([
      [['姓名', '电话'], 2],
      [['姓名', '电话'], 1],
    ]);
  });

  test.each([
    ['labels that group columns', titled.map((row) => [...row.slice(0, 2), ...row.slice(3)])],
    ['one title', titled.map((row, at) => (at === 0 ? ['客户'] : row))],
  ])('are none: %s', async (_, rows) => {
    expect((await book({ A: rows })).tables).toHaveLength(1);
  });

  test('one of a single row behind a blank column may be one: that is told', async () => {
    const [, header = [], first = [], second = []] = titled;
    const file = await book({ A: [header, first, second.slice(0, 2), ['KH3', '丙']] });
    expect(file.tables).toHaveLength(1);
    expect(file.issues).toContainEqual({ code: 'maybe-side-by-side', sheet: 'A', params: { column: 'D' } });
  });
});

describe('another list of unknown names below', () => {
  const two = ['客户名称,金额', '甲公司,100', '乙公司,200'];
  const three = ['客户名称,金额,数量', '甲公司,100,1', '乙公司,200,2'];

  test.each([
    ['that has texts for numbers', [...two, '部件,型号', 'A,X1', 'B,X2'], 4],
    ['that has texts for numbers, behind a blank row', [...two, '', '部件,型号', 'A,X1', 'B,X2'], 5],
    ['that has numbers again', [...three, '部件,单位成本,库位', 'A,1,3', 'B,2,4'], 4],
  ])('is told: one %s', async (_, lines, row) => {
    const file = await parsed(lines.join('\n'));
    expect(file.issues).toContainEqual({ code: 'maybe-list-below', sheet: null, row, params: { to: row } });
  });

  test.each([
    ['amounts that are open', [...two, '丙公司,面议', '丁公司,面议']],
    [
      'a date in other words',
      ['客户,日期', '甲,2024-03-05', '乙,2024-03-06', '丙,2023年5月18日 下午3:18', '丁,下午', '戊,上午'],
    ],
    ['an amount that is open', [...three, '丙公司,面议,待定', '丁公司,7,8', '戊公司,面议,9']],
    ['the header again', [...three, three[0]!, '丙公司,3,4', '丁公司,7,8']],
    [
      'a row of which little is known',
      [
        '客户,城市,日期,金额',
        'C1,上海,2024-01-02,1',
        'C2,北京,2024-01-02,3',
        'C3,成都',
        'C4,广州,2024-01-02,3',
        'C5,广州,2024-01-02,3',
      ],
    ],
    ['another header that is known', [...three, '', '产品,单价,数量', 'A,1,2']],
  ])('is none: %s', async (_, lines) => {
    const { issues } = await parsed(lines.join('\n'));
    expect(issues.filter(({ code }) => code === 'maybe-list-below')).toEqual([]);
  });
});

test('what calls itself a list, right below a list of one column and above a wider one, is its title', async () => {
  const found = await lists('客户名称\n甲公司\n乙公司\n产品目录\n产品,单价,数量\nA,1,2\nB,3,4\n');
  expect(found).toEqual([
    [['客户名称'], ['甲公司', '乙公司']],
    [
      ['产品', '单价', '数量'],
      ['A', 'B'],
    ],
  ]);
});
