/** Rows that name the group of the rows below them. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { kindsOf, onlyTable, parsed, skippedOf, stagedRows } from './parsing.js';

const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const codes = (file: Awaited<ReturnType<typeof parsed>>) => file.issues.map((issue) => issue.code);
const zhHead = '客户名称,联系人,电话,城市';
const enHead = 'Name,Phone,Email,Signup Date';
const zh = (at: number): string => `第${at}公司,张${at},1380013800${at},上海`;
const en = (at: number): string => `Ann ${at},+44 20 7946 090${at},a${at}@example.com,2024-01-0${at}`;

describe('are told of each row below', () => {
  test.each([
    ['a label', [zhHead, '区域：华东,,,', zh(1), zh(2), '区域：华南,,,', zh(3)], '区域', '华东 华东 华南'],
    [
      'a label in English',
      [enHead, 'Region: North,,,', en(1), 'Region: South,,,', en(2), en(3)],
      'Region',
      'North South South',
    ],
    ['one known label', [enHead, 'Region: North,,,', en(1), en(2)], 'Region', 'North North'],
    [
      'a common last word',
      [zhHead, '华东区,,,', zh(1), zh(2), '华南区,,,', zh(3), zh(4)],
      '上方小标题',
      '华东区 华东区 华南区 华南区',
    ],
    [
      'a numbering',
      [zhHead, '一、重点,,,', zh(1), zh(2), '二、其他,,,', zh(3)],
      '上方小标题',
      '一、重点 一、重点 二、其他',
    ],
    [
      'the word team',
      [enHead, 'Red Team,,,', en(1), en(2), 'Blue Team,,,', en(3)],
      'Heading above',
      'Red Team,Red Team,Blue Team',
    ],
  ])('by %s', async (_, lines, header, names) => {
    const table = onlyTable(await parsed(textOf(lines)));
    const rows = await stagedRows(table);
    const at = table.columns.length - 1;
    expect(table.columns[at]).toMatchObject({ header, label: '5' });
    expect(rows.map((row) => row[at + 1])).toEqual(names.split(names.includes(',') ? ',' : ' '));
    expect(table.skippedBy).toEqual({ group: lines.filter((line) => line.endsWith(',,,')).length });
    expect((await kindsOf(table)).filter((kind) => kind[3] === 'grouped')).toHaveLength(rows.length);
  });

  test('in the column that is blank otherwise', async () => {
    const lines = ['Region,Name,Phone,City', 'North,,,', ',Ann,1,Rome', ',Bob,2,Oslo', 'South,,,', ',Cy,3,Bonn'];
    const table = onlyTable(await parsed(textOf(lines)));
    expect(table.columns.map(({ header }) => header)).toEqual(['Region', 'Name', 'Phone', 'City']);
    expect((await stagedRows(table)).map((row) => row.slice(0, 3))).toEqual([
      ['3', 'North', 'Ann'],
      ['4', 'North', 'Bob'],
      ['6', 'South', 'Cy'],
    ]);
  });

  test('of groups in groups, those of an outer one before being over', async () => {
    const lines = [
      zhHead,
      '大区：东,,,',
      '城市：沪,,,',
      zh(1),
      '城市：杭,,,',
      zh(2),
      '大区：南,,,',
      zh(3),
      zh(4),
      zh(5),
      zh(6),
    ];
    const file = await parsed(textOf(lines));
    const table = onlyTable(file);
    expect(table.columns.slice(4).map(({ header }) => header)).toEqual(['大区', '城市']);
    expect((await stagedRows(table)).map((row) => row.slice(5)).slice(0, 3)).toEqual([
      ['东', '沪'],
      ['东', '杭'],
      ['南', null],
    ]);
    expect(file.issues).toContainEqual({ code: 'group-rows', sheet: null, params: { rows: 4, header: '大区 / 城市' } });
  });

  test('of a report that repeats its header for each group, with totals of each', async () => {
    const head = '订单号,日期,产品,金额';
    const lines = ['订货明细,,,', '客户：甲,,,', head, 'A1,2024-01-01,螺丝,100', '小计,,,100'];
    const next = ['', '客户：乙,,,', head, 'A2,2024-01-02,螺母,200', '小计,,,200', '合计,,,300'];
    const table = onlyTable(await parsed(textOf([...lines, ...next])));
    expect(await stagedRows(table)).toEqual([
      ['4', 'A1', '2024-01-01', '螺丝', '100', '甲'],
      ['9', 'A2', '2024-01-02', '螺母', '200', '乙'],
    ]);
    expect(table.skippedBy).toEqual({ total: 3, blank: 1, group: 1, 'repeated-header': 1 });
  });

  test('of a list of two columns that repeats its header below each name', async () => {
    const lists = [
      ['2024-03-01 新增客户,', '客户,电话', '甲公司,13800138001', '乙公司,13800138002'],
      ['2024-03-08 新增客户,', '客户,电话', '丙公司,13800138003'],
      ['2024-03-15 新增客户,', '客户,电话', '丁公司,13800138004'],
    ];
    const table = onlyTable(await parsed(textOf(lists.map((list) => list.join('\n')).flatMap((text) => [text, ',']))));
    expect((await stagedRows(table)).map((row) => row.slice(1).join(' '))).toEqual([
      '甲公司 13800138001 2024-03-01 新增客户',
      '乙公司 13800138002 2024-03-01 新增客户',
      '丙公司 13800138003 2024-03-08 新增客户',
      '丁公司 13800138004 2024-03-15 新增客户',
    ]);
    expect(table.skippedBy).toEqual({ blank: 2, group: 2, 'repeated-header': 2 });
  });

  test('a customer without a number, the last of a page, is none of a list of two columns', async () => {
    const lines = ['新增客户,', '客户,电话', '甲公司,13800138001', '乙公司,', '客户,电话', '丙公司,13800138003'];
    const table = onlyTable(await parsed(textOf(lines)));
    expect((await stagedRows(table)).map((row) => row[1])).toEqual(['甲公司', '乙公司', '丙公司']);
  });

  test('of a report that repeats its header below each name', async () => {
    const head = '订单号,客户名称,金额';
    const lines = ['销售日报,,', '华东大区,,', head, '东0,甲,100', '东1,乙,200', '小计,,300', ',,'];
    const next = ['华南大区,,', head, '南0,丙,100', '南1,丁,200', '小计,,300', ',,', '总计,,600'];
    const file = await parsed(textOf([...lines, ...next]));
    const table = onlyTable(file);
    expect((await stagedRows(table)).map((row) => row.at(-1))).toEqual([
      '华东大区',
      '华东大区',
      '华南大区',
      '华南大区',
    ]);
    expect(table.columns.at(-1)?.header).toBe('上方小标题');
    expect(table.skippedBy).toMatchObject({ total: 3, group: 1, 'repeated-header': 1 });
  });

  test.each([
    ['that are right', 2, ['Jane Doe', 'Jane Doe', 'John Roe']],
    ['that are not', 3, ['Jane Doe (3 records)', 'Jane Doe (3 records)', 'John Roe (1 record)']],
  ])('with numbers of rows %s', async (_, count, names) => {
    const lines = [
      'Owner,Name,Phone',
      `Jane Doe (${count} records),,`,
      ',Acme,1',
      ',Beta,2',
      'John Roe (1 record),,',
      ',Gamma,3',
    ];
    const table = onlyTable(await parsed(textOf([...lines, 'Grand Totals (3 records),,'])));
    expect((await stagedRows(table)).map((row) => row[1])).toEqual(names);
    expect(table.skippedBy).toEqual({ group: 2, total: 1 });
  });

  test.each([
    ['merged cells', true, null],
    ['a colour of their own', false, 'FFFFE699'],
  ])('by %s', async (_, merges, colour) => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('S');
    const lines = [zhHead, '老客户', zh(1), zh(2), zh(3), '新客户', zh(4), zh(5)];
    sheet.addRows(lines.map((line) => line.split(',')));
    for (const row of [2, 6]) {
      if (merges) sheet.mergeCells(row, 1, row, 4);
      if (colour !== null)
        sheet.getCell(row, 1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: colour } };
    }
    const file = await parsed(new Uint8Array(await book.xlsx.writeBuffer()), { fileName: 'a.xlsx' });
    const table = onlyTable(file);
    expect(table.columns.at(-1)).toMatchObject({ header: '上方小标题', label: 'E' });
    expect((await stagedRows(table)).map((row) => row.at(-1))).toEqual([
      '老客户',
      '老客户',
      '老客户',
      '新客户',
      '新客户',
    ]);
    expect(await skippedOf(table)).toEqual([
      ['2', 'group'],
      ['6', 'group'],
    ]);
  });
});

describe('are not taken for groups', () => {
  test('a name that ends in a colon tells of what follows; a customer of a name alone stays one', async () => {
    const rows = [
      '甲公司,13800138000,北京',
      '己公司,,',
      '未签约客户：,,',
      '戊公司,13800138004,重庆',
      '庚公司,13800138005,武汉',
    ];
    const [table] = (await parsed(['客户名称,电话,城市', ...rows, ''].join('\n'))).tables;
    const flags = (await kindsOf(table as never)).filter(([, , , flag]) => flag === 'maybe-group-row');
    expect(flags.map(([row]) => row)).toEqual(['4']);
  });

  test('names alone that may be groups or customers: such a row is one to fix', async () => {
    const file = await parsed(textOf([zhHead, '甲公司,,,', zh(1), zh(2), '乙公司,,,', zh(3), zh(4)]));
    const table = onlyTable(file);
    expect(table).toMatchObject({ rows: 6, skippedBy: {} });
    expect(codes(file)).toEqual(['maybe-group-row', 'maybe-group-row']);
    expect((await kindsOf(table)).map((kind) => [kind[0], kind[3]])).toEqual([
      ['2', 'maybe-group-row'],
      ['5', 'maybe-group-row'],
    ]);
  });

  test('names that end as the others do', async () => {
    const of = (name: string): string => `${name},张,13800138000,上海`;
    const lines = [zhHead, '甲分公司,,,', of('乙分公司'), '丙分公司,,,', of('丁分公司'), of('戊')];
    expect(codes(await parsed(textOf(lines)))).toEqual(['maybe-group-row', 'maybe-group-row']);
  });

  test.each([
    ['a customer in the middle of whom only the name is known', [zhHead, zh(1), '甲公司,,,', zh(2), zh(3), zh(4)]],
    ['the first of all', [zhHead, '甲公司,,,', zh(1), zh(2), zh(3)]],
    ['companies that end as groups do', [zhHead, zh(1), '甲分公司,,,', zh(2), '乙分公司,,,', zh(3), zh(4)]],
    ['several that follow one another', [zhHead, zh(1), zh(2), zh(3), '甲区,,,', '乙区,,,', '丙区,,,', zh(4)]],
    ['more of them than other rows', [zhHead, '甲区,,,', '乙区,,,', zh(1), '丙区,,,']],
    ['an address', [enHead, en(1), 'http://a.example/,,,', en(2), 'http://b.example/,,,', en(3), en(4)]],
    ['rows of two columns', ['客户名称,电话', '甲区,', '张,1', '李,2', '乙区,', '王,3']],
  ])('%s', async (_, lines) => {
    const file = await parsed(textOf(lines));
    expect(onlyTable(file)).toMatchObject({ rows: lines.length - 1, skippedBy: {} });
    expect(codes(file)).toEqual([]);
  });
});

test('months and days above rows are no names: rows to fix, unless others begin so', async () => {
  const flagged = async (lines: readonly string[]) => {
    const table = onlyTable(await parsed(`${lines.join('\n')}\n`));
    return (await kindsOf(table)).filter(([, , , flag]) => flag === 'maybe-group-row').map(([row]) => row);
  };
  const two = [
    '客户名称,电话',
    '2024年3月,',
    '甲公司,021-51234567',
    '乙公司,010-61234567',
    '2024年4月,',
    '丙公司,010-1',
  ];
  expect(await flagged(two)).toEqual(['2', '5']);
  const three = [
    '客户名称,电话,城市',
    '甲公司,1,上海',
    '2023年,,',
    '乙公司,2,北京',
    '丙公司,3,杭州',
    '2024年,,',
    '丁,4,天津',
  ];
  expect(await flagged(three)).toEqual(['3', '6']);
  expect(await flagged(['日期,客户,金额', '2024-03-01,甲,1', '2024-03-02,,', '2024-03-03,乙,2'])).toEqual([]);
});
