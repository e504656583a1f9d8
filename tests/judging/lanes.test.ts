/** The heart of judging: what the two lanes say together is what the law says alone, whatever people type. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kit, examples } from './kit.js';
import type { Judged } from './kit.js';
import { headers, setup, sheet } from './messy.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

const sets = ({ judged, rejected, skipped, issues, result }: Judged): unknown => ({
  judged,
  rejected,
  skipped,
  issues,
  counts: result.counts,
  contexts: result.contexts,
});

const order = (a: unknown, b: unknown): number => JSON.stringify(a).localeCompare(JSON.stringify(b));

describe('two lanes under one law', () => {
  it('say together what the law says alone', async () => {
    const seen = { accepted: 0, rejected: 0, duplicates: 0, withoutKey: 0, bySql: 0 };
    await fc.assert(
      fc.asyncProperty(sheet, setup, async (one, how) => {
        const both = await kit.judge([one], { ...how, lanes: 'both' });
        const law = await kit.judge([one], { ...how, lanes: 'law-only' });
        expect(sets(both)).toEqual(sets(law));
        expect(both.left).toEqual([]);
        seen.accepted += both.result.counts.accepted;
        seen.rejected += both.result.counts.rejected;
        seen.duplicates += both.result.counts.duplicates;
        seen.withoutKey += both.issues.filter(({ code }) => code === 'key-missing').length;
        seen.bySql += law.result.cells.open - both.result.cells.open;
      }),
      { numRuns: examples(15) },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  }, 240_000);

  it('say the same of a delivery in whatever order its rows stand', async () => {
    const digests = ({ judged }: Judged): unknown[] =>
      judged.map((state) => [state['key_digest'], state['content_digest'], state['effective_at']]).sort(order);
    const shuffled = sheet.chain(({ rows }) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, setup, async ([rows, others], how) => {
        const one = await kit.judge([{ headers, rows }], how);
        const other = await kit.judge([{ headers, rows: others }], how);
        expect(digests(other)).toEqual(digests(one));
        expect(other.result.counts).toEqual(one.result.counts);
      }),
      { numRuns: examples(8) },
    );
  }, 240_000);
});
