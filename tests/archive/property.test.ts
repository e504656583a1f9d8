/** The laws of docs/archive-format.md on made-up deliveries. One archive for all runs: each run has sources of its own. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitBatch } from '../../core/archive/commit.js';
import { rebuild } from '../../core/archive/derive.js';
import { mergeGolden, unlinkRecords } from '../../core/archive/links.js';
import { undoBatch } from '../../core/archive/undo.js';
import type { Delivery } from '../../core/archive/log/deliveries.js';
import { Kit, keyOf, severalThreads } from './kit.js';
import type { Row, Sent } from './kit.js';

let kit: Kit;
let runs = 0;
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 8);
beforeAll(async () => {
  kit = await Kit.open(undefined, severalThreads);
});
afterAll(() => kit.end());

const keys = ['1', '2', '3', '4'];
const text = fc.constantFrom(null, 'x', 'y');
const row = fc.record({
  a: text,
  b: fc.constantFrom(null, '', 'x', 'y'),
  c: text,
  extra: fc.constantFrom(null, '{"n":"1"}'),
  effective: fc.constantFrom(null, null, '2024-01-01 00:00:00', '2024-06-01 00:00:00'),
});
const delivery: fc.Arbitrary<Sent> = fc
  .record({
    rows: fc.uniqueArray(fc.tuple(fc.constantFrom(...keys), row), { minLength: 1, selector: ([key]) => key }),
    complete: fc.boolean(),
    present: fc.subarray(keys),
    sourceTime: fc.constantFrom(null, null, '2024-01-01 00:00:00', '2024-03-01 00:00:00'),
  })
  .map(({ rows, complete, present, sourceTime }) => {
    const sent: Row[] = rows.map(([key, values]) => ({ key, ...values }));
    return { rows: sent, complete, sourceTime, rejected: present.length, presentKeys: present };
  });
/** Of several, which earlier one each of them corrects: often none. */
const parents = fc
  .array(fc.option(fc.nat({ max: 3 })), { minLength: 5, maxLength: 5 })
  .map((some) => some.map((parent, at) => (parent !== null && parent < at ? parent : null)));
type Parents = readonly (number | null)[];
const deliveries = fc.array(delivery, { minLength: 2, maxLength: 5 });

/** Lands in order, commits in the order given; answers the batches by position. */
async function play(source: string, sent: Sent[], order: number[], corrects: Parents = []): Promise<number[]> {
  const named: Sent[] = [];
  const landed: Delivery[] = [];
  for (const [at, one] of sent.entries()) {
    const parent = landed[corrects[at] ?? -1];
    named.push({ ...one, source, ...(parent && { parent: parent.delivery }) });
    landed.push(await kit.land(named[at]!));
  }
  const batches: number[] = [];
  for (const i of order) {
    const result = await kit.commit(landed[i]!, named[i]!);
    if ('held' in result) throw new Error('held');
    batches[i] = result.batch;
  }
  return batches;
}

/** The law without the archive: what is known of each key after the deliveries, in the order of their landing. */
function lawOf(sent: Sent[], corrects: Parents = []): Record<string, unknown> {
  const complete = sent.findLastIndex((one, at) => one.complete === true && (corrects[at] ?? null) === null);
  const shows = (key: string) => (one: Sent) =>
    one.rows.some((row) => row.key === key) || one.presentKeys?.includes(key) === true;
  const known = keys.map((key) => {
    const told = sent.flatMap(({ rows, sourceTime }) =>
      rows.flatMap((row, line) =>
        row.key === key ? [{ row, line: line + 2, at: row.effective ?? sourceTime ?? 'when it landed' }] : [],
      ),
    );
    const inTime = told.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    const last = (name: 'a' | 'b' | 'c' | 'extra') =>
      inTime.map(({ row }) => row[name] ?? null).findLast((said) => said !== null) || null;
    const state = { row: inTime.at(-1)?.line, a: last('a'), b: last('b'), c: last('c'), extra: last('extra') };
    return [key, told.length, { ...state, gone: sent.findLastIndex(shows(key)) < complete }] as const;
  });
  return Object.fromEntries(known.flatMap(([key, times, state]) => (times > 0 ? [[key, state]] : [])));
}

