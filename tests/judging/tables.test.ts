/** Several tables, whole columns, times, and the set that the commit reads. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeSources } from '../../activities/judge-input.js';
import { Kit, rowsOf, told, things } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

describe('several tables', () => {
  it('are one delivery, each with its own order of columns', async () => {
    const judged = await kit.judge([
      {
        sheet: '北京',
        headers: ['code', 'name'],
        rows: [
          ['1', 'Ann'],
          ['2', 'Ben'],
        ],
        skipped: [[4, 'total']],
      },
      {
        sheet: '上海',
        headers: ['name', 'code', 'since'],
        rows: [
          ['Ann', '1', null],
          ['Cy', '3', '5/13/2024'],
          ['', '', ''],
        ],
      },
    ]);
    expect(judged.judged.map((row) => [row['part'], row['row'], row['f_code'], row['f_since']])).toEqual([
      [0, '2', '1', null],
      [0, '3', '2', null],
      [1, '3', '3', '2024-05-13'],
    ]);
    expect(judged.issues).toMatchObject([{ part: 1, sheet: '上海', col: '2', code: 'key-missing' }]);
    expect(judged.result.counts).toEqual({ rows: 6, accepted: 3, rejected: 1, duplicates: 1, skipped: 1 });
  });
});

describe('evidence of the whole column', () => {
  it('decides the order of day and month for all rows', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => [String(at), at === 299 ? '25/12/2023' : '03/04/2024']);
    const judged = await kit.judge([{ headers: ['code', 'since'], rows }]);
    expect(judged.result.counts.accepted).toBe(300);
    expect(new Set(judged.judged.map((row) => row['f_since']))).toEqual(new Set(['2024-04-03', '2023-12-25']));
  });

  it('leaves them as issues when nothing proves it', async () => {
    const judged = await kit.judge([{ headers: ['code', 'since'], rows: [['1', '03/04/2024']] }]);
    expect(told(judged)).toEqual([['2', 'since', 'date-ambiguous']]);
  });
});

describe('effective time', () => {
  it('is the declared field in the zone of the source, told in UTC', async () => {
    const judged = await kit.judge(
      [
        {
          headers: ['code', 'since'],
          rows: [
            ['1', '2024-03-05'],
            ['2', ''],
          ],
        },
      ],
      { effectiveBy: 'since' },
    );
    expect(judged.judged.map((row) => row['effective_at'])).toEqual(['2024-03-04 16:00:00', null]);
  });
});

describe('the judged set', () => {
  it('has two columns for every field of the dataset, in its order', async () => {
    const { judged } = await kit.judge([{ headers: ['code'], rows: [['1']] }]);
    const ids = things.fields.map((one) => one.id);
    expect(Object.keys(judged[0] ?? {})).toEqual([
      'part',
      'row',
      ...ids.map((id) => `f_${id}`),
      ...ids.map((id) => `r_${id}`),
      'extra',
      'repairs',
      'effective_at',
      'key_digest',
      'content_digest',
      'known',
    ]);
  });

  it('has the digests that the archive format defines', async () => {
    const { judged } = await kit.judge([{ headers: ['name', 'code', 'x'], rows: [['Ann', '1', 'y']] }]);
    const { createHash } = await import('node:crypto');
    const digest = (text: string): string =>
      createHash('sha256')
        .update(text)
        .digest('hex')
        .slice(0, 32)
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    expect(judged[0]).toMatchObject({
      key_digest: digest('desk\u001fthings\u001fk\u001fcode\u001e1'),
      content_digest: digest('code\u001e1\u001fname\u001eAnn\u001d{"x":"y"}'),
    });
  });
});

describe('day numbers of a workbook of the 1904 system', () => {
  const days = (...cells: string[]) => ({
    headers: ['code', 'since'],
    rows: cells.map((cell, at) => [String(at), cell]),
  });

  it.each(['both', 'law-only'] as const)('count from its own first day, dates stay (%s)', async (lanes) => {
    const judged = await kit.judge([days('43894', '2024-03-06', '42433.5')], { epoch1904: true, lanes });
    expect(judged.judged.map((row) => row['f_since'] ?? row['r_since'])).toEqual([
      '2024-03-05',
      '2024-03-06',
      '2020-03-05',
    ]);
    const usual = await kit.judge([days('43894', '2024-03-06')], { lanes });
    expect(usual.judged.map((row) => row['f_since'] ?? row['r_since'])).toEqual(['2020-03-04', '2024-03-06']);
  });

  it('are suggested by it where the column proves nothing', async () => {
    const judged = await kit.judge([days('43894', 'soon', 'later')], { epoch1904: true });
    const found = judged.issues.find((issue) => issue['code'] === 'date-serial');
    expect(found).toMatchObject({ suggestion: '2024-03-05' });
  });

  it('come from the staged table', () => {
    const table = kit.stage(days('43894'), 0);
    const policy = { hiddenRows: 'include', struckRows: 'include' } as const;
    const plan = { tables: [{ table: 0, columns: [] }] };
    expect(judgeSources([{ ...table, epoch1904: true }], plan, policy)[0]?.epoch1904).toBe(true);
    expect(judgeSources([table], plan, policy)[0]).not.toHaveProperty('epoch1904');
  });
});

it('leading zeros that only a number format shows are kept, with the stored number beside them', async () => {
  const judged = await kit.judge([
    {
      headers: ['code', 'credit'],
      rows: [['00007', '00012']],
      flags: [
        [2, 0, 'zero-padded', '7'],
        [2, 1, 'zero-padded', '12'],
      ],
    },
  ]);
  expect(judged.judged).toMatchObject([{ f_code: '00007', r_code: '7', f_credit: '12', r_credit: null }]);
});

it('a picture is told where it is kept, in a text and in a column no field wants, and costs no row', async () => {
  const formula = '=DISPIMG("ID_1",1)';
  const judged = await kit.judge([
    {
      headers: ['code', 'notes', '照片'],
      rows: [
        ['a', formula, formula],
        [formula, 'x', null],
        ['c', 'plain', 'plain'],
      ],
      flags: [
        [2, 1, 'picture'],
        [2, 2, 'picture'],
        [3, 0, 'picture'],
      ],
    },
  ]);
  expect(rowsOf(judged)).toEqual(['2', '4']);
  expect(judged.judged[0]).toMatchObject({ f_notes: formula, r_notes: null });
  expect(judged.issues.map((issue) => [issue['row'], issue['col'], issue['code'], issue['level']])).toEqual([
    ['2', '2', 'picture-in-cell', 'warning'],
    ['2', '3', 'picture-in-cell', 'warning'],
    ['3', '1', 'picture-in-cell', 'error'],
  ]);
});
