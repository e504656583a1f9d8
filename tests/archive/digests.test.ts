import { mkdtemp, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentDigestSql, slicesOfKeys } from '../../core/archive/digests.js';
import { openDuck, quoteText } from '../../core/archive/duck.js';
import type { Duck } from '../../core/archive/duck.js';

let tempDir: string;
let duck: Duck;
beforeAll(async () => {
  tempDir = await mkdtemp(join(tmpdir(), 'sheetkeep-digests-'));
  duck = await openDuck({ archivePath: null, tempDir, memoryLimitMb: 200, threads: 2 });
});
afterAll(async () => {
  await duck.close();
  await rm(tempDir, { recursive: true, force: true });
});

const ids = ['a', 'b', 'c', 'd', 'e'];
const row = fc.array(fc.option(fc.string({ unit: fc.constantFrom('', 'x', '中', ' ', '"') })), {
  minLength: ids.length + 1,
  maxLength: ids.length + 1,
});

/** docs/archive-format.md, in plain words. */
function expected(cells: (string | null)[]): string {
  const pairs = ids.flatMap((id, at) => (cells[at] === null ? [] : [`${id}\u001e${cells[at]}`]));
  const text = `${pairs.join('\u001f')}\u001d${cells[ids.length] ?? ''}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

test('the digest of a content is that of its text, whichever fields are thought to be filled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), fc.subarray(ids), async (rows, filled) => {
      const values = rows.map((cells) => `(${cells.map(quoteText).join(', ')})`).join(', ');
      const digest = contentDigestSql(ids, (id) => `t.${id}`, 't.extra', new Set(filled));
      const found = await duck.read((s) =>
        s.rows<{ digest: string }>(`SELECT ${digest} AS digest FROM (VALUES ${values}) t(${ids.join(', ')}, extra)`),
      );
      const told = found.map((one) => one.digest.replaceAll('-', ''));
      expect(told).toEqual(rows.map(expected));
    }),
    { numRuns: 60 },
  );
});

test('a content without fields has a digest, too', async () => {
  const told = await duck.read((s) =>
    s.one<{ digest: string }>(`SELECT ${contentDigestSql([], () => '', 'NULL::VARCHAR')} AS digest`),
  );
  const known = createHash('sha256').update('\u001d').digest('hex').slice(0, 32);
  expect(told?.digest.replaceAll('-', '')).toBe(known);
});

test('keys of many rows are held against each other in parts: each row in one of them, equal keys in the same', async () => {
  expect(slicesOfKeys(1_000_000)).toEqual(['TRUE']);
  const slices = slicesOfKeys(9_000_000);
  expect(slices.length).toBeGreaterThan(2);
  const keys = '(SELECT md5((range // 2)::VARCHAR)::UUID AS key_digest FROM range(2000) WHERE range % 7 <> 0)';
  const counted = 'count(*) AS rows, count(*) - count(DISTINCT key_digest) AS twice';
  const count = (some: string) =>
    duck.read((s) => s.one<{ rows: string; twice: string }>(`SELECT ${counted} FROM ${keys} WHERE ${some}`));
  const whole = await count('TRUE');
  const parts = await Promise.all(slices.map(count));
  const sum = (name: 'rows' | 'twice') => parts.reduce((all, part) => all + Number(part?.[name]), 0);
  expect(Number(whole?.twice)).toBeGreaterThan(500);
  expect([sum('rows'), sum('twice')]).toEqual([Number(whole?.rows), Number(whole?.twice)]);
  expect(parts.filter((part) => Number(part?.rows) > 100)).toHaveLength(slices.length);
});
