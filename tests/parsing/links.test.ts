/** Addresses behind the texts of cells: told where the text does not show them, with the address for columns that hold some. */
import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { addressBehind } from '../../core/parsing/links/address-behind.js';
import { linkFormula } from '../../core/parsing/links/link-formula.js';
import { kindsOf, onlyTable, parsed, stagedRows } from './parsing.js';

const rows = [
  ['客户名称', '官网', '邮箱'],
  ['甲公司', '点击查看', 'a@a.example'],
  ['乙公司', 'www.b.example', '写信'],
  ['丙公司', '点击查看', ''],
];
type Links = Readonly<Record<string, string>>;
const links: Links = {
  B1: 'https://help.example/website',
  B2: 'https://a.example/x?y=1&z=%E4%B8%AD',
  C2: 'mailto:a@a.example?subject=hello',
  B3: 'http://www.b.example/',
  C3: 'mailto:b@b.example',
  B4: '#名单!A1',
};
const behind = [
  ['2', '1', 'linked', links['B2']],
  ['3', '2', 'linked', links['C3']],
];

async function told(bytes: Uint8Array, fileName: string) {
  const file = await parsed(bytes, { fileName });
  const kinds = (await kindsOf(onlyTable(file))).map(([row, col, , flag, raw]) => [row, col, flag, raw]);
  return { kinds, issues: file.issues.map(({ code, sheet, row, params }) => [code, sheet, row, params]) };
}

function written(bookType: XLSX.BookType, given: Links = links): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  for (const [place, Target] of Object.entries(given)) (sheet[place] as XLSX.CellObject).l = { Target };
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '名单');
  return new Uint8Array(XLSX.write(book, { bookType, type: 'buffer' }) as Buffer);
}

describe('a sheet with links', () => {
  test('of .xlsx by another writer, whose references lie behind the rows', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('名单');
    sheet.addRows(rows);
    for (const [place, hyperlink] of Object.entries(links)) {
      const cell = sheet.getCell(place);
      if (!hyperlink.startsWith('#')) cell.value = { text: cell.text, hyperlink };
    }
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    expect(await told(bytes, 'a.xlsx')).toEqual({
      kinds: behind,
      issues: [['cell-links', '名单', 2, { cells: 2 }]],
    });
  });

  test.each(['xlsx', 'xlsb', 'xls', 'ods', 'xlml'] as const)('as %s', async (type) => {
    const { kinds, issues } = await told(written(type), `a.${type === 'xlml' ? 'xml' : type}`);
    expect(kinds).toEqual(behind);
    expect(issues).toContainEqual(['cell-links', '名单', 2, { cells: 2 }]);
  });

  test('as a page, whose links within itself are none', async () => {
    const link = (href: string, text: string) => `<a class=x href=${href}>${text}</a>`;
    const page = `<table><tr><th>客户名称<th>官网<th>邮箱
      <tr><td>${link('"/record/1"', '甲公司')}<td>${link(`"${links['B2']?.replace('&', '&amp;')}"`, '点击查看')}<td>a@a.example
      <tr><td>${link('#2', '乙公司')}<td>${link('http://www.b.example/', '<b>www.b.example</b>')}<td>${link("'mailto:b@b.example'", '写信')}
      <tr><td>丙公司<td>${link('"javascript:go()"', '点击查看')}<td></table>`;
    expect(await told(new TextEncoder().encode(page), 'a.xls')).toEqual({
      kinds: behind,
      issues: expect.arrayContaining([['cell-links', null, 2, { cells: 2 }]]) as unknown,
    });
  });

  test('none told where every text shows its address', async () => {
    expect(await told(written('xlsx', { B3: 'http://WWW.B.example' }), 'a.xlsx')).toEqual({ kinds: [], issues: [] });
  });
});

/** `change` of the only sheet's part. */
function changed(change: (xml: string) => string): Uint8Array {
  const container = XLSX.CFB.read(Buffer.from(written('xlsx')), { type: 'buffer' });
  const file = container.FileIndex[container.FullPaths.findIndex((path: string) => path.endsWith('sheet1.xml'))];
  if (!file) throw new Error('no such part');
  file.content = Buffer.from(change(Buffer.from(file.content as Uint8Array).toString()));
  file.size = file.content.length;
  return new Uint8Array(XLSX.CFB.write(container, { type: 'buffer', fileType: 'zip' }) as Buffer);
}

const withList = (list: string) =>
  changed((xml) => xml.replace(/<hyperlinks>.*<\/hyperlinks>/s, () => `<hyperlinks>${list}</hyperlinks>`));

test('one reference to several cells, and a place behind the address', async () => {
  const { kinds } = await told(withList('<hyperlink ref="A2:B4" r:id="rId2" location="top"/>'), 'a.xlsx');
  const address = `${links['B2']}#top`;
  expect(kinds.map(([row, col, , raw]) => [row, col, raw])).toEqual(
    ['2', '3', '4'].flatMap((row) => ['0', '1'].map((col) => [row, col, address])),
  );
});

