import ExcelJS from 'exceljs';
import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../bench/xlsx-book.js';
import { zipOf } from '../../../bench/xlsx-zip.js';
import { parsed, skippedOf, stagedRows } from '../parsing.js';

/** Nothing but labels: no row is unlike the others. */
const labels = [
  ['名单', '导出'],
  ['负责人', '张三', '内部'],
  ['姓名', '城市', '部门', '备注'],
  ['王一', '北京', '销售', '甲'],
  ['李二', '上海', '市场', '乙'],
];
const rowsFrom = (rows: string[][], from = 1): string =>
  rows
    .map((cells, at) => {
      const inside = cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
      return `<row r="${from + at}">${inside}</row>`;
    })
    .join('');

const relations = (target: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="${target}"/></Relationships>`;

const withTable = (rows: string, table: string): Uint8Array =>
  zipOf(
    partsOf({
      sheets: [`<sheetData>${rows}</sheetData><tableParts count="1"><tablePart r:id="rId1"/></tableParts>`],
      extra: [
        { name: 'xl/worksheets/_rels/sheet1.xml.rels', data: relations('../tables/table1.xml') },
        {
          name: 'xl/tables/table1.xml',
          data: `<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ${table}/>`,
        },
      ],
    }),
  );

const places = (file: Awaited<ReturnType<typeof parsed>>) =>
  file.tables.map(({ headerRows, firstRow, lastRow }) => [headerRows, firstRow, lastRow]);
const asBook = { fileName: 'a.xlsx' };

describe('what the workbook says of its own tables', () => {
  test('a table tells its header and its row of totals', async () => {
    const rows = rowsFrom([...labels, ['共', '', '', '两人']]);
    expect(places(await parsed(zipOf(partsOf({ sheets: [rows] })), asBook))).not.toEqual([[[3], 4, 5]]);
    const file = await parsed(withTable(rows, 'ref="A3:D6" totalsRowCount="1"'), asBook);
    expect(places(file)).toEqual([[[3], 4, 5]]);
    expect(await skippedOf(file.tables[0]!)).toEqual([
      ['1', 'note'],
      ['2', 'note'],
      ['6', 'total'],
    ]);
  });

  const list = [
    ['姓名', '城市', '部门', '备注'],
    ['王一', '北京', '销售', '甲'],
    ['李二', '上海', '市场', '乙'],
  ];

  test('rows above it that are more than titles are told as left out', async () => {
    const rows = rowsFrom([['名单'], ['赵三', '南京', '研发', '丙'], ...list]);
    const file = await parsed(withTable(rows, 'ref="A3:D5"'), asBook);
    expect(places(file)).toEqual([[[3], 4, 5]]);
    expect(await skippedOf(file.tables[0]!)).toEqual([['2', 'note']]);
  });

  test('a table above it is a table of its own', async () => {
    const above = [['汇总'], ['日期', '人数'], ['2024-01-01', '3'], ['2024-01-02', '4'], ['注意: 见下']];
    const file = await parsed(withTable(rowsFrom([...above, ...list]), 'ref="A6:D8"'), asBook);
    expect(places(file)).toEqual([
      [[2], 3, 4],
      [[6], 7, 8],
    ]);
    expect(await stagedRows(file.tables[0]!)).toEqual([
      ['3', '2024-01-01', '3'],
      ['4', '2024-01-02', '4'],
    ]);
    expect(await skippedOf(file.tables[0]!)).toEqual([['5', 'note']]);
  });

  test('the filter of a sheet tells the header', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('名单');
    sheet.addRows(labels);
    sheet.autoFilter = 'A3:D5';
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    expect(places(await parsed(bytes, asBook))).toEqual([[[3], 4, 5]]);
  });

  test('in other formats, too', async () => {
    const sheet = XLSX.utils.aoa_to_sheet(labels);
    sheet['!autofilter'] = { ref: 'A3:D5' };
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, '名单');
    const bytes = new Uint8Array(XLSX.write(book, { bookType: 'xlsb', type: 'buffer' }) as Buffer);
    expect(places(await parsed(bytes, { fileName: 'a.xlsb' }))).toEqual([[[3], 4, 5]]);
  });

  test('a second table far below begins with its own header', async () => {
    const body = Array.from({ length: 300 }, (_, at) => [`K${at}`, `城市${at}`, `部门${at}`, `备注${at}`]);
    const second = [
      ['货品', '颜色', '产地'],
      ...Array.from({ length: 3 }, (_, at) => [`货${at}`, `红${at}`, `杭州${at}`]),
    ];
    const rows = rowsFrom([['姓名', '城市', '部门', '备注'], ...body, ...second]);
    const file = await parsed(withTable(rows, 'ref="A302:C305"'), asBook);
    expect(places(file)).toEqual([
      [[1], 2, 301],
      [[302], 303, 305],
    ]);
    expect((await stagedRows(file.tables[1]!))[0]).toEqual(['303', '货0', '红0', '杭州0']);
  });

  test.each([
    [
      'a filter on a row of numbers',
      '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Sheet1!$A$2:$B$3</definedName>',
    ],
    ['a range that is none', '<definedName name="_xlnm._FilterDatabase" localSheetId="0">#REF!</definedName>'],
    [
      'a name of another sheet',
      '<definedName name="_xlnm._FilterDatabase" localSheetId="7">Sheet8!$A$1:$B$3</definedName>',
    ],
  ])('%s tells nothing', async (_, name) => {
    const parts = partsOf({
      sheets: [
        '<row r="1"><c t="inlineStr"><is><t>id</t></is></c><c t="inlineStr"><is><t>n</t></is></c></row><row r="2"><c><v>1</v></c><c><v>2</v></c></row><row r="3"><c><v>3</v></c><c><v>4</v></c></row>',
      ],
    });
    const workbook = parts.find((part) => part.name === 'xl/workbook.xml')!;
    workbook.data = (workbook.data as string).replace('</workbook>', `<definedNames>${name}</definedNames></workbook>`);
    expect(places(await parsed(zipOf(parts), asBook))).toEqual([[[1], 2, 3]]);
  });
});
