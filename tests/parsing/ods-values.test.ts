/** Values of OpenDocument sheets that a library made for Excel has no place for, and texts that only look like escapes. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import { parseFile } from '../../core/parsing/parse.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindsOf, limits, onlyTable, parseBytes, parsed, stagedRows, tempFolder } from './parsing.js';

const namespaces = ['office', 'table', 'text', 'style', 'draw']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"')
  .join(' ');
const root = (name: string, inside: string): string => `<office:${name} ${namespaces}>${inside}</office:${name}>`;
const text = (value: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
const timed = (type: 'date' | 'time', value: string, shown: string): string =>
  `<table:table-cell office:value-type="${type}" office:${type}-value="${value}"><text:p>${shown}</text:p></table:table-cell>`;

function ods(rows: readonly string[][], { name = 'S', hasStyles = true, styles = '', formats = '' } = {}): Uint8Array {
  const lines = rows.map((cells) => `<table:table-row>${cells.join('')}</table:table-row>`).join('');
  const body = `<office:body><office:spreadsheet><table:table table:name="${name}">${lines}</table:table></office:spreadsheet></office:body>`;
  return zipOf([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    { name: 'content.xml', data: `<?xml version="1.0"?>${root('document-content', `${styles}${body}`)}` },
    ...(hasStyles ? [{ name: 'styles.xml', data: root('document-styles', formats) }] : []),
    {
      name: 'META-INF/manifest.xml',
      data: '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    },
  ]);
}

const header = ['编号', '值', '备注'].map(text);
/** The second column, below a header. */
async function valuesOf(cells: readonly string[], options?: Parameters<typeof ods>[1]): Promise<(string | null)[]> {
  const rows = cells.map((cell, at) => [text(`K${at}`), cell, text('x')]);
  const table = onlyTable(await parsed(ods([header, ...rows], options), { fileName: 'a.ods' }));
  expect(await kindsOf(table)).toEqual([]);
  return (await stagedRows(table)).map((row) => row[2] ?? null);
}

/** The last row, as shown. */
async function shown(path: string): Promise<(string | null)[] | undefined> {
  const file = await parseFile({ path, fileName: 'a.ods', outDir: tempFolder(), hints: {}, limits, as: 'shown' });
  if (!file.ok) throw new Error(file.code);
  return (await stagedRows(onlyTable(file))).at(-1);
}

