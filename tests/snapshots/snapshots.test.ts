import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { derivedFacts, logFacts } from '../../core/snapshots/facts.js';
import { drills, provedBy, recordedSnapshots } from '../../core/snapshots/ledger.js';
import { newIdentity } from '../../core/snapshots/age/keys.js';
import { snapshotKey } from '../../core/snapshots/manifest/sign.js';
import { undoBatch } from '../../core/archive/undo.js';
import { Kit } from '../archive/kit.js';
import { Place } from './place.js';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

const beside = (name: string) => join(place.kit.folder, name);

async function factsAt(folder: string, to: number) {
  const restored = await Kit.open(folder);
  const facts = await restored.duck.read(async (s) => ({
    log: await logFacts(s, to, {}),
    derived: await derivedFacts(s),
  }));
  await restored.close();
  return facts;
}

test('a full one, an increment and a differential restore to the same log and the same derived tables', async () => {
  const { kit } = place;
  place.original('x');
  await kit.deliver({
    rows: [
      { key: '1', a: '12.50' },
      { key: '2', a: "it's", extra: '{"n":"甲"}' },
    ],
    rejected: 1,
  });
  const full = await place.take();
  expect([full.kind, full.parent, full.seq.from]).toEqual(['full', null, 0]);
  const { batch } = await kit.deliver({
    rows: [
      { key: '1', a: 'x', b: '' },
      { key: '3', c: 'new column' },
    ],
  });
  const increment = await place.take('incremental');
  await kit.duck.write((s) => undoBatch(s, batch, 'test'));
  const differential = await place.take('differential');
  expect([increment.parent, differential.parent]).toEqual([full.id, full.id]);
  const last = await place.take();
  expect(last.parent).toBe(differential.id);
  expect(await place.check()).toMatchObject({ ok: true, faults: [] });
  let derived = {};
  for (const { id, seq } of [full, increment, differential, last]) {
    const plan = await place.restore(id, beside(`r-${id}`));
    expect(plan.originals).toEqual({ files: 1, bytes: 1, missing: 0 });
    const expected = await kit.duck.read((s) => logFacts(s, seq.to, {}));
    const found = await factsAt(beside(`r-${id}`), seq.to);
    expect(found.log).toEqual(expected);
    derived = found.derived;
  }
  expect(derived).toEqual(await kit.duck.read(derivedFacts));
  expect(readdirSync(place.root).filter((name) => name.startsWith('.tmp-'))).toEqual([]);
});

test('as of a time: what was logged later is not there, and nothing of it in any table', async () => {
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const [{ at, seq }] = (await place.kit.rows<{ at: string; seq: string }>(
    `SELECT strftime("at", '%Y-%m-%dT%H:%M:%S.%gZ') AS at, last_seq AS seq FROM archive.log.transactions ORDER BY tx DESC LIMIT 1`,
  )) as [{ at: string; seq: string }];
  while (new Date().toISOString() <= at) await new Promise((resolve) => setTimeout(resolve, 1));
  await place.kit.deliver({ rows: [{ key: '2', a: 'y' }] });
  const { id } = await place.take();
  const plan = await place.restore(id, beside('then'), { at });
  expect(plan.lastSeq).toBe(Number(seq));
  const restored = await Kit.open(beside('then'));
  expect(Object.keys(await restored.current())).toHaveLength(1);
  await restored.close();
  await expect(place.restore(id, beside('before'), { at: '2000-01-01T00:00:00.000Z' })).rejects.toMatchObject({
    code: 'nothing-at-that-time',
  });
  await expect(place.restore(id, beside('after'), { at: '2999-01-01T00:00:00.000Z' })).rejects.toMatchObject({
    code: 'later-than-snapshot',
  });
});

