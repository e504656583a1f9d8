/** How a whole column is written is proved by rows that are known, too. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Kit, dataset, examples, field } from './kit.js';
import type { Setup, Sheet } from './kit.js';
import { learned, nothing, told } from './known-kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

const two = (n: number): string => String(n).padStart(2, '0');
/** Ways to write the dates, amounts and phones of a whole column. */
const dayStyles: ((day: number, month: number) => string)[] = [
  (day, month) => `${day}/${month}/2024`,
  (day, month) => `${month}/${day}/2024`,
  (day, month) => `${two(day)}.${two(month)}.24`,
  (day, month) => `2024-${two(month)}-${two(day)}`,
  (day, month) => `2024年${month}月${day}日`,
  (day, month) => `${45_291 + 31 * month + day}`,
];
const amountStyles: ((whole: number, cents: number) => string)[] = [
  (whole, cents) => `${whole},${two(cents)}`,
  (whole, cents) => `${whole}.${two(cents)}`,
  (whole) => `${Math.ceil(whole / 1000)}.${String(whole % 1000).padStart(3, '0')}`,
  (whole) => `${Math.ceil(whole / 1000)},${String(whole % 1000).padStart(3, '0')}`,
  (whole, cents) => `${whole} 000,${cents % 10}`,
];
const phoneStyles = [
  (n: number) => `138${String(n).padStart(8, '0')}`,
  (n: number) => `+44 20 7946 ${String(n).padStart(4, '0')}`,
];
const styled = fc
  .record({
    day: fc.constantFrom(...dayStyles),
    amount: fc.constantFrom(...amountStyles),
    phone: fc.constantFrom(...phoneStyles),
    cells: fc.array(
      fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9999 })),
      {
        minLength: 2,
        maxLength: 30,
      },
    ),
    changed: fc.nat(3),
  })
  .map(({ day, amount, phone, cells, changed }) => {
    const all = cells.map(([d, m, n], at) => [`${at}`, day(d, m), amount(n, d), phone(n)]);
    const sheetOf = (some: string[][]): Sheet => ({ headers: ['code', 'day', 'amount', 'phone'], rows: some });
    return [
      sheetOf(all),
      sheetOf(all.map((one, at) => (at < changed ? [`new ${at}`, ...one.slice(1)] : one))),
    ] as const;
  });

test('whole columns are read the same, whatever is known of their rows', async () => {
  const way: Setup = {
    dataset: dataset([
      field('code', 'identifier'),
      field('day', 'date'),
      field('amount', 'money'),
      field('phone', 'phone'),
    ]),
    key: ['code'],
    sampleRows: 1,
    settings: { regionIsDefault: true, region: 'US' },
  };
  let known = 0;
  await fc.assert(
    fc.asyncProperty(styled, async ([first, second]) => {
      const before = await kit.judge([first], { ...way, known: nothing });
      const fast = await kit.judge([second], { ...way, known: learned(before) });
      known += fast.known.length;
      expect(told(fast)).toEqual(told(await kit.judge([second], way), fast.known));
    }),
    { numRuns: examples(24), endOnFailure: true },
  );
  expect(known).toBeGreaterThan(0);
}, 240_000);
