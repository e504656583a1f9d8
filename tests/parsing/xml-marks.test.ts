/** Marks of SpreadsheetML 2003. */
import { describe, expect, test } from 'vitest';
import { xmlToldIn } from '../../core/parsing/books/xml-marks.js';
import { onlyTable, parsed, stagedRows, told } from './parsing.js';

describe('SpreadsheetML 2003', () => {
  const styles = `<Styles><Style ss:ID="Default" ss:Name="Normal"><Font ss:Size="11"/><Interior/></Style>
    <Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="s2" ss:Parent="s1"><Interior ss:Color="#FFFF00" ss:Pattern="Solid"/></Style>
    <Style ss:ID="s3"><Interior ss:Color="#FFFFFF" ss:Pattern="Solid"/></Style><Style ss:ID="s4"><Interior ss:Color="#FF0000" ss:Pattern="Gray50"/></Style></Styles>`;
  const cell = (text: string, more = ''): string => `<Cell${more}><Data ss:Type="String">${text}</Data></Cell>`;
  const bookOf = (...tables: string[]): string =>
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${styles}${tables
      .map((table, at) => `<Worksheet ss:Name="S${at}"><Table>${table}</Table></Worksheet>`)
      .join('')}</Workbook>`;
  const places = (xml: string) =>
    xmlToldIn(xml).marks.map((sheet) =>
      [...sheet].map(([at, { struck, colour }]) => [Math.floor(at / 16_384), at % 16_384, struck, colour]),
    );

  test('styles of cells, rows and columns, places that are named or skipped', () => {
    const rows = [
      '<Column ss:Index="2" ss:Span="1" ss:StyleID="s1"/>',
      `<Row>${cell('a')}${cell('b')}${cell('c')}${cell('d')}</Row>`,
      `<Row ss:Index="4" ss:StyleID="s2">${cell('a', ' ss:MergeAcross="1"')}${cell('d', ' ss:StyleID="s3"')}${cell('g', ' ss:Index="7"')}<Cell ss:StyleID="s1"/></Row>`,
      `<Row>${cell('a', ' ss:StyleID="s4"')}</Row>`,
    ];
    expect(places(bookOf(rows.join(''), `<Row>${cell('x', ' ss:StyleID="s2"')}</Row>`))).toEqual([
      [
        [0, 1, true, 0],
        [0, 2, true, 0],
        [3, 0, true, 1],
        [3, 6, true, 1],
      ],
      [[0, 0, true, 1]],
    ]);
    expect(xmlToldIn(bookOf(rows.join('')).slice(0, -9)).marks).toEqual([]);
  });

  test('struck and coloured rows are told as those of .xlsx are', async () => {
    const row = (name: string, style = ''): string => `<Row>${cell(name, style)}${cell('Rome', style)}</Row>`;
    const rows = [row('name'), row('Ann'), row('Bob', ' ss:StyleID="s1"'), row('Cora', ' ss:StyleID="s2"'), row('Dan')];
    const file = await parsed(bookOf(rows.join('').replace('Rome', 'city')), { fileName: 'a.xls' });
    expect(file.format).toBe('xml-2003');
    expect(await told(file.tables[0])).toEqual([
      ['3', null, 'struck'],
      ['4', null, 'highlighted'],
      ['4', null, 'struck'],
    ]);
  });

  test('texts in several formats and in CDATA, numbers of nothing, formulas without a result', async () => {
    const of = (type: string, content: string, formula = ''): string =>
      `<Cell${formula}><Data ss:Type="${type}">${content}</Data></Cell>`;
    const formula = ' ss:Formula="=IF(RC[-1]>1,2,&quot;&quot;)"';
    const rich = (content: string): string =>
      `<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">${content}</ss:Data></Cell>`;
    const rows = [
      [cell('name'), cell('note'), cell('amount'), cell('sum')],
      [
        rich('<B>A</B><Font html:Color="#FF0000">nn &lt;i&gt;</Font> Lee'),
        of('String', '<![CDATA[<c> & d]]>'),
        of('Number', ''),
      ],
      [cell('Bob'), of('String', ''), of('Number', '5'), `<Cell${formula}/>`],
      [cell('Cora'), of('DateTime', ' '), of('Boolean', ''), `<Cell${formula}></Cell>`],
      [cell('Dan'), cell('x'), of('Number', '0'), of('Number', '', formula)],
      [cell('Eve'), cell('x'), of('Number', '7'), of('Number', '2', formula)],
    ];
    const xml = bookOf(rows.map((cells) => `<Row>${cells.join('')}</Row>`).join(''));
    const table = onlyTable(await parsed(xml, { fileName: 'a.xls' }));
    expect((await stagedRows(table)).map((row) => row.slice(1))).toEqual([
      ['Ann <i> Lee', '<c> & d', null, null],
      ['Bob', null, '5', null],
      ['Cora', null, null, null],
      ['Dan', 'x', '0', null],
      ['Eve', 'x', '7', '2'],
    ]);
    expect(await told(table)).toEqual(['3', '4', '5'].map((row) => [row, '3', 'no-cached-value']));
  });
});
