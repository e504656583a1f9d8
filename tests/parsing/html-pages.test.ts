/** Pages of HTML named .xls, as old systems and templates write them: cells say what a browser shows. */
import { describe, expect, test } from 'vitest';
import { kindsOf, onlyTable, parsed, stagedRows } from './parsing.js';

const head = '<tr><td>编号</td><td>姓名</td><td>手机</td></tr>';
const style =
  '<style><!-- /* .other{display:none} */ .gone, td.key {color:red; display: none} rt{display:none;}' +
  '@media print { .printed { display:none } } .other{} .a .b{display:none} tr.off{visibility:collapse} --></style>';
const page = (rows: string, around: (table: string) => string = (table) => table) =>
  parsed(
    `<html><head><meta charset="utf-8">${style}</head><body>${around(`<table>${head}${rows}</table>`)}</body></html>`,
    {
      fileName: 'a.xls',
    },
  );
const rowsOf = async (...given: Parameters<typeof page>) => stagedRows(onlyTable(await page(...given)));
const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const other = row('2', '乙', '13800138002');
const last = ['3', '2', '乙', '13800138002'];

test('tables that are not displayed are hidden sheets', async () => {
  const hidden = `<table style="display:none">${head}${other}</table>`;
  const box = `<div class=gone><div>x</div><table>${head}${other}</table></div>`;
  const inside = row('1', '甲<table hidden><tr><td>x</td></tr></table>', '13800138001');
  const found = await page(`${inside}${other}`, (table) => `${hidden}${box}<p hidden>x${table}</p>`);
  expect(await stagedRows(onlyTable(found))).toEqual([['2', '1', '甲', '13800138001'], last]);
  expect(found.issues.map(({ code }) => code)).toEqual(['hidden-sheet-skipped', 'hidden-sheet-skipped']);
});

describe('a cell of a page', () => {
  test.each([
    [
      'references by number and by name',
      'O&#39;Brien &#x5f20;&eacute;&ndash;&#150;&amp;lt; R&D &nosuch;',
      "O'Brien 张é––&lt; R&D &nosuch;",
    ],
    ['blanks between elements', 'Ann <b>Lee</b> <i>Ray</i>\n  <span> Jr </span>', 'Ann Lee Ray Jr'],
    ['elements without blanks', '张<font color=red>三</font>', '张三'],
    ['lines', '甲<br>乙<BR/>  丙<p>丁</p><div>戊</div>', '甲\n乙\n丙\n丁\n戊'],
    [
      'a script, a comment and a note',
      '甲<script>if (1<2) x("<td>");</script><!-- 乙</td> --><comment>丙</comment>',
      '甲',
    ],
    ['what is displayed', '<span style="display: none">000<span>1</span></span>甲<br style="display:none">', '甲'],
    [
      'what rules of the page display',
      '<ruby>张<rt>ちょう</rt></ruby>三<b class="x GONE">7</b><i hidden>8</i>',
      '张三',
    ],
    [
      'what rules for printing leave out',
      '<b class="printed other">甲</b><b class=gone style="display:inline">乙</b>',
      '甲乙',
    ],
    ['the value of a field', '<input type="hidden" value="7"><input value="甲 &amp; 乙">', '甲 & 乙'],
    ['the choice that is made', '<select><option>甲<option selected>乙</option><option>丙</select>', '乙'],
    ['the first choice', '<select><option value="1">甲</option><option value="2">乙</option></select>', '甲'],
    ['a table of one line', '<table><tr><td>甲</td><td>乙</td></tr></table>', '甲\n乙'],
    ['a sign that is no tag', 'a < b &lt; c', 'a < b < c'],
  ])('holds %s', async (_, cell, text) => {
    expect(await rowsOf(row('1', cell, '13800138001') + other)).toEqual([['2', '1', text, '13800138001'], last]);
  });

  test('is blank where it holds nothing but blanks', async () => {
    expect(await rowsOf(row('1', '&nbsp;', '<span> </span>') + other)).toEqual([['2', '1', null, null], last]);
  });

  test('ends where its tag does, whatever the values of attributes hold', async () => {
    const cells = `<tr><td title="a>b" onclick='x("<td>")'>1</td><td nowrap x:str>甲</td><td x:num="13800138001">1.38E+10</td></tr>`;
    expect(await rowsOf(cells + other)).toEqual([['2', '1', '甲', '13800138001'], last]);
  });

  test.each([
    ['1,234.57', '1234.5678', '1234.5678'],
    ['￥1,234.57', '1234.5678', '￥1234.5678'],
    ['(1,235)', '-1234.6', '(1234.6)'],
    ['1.234,57 €', '1234.5678', '1234,5678 €'],
    ['12.35%', '0.123456', '12.3456%'],
    ['1%', '0.005', '0.5%'],
    ['1.38E+10', '13800138001', '13800138001'],
    ['-1.2E+07', '-12000000', '-12000000'],
  ])('has all digits of its number where it shows %s of %s', async (shown, stored, told) => {
    const cells = `<tr><td>1</td><td>甲</td><td x:num="${stored}">${shown}</td></tr>`;
    expect(await rowsOf(cells + other)).toEqual([['2', '1', '甲', told], last]);
  });

  test('has all digits where LibreOffice wrote it', async () => {
    const cells = '<tr><td>1</td><td>甲</td><td sdval="1234.5678" sdnum="1033;0;#,##0.00">1,234.57</td></tr>';
    expect(await rowsOf(cells + other)).toEqual([['2', '1', '甲', '1234.5678'], last]);
  });

  test.each([
    ['2024-03-05', '45356'],
    ['20240305', '45356'],
    ['1.2万', '12000'],
    ['007', '7'],
    ['1,200', '1200'],
    ['12.5%', '0.125'],
    ['8 of 9', '8.2'],
    ['13:05', '0.545138888888889'],
  ])('stays as it shows, where that is no rounded number: %s', async (shown, stored) => {
    const cells = `<tr><td>1</td><td>甲</td><td x:num="${stored}">${shown}</td></tr>`;
    expect(await rowsOf(cells + other)).toEqual([['2', '1', '甲', shown], last]);
  });

  test('needs no end tag, and neither does its row or the table', async () => {
    const file = await parsed('<table><tr><td>编号<td>姓名<tr><td>1<td>甲<tr><td>2<td>乙', { fileName: 'a.xls' });
    expect(await stagedRows(onlyTable(file))).toEqual([
      ['2', '1', '甲'],
      ['3', '2', '乙'],
    ]);
  });
});

