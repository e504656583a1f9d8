/** One dataset, or one thing of it, in an empty place: all of it, nothing else, and it knows what it lacks. */
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mergeGolden } from '../../../core/archive/links.js';
import { findDelivery, openDeliveries } from '../../../core/archive/log/deliveries.js';
import { excerptOf } from '../../../core/archive/log/excerpts.js';
import { landMembers, memberId } from '../../../core/archive/log/members.js';
import { transaction } from '../../../core/archive/log/transactions.js';
import { originalRef } from '../../../core/archive/objects.js';
import { undoBatch } from '../../../core/archive/undo.js';
import { verifyAudit } from '../../../core/audit/verify.js';
import { copySnapshot } from '../../../core/snapshots/copy.js';
import { FolderSnapshots } from '../../../core/snapshots/stores/folder.js';
import { storeUnreachable } from '../../../core/snapshots/stores/store.js';
import type { SnapshotStore } from '../../../core/snapshots/stores/store.js';
import { Kit, keyOf, things } from '../../archive/kit.js';
import { Place, key } from '../place.js';
import { commit, deliver, excerpt, land, logRows, others } from './two.js';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

const beside = (name: string) => join(place.kit.folder, name);

async function opened<T>(name: string, use: (kit: Kit) => Promise<T>): Promise<T> {
  const kit = await Kit.open(beside(name));
  try {
    return await use(kit);
  } finally {
    await kit.close();
  }
}

/** Bytes of every file below a folder. */
const bytesBelow = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

/** Both datasets, an undo in each, rows to fix, a second link of the chain with a new column. */
async function history() {
  await deliver(place, things, 'one', {
    rows: [
      { key: '1', a: 'thing-a' },
      { key: '2', a: 'thing-b' },
    ],
    rejected: 2,
  });
  await deliver(place, others, 'two', { rows: [{ key: '1', a: 'alien-cell' }], rejected: 1 });
  await place.take('full');
  const wrong = await deliver(place, things, 'three', { rows: [{ key: '1', a: 'wrong', c: 'new column' }] });
  const alien = await deliver(place, others, 'four', { rows: [{ key: '1', a: 'alien-too' }] });
  for (const { batch } of [wrong, alien]) await place.kit.duck.write((s) => undoBatch(s, batch, 'test'));
  await deliver(place, things, 'five', { rows: [{ key: '2', a: 'thing-b', b: '' }], skipped: 1, source: 't' });
  return place.take('incremental');
}

const ofThings = ['batches', 'records', 'content_things'];
const byBatch = ['sightings', 'parts', 'rejected', 'skipped', 'undos'];

test('a dataset: its rows as they were, nothing of the others, the audit chain whole, undo as before', async () => {
  const { kit } = place;
  const head = await history();
  const plan = await excerpt(place, head.id, 'plan', { planOnly: true });
  expect(existsSync(beside('plan'))).toBe(false);
  const done = await excerpt(place, head.id, 'part');
  expect(done).toEqual(plan);
  expect(plan).toMatchObject({ dataset: 'things', record: null, originals: { files: 3, missing: 0 } });
  expect(plan.leftOut.originals).toBe(2);
  const batches = (await logRows(kit, 'batches', `dataset = 'things'`)).map(({ seq }) => seq).join(', ');
  await opened('part', async (part) => {
    for (const table of ofThings) {
      const where = table === 'content_things' ? 'true' : `dataset = 'things'`;
      expect([table, await logRows(part, table)]).toEqual([table, await logRows(kit, table, where)]);
    }
    for (const table of byBatch) {
      expect([table, await logRows(part, table)]).toEqual([table, await logRows(kit, table, `batch IN (${batches})`)]);
    }
    const to = `seq <= ${plan.lastSeq}`;
    for (const table of ['audit', 'transactions', 'rules']) {
      expect([table, await logRows(part, table, to)]).toEqual([table, await logRows(kit, table, to)]);
    }
    const told = new Map(plan.tables.map(({ table, rows }) => [table, rows]));
    for (const [table, rows] of told) expect([table, (await logRows(part, table, to)).length]).toEqual([table, rows]);
    expect(await part.current()).toEqual(await kit.current());
    expect(await part.duck.read((s) => verifyAudit(s, []))).toMatchObject({ ok: true });
    const said = await part.duck.read(excerptOf);
    expect(said).toMatchObject({ snapshot: head.id, dataset: 'things', record: null, toSeq: plan.lastSeq });
    expect(said?.leftOut).toMatchObject({ originals: 2, tables: { content_others: 2, records: 1, snapshots: 1 } });
    // Going on: the first import is taken back there as it would be here.
    const [first] = await logRows(part, 'batches');
    const undo = (one: Kit) => one.duck.write((s) => undoBatch(s, Number(first?.['seq']), 'test'));
    expect(await undo(part)).toEqual(await undo(kit));
    expect(await part.current()).toEqual(await kit.current());
  });
  const bytes = bytesBelow(beside('part'));
  expect([bytes.includes('thing-a'), bytes.includes('alien')]).toEqual([true, false]);
});

