/** Headers of several rows that only their words and gaps tell, and frames around a list in several languages. */
import { describe, expect, test } from 'vitest';
import { headers } from './made-books.js';
import { onlyTable, parseBytes, parsed, stagedRows } from './parsing.js';

describe('labels over names of columns', () => {
  test.each<[string, string[], string[]]>([
    [
      'over the first columns, and columns of their own beside them',
      ['交易情况,,上年,,备注,行业', '客户编号,职位,满意度,是否VIP,,', 'KH1,经理,低,是,,教育', 'KH2,经理,低,否,x,金融'],
      ['交易情况 / 客户编号', '交易情况 / 职位', '上年 / 满意度', '上年 / 是否VIP', '备注', '行业'],
    ],
    [
      'beginning behind a column that has none',
      [',Last year,,Contact,', 'City,Customer ID,Tier,Phone,Email', 'Paris,C-1,A,,a@b.org', 'Rome,C-2,B,,c@d.org'],
      ['City', 'Last year / Customer ID', 'Last year / Tier', 'Contact / Phone', 'Contact / Email'],
    ],
    [
      'written into each column, the last of which has none',
      ['Kontakt,Kontakt,Sonstiges,Sonstiges,', 'Firma,Telefon,Ort,Branche,Betreuer', 'A,1,B,C,D', 'E,2,F,G,H'],
      ['Kontakt / Firma', 'Kontakt / Telefon', 'Sonstiges / Ort', 'Sonstiges / Branche', 'Betreuer'],
    ],
    [
      'the only one written into each column',
      [',上年,上年', '手机,邮箱,等级', '13800138000,a@example.com,A', '13900139000,b@example.com,B'],
      ['手机', '上年 / 邮箱', '上年 / 等级'],
    ],
    [
      'beside a column of its own, which is no label of the next one',
      ['名称,联系,,城市,', ',电话,邮箱,,产品', '甲,13800138000,a@b.cn,上海,A', '乙,13900139000,c@d.cn,北京,B'],
      ['名称', '联系 / 电话', '联系 / 邮箱', '城市', '产品'],
    ],
  ])('%s', async (_, lines, expected) => {
    const file = await parsed(lines.join('\n'));
    expect(headers(file)).toEqual(expected);
    expect(onlyTable(file).rows).toBe(2);
  });

  test('two rows of data below sparse names are none', async () => {
    const table = onlyTable(await parsed('客户名称,城市,\n甲,上海,x\n乙,,y\n'));
    expect(table).toMatchObject({ headerRows: [1], rows: 2 });
  });
});

test('units below the names of a short list stand behind them in brackets', async () => {
  const file = await parsed('客户名称,数量,城市\n,万元,\n甲,12,上海\n乙,,北京\n');
  expect(headers(file)).toEqual(['客户名称', '数量 (万元)', '城市']);
});

describe('lines above a list', () => {
  test.each([
    ['a label and a date', 'Kundenliste,\nDruckdatum,05.03.2024\nKundennummer,Firma,Ort\n1,A,Köln\n2,B,Bonn\n'],
    [
      'a label that nobody knows and a date',
      'Kundenliste,\nAusgabe,05.03.2024\nKundennummer,Firma,Ort\n1,A,Köln\n2,B,Bonn\n',
    ],
    [
      'names with their values, wider than the list',
      '部门,销售一部,,制表人,张三\n序号,客户编号,负责人\n1,KH1,王强\n2,KH2,刘洋\n',
    ],
    ['a page', 'Seite 1 von 1,,\nKundennummer,Firma,Ort\n1,A,Köln\n2,B,Bonn\n'],
  ])('%s', async (_, text) => {
    const file = await parsed(text);
    expect(headers(file)?.filter((name) => name !== '')).toHaveLength(3);
    expect(onlyTable(file).rows).toBe(2);
  });
});

describe('lines below a list', () => {
  test.each(['Hinweis: Stand März 2024', 'Quelle: CRM', 'Anmerkung: vorläufig', 'Erstellt von: Kurz'])(
    '%s',
    async (line) => {
      const table = onlyTable(await parsed(`,Kundennummer,Firma,Ort\n,1,A,Köln\n,2,B,Bonn\n,,,\n,${line},,\n`));
      expect(table).toMatchObject({ rows: 2, skippedBy: { note: 1 } });
    },
  );

  test('in several cells', async () => {
    const table = onlyTable(
      await parsed('Kundennummer,Firma,Ort\n1,A,Köln\n2,B,Bonn\nErstellt: Kurz,,Geprüft: Lang\n'),
    );
    expect(table).toMatchObject({ rows: 2, skippedBy: { note: 1 } });
  });

  test('in several cells, below a list of one column', async () => {
    const table = onlyTable(await parsed('客户编号,,\nKH1,,\nKH2,,\n制表人：张三,,审核：李四\n'));
    expect(table).toMatchObject({ headerRows: [1], rows: 2, skippedBy: { note: 1 } });
    expect((await stagedRows(table)).map((row) => row[1])).toEqual(['KH1', 'KH2']);
  });
});

test('cells parted by |, the first of which are blank, are no table of Jira', async () => {
  const outcome = await parseBytes('|||||\n|Customer ID|Region|City||\n|C-1|North|Boston||\n|C-2|South|Paris||\n');
  expect(outcome).toMatchObject({ ok: true, tables: [{ rows: 2 }] });
});

describe('names with what they say beside them, one below the other above a list', () => {
  const goods = ['产品,数量,金额', '标准版,1,2'];

  test.each([
    ['of the list', ['客户,甲公司', '日期,2024-03-05'], goods],
    [
      'of the list, above a blank row',
      ['Company,Acme', 'Contact,Kim', ''],
      ['Name,Phone,Email', 'Ann,555-1234,a@example.com'],
    ],
  ])('%s, are told, and make no list of their own', async (_, frame, list) => {
    const file = await parsed([...frame, ...list].join('\n'));
    expect(headers(file)).toEqual(list[0]?.split(','));
    expect(onlyTable(file)).toMatchObject({ rows: 1, skippedBy: { note: 2 } });
    expect(file.issues[0]).toEqual({ code: 'frame-not-read', sheet: null, row: 1, params: { to: 2 } });
  });
});

test('who made a list, one below the other above it, makes none', async () => {
  const file = await parsed('制表人,张三\n日期,2024-03-05\n姓名,电话\n张三,13800138000');
  expect(headers(file)).toEqual(['姓名', '电话']);
});

test('labels with their values in two cells of a line of a form are two of its fields', async () => {
  const file = await parsed('客户名称：甲公司,,\n联系人：张三,,电话：13800138000\n产品,数量,金额\n标准版,1,2');
  expect(headers(file)).toEqual(['客户名称', '联系人', '电话']);
  expect((await stagedRows(file.tables[0]!))[0]?.slice(1)).toEqual(['甲公司', '张三', '13800138000']);
});

test('labels of two rows, written into each column that they are over', async () => {
  const rows = ['联系,联系,联系,交易', '本人,本人,本人,今年', '负责人,金额,邮箱,城市', '王强,3,a@example.com,上海'];
  const file = await parsed([...rows, '刘洋,4,b@example.com,北京'].join('\n'));
  expect(headers(file)).toEqual([
    '联系 / 本人 / 负责人',
    '联系 / 本人 / 金额',
    '联系 / 本人 / 邮箱',
    '交易 / 今年 / 城市',
  ]);
  expect(onlyTable(file).headerRows).toEqual([1, 2, 3]);
});
