/** Rows known by their text are judged as if they were not. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Kit, dataset, examples, field } from './kit.js';
import type { Setup, Sheet } from './kit.js';
import { learned, nothing, told } from './known-kit.js';
import { def, headers, row, setup } from './messy.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

const code = headers.indexOf('code');
/** As many codes as rows: most stand alone. */
const coded = fc
  .tuple(row, fc.integer({ min: 1, max: 80 }))
  .map(([cells, number]) => cells.map((cell, at) => (at === code ? `C${number}` : cell)));
const sheet: fc.Arbitrary<Sheet> = fc
  .array(coded, { minLength: 1, maxLength: 60, size: 'max' })
  .map((some) => ({ headers, rows: some }));

/** Contents that clear a field are not remembered; most rows of `def` would clear one. */
const keeping = { ...def, fields: def.fields.map((one) => ({ ...one, empty: 'keep' as const })) };

/** The sheet once more, in another order: all of it, or rows left out, told twice, others among them. */
const again = (one: Sheet): fc.Arbitrary<Sheet> => {
  const some = fc.array(fc.constantFrom(...one.rows), { maxLength: 60, size: 'max' });
  const parts = fc.tuple(
    fc.oneof(fc.constant(one.rows), some),
    fc.oneof(fc.constant([]), fc.array(coded, { maxLength: 9 })),
  );
  return parts
    .chain(([old, others]) => fc.shuffledSubarray([...old, ...others], { minLength: old.length + others.length }))
    .map((rows) => ({ ...one, rows }));
};

/** The first delivery is judged in one way, the second in the same or in another. */
const ways = fc
  .tuple(setup, setup, fc.nat(2))
  .map(([one, other, differs]) => [one, differs === 0 ? other : one] as const);

test('a delivery is judged the same, whatever is known of its rows', async () => {
  const seen = { known: 0, issues: 0 };
  const twice = sheet.chain((first) => fc.tuple(fc.constant(first), again(first)));
  const usual = ({ settings }: Setup, clears: boolean): Setup => ({
    ...(settings && { settings }),
    key: ['code'],
    sampleRows: 1,
    dataset: clears ? def : keeping,
  });
  await fc.assert(
    fc.asyncProperty(twice, ways, fc.nat(3), async ([first, second], [then, now], odd) => {
      const clears = odd === 0;
      const how = usual(now, clears);
      const before = await kit.judge([first], { ...usual(then, clears), known: nothing });
      const fast = await kit.judge([second], { ...how, known: learned(before) });
      expect(told(fast)).toEqual(told(await kit.judge([second], how), fast.known));
      seen.known += fast.known.length;
      seen.issues += fast.issues.length;
    }),
    { numRuns: examples(6) },
  );
  expect(Math.min(seen.known, seen.issues)).toBeGreaterThan(0);
}, 240_000);

const list = dataset([field('code', 'identifier'), field('name', 'name'), field('amount', 'money')]);
const rows = [
  ['1', 'Ann', '1200.50'],
  ['2', 'Bob', '7'],
  ['3', ' Cid', '8'],
  ['4', 'Dora', 'much'],
];
const titles = ['code', 'name', 'amount'];
const usual: Setup = { dataset: list, key: ['code'], sampleRows: 1 };

const knownOf = async (setupNow: Setup, now: Sheet = { headers: titles, rows }): Promise<string[]> => {
  const before = await kit.judge([{ headers: titles, rows }], { ...usual, known: nothing });
  const after = await kit.judge([now], { ...usual, ...setupNow, known: learned(before) });
  return after.known.map(({ row: at }) => at);
};

test('what led to no issue is known', async () => {
  expect(await knownOf({})).toEqual(['2', '3', '4']);
});

test('one cell more, less or other makes a row unknown', async () => {
  const changed = [['1', 'Ann', '1200.51'], ['2', 'Bob', null], ['3', 'Cid', '8'], rows[3] ?? []];
  expect(await knownOf({}, { headers: titles, rows: changed })).toEqual([]);
});

test('cells that moved to the next column make a row unknown', async () => {
  const free = dataset([field('code', 'identifier'), field('name', 'text'), field('other', 'text')]);
  const how: Setup = { dataset: free, key: ['code'], sampleRows: 1 };
  const names = ['code', 'name', 'other'];
  const before = await kit.judge([{ headers: names, rows: [['1', 'x', null]] }], { ...how, known: nothing });
  const moved = await kit.judge([{ headers: names, rows: [['1', null, 'x']] }], { ...how, known: learned(before) });
  expect(before.fresh).toHaveLength(1);
  expect(moved.known).toEqual([]);
});

