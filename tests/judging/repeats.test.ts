/** Rows that stand more than once in a delivery. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kit, dataset, field, rowsOf, told } from './kit.js';
import type { Judged } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

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
