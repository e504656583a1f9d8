/**
 * Workbooks laid out as WPS and Google Sheets save theirs, part by part, from what is publicly known of such files; neither program
 * made them. WPS: numbers of formats from 41 and 176 on, pictures in cells with their part `cellimages.xml`, phonetic marks in strings.
 * Google: no document properties, numbers as Java writes them (`1.0`, `1.3800138E10`), functions that only it knows behind `IFERROR`.
 */
import type { ZipPart } from './xlsx-zip.js';

const office = 'http://schemas.openxmlformats.org';
const main = `xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"`;
const etc = 'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const part = (name: string, ...lines: string[]): ZipPart => ({ name, data: declaration + lines.join('') });

interface Related {
  id: string;
  type: string;
  target: string;
}

function relations(name: string, ...all: Related[]): ZipPart {
  const type = (kind: string): string =>
    kind.includes(':') ? kind : `${office}/officeDocument/2006/relationships/${kind}`;
  const list = all.map((each) => `<Relationship Id="${each.id}" Type="${type(each.type)}" Target="${each.target}"/>`);
  return part(name, `<Relationships xmlns="${office}/package/2006/relationships">`, ...list, '</Relationships>');
}

function types(overrides: Readonly<Record<string, string>>): ZipPart {
  const all = Object.entries(overrides).map(
    ([name, type]) => `<Override PartName="${name}" ContentType="application/vnd.${type}+xml"/>`,
  );
  const base =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>';
  return part('[Content_Types].xml', `<Types xmlns="${office}/package/2006/content-types">`, base, ...all, '</Types>');
}

const sheetType = 'openxmlformats-officedocument.spreadsheetml';

const wpsStrings = [
  '编号',
  '姓名',
  '入职日期',
  '生日',
  '工资',
  '照片',
  '地区',
  '在职',
  'A001',
  '陈晓明',
  '华东',
  'A002',
  '欧阳芳',
];

const wpsSheet = [
  `<worksheet ${main} xmlns:xdr="${office}/drawingml/2006/spreadsheetDrawing" ${etc}>`,
  '<sheetPr/><dimension ref="A1:H4"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><selection activeCell="F2" sqref="F2"/>',
  '</sheetView></sheetViews><sheetFormatPr defaultColWidth="9" defaultRowHeight="13.5" outlineLevelRow="3" outlineLevelCol="7"/>',
  '<cols><col min="3" max="3" width="15.5" customWidth="1"/></cols><sheetData>',
  `<row r="1" spans="1:8">${Array.from('ABCDEFGH')
    .map((col, at) => `<c r="${col}1" s="1" t="s"><v>${at}</v></c>`)
    .join('')}</row>`,
  '<row r="2" ht="60" customHeight="1" spans="1:8"><c r="A2" t="s"><v>8</v></c><c r="B2" t="s"><v>9</v></c><c r="C2" s="2"><v>45356</v></c>',
  '<c r="D2" s="3"><v>33304</v></c><c r="E2" s="4"><v>12000.5</v></c>',
  '<c r="F2" t="str"><f>_xlfn.DISPIMG("ID_5C1A0B7F3D2E4F6A9B8C7D6E5F4A3B2C",1)</f><v>=DISPIMG("ID_5C1A0B7F3D2E4F6A9B8C7D6E5F4A3B2C",1)</v></c>',
  '<c r="G2" t="s"><v>10</v></c><c r="H2" t="b"><v>1</v></c></row>',
  '<row r="3" ht="60" customHeight="1" spans="1:8"><c r="A3" t="s"><v>11</v></c><c r="B3" t="s"><v>12</v></c><c r="C3" s="2"><v>45357.5</v></c>',
  '<c r="D3" s="3"><v>33305</v></c><c r="E3" s="4"><f>E2*2</f><v>24001</v></c><c r="F3" s="1"/><c r="G3"/><c r="H3" t="b"><v>0</v></c></row>',
  '<row r="4" spans="1:8"><c r="E4" s="5"><f>SUM(E2:E3)</f><v>36001.5</v></c></row>',
  '</sheetData><mergeCells count="1"><mergeCell ref="G2:G3"/></mergeCells><pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/>',
  '<headerFooter/></worksheet>',
];

