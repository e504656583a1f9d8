import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeSources } from '../../activities/judge-input.js';
import type { RowRule } from '../../schemas/datasets/dataset.js';
import { Kit, dataset, field, things } from './kit.js';
import type { Judged } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

const told = (judged: Judged, level = 'error'): unknown[] =>
  judged.issues
    .filter((issue) => issue['level'] === level)
    .map((issue) => [issue['row'], issue['field'], issue['code']]);
const rowsOf = (judged: Judged): unknown[] => judged.judged.map((row) => row['row']);

const ended: RowRule = {
  name: 'ended-after-started',
  code: 'end-before-start',
  params: {},
  fields: ['ended', 'started'],
  holds: (row) => !row['ended'] || !row['started'] || row['ended'] >= row['started'],
  holdsSql: (column) => `coalesce(${column('ended')} >= ${column('started')}, TRUE)`,
};

describe('rules over whole rows', () => {
  const fields = [
    field('code', 'identifier'),
    field('name', 'name', { required: true }),
    field('started', 'date'),
    field('ended', 'date'),
  ];
  const headers = ['code', 'name', 'started', 'ended'];

  it('rejects rows without a required field or against a rule, repaired or not', async () => {
    const rows = [
      ['1', 'Ann', '2024-01-01', '2024-01-02'],
      ['2', '', '2024-01-01', '2024-01-02'],
      ['3', 'Ben', '2024-01-03', '2024-01-02'],
      ['4', ' Cy ', '2024年1月3日', '2024-01-02'],
      ['5', '\u00a0', '2024-01-01', null],
    ];
    const judged = await kit.judge([{ headers, rows }], { dataset: dataset(fields, [ended]) });
    expect(rowsOf(judged)).toEqual(['2']);
    expect(told(judged)).toEqual([
      ['3', 'name', 'required-missing'],
      ['4', 'ended', 'end-before-start'],
      ['5', 'ended', 'end-before-start'],
      ['6', 'name', 'required-missing'],
    ]);
    expect(judged.rejected.map((row) => row.row)).toEqual(['3', '4', '5', '6']);
  });

  it('tells nothing of a rule that looks at a rejected cell', async () => {
    const judged = await kit.judge([{ headers, rows: [['1', 'Ann', '2024-02-30', '2024-01-02']] }], {
      dataset: dataset(fields, [ended]),
    });
    expect(told(judged)).toEqual([['2', 'started', 'date-invalid']]);
  });

  it('rejects rows without a part of their key', async () => {
    const rows = [
      ['', 'Ann', null, null],
      ['1', 'Ann', null, null],
    ];
    const judged = await kit.judge([{ headers, rows }], { dataset: dataset(fields) });
    expect(told(judged)).toEqual([['2', 'code', 'key-missing']]);
    expect(rowsOf(judged)).toEqual(['3']);
  });

  it('rejects every row when a required field is fed by no column', async () => {
    const judged = await kit.judge([{ headers: ['code'], rows: [['1']] }], { dataset: dataset(fields) });
    expect(told(judged)).toEqual([['2', 'name', 'required-missing']]);
  });
});

describe('empty cells', () => {
  it('say nothing, or clear where the field says so; unfed fields are unknown', async () => {
    const judged = await kit.judge([
      {
        headers: ['code', 'name', 'notes'],
        rows: [
          ['1', '', ''],
          ['2', null, ' '],
        ],
      },
    ]);
    const cells = judged.judged.map((row) => [row['f_name'], row['f_notes'], row['r_notes'], row['f_email']]);
    expect(cells).toEqual([
      [null, '', null, null],
      [null, '', ' ', null],
    ]);
  });
});

