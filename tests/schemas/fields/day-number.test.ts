import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber1904 } from '../../../schemas/fields/day-number.js';
import { fieldType } from '../../../schemas/fields/registry.js';
import type { CellVerdict } from '../../../schemas/verdicts.js';
import { contextOf } from './engine.js';

const judge = (type: 'date' | 'datetime', cell: string, epoch1904: boolean): CellVerdict => {
  const context = contextOf(type, { serials: true, ...(epoch1904 && { epoch1904: true }) });
  return fieldType(type).judge(cell, null, context);
};

const says = (verdict: CellVerdict): unknown =>
  verdict.ok ? verdict.text : verdict.problems.map(({ code, params }) => ({ code, params }));

const cell = fc.oneof(
  fc.integer({ min: 0, max: 120_000 }).map(String),
  fc.double({ min: 0, max: 120_000, noNaN: true }).map(String),
  fc
    .tuple(fc.integer({ min: 9000, max: 100_500 }), fc.integer({ min: 0, max: 86_400 }))
    .map(([d, s]) => String(d + s / 86_400)),
  fc.constantFrom(
    ' 43894 ',
    '４３８９４',
    '43894 08:30',
    '="43894"',
    '2024-03-05',
    '3/4/2024',
    '2024',
    '',
    '-',
    'soon',
  ),
);

describe('a day number of the 1904 system written as a date', () => {
  test.each([
    ['43894', '2024-03-05'],
    ['43894.75', '2024-03-05 18:00:00'],
    ['43894.0000001', '2024-03-05'],
    ['10000', '1931-05-19'],
    ['４３８９４', '2024-03-05'],
  ])('%s is %s', (text, date) => expect(dayNumber1904(text)).toBe(date));

  test.each(['2024-03-05', '2024', '438', '1000000', '3/4/2024', 'soon', ''])('%j stays what it is', (text) =>
    expect(dayNumber1904(text)).toBeNull(),
  );

  test('says in the 1900 system what the cell said in its own', () => {
    fc.assert(
      fc.property(cell, fc.constantFrom('date' as const, 'datetime' as const), (text, type) => {
        const written = dayNumber1904(text);
        expect(says(judge(type, written ?? text, false))).toEqual(says(judge(type, text, true)));
      }),
      { numRuns: 2000 },
    );
  });
});