test('a plan makes nothing; a place that is not empty is refused; an unknown id too', async () => {
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const { id } = await place.take();
  const plan = await place.restore(id, beside('later'), { planOnly: true });
  expect(plan.rows).toBeGreaterThan(5);
  expect(existsSync(beside('later'))).toBe(false);
  mkdirSync(beside('full'));
  writeFileSync(join(beside('full'), 'a.txt'), 'mine');
  await expect(place.restore(id, beside('full'))).rejects.toMatchObject({ code: 'place-not-empty', exit: 'refused' });
  await expect(place.restore('20000101T000000000Z-00000000', beside('later'))).rejects.toMatchObject({
    code: 'snapshot-unknown',
  });
});

test('leftovers of a killed run are swept, and the snapshots before it stay', async () => {
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const { id } = await place.take();
  mkdirSync(join(place.root, '.tmp-1-dead', 'x'), { recursive: true });
  writeFileSync(join(place.root, '.tmp-1-dead', 'x', 'sealed'), 'half');
  mkdirSync(join(place.root, 'objects', 'ff'), { recursive: true });
  writeFileSync(join(place.root, 'objects', 'ff', '.tmp-2-dead'), 'half');
  writeFileSync(join(place.root, 'objects', 'ff', 'f'.repeat(64)), 'never named');
  await place.take();
  const names = readdirSync(place.root, { recursive: true }).map(String);
  expect(names.filter((name) => name.includes('.tmp-'))).toEqual([]);
  expect(existsSync(join(place.root, 'objects', 'ff', 'f'.repeat(64)))).toBe(false);
  expect(await place.check()).toMatchObject({ ok: true });
  expect(existsSync(join(place.root, id, 'manifest.json'))).toBe(true);
});

test('a drill proves a snapshot; the book of both is in the log', async () => {
  place.original('x');
  await place.kit.deliver({
    rows: [
      { key: '1', a: '12.50' },
      { key: '2', a: '0.10' },
    ],
  });
  const { id } = await place.take();
  const drill = await place.drill();
  expect(drill).toMatchObject({ snapshot: id, result: 'pass', findings: [] });
  const { duck } = place.kit;
  expect(await duck.read(recordedSnapshots)).toEqual([id]);
  expect([...provedBy(await duck.read(drills))]).toEqual([id]);
  expect(readdirSync(place.paths.tmp)).toEqual([]);
});

test('a drill fails by name when the archive is no longer what was saved, and when the snapshot is damaged', async () => {
  await place.kit.deliver({ rows: [{ key: '1', a: '12.50' }] });
  const taken = await place.take();
  const { id } = taken;
  await place.kit.duck.write((s) => s.run(`UPDATE archive.log.content_things SET f_a = '12.51'`));
  const changed = await place.drill();
  expect(changed.result).toBe('fail');
  expect(changed.findings).toContainEqual({ code: 'digest-differs', params: { table: 'content_things' } });
  expect(changed.findings).toContainEqual({ code: 'sum-differs', params: { table: 'content_things', column: 'f_a' } });
  const name = await place.segment(taken, 'content_things');
  chmodSync(join(place.root, name), 0o644);
  appendFileSync(join(place.root, name), Buffer.alloc(10));
  const damaged = await place.drill(id);
  expect(damaged.result).toBe('fail');
  expect(damaged.findings).toEqual([{ code: 'damaged', params: { file: name } }]);
  expect([...provedBy(await place.kit.duck.read(drills))]).toEqual([]);
});

test('without the key: another one is named, and none restores only when told so', async () => {
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const { id } = await place.take();
  const other = await place.check({ key: snapshotKey(Buffer.alloc(32, 8)) });
  expect(other.faults.map(({ fault }) => fault)).toEqual(['other-key']);
  await place.restore(id, beside('free'), { key: null });
  expect(existsSync(join(beside('free'), 'archive', 'high-water.json'))).toBe(true);
});

