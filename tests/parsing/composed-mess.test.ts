/** What frames and habits do to a list, put together at random, costs none of its rows and adds none. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStagedSql } from '../../core/parsing/stage-sql.js';
import '../property-seed.js';
import { composedList } from './composed-mess.js';
import { parsed, query } from './parsing.js';

test('every row of a list is read, under its own header, whatever stands around it', async () => {
  const property = fc.asyncProperty(fc.nat(), async (seed) => {
    const { text, headers, rows } = composedList(seed);
    const { tables } = await parsed(text);
    expect(tables.map((table) => table.columns.map(({ header }) => header))).toEqual([headers]);
    const [table] = tables;
    const found = table ? await query(`SELECT * EXCLUDE row FROM ${readStagedSql(table)} ORDER BY row`) : [];
    expect(found.map((row) => row.map((cell) => cell ?? ''))).toEqual(rows);
  });
  await fc.assert(property, { numRuns: 200 });
});