test('references to no cell, no address or the whole sheet, and one in a comment, cost nothing', async () => {
  const none = { kinds: [], issues: [] };
  for (const list of [
    '<hyperlink ref="ZZZZZZ9" r:id="rId2"/>',
    '<hyperlink ref="B2" r:id="rId99"/>',
    '<hyperlink ref="B99:B120" r:id="rId2"/>',
    '<!-- <hyperlink ref="B2" r:id="rId2"/> -->',
  ])
    expect([list, await told(withList(list), 'a.xlsx')]).toEqual([list, none]);
  const whole = await told(withList('<hyperlink ref="A1:XFD1048576" r:id="rId2"/>'), 'a.xlsx');
  expect(whole.kinds).not.toEqual([]);
});

test('a long sheet, whose list lies across chunks, and rows taken as bytes', async () => {
  const row = (at: number) => `<row r="${at}"><c r="A${at}" t="inlineStr"><is><t>第${at}家</t></is></c>
    <c r="B${at}" t="inlineStr"><is><t>查看</t></is></c></row>`;
  const more = Array.from({ length: 20_000 }, (_, at) => row(at + 5)).join('');
  const list = Array.from({ length: 20_000 }, (_, at) => `<hyperlink ref="B${at + 5}" r:id="rId2"/>`).join('');
  const bytes = changed((xml) =>
    xml.replace('</sheetData>', `${more}</sheetData>`).replace('</hyperlinks>', `${list}</hyperlinks>`),
  );
  const { kinds, issues } = await told(bytes, 'a.xlsx');
  expect(kinds.length).toBe(20_002);
  expect(kinds.at(-1)?.at(3)).toBe(links['B2']);
  expect(issues).toEqual([['cell-links', '名单', 2, { cells: 20_002 }]]);
});

test('a formula that says its address and text itself needs no value saved', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('名单');
  sheet.addRows([['客户名称', '官网'], ['甲公司'], ['乙公司'], ['丙公司']]);
  sheet.getCell('B2').value = { formula: 'HYPERLINK("https://a.example","点击查看")' };
  sheet.getCell('B3').value = { formula: 'HYPERLINK("https://b.example","点击查看")', result: '点击查看' };
  sheet.getCell('B4').value = { formula: 'HYPERLINK("https://c.example")' };
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  const table = onlyTable(await parsed(bytes, { fileName: 'a.xlsx' }));
  expect(await stagedRows(table)).toEqual([
    ['2', '甲公司', '点击查看'],
    ['3', '乙公司', '点击查看'],
    ['4', '丙公司', 'https://c.example'],
  ]);
  expect((await kindsOf(table)).map(([row, , , flag, raw]) => [row, flag, raw])).toEqual([
    ['2', 'linked', 'https://a.example'],
    ['3', 'linked', 'https://b.example'],
  ]);
});

test('what a text shows of an address', () => {
  const shown: [string, string][] = [
    ['www.a.example', 'http://www.a.example/'],
    ['官网：WWW.A.EXAMPLE', 'https://www.a.example'],
    ['a.example/中', 'https://a.example/%E4%B8%AD'],
    ['A@a.example', 'mailto:a@a.example?subject=x'],
    ['138 0013 8000', 'tel:+8613800138000'],
    ['图纸.pdf', '图纸.pdf'],
    ['x', '#Sheet2!A1'],
    ['x', ' '],
  ];
  for (const [text, target] of shown) expect([text, addressBehind(text, target)]).toEqual([text, null]);
  const hidden: [string, string][] = [
    ['官网', 'https://a.example'],
    ['b.example', 'https://a.example'],
    ['b@a.example', 'mailto:a@a.example'],
    ['138', 'tel:+8613800138000'],
    ['图纸', 'file:///Z:/甲/图纸.pdf'],
    ['100%', 'https://a.example/%zz'],
  ];
  for (const [text, target] of hidden) expect([text, addressBehind(text, target)]).toEqual([text, target]);
  expect(addressBehind('x', `https://a.example/${'y'.repeat(3_000)}`)).toBe('');
});

test('which formulas say it', () => {
  expect(linkFormula('HYPERLINK("a","b ""c""")')).toEqual({ address: 'a', text: 'b "c"' });
  expect(linkFormula('of:=HYPERLINK("a";"b")'.slice(3))).toEqual({ address: 'a', text: 'b' });
  for (const formula of ['HYPERLINK(A2,"b")', 'HYPERLINK("a"&A2,"b")', 'HYPERLINK("a",B2)', 'SUM("a")', ''])
    expect([formula, linkFormula(formula)]).toEqual([formula, null]);
});
