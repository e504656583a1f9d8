import { expect, test } from 'vitest';
import { skippedText } from '../../core/intake/receipts/reading-text.js';

const skipped = (count: number) => ['total', 'duplicate', 'group', 'left-out'].map((reason) => ({ reason, count }));

test('one row is told as one', () => {
  expect(skippedText(skipped(1), 'en')).toBe(
    '1 total, 1 repeat of a row of this file, 1 row that names a group, 1 row left out by a person’s decision',
  );
  expect(skippedText(skipped(2_000), 'en')).toBe(
    '2,000 totals, 2,000 repeats of a row of this file, 2,000 rows that name a group, 2,000 rows left out by a person’s decision',
  );
  expect(skippedText([...skipped(1).slice(0, 2), { reason: 'note', count: 0 }], 'zh')).toBe(
    '1 合计行、1 文件内重复的行',
  );
});