describe('repeats inside a delivery', () => {
  const headers = ['code', 'name', 'since'];

  it('keeps the lowest of equal rows and counts the others as duplicates', async () => {
    const rows = [
      ['1', 'Ann', null],
      ['2', 'Ben', null],
      ['1', ' Ann', null],
      ['1', 'Ann', null],
    ];
    const judged = await kit.judge([{ headers, rows }]);
    expect(rowsOf(judged)).toEqual(['2', '3']);
    expect(judged.skipped).toEqual([4, 5].map((row) => ({ part: 0, row: String(row), reason: 'duplicate' })));
    expect(judged.result.counts).toEqual({ rows: 4, accepted: 2, rejected: 0, duplicates: 2, skipped: 0 });
  });

  it('rejects all rows of a key with different contents', async () => {
    const rows = [
      ['1', 'Ann', null],
      ['1', ' Bea', null],
      ['1', 'Ann', null],
      ['2', 'Cy', null],
    ];
    const judged = await kit.judge([{ headers, rows }]);
    expect(rowsOf(judged)).toEqual(['5']);
    expect(told(judged)).toEqual([2, 3, 4].map((row) => [String(row), 'code', 'same-key-different']));
    expect(judged.rejected.map((row) => row.cells)).toEqual(rows.slice(0, 3));
  });

  it('takes the newest by the declared field, wherever it stands', async () => {
    const rows = [
      ['1', 'New', '2024-05-01'],
      ['1', 'Old', '2023-01-01'],
      ['1', 'New', '2024-05-01'],
      ['1', 'None', ''],
    ];
    const judged = await kit.judge([{ headers, rows }], { newestBy: 'since' });
    expect(judged.judged.map((row) => row['f_name'])).toEqual(['New']);
    expect(judged.result.counts).toMatchObject({ accepted: 1, duplicates: 3, rejected: 0 });
    expect(told(judged, 'info')).toEqual([
      ['3', 'code', 'older-version'],
      ['5', 'code', 'older-version'],
    ]);
  });

  it('rejects all when two contents are equally new', async () => {
    const rows = [
      ['1', 'New', '2024-05-01'],
      ['1', 'Other', '2024-05-01'],
      ['1', 'Old', '2023-01-01'],
    ];
    const judged = await kit.judge([{ headers, rows }], { newestBy: 'since' });
    expect(judged.result.counts).toMatchObject({ accepted: 0, rejected: 3 });
  });

  it('compares numbers as numbers', async () => {
    const def = dataset([field('code', 'identifier'), field('name', 'name'), field('version', 'integer')]);
    const rows = [
      ['1', 'Nine', '9'],
      ['1', 'Ten', '10'],
    ];
    const judged = await kit.judge([{ headers: ['code', 'name', 'version'], rows }], {
      dataset: def,
      newestBy: 'version',
    });
    expect(judged.judged.map((row) => row['f_name'])).toEqual(['Ten']);
  });

  it('tells equal rows without a key apart by their occurrence', async () => {
    const rows = [
      ['', 'Ann', null],
      ['', 'Ann', null],
      ['', 'Ben', null],
      ['', '\u00a0Ann', null],
    ];
    const judged = await kit.judge([{ headers, rows }], { key: null });
    expect(judged.result.counts).toMatchObject({ accepted: 4, duplicates: 0 });
    expect(new Set(judged.judged.map((row) => row['key_digest'])).size).toBe(4);
    expect(new Set(judged.judged.map((row) => row['content_digest'])).size).toBe(2);
    const other = await kit.judge([{ headers, rows: [...rows].reverse() }], { key: null });
    const keys = (one: Judged): unknown[] =>
      one.judged.map((row) => String(row['key_digest'])).sort((a, b) => (a < b ? -1 : 1));
    expect(keys(other)).toEqual(keys(judged));
  });
});

describe('extra', () => {
  it('keeps columns no field wants, sorted, repeated headers told apart, empty cells left out', async () => {
    const headers = ['code', '备注', 'b', 'b', '', 'a"x'];
    const rows = [
      ['1', '中\n"文"', 'x', 'y', 'z', ''],
      ['2', null, '', null, null, null],
    ];
    const judged = await kit.judge([{ headers, rows }]);
    expect(judged.judged.map((row) => row['extra'])).toEqual([
      '{"5":"z","b":"x","b#2":"y","备注":"中\\n\\"文\\""}',
      null,
    ]);
  });

  it('keeps the second value of a cell beside them', async () => {
    const judged = await kit.judge([
      { headers: ['code', 'phone', 'zone', 'phone#2'], rows: [['1', '13800138000/13900139000', 'north', 'mine']] },
    ]);
    expect(judged.judged[0]).toMatchObject({ f_phone: '+8613800138000', r_phone: '13800138000/13900139000' });
    expect(JSON.parse(String(judged.judged[0]?.['extra']))).toEqual({
      'phone#2': '+8613900139000',
      '_phone#2#2': 'mine',
      zone: 'north',
    });
  });

  it('leaves ignored columns out', async () => {
    const judged = await kit.judge([{ headers: ['code', 'token'], rows: [['1', 'SK1']] }], { ignored: [1] });
    expect(judged.judged[0]?.['extra']).toBeNull();
  });
});