test.each<[string, Setup]>([
  ['another key', { key: ['name'] }],
  ['columns that feed other fields', { feeds: ['code', null, 'amount'] }],
  ['another unit', { units: ['1', '1', '10000'] }],
  ['another order of marks', { settings: { decimal: ',' } }],
  [
    'a field that must be there',
    { dataset: { ...list, fields: list.fields.map((one) => ({ ...one, required: true })) } },
  ],
  [
    'a rule more',
    {
      dataset: {
        ...list,
        rules: [
          {
            name: 'r',
            code: 'end-before-start',
            params: {},
            fields: ['name'],
            holds: () => true,
            holdsSql: () => 'TRUE',
          },
        ],
      },
    },
  ],
  ['the newest by a field', { newestBy: 'amount' }],
  ['a time of its own', { effectiveBy: 'amount' }],
])('nothing is known under %s', async (_, setupNow) => {
  expect(await knownOf(setupNow)).toEqual([]);
});

test('rows that a reader or the spreadsheet says something of are judged', async () => {
  const marked: Sheet = {
    headers: titles,
    rows,
    flags: [
      [2, 2, 'percent'],
      [3, null, 'ragged-short'],
    ],
  };
  expect(await knownOf({}, marked)).toEqual(['4']);
});

test('where totals are to be compared all numbers are read', async () => {
  const summed: Sheet = { headers: titles, rows, skipped: [[6, 'total', ['合计', null, '1215.5']]] };
  expect(await knownOf({}, summed)).toEqual([]);
});

test.each([
  ['days before months', ['25/3/2024', '4/3/2024', '5/3/2024']],
  ['months before days', ['3/25/2024', '3/4/2024', '3/5/2024']],
  ['numbers of days', ['45376', '45377', '45378']],
  ['years before all', ['2024/3/25', '2024/3/4', '2024-03-05']],
])('rows that are known tell how the dates of their column are written: %s', async (_, days) => {
  const whole = { dataset: dataset([field('code', 'identifier'), field('day', 'date')]), key: ['code'], sampleRows: 1 };
  const one: Sheet = { headers: ['code', 'day'], rows: days.map((day, at) => [`${at}`, day]) };
  const two: Sheet = { ...one, rows: [...one.rows.slice(0, 2), ['2', days[1] ?? '']] };
  const before = await kit.judge([one], { ...whole, known: nothing });
  const after = await kit.judge([two], { ...whole, known: learned(before) });
  expect(told(after)).toEqual(told(await kit.judge([two], whole), after.known));
  expect(after.issues).toEqual([]);
  expect(after.known).toHaveLength(2);
});

test('what only the law asks of tells contexts apart: an order of dates, a spelling, another program', async () => {
  const spellings = (open: string[]) => ({ values: { open, closed: ['closed'] } });
  const dated = (open: string[]) =>
    dataset([field('code', 'identifier'), field('day', 'date'), field('state', 'enum', spellings(open))]);
  const one: Sheet = { headers: ['code', 'day', 'state'], rows: [['1', '5/3/2024', '打开']] };
  const how = (dateOrder: 'DMY' | 'MDY', open = ['open', '打开'], program = '1'): Setup => ({
    dataset: dated(open),
    key: ['code'],
    sampleRows: 1,
    settings: { dateOrder },
    program,
  });
  const before = await kit.judge([one], { ...how('DMY'), known: nothing });
  expect(before.fresh).toHaveLength(1);
  const found = async (setupNow: Setup) =>
    (await kit.judge([one], { ...setupNow, known: learned(before) })).known.length;
  expect(await found(how('DMY'))).toBe(1);
  expect(await found(how('MDY'))).toBe(0);
  expect(await found(how('DMY', ['open', '打开', '开']))).toBe(0);
  expect(await found(how('DMY', ['open', '打开'], '2'))).toBe(0);
});

test('a repeat and a contradiction of a known row are found', async () => {
  const both = [rows[0] ?? [], rows[0] ?? [], rows[1] ?? [], ['2', 'Bobby', '7']];
  const before = await kit.judge([{ headers: titles, rows }], { ...usual, known: nothing });
  const after = await kit.judge([{ headers: titles, rows: both }], { ...usual, known: learned(before) });
  expect(after.known.map(({ row: at }) => at)).toEqual(['2', '3', '4']);
  expect(after.skipped).toMatchObject([{ row: '3', reason: 'duplicate' }]);
  expect(after.rejected.map(({ cells }) => cells)).toEqual([rows[1], ['2', 'Bobby', '7']]);
});

test('each table of a delivery is known for itself', async () => {
  const other: Sheet = {
    headers: ['amount', 'code', 'name'],
    rows: [
      ['3', '31', 'Eva'],
      ['4', '32', 'Fay'],
    ],
  };
  const before = await kit.judge([{ headers: titles, rows }, other], { ...usual, known: nothing });
  const after = await kit.judge([{ headers: titles, rows }, other], { ...usual, known: learned(before) });
  expect(after.known).toEqual([
    ...['2', '3', '4'].map((at) => ({ part: 0, row: at })),
    ...['2', '3'].map((at) => ({ part: 1, row: at })),
  ]);
  expect(told(after)).toEqual(told(await kit.judge([{ headers: titles, rows }, other], usual), after.known));
});
