/** What stands on one sheet together costs no list a value: each is read under the name of its column, or told. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unsure } from '../../schemas/staging.js';
import type { ParsedFile } from '../../schemas/staging.js';
import '../property-seed.js';
import { composedLists } from './composed-lists.js';
import { parsed, skippedOf, stagedRows } from './parsing.js';

/** Rows that are told as left out, or as a question. */
async function rowsTold({ tables, issues }: ParsedFile): Promise<Set<number>> {
  const skipped = await Promise.all(tables.map(async (table) => (table.skipped ? skippedOf(table) : [])));
  const told = issues.flatMap(({ row = 0, params }) =>
    Array.from({ length: Number(params?.['to'] ?? row) - row + 1 }, (_, at) => row + at),
  );
  return new Set([...skipped.flat().map(([row]) => Number(row)), ...told]);
}

/** By row and column: the text, and the name of its column unless that is asked for. */
async function cellsRead({ tables }: ParsedFile): Promise<Map<string, { header: string | null; text: string }>> {
  const read = new Map<string, { header: string | null; text: string }>();
  for (const table of tables) {
    const isAsked = table.header.confidence < unsure || table.headerRows.length === 0;
    for (const [row, ...texts] of await stagedRows(table))
      texts.forEach((text, at) => {
        const { label = '', header = '' } = table.columns[at] ?? {};
        if (text !== null) read.set(`${row},${label}`, { header: isAsked ? null : header, text });
      });
  }
  return read;
}

test('every value of lists that stand together is read under its own name, or its row is told', async () => {
  const property = fc.asyncProperty(fc.nat(), async (seed) => {
    const { text, cells } = composedLists(seed);
    const file = await parsed(text);
    const [read, told] = [await cellsRead(file), await rowsTold(file)];
    const missed = [...cells].filter(([place, { header, text: want }]) => {
      const found = read.get(place);
      if (found) return found.text !== want || (found.header !== null && found.header !== header);
      return !told.has(Number(place.split(',')[0]));
    });
    expect(missed).toEqual([]);
  });
  await fc.assert(property, { numRuns: 100 });
});