const wpsStyles = [
  `<styleSheet ${main}><numFmts count="6">`,
  '<numFmt numFmtId="41" formatCode="_ * #,##0_ ;_ * \\-#,##0_ ;_ * &quot;-&quot;_ ;_ @_ "/>',
  '<numFmt numFmtId="42" formatCode="_ &quot;￥&quot;* #,##0_ ;_ &quot;￥&quot;* \\-#,##0_ ;_ &quot;￥&quot;* &quot;-&quot;_ ;_ @_ "/>',
  '<numFmt numFmtId="43" formatCode="_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ "/>',
  '<numFmt numFmtId="44" formatCode="_ &quot;￥&quot;* #,##0.00_ ;_ &quot;￥&quot;* \\-#,##0.00_ ;_ &quot;￥&quot;* &quot;-&quot;??_ ;_ @_ "/>',
  '<numFmt numFmtId="176" formatCode="yyyy/m/d;@"/><numFmt numFmtId="177" formatCode="0.00_ "/></numFmts>',
  '<fonts count="1"><font><sz val="11"/><color theme="1"/><name val="宋体"/><charset val="134"/><scheme val="minor"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment vertical="center"/></xf></cellStyleXfs>',
  '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><alignment vertical="center"/></xf>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="176" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="31" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="44" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="177" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
];

