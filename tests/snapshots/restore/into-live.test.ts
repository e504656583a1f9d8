/** Restores into the living archive: what each record comes to, and that nothing else changes. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastOutcome, openDeliveries } from '../../../core/archive/log/deliveries.js';
import { removeRecords } from '../../../core/archive/removal.js';
import { verifyAudit } from '../../../core/audit/verify.js';
import { Kit, keyOf } from '../../archive/kit.js';
import { Past } from './past.js';
import { undo, derivedAnew } from './past-kit.js';

let kit: Kit;
beforeEach(async () => {
  kit = await Kit.open();
});
afterEach(() => kit.end());

const idOf = async (key: string, source = 's'): Promise<number> => {
  const [row] = await kit.rows<{ golden: string }>(
    `SELECT h.golden FROM archive.log.records r JOIN archive.derived.heads h ON h.record = r.seq WHERE r.key_digest = '${keyOf(source, key)}'`,
  );
  return Number(row?.golden);
};
const now = async (key: string, source = 's') => (await kit.current())[keyOf(source, key)];
const logRows = (table: string) => kit.duck.read((s) => s.count(`SELECT count(*) FROM archive.log.${table}`));

test('a dataset: changed records say again what they said, the same and newer ones stay, undo takes it back', async () => {
  await kit.deliver({
    rows: [
      { key: '1', a: 'x', c: 'c', extra: '{"n":"1"}' },
      { key: '2', a: 'same' },
      { key: '3', a: 'y' },
    ],
  });
  const past = await Past.of(kit);
  await kit.deliver({
    rows: [
      { key: '1', a: 'wrong', b: 'also wrong', extra: '{"n":"2"}' },
      { key: '4', a: 'new since' },
    ],
  });
  await kit.deliver({ rows: [{ key: '5', a: 'other source' }], source: 't' });
  const before = await kit.current();
  const plan = await past.plan();
  expect(plan).toMatchObject({
    counts: { created: 0, updated: 1, unchanged: 2, skipped: 0, failed: 0 },
    newer: 2,
    reasons: [],
  });
  expect(plan.records).toEqual([
    { id: await idOf('1'), source: 's', state: 'updated', reason: null, fields: ['a', 'b', 'extra'] },
  ]);
  expect(await kit.current()).toEqual(before);
  const tables = [await logRows('deliveries'), await logRows('sightings')];
  const done = await past.restore();
  expect(done).toMatchObject({ ...plan, batches: [{ source: 's', rows: 1 }] });
  expect([await logRows('deliveries'), await logRows('sightings')]).toEqual(tables.map((n) => n + 1));
  expect(await now('1')).toEqual({ source: 's', gone: false, a: 'x', b: null, c: 'c', extra: '{"n":"1"}' });
  expect({ ...(await kit.current()), [keyOf('s', '1')]: null }).toEqual({ ...before, [keyOf('s', '1')]: null });
  await derivedAnew(kit);
  expect(past.readLines()).toHaveLength(4);
  expect((await past.plan()).counts).toMatchObject({ updated: 0, unchanged: 3 });
  const [batch] = done.batches;
  const outcome = await kit.duck.read((s) => lastOutcome(s, batch?.delivery ?? ''));
  expect(outcome).toMatchObject({ status: 'committed', changed: 1, rows: 1 });
  expect(await kit.duck.read((s) => verifyAudit(s, []))).toMatchObject({ ok: true });
  await undo(kit, batch?.batch ?? 0);
  expect(await kit.current()).toEqual(before);
});

test('a restore is settled work: nobody drives its delivery again', async () => {
  await kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const past = await Past.of(kit);
  await kit.deliver({ rows: [{ key: '1', a: 'y' }] });
  const done = await past.restore();
  const open = await kit.duck.read(openDeliveries);
  expect(open.map(({ delivery }) => delivery)).not.toContain(done.batches[0]?.delivery);
  expect(await kit.rows(`SELECT via FROM archive.log.deliveries ORDER BY seq DESC LIMIT 1`)).toEqual([
    { via: 'restore' },
  ]);
});

test('what is delivered after a restore wins over it, also where the source declares older times', async () => {
  await kit.deliver({ rows: [{ key: '1', a: 'x', effective: '2024-01-01 00:00:00' }] });
  const past = await Past.of(kit);
  await kit.deliver({ rows: [{ key: '1', a: 'wrong', effective: '2024-02-01 00:00:00' }] });
  await past.restore();
  expect((await now('1'))?.a).toBe('x');
  await kit.deliver({ rows: [{ key: '1', a: 'right', effective: '2024-02-01 00:00:00' }] });
  expect((await now('1'))?.a).toBe('right');
});

test('one record, one field: the rest stays as it is today', async () => {
  await kit.deliver({
    rows: [
      { key: '1', a: 'x', c: 'c' },
      { key: '2', a: 'y' },
    ],
  });
  const past = await Past.of(kit);
  await kit.deliver({
    rows: [
      { key: '1', a: 'wrong', c: 'newer' },
      { key: '2', a: 'wrong' },
    ],
  });
  const id = await idOf('1');
  expect((await past.plan({ id, field: 'a' })).records).toEqual([
    { id, source: 's', state: 'updated', reason: null, fields: ['a'] },
  ]);
  await past.restore({ id, field: 'a' });
  expect(await now('1')).toMatchObject({ a: 'x', c: 'newer' });
  expect(await now('2')).toMatchObject({ a: 'wrong' });
  await past.restore({ id });
  expect(await now('1')).toMatchObject({ a: 'x', c: 'c' });
  // A field that had no value then has none again.
  await past.restore({ field: 'b' });
  await kit.deliver({ rows: [{ key: '2', b: 'filled' }] });
  expect((await past.restore({ field: 'b' })).counts.updated).toBe(1);
  expect(await now('2')).toMatchObject({ a: 'wrong', b: null });
  await derivedAnew(kit);
});

test('what was taken back since stays so, unless it is asked for', async () => {
  const first = await kit.deliver({
    rows: [
      { key: '1', a: 'x' },
      { key: '2', a: 'only here' },
    ],
  });
  await kit.deliver({ rows: [{ key: '1', a: 'second' }] });
  const past = await Past.of(kit);
  await undo(kit, first.batch);
  expect(await past.plan()).toMatchObject({
    counts: { created: 0, updated: 0, unchanged: 1, skipped: 1 },
    reasons: [{ state: 'skipped', reason: 'undone', records: 1 }],
  });
  const none = await past.restore();
  expect(none.batches).toEqual([]);
  expect(await now('2')).toBeUndefined();
  const done = await past.restore({ withUndone: true });
  expect(done.counts).toMatchObject({ created: 1, unchanged: 1, skipped: 0 });
  expect(await now('2')).toMatchObject({ a: 'only here' });
});

test('one field of a record that is not there fails, and the others go on', async () => {
  const { batch } = await kit.deliver({ rows: [{ key: '2', a: 'y' }] });
  await kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const past = await Past.of(kit);
  await undo(kit, batch);
  await kit.deliver({ rows: [{ key: '1', a: 'wrong' }] });
  const done = await past.restore({ field: 'a', withUndone: true });
  expect(done).toMatchObject({
    counts: { created: 0, updated: 1, failed: 1 },
    reasons: [{ state: 'failed', reason: 'not-there', records: 1 }],
  });
  expect([await now('1'), await now('2')]).toMatchObject([{ a: 'x' }, undefined]);
});

test('what is removed while the older archive is being made does not come back', async () => {
  await kit.deliver({
    rows: [
      { key: '1', a: 'x' },
      { key: '2', a: 'y' },
    ],
  });
  const past = await Past.of(kit);
  const id = await idOf('1');
  await kit.deliver({ rows: [{ key: '2', a: 'later' }] });
  const about = { originals: [], reason: 'erasure' as const, actor: 'test' };
  await kit.duck.write((s) => removeRecords(s, { records: `SELECT ${id} AS record`, ...about }));
  const done = await past.restore({ withUndone: true });
  expect(done).toMatchObject({
    counts: { created: 0, updated: 1, skipped: 1 },
    reasons: [{ state: 'skipped', reason: 'removed', records: 1 }],
  });
  expect(await now('1')).toBeUndefined();
  await derivedAnew(kit);
});

test('gone at its source: what is gone since comes back, what was gone then does not', async () => {
  await kit.deliver({
    rows: [
      { key: '1', a: 'x' },
      { key: '2', a: 'y' },
    ],
    complete: true,
  });
  await kit.deliver({ rows: [{ key: '1', a: 'x' }], complete: true });
  const past = await Past.of(kit);
  await kit.deliver({ rows: [{ key: '2', a: 'back' }], complete: true });
  expect([(await now('1'))?.gone, (await now('2'))?.gone]).toEqual([true, false]);
  const done = await past.restore();
  expect(done).toMatchObject({
    counts: { updated: 1, skipped: 1 },
    reasons: [
      { state: 'skipped', reason: 'gone', records: 1 },
      { state: 'updated', reason: 'returned', records: 1 },
    ],
  });
  expect([await now('1'), await now('2')]).toMatchObject([
    { a: 'x', gone: false },
    { a: 'back', gone: false },
  ]);
  await derivedAnew(kit);
});

test('several sources: one batch each in one transaction, taken back as one', async () => {
  await kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  await kit.deliver({ rows: [{ key: '1', a: 'x' }], source: 't' });
  const past = await Past.of(kit);
  await kit.deliver({ rows: [{ key: '1', a: 'wrong' }] });
  await kit.deliver({ rows: [{ key: '1', a: 'wrong' }], source: 't' });
  const before = await kit.current();
  const transactions = await logRows('transactions');
  const done = await past.restore();
  expect(done.batches.map(({ source }) => source)).toEqual(['s', 't']);
  expect(await logRows('transactions')).toBe(transactions + 1);
  expect([(await now('1'))?.a, (await now('1', 't'))?.a]).toEqual(['x', 'x']);
  await undo(kit, done.batches[0]?.batch ?? 0);
  expect(await kit.current()).toEqual(before);
  await derivedAnew(kit);
});

test('an archive that lost everything since is filled again, under the same keys', async () => {
  await kit.deliver({
    rows: [
      { key: '1', a: 'x', extra: '{"n":"1"}' },
      { key: '2', b: 'y' },
    ],
  });
  const past = await Past.of(kit);
  const before = await kit.current();
  const fresh = await Kit.open();
  const done = await new Past(fresh, past.folder, Number.MAX_SAFE_INTEGER).restore();
  expect(done.counts).toMatchObject({ created: 2, updated: 0 });
  expect(await fresh.current()).toEqual(before);
  await fresh.end();
});

test('unknown things are refused by name', async () => {
  await kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const past = await Past.of(kit);
  await expect(past.plan({ id: 999_999 })).rejects.toMatchObject({ code: 'thing-unknown' });
  const empty = await Kit.open();
  const before = await Past.of(empty);
  await expect(new Past(kit, before.folder, Number.MAX_SAFE_INTEGER).plan()).rejects.toMatchObject({
    code: 'dataset-not-in-snapshot',
  });
  await empty.end();
});
