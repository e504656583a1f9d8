/** Tables of SpreadsheetML 2003 that begin elsewhere than in A1: rows and columns are named as the sheet shows them. */
import { expect, test } from 'vitest';
import { onlyTable, parsed, stagedRows, told } from './parsing.js';

const cell = (text: string, more = '', type = 'String'): string =>
  `<Cell${more}><Data ss:Type="${type}">${text}</Data></Cell>`;
const bookOf = (table: string, rows: string): string =>
  `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="k"><Font ss:StrikeThrough="1"/></Style></Styles><Worksheet ss:Name="A"><Table${table}>${rows}</Table></Worksheet></Workbook>`;

const rows = [
  `<Row>${cell('客户编号')}${cell('客户名称')}${cell('数量')}</Row>`,
  `<Row ss:Hidden="1">${cell('K1')}${cell('甲公司')}${cell('1', '', 'Number')}</Row>`,
  `<Row ss:Index="5">${cell('K2', ' ss:StyleID="k"')}${cell('乙公司')}<Cell ss:Formula="=1+1"/></Row>`,
  `<Row>${cell('<![CDATA[<Row><Cell>]]>')}${cell('x', ' ss:Index="3"')}</Row>`,
].join('');

test.each([
  ['in A1', '', 0, 0],
  ['further down', ' ss:TopCell="3"', 2, 0],
  ['further right', ' ss:LeftCell="2"', 0, 1],
  ['further down and right', ` ss:LeftCell='2' ss:TopCell='4'`, 3, 1],
])('one that begins %s', async (_, table, down, right) => {
  const found = onlyTable(await parsed(bookOf(table, rows), { fileName: 'a.xml' }));
  expect(found).toMatchObject({ headerRows: [1 + down], firstRow: 2 + down, lastRow: 6 + down });
  expect(found.columns.map(({ label }) => label).join('')).toBe('ABCD'.slice(right, right + 3));
  expect((await stagedRows(found)).at(-1)).toEqual([String(6 + down), '<Row><Cell>', null, 'x']);
  expect((await told(found)).map(([row]) => Number(row) - down)).toEqual([2, 5, 5]);
});
