/** What becomes of single cells: columns no field wants, currencies, flags. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kit, rowsOf, told } from './kit.js';
import type { Judged } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

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

  it('keeps the second value where the same text stands in many rows of a long table', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => [`${at}`, '13800138000/13900139000', 'USD 12']);
    const { judged } = await kit.judge([{ headers: ['code', 'phone', 'credit'], rows }], { sampleRows: 10 });
    const told = judged.map((row) => [row['extra'], row['f_currency']]);
    expect(told).toEqual(rows.map(() => ['{"phone#2":"+8613900139000"}', 'USD']));
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
    expect(judged.issues.map(({ value }) => value)).toContain('1E+15');
    expect(rowsOf(judged)).toEqual(['4']);
  });

  it('tell of every row a text that is doubtful, also where it is the commonest of a long table', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => [`${at}`, '张三/李四']);
    const judged = await kit.judge([{ headers: ['code', 'name'], rows }], { sampleRows: 10 });
    expect(judged.judged).toHaveLength(40);
    expect(judged.issues.map(({ code }) => code)).toEqual(rows.map(() => 'several-names'));
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

describe('numbers that a spreadsheet made days of', () => {
  it('are to fix where the others of the column are none, with lanes and without', async () => {
    const rows = ['AB-01', '2024-01-02', 'AB-03'].map((code) => [code, 'Ann']);
    const headers = ['code', 'name'];
    for (const lanes of ['both', 'law-only'] as const) {
      const judged = await kit.judge([{ headers, rows, kinds: [{ t: 2, d: 1 }] }], { lanes });
      expect(told(judged, 'error')).toEqual([['3', 'code', 'identifier-day']]);
      const days = await kit.judge([{ headers, rows, kinds: [{ t: 1, d: 2 }] }], { lanes });
      expect(days.issues).toEqual([]);
    }
  });
});

describe('times read by another clock than the source', () => {
  it('are told once for the column, with how many there are', async () => {
    const days = ['2024-03-04T20:12:33.000Z', '2024-03-05T02:00:00.000Z', '2024-03-06', '2024-03-07T23:00:00.000Z'];
    const rows = days.map((day, at) => [`K${at}`, day]);
    const settings = { timeZone: 'Asia/Shanghai' };
    const judged = await kit.judge([{ headers: ['code', 'since'], rows }], { settings });
    expect(judged.judged.map((row) => row['f_since'])).toEqual([
      '2024-03-05',
      '2024-03-05',
      '2024-03-06',
      '2024-03-08',
    ]);
    expect(judged.issues.map(({ row, code, level, value, params }) => [row, code, level, value, params])).toEqual([
      [null, 'days-of-zone', 'info', days[0], '{"cells":2,"zone":"Asia/Shanghai"}'],
    ]);
    const plain = await kit.judge([{ headers: ['code', 'since'], rows: [['K1', '2024-03-05']] }], { settings });
    expect(plain.issues).toEqual([]);
  });
});

describe('an address behind a text', () => {
  const headers = ['code', 'email', 'notes', '备注'];
  const rows = [
    ['1', '写信', '见链接', '见链接'],
    ['2', 'b@b.example', '', ''],
    ['3', 'c@@', '', ''],
  ];
  const flags: [number, number, 'linked', string][] = [
    [2, 1, 'linked', 'mailto:a@a.example'],
    [2, 2, 'linked', 'https://a.example'],
    [2, 3, 'linked', 'https://a.example'],
    [3, 1, 'linked', 'mailto:a@a.example'],
    [4, 1, 'linked', 'mailto:c@c.example'],
  ];

  it.each(['both', 'law-only'] as const)('is read or proposed in columns of addresses alone (%s)', async (lanes) => {
    const { judged, issues } = await kit.judge([{ headers, rows, flags }], { lanes });
    expect(judged.map((row) => [row['f_email'], row['r_email'], row['f_notes'], row['extra']])).toEqual([
      ['a@a.example', '写信', '见链接', '{"备注":"见链接"}'],
      ['b@b.example', null, '', null],
    ]);
    expect(JSON.parse(String(judged[0]?.['repairs']))).toEqual({ email: ['link-address'] });
    expect(issues.map((issue) => [issue['row'], issue['code'], issue['suggestion']])).toEqual([
      ['4', 'email-invalid', 'c@c.example'],
    ]);
  });

  it('is no text as it was sent where the cell has another flag, too', async () => {
    const flags: [number, number, 'linked' | 'error', string?][] = [
      [2, 1, 'linked', 'mailto:a@a.example'],
      [2, 1, 'error'],
    ];
    const sheet = { headers: ['code', 'email'], rows: [['1', '#N/A']], flags };
    const { issues } = await kit.judge([sheet]);
    expect(issues.map((issue) => [issue['code'], issue['value']])).toEqual([['formula-error', '#N/A']]);
  });
});
