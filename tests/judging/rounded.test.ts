/** Numbers that a spreadsheet rounded before they were saved as text. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Kit } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

/** 18 digits each: 15 that look like chance, then `tail`. */
const ids = (count: number, tail: (at: number) => string): string[] =>
  Array.from(
    { length: count },
    (_, at) => `${(862_061_333_860_831n + BigInt(at) * 7_919_777_123n).toString()}${tail(at)}`,
  );
const sheetOf = (codes: readonly string[]) => [
  { headers: ['code', 'name'], rows: codes.map((code, at) => [code, `n${at}`]) },
];
const doubted = ({ issues }: Awaited<ReturnType<Kit['judge']>>) =>
  issues.filter(({ code }) => code === 'precision-lost-text').map(({ row, level, field }) => [row, level, field]);

test('each is told, and its row goes in', async () => {
  const told = await kit.judge(sheetOf([...ids(9, () => '000'), '7']));
  expect(doubted(told)).toHaveLength(9);
  expect(doubted(told)[0]).toEqual(['2', 'warning', 'code']);
  expect(told.result.counts).toMatchObject({ rows: 10, accepted: 10 });
});

test('rounded ones behind the rows of the sample are told, too', async () => {
  const told = await kit.judge(sheetOf(ids(30, () => '000')), { sampleRows: 10 });
  expect(doubted(told)).toHaveLength(30);
});

test.each([
  ['whole numbers', ids(30, (at) => String(100 + at))],
  ['a few that end in zeros by chance', ids(30, (at) => (at % 10 === 0 ? '000' : String(100 + at)))],
  ['too few to tell', ids(4, () => '000')],
  ['ids that end in zeros by design', Array.from({ length: 30 }, (_, at) => `20240305${100 + at}0000000`)],
  ['15 digits', ids(30, () => '').map((id) => id.slice(0, 15))],
])('nothing is told of %s', async (_, codes) => {
  expect(doubted(await kit.judge(sheetOf(codes)))).toEqual([]);
});