/** One person with a picture in the cell, and one without. */
export const wpsParts = (): ZipPart[] => [
  part(
    'docProps/app.xml',
    `<Properties xmlns="${office}/officeDocument/2006/extended-properties"><Application>WPS Office WWO_wpscloud</Application></Properties>`,
  ),
  part(
    'docProps/custom.xml',
    `<Properties xmlns="${office}/officeDocument/2006/custom-properties" xmlns:vt="${office}/officeDocument/2006/docPropsVTypes">`,
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0.0</vt:lpwstr></property></Properties>',
  ),
  part(
    'xl/cellimages.xml',
    `<etc:cellImages ${etc} xmlns:xdr="${office}/drawingml/2006/spreadsheetDrawing" xmlns:a="${office}/drawingml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships">`,
    '<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_5C1A0B7F3D2E4F6A9B8C7D6E5F4A3B2C"/><xdr:cNvPicPr/></xdr:nvPicPr>',
    '<xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>',
  ),
  { name: 'xl/media/image1.png', data: Buffer.from('89504e470d0a1a0a', 'hex') },
  part(
    'xl/sharedStrings.xml',
    `<sst ${main} count="14" uniqueCount="${wpsStrings.length}">`,
    ...wpsStrings.map((text, at) =>
      at === 9
        ? `<si><t>${text}</t><rPh sb="0" eb="1"><t>chen</t></rPh><phoneticPr fontId="1" type="noConversion"/></si>`
        : `<si><t>${text}</t></si>`,
    ),
    '</sst>',
  ),
  part('xl/styles.xml', ...wpsStyles),
  part(
    'xl/workbook.xml',
    `<workbook ${main}><fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/><workbookPr/>`,
    '<bookViews><workbookView windowWidth="28800" windowHeight="12375"/></bookViews>',
    '<sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="144525"/></workbook>',
  ),
  part('xl/worksheets/sheet1.xml', ...wpsSheet),
  relations('xl/_rels/cellimages.xml.rels', { id: 'rId1', type: 'image', target: 'media/image1.png' }),
  relations(
    'xl/_rels/workbook.xml.rels',
    { id: 'rId5', type: 'http://www.wps.cn/officeDocument/2020/cellImage', target: 'cellimages.xml' },
    { id: 'rId4', type: 'sharedStrings', target: 'sharedStrings.xml' },
    { id: 'rId3', type: 'styles', target: 'styles.xml' },
    { id: 'rId1', type: 'worksheet', target: 'worksheets/sheet1.xml' },
  ),
  relations(
    '_rels/.rels',
    { id: 'rId3', type: 'custom-properties', target: 'docProps/custom.xml' },
    { id: 'rId2', type: 'extended-properties', target: 'docProps/app.xml' },
    { id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' },
  ),
  types({
    '/xl/cellimages.xml': 'wps-officedocument.cellimage',
    '/xl/sharedStrings.xml': `${sheetType}.sharedStrings`,
    '/xl/styles.xml': `${sheetType}.styles`,
    '/xl/workbook.xml': `${sheetType}.sheet.main`,
    '/xl/worksheets/sheet1.xml': `${sheetType}.worksheet`,
  }),
];

const googleStrings = ['Date', 'Phone', 'City', 'Amount', 'Done', 'Rate', ' Berlin ', 'x &amp; y'];

const googleSheet = [
  `<worksheet ${main} xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" xmlns:mc="${office}/markup-compatibility/2006"`,
  ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr>',
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1.0" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
  '<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/><sheetData>',
  `<row r="1">${Array.from('ABCDEF')
    .map((col, at) => `<c r="${col}1" s="1" t="s"><v>${at}</v></c>`)
    .join('')}</row>`,
  '<row r="2"><c r="A2" s="2"><v>45356.0</v></c><c r="B2" s="1"><v>1.3800138E10</v></c><c r="C2" s="1" t="s"><v>6</v></c><c r="D2" s="3"><v>1200.5</v></c>',
  '<c r="E2" s="1" t="b"><v>1</v></c><c r="F2" s="4"><v>0.125</v></c></row>',
  '<row r="3"><c r="A3" s="5"><v>45356.354166666664</v></c><c r="B3" s="1"><v>7.0</v></c>',
  '<c r="C3" s="1" t="str"><f>IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""1aB"",""A1"")"),"Bremen")</f><v>Bremen</v></c>',
  '<c r="D3" s="3"><f>IFERROR(__xludf.DUMMYFUNCTION("""COMPUTED_VALUE"""),45.0)</f><v>45.0</v></c><c r="E3" s="1" t="b"><v>0</v></c><c r="F3" s="1" t="e"><f t="shared" ref="F3:F4" si="1">D3/0</f><v>#DIV/0!</v></c></row>',
  '<row r="4"><c r="A4" s="2"/><c r="B4" s="1"><v>1.0E-4</v></c><c r="C4" s="1" t="s"><v>7</v></c><c r="D4" s="3"><v>-3.0</v></c><c r="F4" s="4"><f t="shared" si="1"/><v>1.0</v></c></row>',
  '<row r="5" ht="15.75" customHeight="1"/><row r="6" ht="15.75" customHeight="1"/>',
  '</sheetData><drawing r:id="rId1"/></worksheet>',
];

const googleStyles = [
  `<styleSheet ${main} xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">`,
  '<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="[$€]#,##0.00"/><numFmt numFmtId="166" formatCode="m/d/yyyy h:mm:ss"/></numFmts>',
  '<fonts count="2"><font><sz val="10.0"/><color rgb="FF000000"/><name val="Arial"/><scheme val="minor"/></font><font><color theme="1"/><name val="Arial"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="lightGray"/></fill></fills><borders count="1"><border/></borders>',
  '<cellStyleXfs count="1"><xf borderId="0" fillId="0" fontId="0" numFmtId="0" applyAlignment="1" applyFont="1"/></cellStyleXfs><cellXfs count="6">',
  ...[0, 0, 164, 165, 10, 166].map(
    (id) =>
      `<xf borderId="0" fillId="0" fontId="1" numFmtId="${id}" xfId="0" applyAlignment="1" applyFont="1" applyNumberFormat="1"/>`,
  ),
  '</cellXfs><cellStyles count="1"><cellStyle xfId="0" name="Normal" builtinId="0"/></cellStyles><dxfs count="0"/></styleSheet>',
];

/** Numbers, dates and functions of Google's own. */
export const googleParts = (): ZipPart[] => [
  types({
    '/xl/sharedStrings.xml': `${sheetType}.sharedStrings`,
    '/xl/styles.xml': `${sheetType}.styles`,
    '/xl/workbook.xml': `${sheetType}.sheet.main`,
    '/xl/worksheets/sheet1.xml': `${sheetType}.worksheet`,
  }),
  part(
    'xl/sharedStrings.xml',
    `<sst ${main} count="9" uniqueCount="${googleStrings.length}">`,
    ...googleStrings.map((text) => `<si><t${text.trim() === text ? '' : ' xml:space="preserve"'}>${text}</t></si>`),
    '</sst>',
  ),
  part('xl/styles.xml', ...googleStyles),
  part('xl/worksheets/sheet1.xml', ...googleSheet),
  part('xl/drawings/drawing1.xml', `<xdr:wsDr xmlns:xdr="${office}/drawingml/2006/spreadsheetDrawing"/>`),
  part(
    'xl/workbook.xml',
    `<workbook ${main}><workbookPr/><sheets><sheet state="visible" name="Sheet1" sheetId="1" r:id="rId4"/></sheets><definedNames/><calcPr/></workbook>`,
  ),
  relations('xl/worksheets/_rels/sheet1.xml.rels', { id: 'rId1', type: 'drawing', target: '../drawings/drawing1.xml' }),
  relations(
    'xl/_rels/workbook.xml.rels',
    { id: 'rId2', type: 'styles', target: 'styles.xml' },
    { id: 'rId3', type: 'sharedStrings', target: 'sharedStrings.xml' },
    { id: 'rId4', type: 'worksheet', target: 'worksheets/sheet1.xml' },
  ),
  relations('_rels/.rels', { id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }),
];
