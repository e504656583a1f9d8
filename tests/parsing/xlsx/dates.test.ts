import { describe, expect, test } from 'vitest';
import { stylesOf } from '../../../bench/xlsx-book.js';
import { classOfCode } from '../../../core/parsing/xlsx/styles/number-format.js';
import { rowsOf } from './reading.js';

async function told(code: string, stored: string, date1904 = false, type = ''): Promise<unknown[]> {
  const [row] = await rowsOf({
    sheets: [`<row r="1"><c r="A1" s="1"${type}><v>${stored}</v></c></row>`],
    styles: stylesOf(code),
    date1904,
  });
  return [row!.cells[0], row!.kinds, ...(row!.notes ?? [])];
}

describe('serials by number format', () => {
  test.each([
    ['yyyy-mm-dd', '45356', '2024-03-05', 'd'],
    ['yyyy"年"m"月"d"日"', '45356', '2024-03-05', 'd'],
    ['yyyy-mm-dd hh:mm', '45356.354166666664', '2024-03-05 08:30:00', 'dt'],
    ['yyyy-mm-dd hh:mm', '45356', '2024-03-05 00:00:00', 'dt'],
    ['yyyy-mm-dd', '45356.5', '2024-03-05 12:00:00', 'dt'],
    ['h:mm', '0.35416666666666669', '08:30:00', 'h'],
    ['[h]:mm:ss', '1.5', '36:00:00', 'h'],
    ['mm:ss.0', '1.1574074074074073E-5', '00:00:01', 'h'],
    ['yyyy-mm-dd', '1', '1900-01-01', 'd'],
    ['yyyy-mm-dd', '59', '1900-02-28', 'd'],
    ['yyyy-mm-dd', '61', '1900-03-01', 'd'],
    ['yyyy-mm-dd', '2958465', '9999-12-31', 'd'],
    ['yyyy-mm-dd', '45356.999999999996', '2024-03-06', 'd'],
  ])('%s %s is %s', async (code, stored, text, kind) => {
    expect(await told(code, stored)).toEqual([text, kind]);
  });

  test('1904 starts at its own day and has no false leap day', async () => {
    expect(await told('yyyy-mm-dd', '0', true)).toEqual(['1904-01-01', 'd']);
    expect(await told('yyyy-mm-dd', '43894', true)).toEqual(['2024-03-05', 'd']);
  });

  test('what Excel for Mac adds in an extension says nothing of 1904', async () => {
    const [row] = await rowsOf({
      sheets: ['<row r="1"><c r="A1" s="1"><v>43894</v></c></row>'],
      styles: stylesOf('yyyy-mm-dd'),
      date1904: true,
      extensions:
        '<ext uri="{79F54976-1DA5-4618-B147-4CDE4B953A38}"><x14:workbookPr xmlns:x14="urn:x" defaultImageDpi="32767"/></ext>',
    });
    expect(row!.cells[0]).toBe('2024-03-05');
  });

  test.each(['60', '0', '-1', '2958466'])('%s is no date and is flagged, never shifted', async (stored) => {
    expect(await told('yyyy-mm-dd', stored)).toEqual([stored, 'n', '0:invalid-date']);
  });

  test('cells of type d store ISO text', async () => {
    expect(await told('General', '2024-03-05', false, ' t="d"')).toEqual(['2024-03-05', 'd']);
    expect(await told('General', '2024-03-05T08:30:00Z', false, ' t="d"')).toEqual(['2024-03-05 08:30:00', 'dt']);
    expect(await told('General', '2024-02-30', false, ' t="d"')).toEqual(['2024-02-30', 't', '0:invalid-date']);
  });
});

describe('what a format code says', () => {
  test.each([
    ['General', 'plain'],
    ['0.00E+00', 'plain'],
    ['#,##0_ ;[Red]-#,##0 ', 'plain'],
    ['0"天"', 'plain'],
    ['0" days"', 'plain'],
    ['@', 'plain'],
    ['[红色]0.00', 'plain'],
    ['[$-804]yyyy"年"m"月";@', 'date'],
    ['[$-F800]dddd, mmmm dd, yyyy', 'date'],
    ['m/d', 'date'],
    ['mmm', 'date'],
    ['[$-404]e/m/d', 'date'],
    ['h:mm AM/PM', 'time'],
    ['上午/下午h"时"mm"分"', 'time'],
    ['mm:ss', 'time'],
    ['d/m/yy h:mm', 'datetime'],
    ['[mm]:ss', 'duration'],
    ['0%', 'percent'],
    ['_-¥* #,##0.00_-', 'currency'],
    ['#,##0.00"元"', 'currency'],
    ['[$USD] #,##0', 'currency'],
    ['0年', 'plain'],
    ['0个月', 'plain'],
    ['0d', 'plain'],
    ['G/標準', 'plain'],
    ['Standard', 'plain'],
    ['[$-804]aaaa', 'date'],
    ['[=0]"-";yyyy-mm-dd', 'date'],
    ['[=0]"-";0.0', 'plain'],
    ['[h]:mm:ss.000', 'duration'],
    ['mm:ss.0', 'time'],
    ['yyyy-MM-dd 00:00', 'date'],
    ['0!.0,"万"', 'plain'],
    ['yyyy!/m!/d', 'date'],
  ])('%s: %s', (code, numberClass) => {
    expect(classOfCode(code)).toBe(numberClass);
  });
});
