import { describe, expect, test } from 'vitest';
import { partsOf, stylesOf } from '../../../bench/xlsx-book.js';
import { zipOf } from '../../../bench/xlsx-zip.js';
import { readBook, readBytes, rowsOf } from './reading.js';

const one = async (cell: string, rest = {}): Promise<unknown[]> => {
  const [row] = await rowsOf({ sheets: [`<row r="1">${cell}</row>`], ...rest });
  return row ? [row.cells[0], row.kinds.split(' ')[0], ...(row.notes ?? [])] : [];
};

describe('text', () => {
  const strings =
    '<si><t>plain</t></si><si><t xml:space="preserve"> kept </t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>' +
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t>a_x000D_b_x005F_x0041_</t></si>' +
    '<si><t>&lt;a &amp; b&gt; &#65;&#x4E2D;</t></si><si><t><![CDATA[<raw>]]></t></si><si/><si><t/></si><si><t>😀 中文</t></si>' +
    '<si><r><rPr><strike/></rPr><t>gone</t></r></si>';
  const cells = Array.from({ length: 11 }, (_, i) => `<c r="A${i + 1}" t="s"><v>${i}</v></c>`);

  test('shared strings of every shape', async () => {
    const rows = await rowsOf({ sheets: [cells.map((c, i) => `<row r="${i + 1}">${c}</row>`).join('')], strings });
    expect(rows.map((row) => row.cells[0])).toEqual([
      'plain',
      ' kept ',
      'rich text',
      '東京',
      'a\rb_x0041_',
      '<a & b> A中',
      '<raw>',
      '',
      '',
      '😀 中文',
      'gone',
    ]);
    expect(rows[10]!.struck).toBe(true);
  });

  test('inline strings, formula strings, a missing shared string', async () => {
    expect(await one('<c t="inlineStr"><is><t>007</t></is></c>')).toEqual(['007', 't']);
    expect(
      await one('<c t="inlineStr"><is><r><t>a</t></r><rPh sb="0" eb="1"><t>x</t></rPh><r><t>b</t></r></is></c>'),
    ).toEqual(['ab', 't']);
    expect(await one('<c t="str"><f>"0"&amp;7</f><v>07</v></c>')).toEqual(['07', 't']);
    expect(await one('<c t="str"><f>A2</f><v></v></c>')).toEqual(['', 't']);
    expect(await one('<c t="s"><v>9</v></c>')).toEqual([null, 't', '0:shared-string-missing:9']);
  });

  test('a text with a replacement character is flagged', async () => {
    const damaged = ['a\uFFFDb', 't', '0:damaged-text'];
    expect(await one('<c t="inlineStr"><is><t>a\uFFFDb</t></is></c>')).toEqual(damaged);
    const table = { strings: '<si><t>fine</t></si><si><t>a\uFFFDb</t></si>' };
    expect(await one('<c t="s"><v>0</v></c>', table)).toEqual(['fine', 't']);
    expect(await one('<c t="s"><v>1</v></c>', table)).toEqual(damaged);
  });
});

describe('numbers', () => {
  test.each([
    ['7', '7', []],
    ['-12.5', '-12.5', []],
    ['12.50', '12.5', []],
    ['13800138000.0', '13800138000', []],
    ['1.3800138E10', '13800138000', []],
    ['0.28999999999999998', '0.29', []],
    ['1.1000000000000001', '1.1', []],
    ['1.5E-3', '0.0015', []],
    ['-1E-7', '-0.0000001', []],
    ['123456789012345', '123456789012345', []],
    ['1234567890123456', '1234567890123456', ['0:precision-lost']],
    ['110101199003071234', '110101199003071234', ['0:precision-lost']],
    ['1.1010119900307123E+17', '110101199003071230', ['0:precision-lost:1.1010119900307123E+17']],
    ['6.2220212345678E+18', '6222021234567800000', ['0:precision-lost:6.2220212345678E+18']],
    ['1E15', '1000000000000000', ['0:precision-lost:1E15']],
    ['-0', '0', []],
  ])('%s is told as %s', async (stored, text, notes) => {
    expect(await one(`<c><v>${stored}</v></c>`)).toEqual([text, 'n', ...notes]);
  });

  test('what is no number is an error', async () => {
    expect(await one('<c><v>abc</v></c>')).toEqual(['abc', 'e', '0:error']);
    expect(await one('<c><v>1.2.3</v></c>')).toEqual(['1.2.3', 'e', '0:error']);
  });

  test('percent and currency are flagged, booleans and errors told', async () => {
    const styles = stylesOf('0.00%', '"￥"#,##0.00', '[$€-407] #,##0', '#,##0.00');
    expect(await one('<c s="1"><v>0.15</v></c>', { styles })).toEqual(['0.15', 'n', '0:percent']);
    expect(await one('<c s="2"><v>1200</v></c>', { styles })).toEqual(['1200', 'n', '0:currency']);
    expect(await one('<c s="3"><v>1200</v></c>', { styles })).toEqual(['1200', 'n', '0:currency']);
    expect(await one('<c s="4"><v>1200</v></c>', { styles })).toEqual(['1200', 'n']);
    expect(await one('<c t="b"><v>1</v></c>')).toEqual(['TRUE', 'b']);
    expect(await one('<c t="e"><v>#N/A</v></c>')).toEqual(['#N/A', 'e', '0:error']);
  });
});