test('a snapshot of an excerpt checks, restores and passes its drill', async () => {
  const head = await history();
  await excerpt(place, head.id, 'part');
  const part = new Place(await Kit.open(beside('part')));
  const own = await part.take('incremental', { workspace: 'cd'.repeat(8) });
  expect([own.kind, own.parent]).toEqual(['full', null]);
  expect(await part.check()).toMatchObject({ ok: true, faults: [] });
  expect(await part.drill()).toMatchObject({ result: 'pass', findings: [] });
  await expect(excerpt(part, own.id, 'further', { part: { dataset: 'others', record: null } })).rejects.toMatchObject({
    code: 'dataset-not-in-snapshot',
  });
  const again = await excerpt(part, own.id, 'further');
  expect(again.leftOut.originals).toBe(0);
  await part.kit.close();
});

const numberOf = async (source: string, name: string): Promise<number> =>
  Number(
    (await logRows(place.kit, 'records', `key_digest = '${keyOf(source, name)}' AND dataset = 'things'`))[0]?.['seq'],
  );

test('one thing: all its records through merges, their history and undo state, the issues of its rows, no originals', async () => {
  const { kit } = place;
  const { batch } = await deliver(place, things, 'one', {
    rows: [
      { key: '1', a: 'mine' },
      { key: '2', a: 'neighbour' },
    ],
    rejected: 2,
    presentKeys: ['1'],
  });
  await deliver(place, things, 'two', {
    rows: [
      { key: 'x', a: 'mine-too' },
      { key: 'y', a: 'neighbour-too' },
    ],
    source: 't',
  });
  await kit.duck.write(async (s) => {
    const first = (await transaction(s, 'test')).take(3);
    // Of its row, of another one, of the whole table.
    const rows = [2, 3, null].map(
      (row, i) => `(${first + i}, ${batch}, 0, ${row}, 'neighbour'[:${row === 2 ? 0 : 9}])`,
    );
    await s.run(`INSERT INTO archive.log.issues (seq, batch, part, "row", value) VALUES ${rows.join(', ')}`);
  });
  const [one, x] = [await numberOf('s', '1'), await numberOf('t', 'x')];
  await kit.duck.write((s) => mergeGolden(s, x, one, 'test'));
  const wrong = await deliver(place, things, 'three', { rows: [{ key: '1', a: 'mine-wrong' }] });
  await kit.duck.write((s) => undoBatch(s, wrong.batch, 'test'));
  await deliver(place, things, 'four', { rows: [{ key: '2', a: 'neighbour' }], complete: true });
  await deliver(place, others, 'five', { rows: [{ key: '1', a: 'neighbour' }] });
  await deliver(place, things, 'six', { rows: [{ key: 'y', a: 'neighbour' }], source: 't' });
  const head = await place.take();
  // Asked for by the id that was merged away.
  const part = { dataset: 'things', record: x };
  const plan = await excerpt(place, head.id, 'one', { part });
  expect(plan).toMatchObject({ record: x, originals: { files: 0 }, leftOut: { originals: 6 } });
  const now = await kit.current();
  await opened('one', async (found) => {
    expect(await found.current()).toEqual({
      [keyOf('s', '1')]: now[keyOf('s', '1')],
      [keyOf('t', 'x')]: now[keyOf('t', 'x')],
    });
    expect(now[keyOf('s', '1')]).toMatchObject({ gone: true });
    const mine = `record IN (${one}, ${x})`;
    for (const table of ['sightings', 'links', 'content_things'])
      expect([table, await logRows(found, table)]).toEqual([table, await logRows(kit, table, mine)]);
    expect(await logRows(found, 'undos')).toEqual(await logRows(kit, 'undos', `batch = ${wrong.batch}`));
    expect((await logRows(found, 'rejected')).length).toBe(1);
    expect(await logRows(found, 'issues')).toEqual(await logRows(kit, 'issues', '"row" = 2'));
    expect((await logRows(found, 'deliveries')).length).toBe(4);
    const heads = `SELECT * FROM archive.derived.heads WHERE ${mine} ORDER BY record`;
    expect(await found.rows(heads)).toEqual(await kit.rows(heads));
  });
  expect(bytesBelow(beside('one')).includes('neighbour')).toBe(false);
  await expect(excerpt(place, head.id, 'none', { part: { dataset: 'things', record: 999_999 } })).rejects.toMatchObject(
    { code: 'thing-unknown' },
  );
  expect(existsSync(beside('none'))).toBe(false);
});

