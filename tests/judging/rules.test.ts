/** Rules over whole rows, and what empty cells say. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowRule } from '../../schemas/datasets/dataset.js';
import { Kit, dataset, field, rowsOf, told } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

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