describe('formulas', () => {
  test('a picture in a cell of WPS is its formula, kept as it stands', async () => {
    const [row] = await rowsOf({
      sheets: [
        '<row r="1"><c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c><c t="inlineStr"><is><t>＝1+1</t></is></c></row>',
      ],
    });
    expect(row?.cells).toEqual(['=DISPIMG("ID_1",1)', '＝1+1']);
  });

  test('a picture is told where its text is a shared string, plain or rich, and no other text that begins like it', async () => {
    const strings = [
      '<si><t>plain</t></si>',
      '<si><t>=DISPIMG(&quot;ID_1&quot;,1)</t></si>',
      '<si><r><t>=DISPIMG</t></r><r><t>("ID_1",1)</t></r></si>',
      '<si><t>=1+1</t></si>',
    ].join('');
    const told = ['=DISPIMG("ID_1",1)', 't', '0:picture'];
    expect(await one('<c t="s"><v>1</v></c>', { strings })).toEqual(told);
    expect(await one('<c t="s"><v>2</v></c>', { strings })).toEqual(told);
    expect(await one('<c t="s"><v>3</v></c>', { strings })).toEqual(['=1+1', 't']);
    expect(await one('<c t="s"><v>0</v></c>', { strings })).toEqual(['plain', 't']);
  });

  test('a picture that Excel places in a cell is told by the metadata of its value, and no other error', async () => {
    const kinds = {
      'xl/richData/structure.xml': '<rvStructures><s t="_error"/><s t="_localImage"/></rvStructures>',
      'xl/richData/values.xml': '<rvData><rv s="1"><v>0</v></rv><rv s="0"><v>7</v></rv></rvData>',
      'xl/metadata.xml':
        '<metadata><metadataTypes><metadataType name="XLDAPR"/><metadataType name="XLRICHVALUE"/></metadataTypes>' +
        '<futureMetadata name="XLRICHVALUE"><bk><x:rvb xmlns:x="x" i="1"/></bk><bk><x:rvb xmlns:x="x" i="0"/></bk></futureMetadata>' +
        '<cellMetadata><bk><rc t="1" v="0"/></bk></cellMetadata>' +
        '<valueMetadata><bk><rc t="2" v="0"/></bk><bk><rc t="2" v="1"/></bk></valueMetadata></metadata>',
    };
    const parts = partsOf({
      sheets: [
        '<row r="1"><c r="A1" t="e" vm="1"><v>#SPILL!</v></c><c r="B1" t="e" vm="2"><v>#VALUE!</v></c>' +
          "<c r='C1' vm='2' t='e'><v>#VALUE!</v></c><c r=\"D1\" t=\"e\"><v>#VALUE!</v></c></row>",
      ],
      extra: Object.entries(kinds).map(([name, data]) => ({ name, data })),
    });
    const related = ['rdRichValueStructure structure', 'rdRichValue values'].map((each) => each.split(' '));
    const list = parts.find(({ name }) => name === 'xl/_rels/workbook.xml.rels')!;
    list.data = String(list.data).replace(
      '</Relationships>',
      `${related.map(([kind, name]) => `<Relationship Id="${name}" Type="http://x/${kind}" Target="richData/${name}.xml"/>`).join('')}<Relationship Id="m" Type="http://x/sheetMetadata" Target="metadata.xml"/></Relationships>`,
    );
    const { sheets } = await readBytes(zipOf(parts));
    expect(sheets[0]?.rows).toMatchObject([
      { cells: ['#SPILL!', '#VALUE!', '#VALUE!', '#VALUE!'], notes: ['0:error', '1:picture', '2:picture', '3:error'] },
    ]);
  });

  test('a picture is told, whether its value is saved or not', async () => {
    const told = ['=DISPIMG("ID_1",1)', 't', '0:picture'];
    expect(await one('<c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>')).toEqual(told);
    expect(await one('<c><f>_xlfn.DISPIMG("ID_1",1)</f></c>')).toEqual(told);
    expect(await one('<c><f>DISPIMG(&quot;ID_1&quot;,1)</f><v/></c>')).toEqual(told);
    expect(await one('<c><f>DISPIMG("ID_1",1)</f><v></v></c>')).toEqual(told);
    expect(await one('<c t="e"><f>_xlfn.DISPIMG("ID_1",1)</f><v>#NAME?</v></c>')).toEqual(told);
    expect(await one('<c t="e"><f>A2</f><v>#NAME?</v></c>')).toEqual(['#NAME?', 'e', '0:error']);
    expect(await one('<c><f>IF(A1,DISPIMG("ID_1",1),1)</f></c>')).toEqual([null, 'f', '0:no-cached-value']);
    expect(await one('<c t="inlineStr"><is><t>= 1</t></is></c>')).toEqual(['= 1', 't']);
  });

  test('the cached value counts; without one the cell is flagged', async () => {
    expect(await one('<c><f>1+1</f><v>2</v></c>')).toEqual(['2', 'n']);
    expect(await one('<c><f>1+1</f></c>')).toEqual([null, 'f', '0:no-cached-value']);
    expect(await one('<c><f t="shared" si="0"/></c>')).toEqual([null, 'f', '0:no-cached-value']);
    expect(await one('<c><f>cmd|x</f><v></v></c>')).toEqual([null, 'f', '0:no-cached-value']);
  });

  const unknown = [null, 'f', '0:no-cached-value'];
  test('0 is no result where the workbook says that it was not calculated', async () => {
    const uncalculated = { uncalculated: true };
    expect(await one('<c><f>B1*C1</f><v>0</v></c>', uncalculated)).toEqual(unknown);
    expect(await one('<c s="1"><f t="shared" si="0"/><v>0</v></c>', uncalculated)).toEqual(unknown);
    expect(await one('<c><f>B1*C1</f><v>0</v></c>')).toEqual(['0', 'n']);
    expect(await one('<c><v>0</v></c>', uncalculated)).toEqual(['0', 'n']);
    expect(await one('<c t="b"><f>B1</f><v>0</v></c>', uncalculated)).toEqual(['FALSE', 'b']);
    expect(await one('<c><f>B1*C1</f><v>7</v></c>', uncalculated)).toEqual(['7', 'n']);
  });

  test('0 is a result where another formula of the sheet has one', async () => {
    const cell = (value: number): string => `<c><f>A9</f><v>${value}</v></c>`;
    const [row] = await rowsOf({ sheets: [`<row r="1">${cell(5)}${cell(0)}</row>`], uncalculated: true });
    expect(row?.cells).toEqual(['5', '0']);
  });
});