async function stateOf(source: string): Promise<Record<string, unknown>> {
  const current = await kit.located();
  const seen = keys
    .map((key) => [key, current[keyOf(source, key)]] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(seen.map(([key, value]) => [key, { ...value, source: undefined }]));
}

const derived = async () => ({
  heads: await kit.rows('SELECT * FROM archive.derived.heads ORDER BY record'),
  folds: await kit.rows('SELECT * FROM archive.derived.fold_things ORDER BY record'),
});

const inOrder = (sent: Sent[]) => sent.map((_, i) => i);
/** Deliveries as they land, and the order in which they are committed. */
const shuffled = deliveries.chain((sent) =>
  fc.tuple(fc.constant(sent), fc.shuffledSubarray(inOrder(sent), { minLength: sent.length, maxLength: sent.length })),
);

test('step by step equals from scratch, whatever was committed, undone, merged and unmerged', async () => {
  await fc.assert(
    fc.asyncProperty(shuffled, parents, fc.nat(), fc.boolean(), async ([sent, order], corrects, pick, unmerge) => {
      const source = `law${++runs}`;
      const batches = await play(source, sent, order, corrects);
      await kit.duck.write((s) => undoBatch(s, batches[pick % batches.length]!, 'test'));
      await kit.duck.write(async (s) => {
        const ids = await s.rows<{ golden: string }>(
          'SELECT golden FROM archive.derived.heads WHERE source = $1 ORDER BY golden LIMIT 2',
          [source],
        );
        if (ids.length < 2) return;
        const moved = await mergeGolden(s, Number(ids[1]?.golden), Number(ids[0]?.golden), 'test');
        if (unmerge) await unlinkRecords(s, moved, 'test');
      });
      const before = await derived();
      await kit.duck.write(rebuild);
      expect(await derived()).toEqual(before);
    }),
    { numRuns },
  );
}, 300_000);

/** A complete delivery names key 1 in a rejected row; it is committed before the one that brought key 1. */
const presentFirst: [Sent[], number[]] = [
  [{ rows: [{ key: '1', a: 'x' }] }, { rows: [{ key: '2', a: 'x' }], complete: true, rejected: 1, presentKeys: ['1'] }],
  [1, 0],
];

/** The later one of two complete deliveries is committed first: what it lacks is gone at once. */
const completeLate: [Sent[], number[]] = [
  [
    { rows: ['1', '2'].map((key) => ({ key, a: 'x' })), complete: true },
    { rows: [{ key: '1', a: 'x' }], complete: true },
  ],
  [1, 0],
];

/** What a complete delivery shows, shown again by one that landed before it and is true from later on. */
const againLate: [Sent[], number[]] = [
  [
    { rows: [{ key: '1', a: 'x', effective: '2024-06-01 00:00:00' }] },
    { rows: [{ key: '1', a: 'x', effective: '2024-01-01 00:00:00' }], complete: true },
  ],
  [1, 0],
];

/** Two that say the same from the same time on: the one that landed later is the one that is told of. */
const sameTwice: [Sent[], number[]] = [
  [['1'], ['2', '1']].map((some) => ({
    rows: some.map((key) => ({ key, a: 'x', effective: '2024-06-01 00:00:00' })),
  })),
  [1, 0],
];

test('the same landed deliveries in any order of commits give the same state', async () => {
  await fc.assert(
    fc.asyncProperty(shuffled, async ([sent, order]) => {
      const [one, other] = [`one${++runs}`, `other${runs}`];
      await play(one, sent, inOrder(sent));
      await play(other, sent, order);
      expect(await stateOf(one)).toEqual(lawOf(sent));
      expect(await stateOf(other)).toEqual(lawOf(sent));
    }),
    { numRuns, examples: [[presentFirst], [completeLate], [againLate], [sameTwice]] },
  );
}, 300_000);

test('an import, later imports, and its undo equal the same without it and what corrects it', async () => {
  const several = fc.array(delivery, { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(several, parents, fc.nat({ max: 3 }), async (sent, corrects, pick) => {
      const [undone, without] = [`undone${++runs}`, `without${runs}`];
      const batches = await play(undone, sent, inOrder(sent), corrects);
      await kit.duck.write((s) => undoBatch(s, batches[pick]!, 'test'));
      const family = new Set([pick]);
      for (const [at, parent] of corrects.entries()) if (parent !== null && family.has(parent)) family.add(at);
      const left = inOrder(sent).filter((at) => !family.has(at));
      const rest = left.map((at) => sent[at]!);
      const parentsLeft = left.map((at) => (corrects[at] == null ? null : left.indexOf(corrects[at])));
      await play(without, rest, inOrder(rest), parentsLeft);
      expect(await stateOf(undone)).toEqual(lawOf(rest, parentsLeft));
      expect(await stateOf(without)).toEqual(lawOf(rest, parentsLeft));
    }),
    { numRuns },
  );
}, 300_000);

test('accepted = new + changed + unchanged, and unchanged means that nothing visible changed', async () => {
  await fc.assert(
    fc.asyncProperty(delivery, delivery, async (first, second) => {
      const source = `same${++runs}`;
      await play(source, [first], [0]);
      const before = await stateOf(source);
      const sent = { ...second, source };
      const result = await kit.commit(await kit.land(sent), sent);
      if ('held' in result) throw new Error('held');
      const after = await stateOf(source);
      const visible = (state: Record<string, unknown>, key: string) =>
        JSON.stringify({ ...(state[key] as object), gone: undefined, row: undefined });
      const changed = sent.rows.filter(({ key }) => key in before && visible(before, key) !== visible(after, key));
      const fresh = sent.rows.filter(({ key }) => !(key in before));
      const { counts } = result;
      expect([counts.new, counts.changed]).toEqual([fresh.length, changed.length]);
      expect(counts.accepted).toBe(counts.new + counts.changed + counts.unchanged);
    }),
    { numRuns },
  );
}, 300_000);

test('a commit inside a rehearsal leaves nothing', async () => {
  const sent: Sent = { rows: [{ key: '1', a: 'x' }], source: 'rehearsed' };
  const landed = await kit.land(sent);
  const before = await kit.rows('SELECT max(last_seq) AS n FROM archive.log.transactions');
  await kit.duck.scratch(async (s, scratch) => {
    const { inputOf, writeJudged } = await import('./kit.js');
    await writeJudged(s, scratch, sent);
    const planned = await kit.duck.rehearse((w) => commitBatch(w, inputOf(landed, sent, scratch)));
    expect(planned).toMatchObject({ counts: { new: 1 } });
  });
  expect(await kit.rows('SELECT max(last_seq) AS n FROM archive.log.transactions')).toEqual(before);
  expect(await stateOf('rehearsed')).toEqual({});
});
