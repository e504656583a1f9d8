import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kit } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

const headers = ['code', 'name', 'email', 'phone', 'since', 'credit', 'notes'];
const sound = ['A1', 'Ann', 'ann@example.com', '13800138000', '2024-03-05', '12.50', 'x'];

describe('one delivery', () => {
  it('accepts clean rows in SQL and keeps raw text only where it differs', async () => {
    const { result, judged, issues, left } = await kit.judge([{ headers, rows: [sound] }]);
    expect(result.counts).toEqual({ rows: 1, accepted: 1, rejected: 0, duplicates: 0, skipped: 0 });
    expect(result.cells).toEqual({ filled: 7, open: 0, distinctOpen: 0 });
    expect(judged[0]).toMatchObject({
      f_phone: '+8613800138000',
      r_phone: '13800138000',
      f_email: 'ann@example.com',
      r_email: null,
    });
    expect(issues).toEqual([]);
    expect(left).toEqual([]);
  });

  it('repairs by the law and rejects what nobody can read', async () => {
    const rows = [
      ['A1', ' Ann ', 'ann@example.com', '138 0013 8000', '2024年3月5日', '￥12,000', ''],
      ['A2', 'Ben', 'not an address', '13800138001', '2024-03-05', '面议', 'kept "raw", 中文'],
    ];
    const { result, judged, rejected, issues } = await kit.judge([{ headers, rows, sheet: '客户' }]);
    expect(result.counts).toMatchObject({ rows: 2, accepted: 1, rejected: 1 });
    expect(judged[0]).toMatchObject({
      f_name: 'Ann',
      r_name: ' Ann ',
      f_since: '2024-03-05',
      f_credit: '12000',
      f_notes: '',
    });
    expect(JSON.parse(String(judged[0]?.['repairs']))).toEqual({
      credit: ['currency-sign', 'grouping'],
      name: ['trimmed'],
    });
    expect(rejected).toMatchObject([{ part: 0, row: '3', cells: rows[1] }]);
    expect(rejected[0]?.key_digest).toMatch(/^[0-9a-f-]{36}$/);
    const errors = issues.filter((issue) => issue['level'] === 'error');
    expect(errors.map((issue) => [issue['sheet'], issue['row'], issue['col'], issue['field'], issue['value']])).toEqual(
      [
        ['客户', '3', '3', 'email', 'not an address'],
        ['客户', '3', '6', 'credit', '面议'],
      ],
    );
  });
});