describe('where cells stand', () => {
  test('cells and rows without r go by position', async () => {
    const rows = await rowsOf({
      sheets: ['<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>'],
    });
    expect(rows.map((row) => [row.row, row.cells])).toEqual([
      [1, ['1', null, null, '2', '3']],
      [3, ['4']],
    ]);
  });

  test('hidden rows, columns and sheets, struck cells, merges', async () => {
    const sheet =
      '<dimension ref="A1:XFD1048576"/><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="2" hidden="1"><c r="A2" s="1"><v>1</v></c>' +
      '<c r="B2"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:C3"/></mergeCells>';
    const { sheets } = await readBook({ sheets: [sheet], styles: stylesOf(), states: ['state="veryHidden"'] });
    expect(sheets[0]).toEqual({
      name: 'Sheet1',
      hidden: true,
      rows: [{ row: 2, cells: ['1', '2'], kinds: 'n n', notes: ['0:struck'], hidden: true }],
      merges: [
        { firstRow: 1, lastRow: 1048576, firstCol: 0, lastCol: 16383 },
        { firstRow: 2, lastRow: 3, firstCol: 1, lastCol: 2 },
      ],
      hiddenColumns: [1, 2],
    });
  });

  test('a prefixed namespace, strict OOXML, comments between cells', async () => {
    const sheet = '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><!-- c --><x:c r="B1"><x:v>2</x:v></x:c></x:row>';
    const rows = await rowsOf({ sheets: [sheet], prefix: 'x:', strict: true, strings: '<x:si><x:t>a</x:t></x:si>' });
    expect(rows[0]!.cells).toEqual(['a', '2']);
  });
});
