/** Where a problem is said to be. */
import { expect, test } from 'vitest';
import { placeText } from '../../core/intake/receipts/issues-sheet.js';

const place = { sheet: '上海', row: 3, column: 'C', value: '138', params: {} };

test.each([
  [place, '上海!C3 “138”'],
  [{ ...place, column: 'B5' }, '上海!B5 “138”'],
  [{ ...place, sheet: null, column: '2' }, 'row 3, column 2 “138”'],
  [{ ...place, sheet: null, column: '5:2' }, 'row 5, column 2 “138”'],
  [{ ...place, row: null, column: null, value: null }, '上海'],
  [{ ...place, returned: true }, 'To fix!C3 (sent as 上海) “138”'],
  [{ ...place, sheet: null, returned: true, value: null }, 'To fix!C3'],
])('%j', (said, text) => {
  expect(placeText(said, 'en')).toBe(text);
});
