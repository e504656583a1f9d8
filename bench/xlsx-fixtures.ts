/** Makes the workbooks of fixtures/xlsx: `node dist/bench/xlsx-fixtures.js FOLDER`. All content is made up. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { partsOf, stylesOf } from './xlsx-book.js';
import type { HandMade } from './xlsx-book.js';
import { googleParts, wpsParts } from './xlsx-traits.js';
import { zipOf } from './xlsx-zip.js';

async function customers(): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('客户');
  sheet.addRow(['编号', '姓名', '签约日期', '最后联系', '金额', '折扣', 'VIP', '备注']);
  sheet.addRow([
    '007',
    '王小明',
    new Date(Date.UTC(2024, 2, 5)),
    new Date(Date.UTC(2024, 2, 5, 8, 30)),
    12000.5,
    0.15,
    true,
    'a & b < c',
  ]);
  sheet.addRow([
    '008',
    '李雷',
    new Date(Date.UTC(1999, 11, 31)),
    null,
    -3.2,
    0,
    false,
    { richText: [{ text: '重' }, { text: '要' }] },
  ]);
  sheet.addRow([
    '009',
    '韩梅梅',
    null,
    null,
    { formula: 'E2*2', result: 24001 },
    { formula: 'F2' },
    null,
    { error: '#N/A' },
  ]);
  sheet.getColumn(3).numFmt = 'yyyy"年"m"月"d"日"';
  sheet.getColumn(4).numFmt = 'yyyy-mm-dd hh:mm';
  sheet.getColumn(5).numFmt = '"￥"#,##0.00';
  sheet.getColumn(6).numFmt = '0%';
  sheet.getRow(3).hidden = true;
  sheet.getRow(4).font = { strike: true };
  book.addWorksheet('选项', { state: 'veryHidden' }).addRow(['是', '否']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function merged(): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('名单');
  sheet.addRow(['客户名单']);
  sheet.mergeCells('A1:D1');
  sheet.addRow(['地区', '联系方式', null, '合计']);
  sheet.addRow([null, '手机', '邮箱', null]);
  sheet.mergeCells('B2:C2');
  sheet.addRow(['上海', '13800138000', 'a@example.com', 1]);
  sheet.addRow([null, '13900139000', 'b@example.com', 2]);
  sheet.mergeCells('A4:A5');
  sheet.getColumn(3).hidden = true;
  return Buffer.from(await book.xlsx.writeBuffer());
}

const odd: Record<string, HandMade> = {
  'strict-prefixed': {
    strict: true,
    prefix: 'x:',
    strings: '<x:si><x:t>姓名</x:t></x:si><x:si><x:r><x:t>王</x:t></x:r><x:r><x:t>芳</x:t></x:r></x:si>',
    sheets: [
      '<x:row><x:c t="s"><x:v>0</x:v></x:c></x:row><x:row><x:c t="s"><x:v>1</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row>',
    ],
  },
  'dates-1904': {
    date1904: true,
    styles: stylesOf('yyyy-mm-dd', 'yyyy-mm-dd hh:mm', '[h]:mm'),
    sheets: [
      '<row><c s="1"><v>43894</v></c><c s="2"><v>43894.75</v></c><c s="3"><v>1.25</v></c><c s="1"><v>-1</v></c></row>',
    ],
  },
  'long-digits': {
    sheets: [
      '<row><c><v>110101199003071234</v></c><c><v>1.10101199003071E+17</v></c><c><v>0.10000000000000001</v></c><c t="str"><v>6222021234567890123</v></c></row>',
    ],
  },
  'broken-references': {
    strings: '<si><t>有</t></si>',
    sheets: [
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>5</v></c><c r="XFE1"><v>1</v></c></row><row r="99999999"><c><v>1</v></c></row>',
    ],
    extra: [{ name: 'xl/vbaProject.bin', data: 'made up' }],
  },
  doctype: {
    sheets: ['<row><c><v>1</v></c></row>'],
    extra: [{ name: 'docProps/app.xml', data: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }],
  },
};

async function write(folder: string): Promise<void> {
  writeFileSync(join(folder, 'customers-exceljs.xlsx'), await customers());
  writeFileSync(join(folder, 'merged-exceljs.xlsx'), await merged());
  for (const [name, book] of Object.entries(odd)) writeFileSync(join(folder, `${name}.xlsx`), zipOf(partsOf(book)));
  writeFileSync(join(folder, 'traits-wps.xlsx'), zipOf(wpsParts()));
  writeFileSync(join(folder, 'traits-google.xlsx'), zipOf(googleParts()));
  const wide = partsOf(odd['long-digits']!).map((part) => ({ ...part, descriptor: true }));
  writeFileSync(join(folder, 'zip64-descriptors.xlsx'), zipOf(wide.toReversed(), { zip64: true }));
}

const [folder] = process.argv.slice(2);
if (folder && process.argv[1]?.endsWith('xlsx-fixtures.js')) await write(folder);