test('files without an import come along, packed ones and their members on the way do not', async () => {
  const { kit } = place;
  const waiting = await land(place, 'things', 'waiting');
  await land(place, 'others', 'waiting too');
  await land(place, null, 'nobody knows');
  const packed = await land(place, 'things', 'packed');
  const member = (name: string, dataset: string, kept: string | null = null) => {
    place.original(name);
    const sha256 = createHash('sha256').update(name).digest('hex');
    return { name, sha256, sizeBytes: name.length, ref: originalRef(sha256), sourceTime: null, dataset, kept };
  };
  const members = [
    member('in things', 'things'),
    member('in others', 'others'),
    member('on its way', 'things'),
    member('only kept', 'things', 'module-kept'),
  ];
  await kit.duck.write((s) => landMembers(s, packed, members, []));
  const [inThings, inOthers] = [memberId(packed.delivery, 0), memberId(packed.delivery, 1)];
  for (const [dataset, id] of [
    [things, inThings],
    [others, inOthers],
  ] as const) {
    const delivery = await kit.duck.read((s) => findDelivery(s, id));
    if (delivery) await commit(place, dataset, delivery, { rows: [{ key: '1', a: dataset.name }] });
  }
  const { id } = await place.take();
  const done = await excerpt(place, id, 'part');
  expect(done).toMatchObject({ originals: { files: 3, missing: 0 }, leftOut: { originals: 5 } });
  await opened('part', async (part) => {
    const found = (await logRows(part, 'deliveries')).map(({ delivery }) => delivery);
    expect(found).toEqual([waiting.delivery, inThings, memberId(packed.delivery, 3)]);
    const open = await part.duck.read(openDeliveries);
    // The import of the kit wrote no outcome: it would be found in the ledger.
    expect(open.map(({ delivery }) => delivery)).toEqual([waiting.delivery, inThings]);
  });
});

test('out of a store that is no folder, which fails now and then', async () => {
  const head = await history();
  const { store } = place;
  const seen = new Set<string>();
  const broken = new Set<string>();
  async function* half(bytes: Readable): AsyncGenerator<Buffer> {
    for await (const part of bytes) yield (part as Buffer).subarray(0, 100);
    throw storeUnreachable('far', 'broken off', true);
  }
  const far: SnapshotStore = {
    name: 'far',
    lockDays: 0,
    put: (key, file, options) => store.put(key, file, options),
    get: async (key) => {
      const bytes = await store.get(key);
      const first = !seen.has(key);
      seen.add(key);
      // Every fourth object breaks off when it is read for the first time.
      if (!first || seen.size % 4 !== 1) return bytes;
      broken.add(key);
      return Readable.from(half(bytes));
    },
    head: (key) => store.head(key),
    list: (prefix) => store.list(prefix),
    folders: () => store.folders(),
    delete: (key) => store.delete(key),
    sweep: () => store.sweep(),
    localPath: () => null,
  };
  await excerpt(place, head.id, 'near');
  await excerpt(place, head.id, 'part', { store: far });
  const kinds = [...broken].map((key) => key.includes('manifest'));
  expect([kinds.includes(true), kinds.filter((one) => !one).length > 2]).toEqual([true, true]);
  const [near, part] = await Promise.all(
    ['near', 'part'].map((name) => opened(name, (kit) => logRows(kit, 'content_things'))),
  );
  expect(part).toEqual(near);
});

