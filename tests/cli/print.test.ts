import { expect, test } from 'vitest';
import { columns, displayWidth, shown } from '../../apps/print.js';

test('wide characters take two columns, so Chinese and Latin names align', () => {
  expect(displayWidth('客户ab')).toBe(6);
  expect(
    columns(
      [
        ['客户', '1'],
        ['abcd', '10'],
      ],
      [1],
    ),
  ).toBe('客户   1\nabcd  10');
});

test('a foreign name is shown without control, bidi or zero-width characters', () => {
  expect(shown('a\u0007b\u202ec\u200bd\n')).toBe('a\\u0007b\\u202ec\\u200bd\\u000a');
});

test('a long name is cut with an ellipsis', () => {
  expect(shown('x'.repeat(300), 10)).toBe(`${'x'.repeat(9)}…`);
});
