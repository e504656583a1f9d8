import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kit } from './kit.js';
import type { Judged, Setup } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

const amounts = (...cells: string[]) => ({
  headers: ['code', 'credit'],
  rows: cells.map((cell, at) => [`K${at}`, cell]),
});

const taken = (judged: Judged) => judged.judged.map((row) => row['f_credit']);
const issues = (judged: Judged) =>
  judged.issues.map(({ row, code, level, value, params }) => [row, code, level, value, JSON.parse(String(params))]);

describe.each(['both', 'law-only'] as const)('numbers of two readings (%s)', (lanes) => {
  const judge = (cells: string[], setup: Setup = {}) => kit.judge([amounts(...cells)], { ...setup, lanes });

  it('are issues with both readings where nothing proves one', async () => {
    const judged = await judge(['1,234', '1.234', '800']);
    expect(taken(judged)).toEqual(['800']);
    expect(issues(judged)).toEqual([
      ['2', 'number-two-readings', 'error', '1,234', { decimal: '1.234', grouped: '1234' }],
      ['3', 'number-two-readings', 'error', '1.234', { decimal: '1.234', grouped: '1234' }],
    ]);
  });

  it('are issues where the column contradicts itself; cells of one reading are judged by it', async () => {
    const judged = await judge(['1,234', '12.5', '12,5', '1,234.50', '12,345,678']);
    expect(taken(judged)).toEqual(['12.5', '1234.5', '12345678']);
    expect(issues(judged).map(([row, code]) => [row, code])).toEqual([
      ['2', 'number-two-readings'],
      ['4', 'number-separators'],
    ]);
  });

  it('raise nothing in ordinary columns', async () => {
    for (const cells of [
      ['1,234.50', '1,234', '12', '0.5'],
      ['1,234', '56,789', '12'],
      ['1.234,50', '1.234', '12'],
      ['1234.567', '1.234', '2.5'],
    ])
      expect([cells, issues(await judge(cells))]).toEqual([cells, []]);
  });

  it('of one kind only are told once for the column, however many there are', async () => {
    const judged = await judge(['1.234', '12.500', '-7.125', '800']);
    expect(taken(judged)).toEqual(['1.234', '12.5', '-7.125', '800']);
    expect(issues(judged)).toEqual([
      [null, 'decimal-assumed', 'warning', '1.234', { cells: 3, decimal: '1.234', grouped: '1234' }],
    ]);
  });

  it('follow what the source declares', async () => {
    const comma = await judge(['1,234', '1.234'], { settings: { decimal: ',' } });
    expect([taken(comma), issues(comma)]).toEqual([['1.234', '1234'], []]);
    const point = await judge(['1,234', '1.234'], { settings: { decimal: '.' } });
    expect([taken(point), issues(point)]).toEqual([['1234', '1.234'], []]);
  });
});

it('the order of the rows decides nothing, also where the proof lies beyond the sample', async () => {
  const cells = ['1,234', '1.234', '3', '4', '12,5'];
  for (const order of [cells, cells.toReversed()]) {
    const judged = await kit.judge([amounts(...order)], { sampleRows: 2 });
    expect(issues(judged)).toEqual([]);
    const read = ['1.234', '1234', '3', '4', '12.5'];
    expect(taken(judged)).toEqual(order === cells ? read : read.toReversed());
  }
});