test('an original is stored once for all snapshots, by a name that tells nothing of it', async () => {
  place.original('x');
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const [full, again] = [await place.take(), await place.take('full')];
  const keys = await Promise.all(
    [full, again].map(async (head) => (await place.body(head)).originals.map(({ key }) => key)),
  );
  expect(keys[0]).toEqual(keys[1]);
  expect(keys[0]).toHaveLength(1);
  const sha256 = createHash('sha256').update('x').digest('hex');
  const texts = [full, again].map(({ id }) => readFileSync(join(place.root, id, 'manifest.json'), 'utf8'));
  expect(texts.filter((text) => text.includes(sha256))).toEqual([]);
  expect(
    readdirSync(place.root, { recursive: true })
      .map(String)
      .filter((name) => name.includes(sha256)),
  ).toEqual([]);
});

const flipByte = (path: string): void => {
  chmodSync(path, 0o644);
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(path, bytes);
};

test('an original that was damaged in the store is stored anew by the next full one', async () => {
  place.original('x');
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const first = await place.take();
  const [stored] = (await place.body(first)).originals;
  flipByte(join(place.root, stored?.key ?? ''));
  const again = await place.take('full');
  expect((await place.body(again)).originals[0]?.key).not.toBe(stored?.key);
  await place.restore(again.id, beside('again'));
  await expect(place.restore(first.id, beside('first'))).rejects.toMatchObject({ code: 'snapshot-damaged' });
});

test('on a snapshot that lacks an object, or has one cut, nothing is built: the next one is full and whole', async () => {
  const full = await place.take();
  await place.kit.deliver({ rows: [{ key: '1', a: 'more' }] });
  const increment = await place.take();
  expect(increment.kind).toBe('incremental');
  const lost = join(place.root, ...(await place.segment(full, 'transactions')).split('/'));
  const bytes = readFileSync(lost);
  for (const harm of [() => rmSync(lost), () => writeFileSync(lost, bytes.subarray(1))]) {
    harm();
    await place.kit.deliver({ rows: [{ key: '2', a: 'more' }] });
    const next = await place.take();
    expect(next.kind).toBe('full');
    await place.restore(next.id, beside(next.id));
    rmSync(join(place.root, next.id), { recursive: true });
  }
  writeFileSync(lost, bytes);
  expect(await place.take()).toMatchObject({ kind: 'incremental', parent: increment.id });
}, 60_000);

test('other recipients: the next one is full, uses nothing of before, and both sets open their own', async () => {
  place.original('x');
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const first = await place.take();
  const other = newIdentity();
  const second = await place.take('incremental', { sealing: { recipients: [other.recipient], recovery: [] } });
  expect([second.kind, second.parent]).toEqual(['full', null]);
  const shared = second.files.filter(({ key }) => first.files.some((file) => file.key === key));
  expect(shared).toEqual([]);
  await expect(place.restore(second.id, beside('wrong'))).rejects.toMatchObject({ code: 'seal-key-wrong' });
  await place.restore(second.id, beside('second'), { identities: [other] });
  await place.restore(first.id, beside('first'));
  expect(await place.check()).toMatchObject({ ok: true });
});

test('not sealed, where that was chosen: restored without any key of sealing', async () => {
  place.original('x');
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const { id } = await place.take('full', { sealing: { recipients: [], recovery: [] } });
  await place.restore(id, beside('open'), { identities: [] });
  expect(existsSync(join(beside('open'), 'archive', 'high-water.json'))).toBe(true);
});

test('with the clock set back a snapshot still comes behind those before it, and the next goes on from it', async () => {
  const { kit } = place;
  await kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const first = await place.take();
  await kit.deliver({ rows: [{ key: '2', a: 'x' }] });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 172_800_000 });
  const second = await place.take().finally(() => vi.useRealTimers());
  await kit.deliver({ rows: [{ key: '3', a: 'x' }] });
  const third = await place.take();
  expect([first.id, second.id, third.id].toSorted()).toEqual([first.id, second.id, third.id]);
  expect(second.at < first.at).toBe(true);
  expect([second.parent, third.parent]).toEqual([first.id, second.id]);
});
