import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StageWriter } from '../../core/parsing/stage.js';
import { readStagedRows } from '../../core/parsing/stage-rows.js';
import type { StagedTable } from '../../schemas/staging.js';
import { stagedRows, tempFolder } from './parsing.js';

function staged(rows: (string | null)[][], width: number, delimiter = ','): StagedTable {
  const writer = new StageWriter(join(tempFolder(), 't0.csv'), delimiter);
  rows.forEach((cells, at) => writer.row(at + 1, cells, 0, cells.length));
  writer.close();
  return {
    table: 0,
    sheet: null,
    sheetIndex: 0,
    sheetHidden: false,
    headerRows: [],
    header: { by: 'evidence', confidence: 1 },
    shape: { header: [], width: 0, above: 0, between: [], below: null },
    firstRow: 1,
    lastRow: rows.length,
    columns: Array.from({ length: width }, (_, at) => ({ label: String(at + 1), header: '', kinds: {} })),
    rows: rows.length,
    csv: {
      path: writer.path,
      layout: 'numbered',
      delimiter,
      longestLineBytes: writer.longestLineBytes,
      escapedColumns: [...writer.escaped],
      padded: rows.some((cells) => cells.length < width),
    },
    kinds: null,
    skipped: null,
    skippedBy: {},
  };
}

const oddities = [
  '',
  ' ',
  '\t',
  '"',
  '""',
  ',',
  ';',
  '|',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\u0010',
  '\u0010n',
  '\u0010D',
  '\\',
];
const texts = [
  'a',
  '0',
  '007',
  '王',
  '𠮷',
  '😀',
  '\u00a0',
  '\u200b',
  '\u0085',
  '\ufeff',
  '\ufffd',
  '=1+1',
  'NULL',
  'null',
  "'",
  '#',
];
const piece = fc.constantFrom(...oddities, ...texts);
const cell = fc.option(
  fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')),
  { nil: null },
);
const delimiters = [',', ';', '\t', '|'];

describe('staging dialect', () => {
  test('whatever is written, the engine and the line reader read the same', async () => {
    const table = fc
      .integer({ min: 1, max: 6 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 }),
      );
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...delimiters), async (rows, delimiter) => {
        const width = rows[0]?.length ?? 0;
        const expected = rows.map((cells, at) => [String(at + 1), ...cells]);
        const file = staged(rows, width, delimiter);
        expect(await stagedRows(file)).toEqual(expected);
        const back: (string | null)[][] = [];
        for await (const batch of readStagedRows(file))
          for (const row of batch) back.push([String(row.row), ...row.cells]);
        expect(back).toEqual(expected);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  test('lines longer than the engine allows by default, and shorter rows than the widest', async () => {
    const long = 'x"'.repeat(3_000_000);
    expect(await stagedRows(staged([[long, 'b'], ['c']], 2))).toEqual([
      ['1', long, 'b'],
      ['2', 'c', null],
    ]);
  });

  test('many rows over many buffers keep their numbers', async () => {
    const rows = Array.from({ length: 300_000 }, (_, at) => [
      `name ${at}`,
      at % 3 ? `line one\nline "two" ${at}` : null,
    ]);
    const read = await stagedRows(staged(rows, 2));
    expect(read.length).toBe(rows.length);
    expect(
      read.every(([row, name, text], at) => row === String(at + 1) && name === rows[at]?.[0] && text === rows[at]?.[1]),
    ).toBe(true);
  });
});
