/** Datasets that must not leave: not one of their bytes in a store that may not hold them, whatever table they stand in. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { open } from '../../core/snapshots/age/age.js';
import { copySnapshot } from '../../core/snapshots/copy.js';
import { logSchema } from '../../core/archive/log-schema.js';
import { localSql } from '../../core/snapshots/locality.js';
import { logTable } from '../../core/archive/row-digest.js';
import { removeRecords } from '../../core/archive/removal.js';
import { FolderSnapshots } from '../../core/snapshots/stores/folder.js';
import { Kit } from '../archive/kit.js';
import { Place, identity, key } from './place.js';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

const beside = (name: string) => join(place.kit.folder, name);

/** Copies the newest snapshot into a store that may not hold what is local. */
async function abroad(localOnly: string[]) {
  place.original('x');
  await place.kit.deliver({ rows: [{ key: '1', a: 'sentinel' }], rejected: 1 });
  const first = await place.take('full', { localOnly });
  await place.kit.deliver({ rows: [{ key: '2', a: 'sentinel too' }], skipped: 1 });
  const head = await place.take('incremental', { localOnly });
  const store = new FolderSnapshots({ name: 'far', root: beside('far'), mayCreate: true });
  const { tmp: tempDir } = place.paths;
  await copySnapshot({ from: place.store, to: store, id: head.id, key, withLocal: false, tempDir });
  return { first, head, store };
}

/** Every object of a store, opened. */
async function plainBytes(root: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (const entry of readdirSync(join(root, 'objects'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    for await (const part of open([readFileSync(join(entry.parentPath, entry.name))], [identity])) parts.push(part);
  }
  return Buffer.concat(parts);
}

test('nothing of the dataset is there; the store checks; restored from it, only that is missing', async () => {
  const { head, store } = await abroad(['things']);
  const bytes = await plainBytes(store.root);
  expect(bytes.length).toBeGreaterThan(5_000);
  expect(bytes.includes('sentinel')).toBe(false);
  expect((await plainBytes(place.root)).includes('sentinel')).toBe(true);
  expect(await place.check({ store, holdsLocal: false })).toMatchObject({ ok: true, faults: [] });
  const plan = await place.restore(head.id, beside('restored'), { store });
  expect(plan.withheld.originals).toBe(1);
  expect(plan.withheld.rows).toBeGreaterThan(5);
  expect(plan.originals).toEqual({ files: 0, bytes: 0, missing: 0 });
  const kit = await Kit.open(beside('restored'));
  const count = async (table: string) =>
    Number((await kit.rows<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
  expect(await count('archive.log.records')).toBe(0);
  expect(await count('archive.log.audit')).toBeGreaterThan(0);
  await kit.close();
});

test('a store at home has everything, and restores everything', async () => {
  const { head } = await abroad(['things']);
  expect(await place.check()).toMatchObject({ ok: true, faults: [] });
  const plan = await place.restore(head.id, beside('whole'));
  expect(plan.withheld).toEqual({ rows: 0, originals: 0 });
  const drill = await place.drill(head.id);
  expect(drill).toMatchObject({ result: 'pass', findings: [] });
});

test('what lies there although it must not is an error, and what should lie at home is missed', async () => {
  const { head, store } = await abroad(['things']);
  const { tmp: tempDir } = place.paths;
  const local = head.files.filter((file) => file.local).map((file) => file.key);
  expect(local.length).toBeGreaterThan(3);
  const asHome = await place.check({ store, holdsLocal: true });
  expect(asHome.faults.map(({ file }) => file)).toEqual(expect.arrayContaining(local));
  await copySnapshot({ from: place.store, to: store, id: head.id, key, withLocal: true, tempDir });
  const { faults } = await place.check({ store, holdsLocal: false });
  const told = faults.filter(({ fault }) => fault === 'must-not-be-here').map(({ file }) => file);
  expect(told).toEqual(expect.arrayContaining(local));
});

test('another dataset may leave', async () => {
  const { store } = await abroad(['elsewhere']);
  expect((await plainBytes(store.root)).includes('sentinel')).toBe(true);
});

/** Tables that tell of no dataset, batch, delivery, record or original. */
const free = [
  'audit',
  'drills',
  'erasures',
  'holds',
  'removals',
  'removed',
  'rules',
  'snapshot_places',
  'snapshots',
  'transactions',
];

test('every table of the log is judged: a new one must be free of cells, or say what it tells of', async () => {
  await abroad(['things']);
  await place.drill();
  const { duck } = place.kit;
  const judged = await duck.read(async (s) => {
    const found: [string, string | null][] = [];
    for (const table of await logSchema(s)) {
      const sql = localSql(table, ['things']);
      found.push([table.table, sql]);
      // Neither half may lose a row.
      const where = `(${sql ?? 'true'})`;
      const [all, halves] = [
        logTable(table.table),
        `count(*) FILTER (WHERE ${where}) + count(*) FILTER (WHERE NOT ${where})`,
      ];
      expect(await s.count(`SELECT count(*) - (${halves}) FROM ${all}`)).toBe(0);
    }
    return found;
  });
  expect(
    judged
      .filter(([, sql]) => sql === null)
      .map(([table]) => table)
      .filter((table) => !free.includes(table)),
  ).toEqual([]);
});

test('a store without the dataset tells all the same what was removed of it', async () => {
  const { head } = await abroad(['things']);
  const about = { originals: [], reason: 'erasure' as const, actor: 'test' };
  const records = `SELECT record FROM archive.log.content_things WHERE f_a = 'sentinel'`;
  await place.kit.duck.write((s) => removeRecords(s, { records, ...about }));
  const after = await place.take('incremental', { localOnly: ['things'] });
  const store = new FolderSnapshots({ name: 'further', root: beside('further'), mayCreate: true });
  const { tmp: tempDir } = place.paths;
  await copySnapshot({ from: place.store, to: store, id: after.id, key, withLocal: false, tempDir });
  expect(await place.check({ store, holdsLocal: false })).toMatchObject({ ok: true, faults: [] });
  const plan = await place.restore(after.id, beside('abroad'), { store });
  expect(plan).toMatchObject({ since: { removals: 0 }, withheld: { rows: expect.any(Number) } });
  // The whole snapshot of before, with only that store to ask.
  const { since } = await place.restore(head.id, beside('told'), { alsoIn: [store] });
  expect(since).toMatchObject({ removals: 1, records: 1 });
  const kit = await Kit.open(beside('told'));
  expect(Object.values(await kit.current()).map(({ a }) => a)).toEqual(['sentinel too']);
  await kit.close();
});
