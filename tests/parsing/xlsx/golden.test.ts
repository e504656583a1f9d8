import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFileAt } from './reading.js';

const folder = 'fixtures/xlsx';
const names = readdirSync(folder).filter((name) => name.endsWith('.xlsx'));

test.each(names)('%s reads as expected', async (name) => {
  const expected: unknown = JSON.parse(readFileSync(join(folder, name.replace(/xlsx$/, 'expected.json')), 'utf8'));
  const { outcome, sheets } = await readFileAt(join(folder, name));
  expect(outcome.ok ? { issues: outcome.issues, sheets } : { refused: outcome.code }).toEqual(expected);
});
