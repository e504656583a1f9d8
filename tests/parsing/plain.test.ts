import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { parseFile } from '../../core/parsing/parse.js';
import { readStagedSql } from '../../core/parsing/stage-sql.js';
import type { StagedTable } from '../../schemas/staging.js';
import { limits, onlyTable, parsed, skippedOf, stagedRows, tempFolder } from './parsing.js';

const joined = (...pieces: string[]) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join(''));
const word = joined('a', 'z', ' ', '王', 'é', '😀', '+', 'E', '1', "'", '.', '-', '，');
const quotedWord = joined('a', ',', ';', '"', '\n', '王', ' ');
const cell = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 1, arbitrary: quotedWord.map((text) => `"${text.replaceAll('"', '""')}"`) },
);

describe('plain stretches', () => {
  test('what is copied as bytes equals what PapaParse reads', async () => {
    const rows = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
      );
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n'), async (cells, newline) => {
        const width = cells[0]?.length ?? 0;
        const header = Array.from({ length: width }, (_, at) => `column ${at}`).join(',');
        // Enough plain rows in front that the table is found and bytes are being copied.
        const plain = Array.from({ length: 250 }, (_, at) =>
          Array.from({ length: width }, (__, col) => `p${at}c${col}`).join(','),
        );
        const records = [...plain, ...cells.map((row) => row.join(','))];
        const table = onlyTable(await parsed([header, ...records].join(newline)));
        const expected = records
          .map((record) => Papa.parse<string[]>(record, { delimiter: ',', newline: '\n' }).data[0] ?? [])
          .map((row, at) => [String(at + 2), ...row.map((text) => (text === '' ? null : text))])
          .filter((row) => row.slice(1).some((text) => text !== null && text.trim() !== ''));
        expect(await stagedRows(table)).toEqual(expected);
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  test('a file that ends in an empty cell, wherever the scan then stands', async () => {
    // Longer than the scan's buffer, which then still holds older bytes behind the last ones.
    const rows = Array.from({ length: 500_000 }, (_, at) => `n${at},w`);
    for (const last of ['n,', 'nn,', 'nnn,', 'nnnn,']) {
      const [, second] = onlyTable(await parsed(['name,word', ...rows, last].join('\n'))).columns;
      expect(second?.kinds).toMatchObject({ t: rows.length });
    }
  });

  test('totals, repeated headers, comments and notes are found far below the head', async () => {
    const plain = Array.from({ length: 1000 }, (_, at) => `${at},吴${at},${at}`);
    const odd = ['id,name,x', '合计,,500', '"id","name","x"', 'Total,,7', '# comment', ',,', '备注：到此为止,,'];
    const table = onlyTable(await parsed(['id,name,x', ...plain, ...odd.slice(0, 6), ...plain, odd[6]].join('\n')));
    expect(table.rows).toBe(2000);
    expect((await skippedOf(table)).map(([row, reason]) => [Number(row) - 1001, reason])).toEqual([
      [1, 'repeated-header'],
      [2, 'total'],
      [3, 'repeated-header'],
      [4, 'total'],
      [5, 'comment'],
      [6, 'blank'],
      [1007, 'note'],
    ]);
  });

  test('numbering while copying and numbering in the engine agree on a large file', async () => {
    const folder = tempFolder();
    const path = join(folder, 'large.csv');
    const rows = 600_000;
    const body = Array.from({ length: rows }, (_, at) => `${at + 2},name ${at},"Road ${at}, Block"`);
    writeFileSync(path, `id,name,address\n${body.join('\n')}\n`);
    const outcome = await parseFile({ path, fileName: 'large.csv', outDir: join(folder, 'out'), hints: {}, limits });
    if (!outcome.ok) throw new Error(outcome.code);
    const numbered = onlyTable(outcome);
    const plain: StagedTable = {
      ...numbered,
      csv: { path, layout: 'plain', plain: { delimiter: ',', quote: '"', newline: '\n', skipLines: 1 } },
    };
    expect(numbered).toMatchObject({ rows, firstRow: 2, lastRow: rows + 1 });
    expect(statSync(path).size).toBeGreaterThan(16 << 20);
    const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
    for (const [table, ordered] of [
      [numbered, false],
      [plain, true],
    ] as const) {
      await connection.run(`SET preserve_insertion_order = ${ordered}`);
      const sql = `SELECT count(*) AS n, count(*) FILTER (c0 <> row::VARCHAR) AS wrong, count(DISTINCT row) AS distinct_rows FROM ${readStagedSql(table)}`;
      expect((await connection.runAndReadAll(sql)).getRowsJson()).toEqual([[String(rows), '0', String(rows)]]);
    }
    connection.closeSync();
  });
});
