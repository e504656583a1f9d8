import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Mapping } from '../../schemas/mapping.js';
import type { Session } from '../../core/archive/duck.js';
import { knownRows, rememberRows } from '../../core/archive/commit/known.js';
import { auditHash, firstPrevHash } from '../../core/archive/log/audit.js';
import {
  deliveriesOf,
  findDelivery,
  heldLike,
  landDelivery,
  lastOutcome,
  liveDuplicate,
  openDeliveries,
  recordOutcome,
} from '../../core/archive/log/deliveries.js';
import { lastMapping, loadMapping, mappingsByKey, saveMapping } from '../../core/archive/log/mappings.js';
import { rulesVersion, schemaVersion } from '../../core/archive/log/versions.js';
import { undoBatch } from '../../core/archive/undo.js';
import { noCounts } from '../../schemas/outcomes.js';
import { Kit, things } from './kit.js';
import type { Sent } from './kit.js';

let kit: Kit;
beforeEach(async () => {
  kit = await Kit.open();
});
afterEach(() => kit.end());

const sent: Sent = { rows: [{ key: '1', a: 'x' }] };
const read = <T>(fn: (s: Session) => Promise<T>) => kit.duck.read(fn);

describe('deliveries', () => {
  test('land once per id; the original is one row however often it comes', async () => {
    const first = await kit.land(sent);
    await kit.land(sent);
    const { landing: _, landedAt: __, ...input } = first;
    expect(await kit.duck.write((s) => landDelivery(s, input))).toEqual(first);
    expect(await read((s) => findDelivery(s, first.delivery))).toEqual(first);
    expect(await read((s) => findDelivery(s, 'd0'))).toBeNull();
    expect(await read((s) => deliveriesOf(s, first.sha256))).toHaveLength(2);
    expect(await kit.rows('SELECT count(*) AS n FROM archive.log.originals')).toEqual([{ n: '1' }]);
  });

  test('are open until an outcome that ends them; failed ones are driven again', async () => {
    const { delivery } = await kit.land(sent);
    const open = async () => (await read(openDeliveries)).map((one) => one.delivery);
    const outcome = { delivery, batch: null, reason: null, receipt: null, mappingVersion: null, ...noCounts };
    expect(await open()).toEqual([delivery]);
    await kit.duck.write((s) => recordOutcome(s, { ...outcome, status: 'failed' }));
    expect(await open()).toEqual([delivery]);
    await kit.duck.write((s) => recordOutcome(s, { ...outcome, status: 'refused', reason: 'empty', rows: 3 }));
    expect(await open()).toEqual([]);
    expect(await read((s) => lastOutcome(s, delivery))).toMatchObject({ status: 'refused', reason: 'empty', rows: 3 });
  });

  test('held ones of the same bytes are told of the same source only', async () => {
    const land = async (source: string, status: 'held' | 'refused') => {
      const { delivery } = await kit.land({ ...sent, source });
      const outcome = { delivery, batch: null, status, reason: null, receipt: null, mappingVersion: null, ...noCounts };
      await kit.duck.write((s) => recordOutcome(s, outcome));
      return delivery;
    };
    const [held, , again] = [await land('s', 'held'), await land('other', 'held'), await land('s', 'held')];
    await land('s', 'refused');
    expect(await read((s) => heldLike(s, held))).toEqual([again]);
  });

  test('the same bytes are a duplicate only of a live batch of the same source, dataset and mapping', async () => {
    const first = await kit.land(sent);
    const { batch } = (await kit.commit(first, sent)) as { batch: number };
    const same = { sha256: first.sha256, source: 's', dataset: 'things', mappingVersion: 1 };
    const found = (wanted: typeof same & { delivery?: string }) => read((s) => liveDuplicate(s, wanted));
    expect(await found(same)).toEqual({ delivery: first.delivery, batch });
    expect(await found({ ...same, delivery: first.delivery })).toBeNull();
    expect(await found({ ...same, mappingVersion: 2 })).toBeNull();
    expect(await found({ ...same, source: 'other' })).toBeNull();
    await kit.duck.write((s) => undoBatch(s, batch, 'test'));
    expect(await found(same)).toBeNull();
  });
});