describe('a table of a page', () => {
  test('that spans columns and rows keeps its places', async () => {
    const rows =
      '<tr><td rowspan=2>1</td><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr><tr><td>3<td colspan=2>丙';
    const table = onlyTable(await page(rows));
    expect(await stagedRows(table)).toEqual([
      ['2', '1', '甲', '1'],
      ['3', '1', '乙', '2'],
      ['4', '3', '丙', null],
    ]);
    expect(await kindsOf(table)).toEqual([['3', '0', 't', 'filled', null]]);
  });

  test('within another one for the layout is the table, and so is one beside a comment of one', async () => {
    const people = row('1', '甲', '13800138001') + other;
    const expected = [['2', '1', '甲', '13800138001'], last];
    expect(await rowsOf(people, (table) => `<table><tr><td>${table}</td></tr></table>`)).toEqual(expected);
    expect(await rowsOf(people, (table) => `<!-- <table><tr><td>x</td></tr></table> -->${table}`)).toEqual(expected);
  });

  test('tells its hidden rows', async () => {
    const hidden = '<tr style="height:0; display: none"><td>1</td><td>甲</td><td>13800138001</td></tr>';
    const table = onlyTable(await page(hidden + other));
    expect(await kindsOf(table)).toEqual([['2', null, null, 'hidden', null]]);
  });

  test.each(['<tr class="row off">', '<tr hidden>', "<tr style='visibility:collapse'>"])(
    'tells rows like %s',
    async (tag) => {
      const table = onlyTable(await page(row('1', '甲', '13800138001').replace('<tr>', tag) + other));
      expect(await kindsOf(table)).toEqual([['2', null, null, 'hidden', null]]);
    },
  );

  test('leaves out a hidden cell of its rows that the header has not: those behind it stand under their headers', async () => {
    const hidden = (...cells: string[]): string => row(...cells).replace('<tr>', '<tr><td class=key>77</td>');
    expect(await rowsOf(hidden('1', '甲', '13800138001') + hidden('2', '乙', '13800138002'))).toEqual([
      ['2', '1', '甲', '13800138001'],
      last,
    ]);
  });

  test.each([
    ['cell by cell', '<table>', '<td class="key">'],
    ['by its column', '<table><col><col span=2 style="display:none"><col>', '<td>'],
  ])('tells a hidden column, %s', async (_, begin, cell) => {
    const line = (first: string, rest: string[]): string =>
      row(...rest).replace('<tr>', `<tr><td>${first}</td>${cell}0</td>`);
    const text =
      begin + line('编号', ['姓名', '手机']) + line('1', ['甲', '13800138001']) + line('2', ['乙', '13800138002']);
    const file = await parsed(style + text, { fileName: 'a.xls' });
    expect((await stagedRows(onlyTable(file)))[1]).toEqual(['3', '2', '0', '乙', '13800138002']);
    expect(file.issues.map(({ code, column }) => [code, column])).toEqual(
      cell === '<td>'
        ? [
            ['hidden-column', 'B'],
            ['hidden-column', 'C'],
          ]
        : [['hidden-column', 'B']],
    );
  });
});
