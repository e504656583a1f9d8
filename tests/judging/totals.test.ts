import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { multiplyDecimal } from '../../schemas/fields/decimal-text.js';
import { Kit, dataset, field } from './kit.js';
import type { Judged, Sheet } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

const orders = dataset([
  field('code', 'identifier'),
  field('city', 'text'),
  field('amount', 'money'),
  field('pieces', 'integer'),
]);
const headers = ['code', 'city', 'amount', 'pieces'];

const toldOf = ({ issues }: Judged) =>
  issues
    .filter(({ code }) => String(code).startsWith('total-'))
    .map(({ row, col, field: name, code, level, params }) => ({
      at: `${row}/${col}`,
      field: name,
      code,
      level,
      params: JSON.parse(String(params)) as Record<string, unknown>,
    }));

const judge = (sheet: Omit<Sheet, 'headers'>, setup: Parameters<Kit['judge']>[1] = {}) =>
  kit.judge([{ headers, ...sheet }], { dataset: orders, ...setup });

describe('a row of totals', () => {
  const rows = [
    ['1', 'x', '￥1,000.10', '2'],
    ['2', 'y', '0.1万', '3'],
    ['3', 'z', '(5)', '1'],
  ];

  it('agrees with the exact sum of the rows above it', async () => {
    const judged = await judge({ rows, skipped: [[5, 'total', ['合计', null, '￥1,995.10', '6']]] });
    expect(toldOf(judged)).toEqual([
      { at: '5/3', field: 'amount', code: 'total-agrees', level: 'info', params: { totals: 1 } },
      { at: '5/4', field: 'pieces', code: 'total-agrees', level: 'info', params: { totals: 1 } },
    ]);
    expect(judged.result.counts).toMatchObject({ accepted: 3, rejected: 0, skipped: 1 });
  });

  it('that differs names the difference and the rows that are not in the sum, and rejects nothing', async () => {
    const more = [...rows, ['4', 'w', '面议', '4'], ['1', 'x', '￥1,000.10', '2']];
    const judged = await judge({ rows: more, skipped: [[7, 'total', ['Total:', null, '5,995.1', '12']]] });
    const params = { total: '5995.1', sum: '1995.1', difference: '4000', rejected: 1, repeats: 1 };
    expect(toldOf(judged)).toEqual([
      { at: '7/3', field: 'amount', code: 'total-differs', level: 'warning', params },
      {
        at: '7/4',
        field: 'pieces',
        code: 'total-differs',
        level: 'warning',
        params: { ...params, total: '12', sum: '6', difference: '6' },
      },
    ]);
    expect(judged.result.counts).toMatchObject({ accepted: 3, rejected: 1, duplicates: 1, skipped: 1 });
  });

  it('that names its group is compared with the rows of that group', async () => {
    const judged = await judge({
      rows: [...rows, ['4', 'w', '7', '1']],
      numbers: [2, 3, 5, 7],
      skipped: [
        [4, 'total', ['华东小计', null, '2,000.10', '5']],
        [6, 'total', ['North total', null, '-5', '1']],
        [8, 'total', ['总计', null, '2002.1', '7']],
      ],
    });
    expect(toldOf(judged).map(({ code, params }) => [code, params['totals']])).toEqual([
      ['total-agrees', 3],
      ['total-agrees', 3],
    ]);
  });

  it('is read in the unit of its column, as the rows are', async () => {
    const judged = await judge(
      {
        rows: [
          ['1', 'x', '3.2', '1'],
          ['2', 'y', '0.05', '1'],
        ],
        skipped: [[4, 'total', ['合计', null, '3.25', null]]],
      },
      { units: ['1', '1', '10000', '1'] },
    );
    expect(toldOf(judged)).toMatchObject([{ at: '4/3', code: 'total-agrees' }]);
  });

  it('that differs is told in the numbers of the sheet, the difference in whole ones, too', async () => {
    const judged = await judge(
      { rows: [['1', 'x', '3.20005', '1']], skipped: [[3, 'total', ['合计', null, '3.2', null]]] },
      { units: ['1', '1', '10000', '1'] },
    );
    const params = { total: '3.2', sum: '3.20005', difference: '-0.00005', unit: '10000', whole: '-0.5' };
    expect(toldOf(judged)).toMatchObject([{ at: '3/3', code: 'total-differs-units', level: 'warning', params }]);
  });

  it('above all rows is compared with all of them where it is the only one', async () => {
    const above = (total: string): NonNullable<Sheet['skipped']>[number] => [2, 'total', ['合计', null, total, '6']];
    const numbers = [3, 4, 5];
    expect(toldOf(await judge({ rows, numbers, skipped: [above('￥1,995.10')] }))).toMatchObject([
      { at: '2/3', code: 'total-agrees' },
      { at: '2/4', code: 'total-agrees' },
    ]);
    const params = { total: '1995', sum: '1995.1', difference: '-0.1', rejected: 0 };
    const wrong = await judge({ rows, numbers, skipped: [above('1995')] });
    expect(toldOf(wrong)).toMatchObject([{ at: '2/3', code: 'total-differs', params }, { code: 'total-agrees' }]);
    const groups = await judge({ rows, numbers, skipped: [above('1995'), [6, 'total', ['合计', null, '7', null]]] });
    expect(toldOf(groups).map(({ at }) => at)).toEqual(['6/3']);
  });

  it('says nothing where its cell is no number, is blank, or no row stands above', async () => {
    const judged = await judge({
      rows,
      numbers: [5, 6, 7],
      skipped: [
        [3, 'total', ['合计', null, '12', '4']],
        [8, 'total', ['合计', null, '—', null]],
        [9, 'note'],
      ],
    });
    expect(toldOf(judged)).toEqual([]);
  });

  it('of another column than those of numbers says nothing', async () => {
    const judged = await judge({ rows, skipped: [[5, 'total', ['合计', '3', null, null]]] });
    expect(toldOf(judged)).toEqual([]);
  });
});