describe('money', () => {
  const headers = ['code', 'credit'];
  const currencies = (judged: Judged): unknown[] => judged.judged.map((row) => [row['f_credit'], row['f_currency']]);

  it('fills a currency that no column feeds from the declaration, where there is money', async () => {
    const rows = [
      ['1', '12'],
      ['2', '￥1,200'],
      ['3', ''],
    ];
    const judged = await kit.judge([{ headers, rows }], { settings: { currency: 'CNY' } });
    expect(currencies(judged)).toEqual([
      ['12', 'CNY'],
      ['1200', 'CNY'],
      [null, null],
    ]);
  });

  it('else from the cell', async () => {
    const rows = [
      ['1', 'USD 12'],
      ['2', '12'],
    ];
    expect(currencies(await kit.judge([{ headers, rows }]))).toEqual([
      ['12', 'USD'],
      ['12', null],
    ]);
  });

  it.each(['both', 'law-only'] as const)(
    'whose written currency is not that of its row is an issue (%s)',
    async (lanes) => {
      const rows = [
        ['1', 'USD 12', 'CNY'],
        ['2', '12', 'CNY'],
        ['3', 'HK$300', 'HKD'],
        ['4', '$300', 'HKD'],
        ['5', '￥300', 'JPY'],
        ['6', '￥300', 'USD'],
        ['7', '12美元', 'USD'],
        ['8', '€12', ''],
        ['9', '￥1,200', ' CNY '],
        ['10', '€1,200', ' CNY '],
        ['11', '15', ''],
      ];
      const judged = await kit.judge([{ headers: [...headers, 'currency'], rows }], { lanes });
      expect(currencies(judged)).toEqual([
        ['12', 'CNY'],
        ['300', 'HKD'],
        ['300', 'HKD'],
        ['300', 'JPY'],
        ['12', 'USD'],
        ['12', 'EUR'],
        ['1200', 'CNY'],
        ['15', null],
      ]);
      expect(rowsOf(judged)).toEqual(['3', '4', '5', '6', '8', '9', '10', '12']);
      const issues = judged.issues.filter(({ code }) => code === 'currency-differs');
      expect(issues.map(({ row, col, value, params }) => [row, col, value, params])).toEqual([
        ['2', '2', 'USD 12', '{"expected":"CNY"}'],
        ['7', '2', '￥300', '{"expected":"USD"}'],
        ['11', '2', '€1,200', '{"expected":"CNY"}'],
      ]);
    },
  );

  it('stored under a format of percent is no amount', async () => {
    const judged = await kit.judge([{ headers, rows: [['1', '0.15']], flags: [[2, 1, 'percent']] }]);
    expect(told(judged)).toEqual([['2', 'credit', 'number-unreadable']]);
  });
});

describe('flags', () => {
  const headers = ['code', 'name', 'credit', 'other'];

  it('open a cell and reject what cannot be trusted', async () => {
    const rows = [
      ['1', 'Ann', '1000000000000000', 'x'],
      ['2', 'Ben', null, 'y'],
      ['3', 'Cy', '3', 'z'],
    ];
    const judged = await kit.judge([
      {
        headers,
        rows,
        flags: [
          [2, 2, 'precision-lost', '1E+15'],
          [3, 2, 'no-cached-value'],
          [4, 2, 'currency'],
        ],
      },
    ]);
    expect(told(judged)).toEqual([
      ['2', 'credit', 'precision-lost'],
      ['3', 'credit', 'formula-without-value'],
    ]);
    expect(rowsOf(judged)).toEqual(['4']);
  });

  it('reject a row for a damaged cell in a column no field wants', async () => {
    const rows = [
      ['1', 'Ann', '1', 'bro'],
      ['2', 'Ben', '2', 'ok'],
    ];
    const judged = await kit.judge([{ headers, rows, flags: [[2, 3, 'damaged-text']] }]);
    expect(judged.issues.filter((issue) => issue['level'] === 'error')).toMatchObject([
      { row: '2', col: '4', field: null, code: 'damaged-text', value: 'bro' },
    ]);
    expect(rowsOf(judged)).toEqual(['3']);
    expect(judged.rejected[0]?.cells).toEqual(rows[0]);
  });

  it('of a whole row are told once', async () => {
    const rows = [
      ['1', 'Ann', '1', 'x'],
      ['2', 'Ben', '2', 'y'],
      ['3', 'Cy', '3', 'z'],
    ];
    const judged = await kit.judge([
      {
        headers,
        rows,
        flags: [
          [2, null, 'hidden'],
          [3, null, 'damaged-text'],
          [4, 1, 'filled'],
        ],
      },
    ]);
    const notes = judged.issues.map((issue) => [issue['row'], issue['field'], issue['code']]);
    expect(notes.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      ['2', null, 'row-hidden'],
      ['3', null, 'damaged-text'],
      ['4', 'name', 'cell-filled'],
    ]);
    expect(rowsOf(judged)).toEqual(['2', '4']);
  });
});

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
