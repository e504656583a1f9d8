import { expect, test } from 'vitest';
import { stylesOf } from '../../../bench/xlsx-book.js';
import { partsOf } from '../../../bench/xlsx-book.js';
import { zipOf } from '../../../bench/xlsx-zip.js';
import { compileFormat } from '../../../core/parsing/xlsx/shown/format.js';
import { parseFile } from '../../../core/parsing/parse.js';
import { openRead } from '../../../core/parsing/read.js';
import { limits, withFile } from './reading.js';

test.each([
  ['General', 1234567890.5, '1234567891'],
  ['General', 123456789012, '1.23457E+11'],
  ['General', 0.1234567891, '0.123456789'],
  ['General', 0.00001, '0.00001'],
  ['General', 0.00001234567, '1.23457E-05'],
  ['General', -1.5, '-1.5'],
  ['General', 4.09471e231, '4.0947E+231'],
  ['General" kg"', 3, '3 kg'],
  ['0', 0.5, '1'],
  ['0.00', 1.005, '1.01'],
  ['0.0%', 0, '0.0%'],
  ['0.0%', 0.1234, '12.3%'],
  ['#,##0', 1234567, '1,234,567'],
  ['#,##0.00', -1234.5, '-1,234.50'],
  ['0,', 1234567, '1235'],
  ['0.0,,"M"', 12345678, '12.3M'],
  [',#', 1234567, ',1234567'],
  ['#', 0, ''],
  ['#.##', 0.5, '.5'],
  ['000-00-0000', 123456789, '123-45-6789'],
  ['(000) 000-0000', 5551234567, '(555) 123-4567'],
  ['$#,##0_);($#,##0)', -1234, '($1,234)'],
  ['_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', 0, ' -   '],
  ['0;-0;"zero";"text: "@', 0, 'zero'],
  ['0.00E+00', 12345, '1.23E+04'],
  ['##0.0E+0', 12345, '12.3E+3'],
  ['# ?/?', 1.25, '1 1/4'],
  ['# ??/??', 0.3333333333, '  1/3 '],
  ['0 ?/?', 0.5, '0 1/2'],
  ['000 ?/?', 2, '002    '],
  ['# ?/?', 0.5, ' 1/2'],
  ['# ?/8', 2.5, '2 4/8'],
  ['[<10]#" few";[>=10]#" many"', 12, '12 many'],
  ['[<10]#" Wow"', 11, '11'],
  ['[Red]0', 5, '5'],
  ['yyyy-mm-dd', 45356, '2024-03-05'],
  ['yyyy"年"m"月"d"日"', 45356, '2024年3月5日'],
  ['[$-804]dddd', 45356, '星期二'],
  ['ddd, mmm d', 45356, 'Tue, Mar 5'],
  ['m/d/yy h:mm', 45356.354166666664, '3/5/24 8:30'],
  ['h:mm AM/PM', 0.75, '6:00 PM'],
  ['h:mm am/pm', 0.75, '6:00 PM'],
  ['h:mm a/p', 0.75, '6:00 p'],
  ['#.##0,00', 1234.5, '1234.5000'],
  ['[>100]0;[<50]0.0', 75, '#'.repeat(255)],
  ['[$-404]aaa', 45356, '週二'],
  ['[$-804]aaa', 45356, '周二'],
  ['[$-407]d. mmm', 45356, '5. Mrz'],
  ['[$-419]mmmm yyyy', 45356, 'Март 2024'],
  ['[$-FC19]d mmmm yyyy', 45356, '5 марта 2024'],
  ['[$-41D]mmm', 45444, 'jun'],
  ['[$-41A]mmmm', 45356, 'ožujak'],
  ['mm:ss.0', 0.0000115741, '00:01.0'],
  ['[h]:mm:ss', 1.5, '36:00:00'],
  ['h:mm', 0.3541659722222222, '8:30'],
  ['h:mm', 0.35416, '8:29'],
  ['yyyy-mm-dd', 45356.9999999, '2024-03-05'],
  ['yyyy-mm-dd', 60, '1900-02-29'],
  ['yyyy-mm-dd', -1, '#'.repeat(255)],
  ['[$-407]dddd, d. mmmm yyyy', 45356, 'Dienstag, 5. März 2024'],
  ['[$-40C]mmm', 45292, 'janv'],
  ['[$-409]mmm', 45540, 'Sep'],
  ['[$-411]ggge"年"m"月"d"日"', 45356, '令和6年3月5日'],
  ['[$-411]ge.m.d', 32000, 'S62.8.11'],
  ['s:m" @ hour "[hh]', 3.14159, '53:23 @ hour 75'],
  ['"It was "[h]" [yes, "h"] hours and "mm:ss', 3.14159, 'It was 75 [yes, 75] hours and 23:53'],
  ['[<-10]#" Wow"', -11, '-11 Wow'],
  ['[<-10]#" Wow";#" more"', -11, '11 Wow'],
  ['?,?????????', 1234567, '    1,234,567'],
  ['"hi"', 3, 'hi'],
  ['[DBNum1][$-804]General', 12323, '一万二千三百二十三'],
  ['[DBNum2][$-804]General', 10050, '壹万零伍拾'],
  ['[DBNum1][$-804]yyyy"年"m"月"d"日"', 45279, '二〇二三年十二月十九日'],
  ['[DBNum2][$-804]m"月"d"日"', 45279, '壹拾贰月壹拾玖日'],
  ['[DBNum1][$-804]General', 12, '一十二'],
  ['G/표준', 12.5, '12.5'],
  ['0!.0,"万"', 12345, '1.2万'],
  ['#!.0,"万元"', 123456, '12.3万元'],
  ['0!.00,,"亿"', 1234567890, '12.35亿'],
  ['0!', 5, '5!'],
  ['0!;-0!', -5, '-5!'],
  ['0!.0,"万";-0!.0,"万"', -12345, '-1.2万'],
  ['@', 12, '12'],
  ['上午/下午h"时"mm"分"', 0.75, '下午6时00分'],
  ['[$-804]AM/PM h:mm', 0.25, '上午 6:00'],
  ['[$-411]h:mm AM/PM', 0.75, '6:00 午後'],
  ['[$-412]AM/PM h:mm', 0.75, '오후 6:00'],
  ['[$-409]h:mm AM/PM', 0.75, '6:00 PM'],
  ['[$-804]h:mm a/p', 0.75, '6:00 p'],
  ['[DBNum2][$-804]General"元整"', 12005, '壹万贰仟零伍元整'],
  ['[DBNum1]0"号"', 12, '一二号'],
  ['[$-D000000]0.0', 12.5, '๑๒.๕'],
  ['[$-2000401]#,##0', 1234, '١,٢٣٤'],
  ['[$-107041E]d/m/yyyy', 45356, '5/3/2567'],
  ['[$-D07041E]d/m/yy', 45356, '๕/๓/๖๗'],
])('%s shows %s as "%s"', (code, value, text) => {
  expect(compileFormat(code, false).number(value)).toBe(text);
});