describe('values of .ods', () => {
  test('of a type that OpenDocument does not know are what is shown', async () => {
    const typed = (type: string, shown: string): string =>
      `<table:table-cell office:value-type="${type}" office:value="${shown}"><text:p>${shown}</text:p></table:table-cell>`;
    expect(await valuesOf([typed('datetime', '2024-03-06 08:00:00'), typed('', 'a'), typed('float', '5')])).toEqual([
      '2024-03-06 08:00:00',
      'a',
      '5',
    ]);
  });

  test('times: negative ones, durations, days in them, parts of a second', async () => {
    const times = [
      'PT13H05M00S',
      'PT36H',
      'P1DT2H',
      'PT90M',
      'PT1000H00M05S',
      '-PT01H30M00S',
      '-PT36H',
      'PT00H00M01.5S',
    ];
    expect(await valuesOf(times.map((time) => timed('time', time, '?')))).toEqual([
      '13:05:00',
      '36:00:00',
      '26:00:00',
      '01:30:00',
      '1000:00:05',
      '-01:30:00',
      '-36:00:00',
      '00:00:01.500',
    ]);
  });

  test('negative times are durations as those of .xlsx are', async () => {
    const times = ['-PT01H30M00S', '-PT36H'].map((time) => [text('K'), timed('time', time, '?'), text('x')]);
    const { columns } = onlyTable(await parsed(ods([header, ...times]), { fileName: 'a.ods' }));
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('S');
    sheet.addRows([['编号', '值', '备注'], ...[-0.0625, -1.5].map((days) => ['K', days, 'x'])]);
    sheet.getColumn(2).numFmt = '[h]:mm:ss';
    const file = await parsed(new Uint8Array(await book.xlsx.writeBuffer()), { fileName: 'a.xlsx' });
    expect((await stagedRows(onlyTable(file))).map((row) => row[2])).toEqual(['-01:30:00', '-36:00:00']);
    expect(onlyTable(file).columns[1]?.kinds).toEqual({ h: 2 });
    expect(columns[1]?.kinds).toEqual({ h: 2 });
  });

  test('a duration in years is told as it stands', async () => {
    expect(await valuesOf([timed('time', 'P1Y2M', '?'), timed('time', 'PT1H', '?')])).toEqual(['P1Y2M', '01:00:00']);
  });

  test('days before March 1900', async () => {
    const days = ['1885-03-05', '1899-12-31', '1900-02-28', '1900-03-01', '0985-01-02', '1885-03-05T10:20:30'];
    expect(await valuesOf(days.map((day) => timed('date', day, '?')))).toEqual([
      ...days.slice(0, 5),
      '1885-03-05 10:20:30',
    ]);
  });

  test('values without a text beside them', async () => {
    const cells = [
      'float" office:value="12.5',
      'date" office:date-value="2024-03-05',
      'time" office:time-value="-PT1H',
    ];
    expect(await valuesOf(cells.map((value) => `<table:table-cell office:value-type="${value}"/>`))).toEqual([
      '12.5',
      '2024-03-05',
      '-01:00:00',
    ]);
  });

  test('what looks like an escape of .xlsx is text', async () => {
    const cell =
      '<table:table-cell office:value-type="string" office:string-value="B_x0042_"><text:p/></table:table-cell>';
    expect(await valuesOf([text('A_x0041_ &amp; _x005F_'), cell])).toEqual(['A_x0041_ & _x005F_', 'B_x0042_']);
  });

  test('a file without styles', async () => {
    expect(await valuesOf([text('甲'), timed('time', 'PT30H', '?')], { hasStyles: false })).toEqual(['甲', '30:00:00']);
  });

  test('blanks, tabs and line breaks that are not written in short, or stand where others are taken off', async () => {
    const cells = [
      'A<text:s></text:s>B<text:tab></text:tab>C<text:line-break ></text:line-break>D',
      'A<text:s text:c=\'3\' ></text:s>B<text:s text:c="2" />C<text:s />D',
      '\u3000A\u3000B\u00a0',
    ];
    expect(await valuesOf([...cells.map(text), text('</text:p><text:p/><text:p>A')])).toEqual([
      'A B\tC\nD',
      'A   B  C D',
      '\u3000A\u3000B\u00a0',
      '\n\nA',
    ]);
  });

  test('references for characters beyond the first plane', async () => {
    expect(await valuesOf([text('张三 &#x1f600;&#128512; &#x4e2d;&amp;#x1f600;')])).toEqual(['张三 😀😀 中&#x1f600;']);
  });

  test('truths and errors of formulas as LibreOffice writes them', async () => {
    const result = (type: string, written: string, shown: string): string =>
      `<table:table-cell table:formula="of:=[.A1]" office:value-type="${type}" ${written} calcext:value-type="${type === 'string' ? 'error' : type}"><text:p>${shown}</text:p></table:table-cell>`;
    const float = (value: string, shown: string): string => result('float', `office:value="${value}"`, shown);
    const error = (shown: string): string => result('string', 'office:string-value=""', shown);
    const cells = [
      float('1', 'TRUE'),
      float('0', 'FALSCH'),
      float('1', 'FALSE'),
      float('1', '1'),
      error('#DIV/0!'),
      error('Err:502'),
      error('#NV'),
    ];
    const rows = cells.map((cell) => [text('K'), cell, text('x')]);
    const table = onlyTable(await parsed(ods([header, ...rows]), { fileName: 'a.ods' }));
    const values = ['TRUE', 'FALSE', '1', '1', '#DIV/0!', '#VALUE!', '#N/A'];
    expect((await stagedRows(table)).map((row) => row[2])).toEqual(values);
    expect(table.columns[1]?.kinds).toEqual({ b: 2, n: 2, e: 3 });
    const path = join(tempFolder(), 'a.ods');
    writeFileSync(path, ods([[...cells]]));
    expect((await shown(path))?.slice(1)).toEqual(['TRUE', 'FALSCH', 'FALSE', '1', '#DIV/0!', 'Err:502', '#NV']);
  });

  test('errors as OpenOffice writes them, with the number 0', async () => {
    const result = (type: string, written: string, shown: string): string =>
      `<table:table-cell table:formula="of:=[.A1]" office:value-type="${type}" office:${written}><text:p>${shown}</text:p></table:table-cell>`;
    const cells = [
      result('float', 'value="0"', 'Err:502'),
      result('float', 'value="0"', '#DIV/0!'),
      result('percentage', 'value="0"', '#NV'),
      result('currency', 'currency="EUR" office:value="0"', '#WERT!'),
      result('date', 'date-value="1899-12-30"', '#N/A'),
      result('float', 'value="0"', '0'),
      result('float', 'value="12"', '#A12'),
    ];
    const rows = cells.map((cell) => [text('K'), cell, text('x')]);
    const table = onlyTable(await parsed(ods([header, ...rows]), { fileName: 'a.ods' }));
    const values = ['#VALUE!', '#DIV/0!', '#N/A', '#VALUE!', '#N/A', '0', '12'];
    expect((await stagedRows(table)).map((row) => row[2])).toEqual(values);
    expect(table.columns[1]?.kinds).toEqual({ n: 2, e: 5 });
  });

  test('a time of nothing told in years', async () => {
    expect(await valuesOf([timed('time', 'P0Y', '?'), timed('time', 'PT1H', '?')])).toEqual(['00:00:00', '01:00:00']);
  });

  test('what LibreOffice found in other files is no sheet', async () => {
    const rows =
      '<table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell></table:table-row>';
    const kept = `S"><table:table-row/></table:table><table:table table:name="&apos;file:///a.ods&apos;#$B">${rows}</table:table><table:dde-links><table:dde-link><table:table>${rows}</table:table></table:dde-link></table:dde-links><table:table table:name="T`;
    const file = await parsed(ods([header, ['1', '2', '3'].map(text)], { name: kept }), { fileName: 'a.ods' });
    expect(onlyTable(file).sheet).toBe('T');
    expect(file.issues.map(({ code }) => code)).toEqual(['dde-links', 'external-links']);
  });

  test('the name of a sheet is told as it is', async () => {
    const file = await parsed(ods([header, [text('1'), text('2'), text('3')]], { name: 'R&amp;D _x0041_' }), {
      fileName: 'a.ods',
      hints: { sheet: 'R&D _x0041_' },
    });
    expect(onlyTable(file).sheet).toBe('R&D _x0041_');
  });

  test('dates under formats of several sections, which LibreOffice writes as a text with conditions', async () => {
    const always = 'value()&lt;=1.7976931348623157E+308';
    const parts = '<number:year number:style="long"/><number:text>/</number:text><number:month/>';
    const clock = '<number:hours/><number:text>:</number:text><number:minutes number:style="long"/>';
    const text = (name: string, condition: string, of: string): string =>
      `<number:text-style style:name="${name}"><number:text-content/><style:map style:condition="${condition}" style:apply-style-name="${of}"/></number:text-style>`;
    const formats = [
      `<number:date-style style:name="N1P0" style:volatile="true">${parts}</number:date-style>${text('N1', always, 'N1P0')}`,
      text('N2', 'value()=0', 'N1P0'),
      `<number:time-style style:name="N3">${clock}</number:time-style>`,
    ].join('');
    const style = (name: string, format: string): string =>
      `<style:style style:name="${name}" style:family="table-cell" style:data-style-name="${format}"/>`;
    const styles = `<office:automatic-styles>${style('ce1', 'N1')}${style('ce2', 'N2')}${style('ce3', 'N3')}</office:automatic-styles>`;
    const styled = (name: string, type: 'date' | 'time', value: string): string =>
      timed(type, value, 'seen').replace('<table:table-cell', `<table:table-cell table:style-name="${name}"`);
    const cells = [
      styled('ce1', 'date', '2024-01-05'),
      styled('ce2', 'date', '2024-01-05'),
      styled('ce2', 'date', '2024-01-05T08:30:00'),
      styled('ce3', 'time', 'PT1087040H29M59.9S'),
      styled('ce2', 'time', 'PT08H30M00S'),
    ];
    expect(await valuesOf(cells, { formats, styles })).toEqual([
      '2024-01-05',
      '2024-01-05',
      '2024-01-05 08:30:00',
      '2024-01-02 08:29:59.900',
      '08:30:00',
    ]);
    const path = join(tempFolder(), 'a.ods');
    writeFileSync(path, ods([cells], { formats, styles }));
    expect((await shown(path))?.slice(1)).toEqual(['seen', 'seen', 'seen', 'seen', 'seen']);
  });

  test('formats of numbers are kept beside days: percent, money, leading zeros', async () => {
    const digits = (least: number): string =>
      `<number:number number:decimal-places="0" number:min-integer-digits="${least}"/>`;
    const kinds = [
      ['percentage', 'N1', `${digits(1)}<number:text>%</number:text>`],
      ['currency', 'N2', `<number:currency-symbol>￥</number:currency-symbol>${digits(1)}`],
      ['number', 'N3', digits(5)],
    ] as const;
    const formats = kinds
      .map(([kind, name, of]) => `<number:${kind}-style style:name="${name}">${of}</number:${kind}-style>`)
      .join('');
    const styles = kinds
      .map(
        ([, name]) => `<style:style style:name="c${name}" style:family="table-cell" style:data-style-name="${name}"/>`,
      )
      .join('');
    const cell = (style: string, type: string, value: number): string =>
      `<table:table-cell table:style-name="${style}" office:value-type="${type}" office:value="${value}"><text:p>seen</text:p></table:table-cell>`;
    const cells = [
      cell('cN1', 'percentage', 0.5),
      cell('cN2', 'currency', 12),
      cell('cN3', 'float', 501),
      timed('date', '2024-03-05', 'seen'),
    ];
    const rows = cells.map((one, at) => [text(`K${at}`), one, text('x')]);
    const automatic = `<office:automatic-styles>${styles}</office:automatic-styles>`;
    const table = onlyTable(
      await parsed(ods([header, ...rows], { formats, styles: automatic }), { fileName: 'a.ods' }),
    );
    expect((await stagedRows(table)).map((row) => row[2])).toEqual(['0.5', '12', '00501', '2024-03-05']);
    expect((await kindsOf(table)).map(([row, , , flag]) => [row, flag])).toEqual([
      ['2', 'percent'],
      ['3', 'currency'],
      ['4', 'zero-padded'],
    ]);
  });

  test('what text boxes and shapes say is no part of the cell that they stand in', async () => {
    const box = '<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>';
    const group = `<draw:g>${box}<draw:g><draw:line/>${box}</draw:g></draw:g>`;
    const within = (cell: string, drawn: string): string =>
      cell.replace('</table:table-cell>', `${drawn}</table:table-cell>`);
    const empty = `<table:table-cell>${box}</table:table-cell>`;
    const cells = [within(text('甲'), group), empty, within(text('乙'), '<draw:line/>'), within(text('丙'), box)];
    expect(await valuesOf(cells)).toEqual(['甲', null, '乙', '丙']);
  });

  test('two sheets of one name are refused: only the last would be read', async () => {
    const twice = 'S"></table:table><table:table table:name="S';
    const row = [text('a'), text('b')];
    expect(await parseBytes(ods([row, row], { name: twice }), { fileName: 'a.ods' })).toMatchObject({
      code: 'book-damaged',
    });
  });

  test('as shown: by the text that stands in the cell', async () => {
    const path = join(tempFolder(), 'a.ods');
    const cells = [timed('time', '-PT1H', '-1:00'), timed('date', '1885-03-05', '5. März 1885')];
    writeFileSync(path, ods([header, [text('1'), ...cells]]));
    expect(await shown(path)).toEqual(['2', '1', '-1:00', '5. März 1885']);
  });

  test('as shown: a value without a text, however the cell ends, and with a note on it', async () => {
    const path = join(tempFolder(), 'a.ods');
    const note = '<office:annotation><text:p>seen</text:p></office:annotation>';
    const valued = (inside: string) =>
      `<table:table-cell office:value-type="float" office:value="12.5">${inside}</table:table-cell>`;
    for (const inside of ['', note]) {
      writeFileSync(path, ods([header, [text('1'), valued(inside), valued(`${inside}<text:p>12.5</text:p>`)]]));
      expect(await shown(path)).toEqual(['2', '1', '12.5', '12.5']);
    }
  });
});

test('XML of 2003 has no escapes of .xlsx either', async () => {
  const data = (value: string): string => `<Cell><Data ss:Type="String">${value}</Data></Cell>`;
  const rows = [
    ['编号', '名称'],
    ['1', 'A_x0041_B'],
    ['2', 'C &amp; _x005F_ &#x1F600;'],
  ].map((cells) => `<Row>${cells.map(data).join('')}</Row>`);
  const xml = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S_x0041_"><Table>${rows.join('')}</Table></Worksheet></Workbook>`;
  const table = onlyTable(await parsed(xml, { fileName: 'a.xls' }));
  expect(table.sheet).toBe('S_x0041_');
  expect(await stagedRows(table)).toEqual([
    ['2', '1', 'A_x0041_B'],
    ['3', '2', 'C & _x005F_ 😀'],
  ]);
});