describe('totals of groups', () => {
  const rows = [
    ['1', '北京', '10', '1'],
    ['2', '北京', '20', '2'],
    ['3', '上海', '5', '1'],
    ['4', '广州', '7', '4'],
  ];
  const numbers = [2, 3, 5, 7];

  it('are compared with their group, the last one with all rows', async () => {
    const judged = await judge({
      rows,
      numbers,
      skipped: [
        [4, 'total', ['小计', null, '30', '3']],
        [6, 'total', ['小计', null, '6', '1']],
        [8, 'total', ['小计', null, '7', '4']],
        [9, 'total', ['总计', null, '42', '8']],
      ],
    });
    expect(toldOf(judged)).toMatchObject([
      { at: '6/3', code: 'total-differs', params: { total: '6', sum: '5', difference: '1', rejected: 0 } },
      { at: '9/3', code: 'total-agrees', params: { totals: 3 } },
      { at: '9/4', code: 'total-agrees', params: { totals: 4 } },
    ]);
  });

  it('called by the word for all rows are known by their numbers', async () => {
    const judged = await judge({
      rows,
      numbers,
      skipped: [
        [4, 'total', ['合计', null, '30', '3']],
        [6, 'total', ['合计', null, '5', '1']],
        [8, 'total', ['合计', null, '7', '4']],
      ],
    });
    expect(toldOf(judged).map(({ code, params }) => [code, params])).toEqual([
      ['total-agrees', { totals: 3 }],
      ['total-agrees', { totals: 3 }],
    ]);
  });
});

it('sums twenty digits and small fractions without loss', async () => {
  const rows = [
    ['1', 'x', '90000000000000000001', null],
    ['2', 'y', '90000000000000000001', null],
    ['3', 'z', '0.000000000001', null],
    ['4', 'w', '-0.000000000001', null],
  ];
  const judged = await judge({ rows, skipped: [[6, 'total', ['合计', null, '180000000000000000002', null]]] });
  const sum = '180000000000000000002';
  expect(toldOf(judged)).toEqual([]);
  const parts = await judge({ rows, skipped: [[6, 'total', ['合计', null, '90000000000000000002', null]]] });
  expect(toldOf(parts)).toMatchObject([{ at: '6/3', params: { sum, difference: '-90000000000000000000' } }]);
});

/** Amounts in hundredths, so that the expectation is reckoned in whole numbers. */
const cents = fc.integer({ min: -1_000_000, max: 100_000_000 });
const textOf = (value: number): string => multiplyDecimal(String(value), '0.01');

it('holds for any groups of any amounts: all totals agree, and a changed one differs by just its change', async () => {
  const groups = fc.array(fc.array(cents, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(groups, fc.integer({ min: 1, max: 10_000 }), async (amounts, change) => {
      const rows: string[][] = [];
      const numbers: number[] = [];
      const skipped: NonNullable<Sheet['skipped']> = [];
      let at = 2;
      for (const group of amounts) {
        for (const amount of group) {
          rows.push([`k${rows.length}`, 'x', textOf(amount), '1']);
          numbers.push(at++);
        }
        const sum = group.reduce((total, amount) => total + amount, 0);
        skipped.push([at++, 'total', ['小计', null, textOf(sum), String(group.length)]]);
      }
      const all = amounts.flat().reduce((total, amount) => total + amount, 0);
      const last = (extra: number): NonNullable<Sheet['skipped']> => [
        [at, 'total', ['总计', null, textOf(all + extra), String(rows.length)]],
      ];
      const right = await judge({ rows, numbers, skipped: [...skipped, ...last(0)] });
      expect(toldOf(right).map(({ code, params }) => [code, params])).toEqual([
        ['total-agrees', { totals: amounts.length + 1 }],
        ['total-agrees', { totals: amounts.length + 1 }],
      ]);
      const wrong = await judge({ rows, numbers, skipped: [...skipped, ...last(change)] });
      const differing = toldOf(wrong).filter(({ code }) => code === 'total-differs');
      expect(differing).toMatchObject([{ field: 'amount', params: { difference: textOf(change) } }]);
    }),
    { numRuns: 12 },
  );
});
