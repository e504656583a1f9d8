import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ParseHints } from '../../schemas/staging.js';
import { golden } from './golden.js';

interface Expected {
  hints?: ParseHints;
  outcome: unknown;
}

const folder = fileURLToPath(new URL('../../fixtures/parsing', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));

describe('golden files', () => {
  test.each(names)('%s', async (name) => {
    const expected = JSON.parse(
      readFileSync(join(folder, name.replace(/\.csv$/, '.expected.json')), 'utf8'),
    ) as Expected;
    expect(await golden(readFileSync(join(folder, name)), expected.hints ?? {})).toEqual(expected.outcome);
  });
});
