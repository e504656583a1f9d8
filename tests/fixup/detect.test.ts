import { expect, test } from 'vitest';
import { detectReturn } from '../../core/judging/fixup/detect.js';
import { columnsSheetHeaders, columnTokenHeader, rowTokenHeader, tagSheetName } from '../../schemas/receipt.js';
import { columns } from '../mapping/sample.js';

const delivery = `d${'0'.repeat(24)}`;
const table = (number: number, sheet: string | null, headers: string[]) => ({
  table: number,
  sheet,
  columns: columns(headers),
});
const tag = table(9, tagSheetName(delivery), ['a', 'b']);

test('an ordinary file is no return', () => {
  expect(detectReturn([table(0, '摘要', ['姓名']), table(1, null, ['Name'])])).toBeNull();
});

test('a receipt comes back as it left', () => {
  const tables = [
    table(0, '摘要', ['a']),
    table(1, '退回', ['姓名', rowTokenHeader]),
    table(2, '列对应确认', ['列', columnTokenHeader]),
    tag,
  ];
  expect(detectReturn(tables)).toEqual({
    tagged: delivery,
    rows: [{ table: 1, tokenPosition: 1 }],
    columns: [{ table: 2 }],
    others: [0, 9],
  });
});

test('answers are told by their headers, too, also where nothing tells whom they answer', () => {
  const answers = table(3, 'Sheet1', [...columnsSheetHeaders.en]);
  expect(detectReturn([answers, tag])).toMatchObject({ tagged: delivery, rows: [], columns: [{ table: 3 }] });
  expect(detectReturn([answers])).toMatchObject({ tagged: null, rows: [], columns: [{ table: 3 }] });
});

test('without its token column the hidden sheet still tells; saved as CSV the column alone does', () => {
  expect(detectReturn([table(0, 'To fix', ['姓名']), tag])).toMatchObject({
    tagged: delivery,
    rows: [{ table: 0, tokenPosition: null }],
  });
  expect(detectReturn([table(0, null, ['姓名', ' _Sheetkeep_Row '])])).toMatchObject({
    tagged: null,
    rows: [{ table: 0, tokenPosition: 1 }],
  });
});