test('mappings and definitions get a version when they change, and only then', async () => {
  const mapping: Mapping = {
    source: 's',
    dataset: 'things',
    version: 0,
    columns: [],
    key: { kind: 'content' },
    newestBy: null,
    effectiveBy: null,
    complete: false,
  };
  const save = (one: Mapping) => kit.duck.write((s) => saveMapping(s, one, 'test'));
  expect((await save(mapping)).version).toBe(1);
  expect((await save(mapping)).version).toBe(1);
  expect((await save({ ...mapping, complete: true })).version).toBe(2);
  expect(await read((s) => loadMapping(s, 's', 'things', 1))).toMatchObject({ version: 1, complete: false });
  expect(await read((s) => lastMapping(s, 's'))).toMatchObject({ version: 2, complete: true });
  const key = { kind: 'fields' as const, fields: ['a'], decidedBy: 'person' as const };
  for (const one of [{ ...mapping, key }, mapping, { ...mapping, complete: true }]) await save(one);
  const known = await read((s) => mappingsByKey(s, 's', 'things'));
  expect(known.map(({ version }) => version)).toEqual([5, 3]);
  expect(await read((s) => mappingsByKey(s, 's', 'other'))).toEqual([]);
  const schema = (dataset: typeof things) => kit.duck.write((s) => schemaVersion(s, dataset));
  expect([await schema(things), await schema(things)]).toEqual([1, 1]);
  expect(await schema({ ...things, label: { en: 'Things', zh: '' } })).toBe(2);
  const rules = (version: string) => kit.duck.write((s) => rulesVersion(s, { version }));
  expect([await rules('1'), await rules('1'), await rules('2')]).toEqual([1, 1, 2]);
});

test('every write is a transaction without gaps, and audit events form a chain', async () => {
  const { batch } = await kit.deliver(sent);
  await kit.duck.write((s) => undoBatch(s, batch, 'test'));
  const ranges = await kit.rows<{ first_seq: string; last_seq: string }>(
    'SELECT first_seq, last_seq FROM archive.log.transactions ORDER BY tx',
  );
  const firsts = ranges.slice(1).map((range) => Number(range.first_seq));
  expect(firsts).toEqual(ranges.slice(0, -1).map((range) => Number(range.last_seq) + 1));
  const events = await kit.rows<
    Record<'at' | 'actor' | 'action' | 'subject' | 'detail' | 'prev_hash' | 'hash' | 'seq', string>
  >(`SELECT * REPLACE (strftime("at", '%Y-%m-%dT%H:%M:%S.%gZ') AS "at") FROM archive.log.audit ORDER BY seq`);
  expect(events.map(({ action }) => action)).toEqual(['commit', 'undo']);
  let previous = firstPrevHash;
  for (const event of events) {
    expect(event.prev_hash).toBe(previous);
    expect(event.hash).toBe(auditHash(previous, { ...event, seq: Number(event.seq) }));
    previous = event.hash;
  }
});

test('rows are known in the context that they were judged in, and in no other', async () => {
  const { batch } = await kit.deliver(sent);
  await kit.duck.scratch(async (s, scratch) => {
    await s.run(`CREATE TABLE ${scratch}.main.fresh AS SELECT n::INTEGER AS part, n AS "row", n::UBIGINT AS h1, n::UBIGINT AS h2,
      uuid() AS key_digest, uuid() AS content_digest FROM range(2) t(n)`);
    const known = ['one', 'other'].map((context, part) => ({ part, context }));
    const input = { source: 's', scratch, counts: { ...noCounts, rows: 2 }, known };
    await kit.duck.write((w) => rememberRows(w, { input, dataset: 'things', batch }));
  });
  const hashes = (context: string) => read(async (s) => s.rows(`SELECT h1 FROM ${await knownRows(s, context)}`));
  expect([await hashes('one'), await hashes('other')]).toEqual([[{ h1: '0' }], [{ h1: '1' }]]);
  expect(await read((s) => knownRows(s, 'a third'))).toBeNull();
});