test('as of a time: only what was logged by then; before that the dataset is not there', async () => {
  await deliver(place, others, 'one', { rows: [{ key: '1', a: 'x' }] });
  const at = async () =>
    (
      await place.kit.rows<{ at: string }>(
        `SELECT strftime("at", '%Y-%m-%dT%H:%M:%S.%gZ') AS at FROM archive.log.transactions ORDER BY tx DESC LIMIT 1`,
      )
    )[0]?.at ?? '';
  const later = async (time: string) => {
    while (new Date().toISOString() <= time) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const before = await at();
  await later(before);
  await deliver(place, things, 'two', { rows: [{ key: '1', a: 'x' }] });
  const then = await at();
  await later(then);
  await deliver(place, things, 'three', { rows: [{ key: '2', a: 'y' }] });
  const { id } = await place.take();
  const plan = await excerpt(place, id, 'then', { at: then });
  expect(plan.originals.files).toBe(1);
  await opened('then', async (found) => expect(Object.keys(await found.current())).toHaveLength(1));
  await expect(excerpt(place, id, 'before', { at: before })).rejects.toMatchObject({ code: 'dataset-not-in-snapshot' });
  await expect(excerpt(place, id, 'null', { at: '2000-01-01T00:00:00.000Z' })).rejects.toMatchObject({
    code: 'nothing-at-that-time',
  });
});

test('contents and originals of other datasets are neither read nor needed; damage to its own refuses by name', async () => {
  const head = await history();
  const body = await place.body(head);
  const object = (file: string) => join(place.root, ...file.split('/'));
  rmSync(object(await place.segment(head, 'content_others')));
  const alien = (await logRows(place.kit, 'deliveries', `dataset = 'others'`)).map(({ sha256 }) => sha256);
  for (const { sha256, key: file } of body.originals) if (file && alien.includes(sha256)) rmSync(object(file));
  await expect(place.restore(head.id, beside('whole'))).rejects.toMatchObject({ code: 'snapshot-damaged' });
  const done = await excerpt(place, head.id, 'part');
  expect(done.originals.files).toBe(3);
  const own = object(await place.segment(head, 'content_things'));
  chmodSync(own, 0o644);
  appendFileSync(own, Buffer.alloc(3));
  await expect(excerpt(place, head.id, 'damaged')).rejects.toMatchObject({ code: 'snapshot-damaged' });
  expect(readdirSync(place.kit.folder).filter((name) => name.startsWith('.tmp-') || name === 'damaged')).toEqual([]);
  await expect(excerpt(place, head.id, 'part')).rejects.toMatchObject({ code: 'place-not-empty' });
});

test('a store that may not hold the dataset says so; another dataset comes out of it', async () => {
  await deliver(place, things, 'one', { rows: [{ key: '1', a: 'x' }] });
  await deliver(place, others, 'two', { rows: [{ key: '1', a: 'y' }] });
  const head = await place.take('full', { localOnly: ['others'] });
  const store = new FolderSnapshots({ name: 'far', root: beside('far'), mayCreate: true });
  const { tmp: tempDir } = place.paths;
  await copySnapshot({ from: place.store, to: store, id: head.id, key, withLocal: false, tempDir });
  await expect(
    excerpt(place, head.id, 'others', { store, part: { dataset: 'others', record: null } }),
  ).rejects.toMatchObject({ code: 'dataset-withheld' });
  const done = await excerpt(place, head.id, 'things', { store });
  expect(done).toMatchObject({ originals: { files: 1 }, withheld: { originals: 0 } });
  await opened('things', async (found) => expect(await found.current()).toEqual(await place.kit.current()));
});