test('the 1904 system shows what lies before it with a minus, and counts elapsed time from zero', () => {
  const shown = (code: string, value: number): string => compileFormat(code, true).number(value);
  expect(shown('yyyy-mm-dd', 0)).toBe('1904-01-01');
  expect(shown('yyyy-mm-dd', -1)).toBe('-1904-01-02');
  expect(shown('[h]:mm', 1.25)).toBe('30:00');
  expect(shown('[h]:m:s.000', -3.14159)).toBe('-75:23:53.376');
});

test('texts go through their own section', () => {
  expect(compileFormat('"hi"', false).text('jello')).toBe('hi');
  expect(compileFormat('0.00', false).text('jello')).toBe('jello');
  expect(compileFormat('0;-0;0;"to "@', false).text('you')).toBe('to you');
  expect(compileFormat('-@-', false).text('x')).toBe('-x-');
  expect(compileFormat('0.00', false).text('x')).toBe('x');
});

async function shown(sheet: string): Promise<(string | null)[][]> {
  const bytes = zipOf(partsOf({ sheets: [sheet], styles: stylesOf('0.0') }));
  const rows: (string | null)[][] = [];
  await withFile(bytes, async (path) => {
    const read = await openRead({ path, hints: {}, limits, form: 'ndjson', as: 'shown', parse: parseFile });
    if (!read.ok) throw new Error(read.code);
    let text = '';
    for await (const piece of read.pieces()) text += piece.toString();
    read.close();
    for (const line of text.trimEnd().split('\n').slice(1)) rows.push((JSON.parse(line) as { cells: [] }).cells);
  });
  return rows;
}

const cells = '<row r="2"><c r="B2"><v>1</v></c></row><row r="4"><c r="C4" s="1"><v>2</v></c></row>';

test('rows start where the sheet says that its cells start', async () => {
  expect(await shown(`<dimension ref="B2:C4"/><sheetData>${cells}</sheetData>`)).toEqual([
    ['1', null],
    [null, null],
    [null, '2.0'],
  ]);
});

test('a sheet that lies about its start loses nothing', async () => {
  const all = [
    [null, null, null],
    [null, '1', null],
    [null, null, null],
    [null, null, '2.0'],
  ];
  expect(await shown(`<dimension ref="C4"/><sheetData>${cells}</sheetData>`)).toEqual(all);
  expect(await shown(`<sheetData>${cells}</sheetData>`)).toEqual(all);
});

test('an empty sheet is shown as nothing, not refused', async () => {
  expect(await shown('<sheetData/>')).toEqual([]);
});
