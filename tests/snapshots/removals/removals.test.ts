/** What was removed does not come back by any restore, what is held stays held, and only logged removals are accepted. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeHold, recordHold } from '../../../core/archive/log/holds.js';
import { removeRecords } from '../../../core/archive/removal.js';
import { originalRef } from '../../../core/archive/objects.js';
import { openFile } from '../../../core/snapshots/objects.js';
import type { Head } from '../../../core/snapshots/manifest/model.js';
import { executePrune, planPrune } from '../../../core/snapshots/prune.js';
import { writeBook } from '../../../core/snapshots/removals/book.js';
import type { RestoreRequest } from '../../../core/snapshots/restore.js';
import { quoteText } from '../../../core/archive/duck.js';
import { fileHas, tablesWith } from '../../archive/removal/sentinel.js';
import { Kit, keyOf } from '../../archive/kit.js';
import { excerpt } from '../excerpt/two.js';
import { Place, identity, key } from '../place.js';

const sentinel = 'ZhangSan-13800138000-sentinel';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

const recordOf = async (of: string, kit = place.kit): Promise<number> => {
  const [row] = await kit.rows<{ seq: string }>(
    `SELECT seq FROM archive.log.records WHERE key_digest = '${keyOf('s', of)}'`,
  );
  return Number(row?.seq);
};

const remove = (record: number, originals: readonly string[] = [], kit = place.kit) =>
  kit.duck.write((s) =>
    removeRecords(s, { records: `SELECT ${record} AS record`, originals, reason: 'erasure', actor: 'test' }),
  );

/** Two records, one of them with the sentinel everywhere it may stand. */
async function begin(): Promise<Head> {
  await place.kit.deliver({
    rows: [
      { key: '1', a: sentinel, extra: `{"n":"${sentinel}"}` },
      { key: '2', a: '12' },
    ],
  });
  return place.take();
}

const more = () =>
  place.kit.deliver({
    rows: [
      { key: '1', b: sentinel },
      { key: '3', a: '3' },
    ],
    rejected: 1,
    presentKeys: ['1'],
    cells: [[sentinel]],
  });

async function living(): Promise<string> {
  const folder = join(place.kit.folder, `book-${Math.random()}`);
  await place.kit.duck.read((s) => writeBook(s, folder));
  return folder;
}

let places = 0;
/** Restores and looks for the sentinel in every table and in the bytes of the file. */
async function restored<T>(id: string, use: (kit: Kit) => Promise<T>, asked: Partial<RestoreRequest> = {}) {
  const to = join(place.kit.folder, `to-${++places}`);
  const plan = await place.restore(id, to, asked);
  const kit = await Kit.open(to);
  try {
    expect(await tablesWith(kit, sentinel)).toEqual([]);
    const used = await use(kit);
    return { plan, used };
  } finally {
    await kit.close();
    expect(fileHas(kit.archiveFile, sentinel)).toBe(false);
    rmSync(to, { recursive: true });
  }
}

/** That the search finds it where nothing was removed. */
async function control(id: string): Promise<void> {
  const to = join(place.kit.folder, 'control');
  await place.restore(id, to);
  expect(fileHas(join(to, 'archive', 'archive.duckdb'), sentinel)).toBe(true);
  rmSync(to, { recursive: true });
}

const current = (kit: Kit) => kit.current();
const values = async (kit: Kit) =>
  Object.values(await kit.current())
    .map(({ a }) => String(a))
    .sort();

/** Tables of a snapshot whose segments say the text. */
async function segmentsWith(head: Head, text: string): Promise<string[]> {
  const found: string[] = [];
  const opening = { store: place.store, head, identities: [identity] };
  for (const { key: file, table } of (await place.body(head)).files) {
    const path = join(place.kit.folder, `plain-${++places}`);
    await openFile(opening, file, path);
    if (fileHas(path, text)) found.push(table ?? 'settings');
    else if (table !== null) {
      const from = `read_parquet(${quoteText(path)})`;
      const rows = await place.kit.duck.read((s) =>
        s.count(`SELECT count(*) FROM ${from} t WHERE contains(t::VARCHAR, ${quoteText(text)})`),
      );
      if (rows > 0) found.push(table);
    }
  }
  return found;
}

test('the store alone: the newest manifest tells what no older snapshot may bring back', async () => {
  const full = await begin();
  await more();
  const before = await place.take();
  expect(await segmentsWith(before, sentinel)).toEqual(['content_things', 'issues', 'rejected']);
  await control(full.id);
  const done = await remove(await recordOf('1'));
  await place.kit.deliver({ rows: [{ key: '4', a: '4' }] });
  const after = await place.take();
  expect([full, before, after].map(({ kind, removals }) => [kind, removals])).toEqual([
    ['full', []],
    ['incremental', []],
    ['incremental', [done?.removal]],
  ]);
  expect(await segmentsWith(after, sentinel)).toEqual([]);
  expect(await place.check()).toMatchObject({ ok: true });

  const oldest = await restored(full.id, async (kit) => ({
    values: await values(kit),
    told: await kit.rows('SELECT DISTINCT removal FROM archive.log.removals'),
    erased: await kit.rows('SELECT removal FROM archive.log.erasures'),
  }));
  expect(oldest.plan.since).toEqual({ removals: 1, records: 1, holds: 0 });
  expect(oldest.used).toEqual({
    values: ['12'],
    told: [{ removal: done?.removal }],
    erased: [{ removal: done?.removal }],
  });
  expect((await restored(before.id, values)).used).toEqual(['12', '3']);
  const newest = await restored(after.id, current);
  expect(newest.plan.since).toEqual({ removals: 0, records: 0, holds: 0 });
  expect(newest.used).toEqual(await place.kit.current());
  // As the archive stood before the removal: all the same.
  const back = await restored(after.id, values, { at: before.highWater.at });
  expect(back).toMatchObject({ used: ['12', '3'], plan: { since: { removals: 1 } } });
  for (const id of [full.id, before.id, after.id])
    expect(await place.drill(id)).toMatchObject({ result: 'pass', findings: [] });

  // What is taken anew does not say it, and with it the old ones can go.
  const anew = await place.take('full');
  expect(await segmentsWith(anew, sentinel)).toEqual([]);
  const asked = {
    store: place.store,
    key,
    keep: { last: 1, daily: 0, weekly: 0, monthly: 0, yearly: 0 },
    timeZone: 'UTC',
    proved: new Set<string>(),
    recorded: [],
  };
  const pruned = await executePrune(asked, await planPrune(asked));
  expect(pruned.removed).toHaveLength(3);
  expect((await restored(anew.id, current)).used).toEqual(await place.kit.current());
}, 120_000);

test('a removal after the last snapshot: the living archive tells it, to restores and to drills', async () => {
  const full = await begin();
  await remove(await recordOf('1'));
  expect(await place.drill(full.id)).toMatchObject({ result: 'pass' });
  const { used, plan } = await restored(full.id, values, { living: await living() });
  expect([used, plan.since.records]).toEqual([['12'], 1]);
}, 60_000);

test('a differential over the removal, and a place that was restored and goes on, keep it out', async () => {
  const full = await begin();
  await more();
  await place.take();
  await remove(await recordOf('1'));
  const differential = await place.take('differential');
  expect(await segmentsWith(differential, sentinel)).toEqual([]);
  expect((await restored(differential.id, values)).used).toEqual(['12', '3']);
  expect(await place.drill(differential.id)).toMatchObject({ result: 'pass' });
  // The place restored out of the old one takes snapshots of its own: they carry the removal on.
  const to = join(place.kit.folder, 'goes-on');
  await place.restore(full.id, to);
  const second = new Place(await Kit.open(to));
  const own = await second.take();
  expect(own).toMatchObject({ kind: 'full', removals: differential.removals });
  expect(await second.drill(own.id)).toMatchObject({ result: 'pass' });
  await second.kit.close();
}, 60_000);

test('a change that no removal tells is a damage', async () => {
  const full = await begin();
  await more();
  await remove(await recordOf('1'));
  const row = await place.kit.rows<{ seq: string; f_a: string }>(
    `SELECT seq, f_a FROM archive.log.content_things ORDER BY seq LIMIT 1`,
  );
  expect(row[0]?.f_a).toBe('12');
  await place.kit.duck.write((s) => s.run(`DELETE FROM archive.log.content_things WHERE seq = ${row[0]?.seq}`));
  const drill = await place.drill(full.id);
  expect(drill).toMatchObject({ result: 'fail' });
  expect(drill.findings.map(({ code, params }) => `${code} ${params['table'] ?? ''}`)).toContain(
    'rows-differ content_things',
  );
}, 60_000);

test('a book that names other rows than those that went is refused', async () => {
  const full = await begin();
  await remove(await recordOf('1'));
  await place.kit.duck.write((s) =>
    s.run(`UPDATE archive.log.removals SET digest_before = repeat('0', 64) WHERE of_table = 'content_things'`),
  );
  const to = join(place.kit.folder, 'to');
  await expect(place.restore(full.id, to, { living: await living() })).rejects.toMatchObject({
    code: 'restore-differs',
  });
  expect(await place.drill(full.id)).toMatchObject({ result: 'fail' });
}, 60_000);

test('where the list of what was removed is damaged nothing is restored, unless it is known from elsewhere', async () => {
  const full = await begin();
  await remove(await recordOf('1'));
  const after = await place.take();
  const list = await place.segment(after, 'removed');
  writeFileSync(join(place.root, ...list.split('/')), 'damaged');
  const to = join(place.kit.folder, 'to');
  await expect(place.restore(full.id, to)).rejects.toMatchObject({
    code: 'removals-unreadable',
    message: expect.stringContaining(after.id),
  });
  expect((await restored(full.id, values, { living: await living() })).used).toEqual(['12']);
  const anew = await place.take('full');
  expect(anew.removals).toEqual(after.removals);
  expect((await restored(full.id, values)).used).toEqual(['12']);
}, 60_000);

test('a newer manifest that is damaged is named: it may have told of a removal', async () => {
  const full = await begin();
  const first = await place.take();
  await place.kit.deliver({ rows: [{ key: '3', a: '3' }] });
  const newer = await place.take();
  writeFileSync(join(place.root, newer.id, 'manifest.json'), '{}');
  const to = join(place.kit.folder, 'to');
  expect(await place.restore(first.id, to, { planOnly: true })).toMatchObject({ unread: [newer.id] });
  expect(await place.restore(full.id, to, { living: await living() })).toMatchObject({ unread: [] });
}, 60_000);

test('numbers of another history mean other rows: nothing of them is left out', async () => {
  const full = await begin();
  await more();
  const first = await place.take();
  // Restored as of the full one, it goes another way: the same numbers, other rows; and removes one of its own.
  const to = join(place.kit.folder, 'other-way');
  await place.restore(full.id, to);
  const kit = await Kit.open(to);
  await kit.deliver({
    rows: [
      { key: '8', a: 'eight' },
      { key: '9', a: 'nine' },
    ],
  });
  await remove(await recordOf('8', kit), [], kit);
  const book = join(place.kit.folder, 'other-book');
  await kit.duck.read((s) => writeBook(s, book));
  await kit.close();
  const target = join(place.kit.folder, 'target');
  const plan = await place.restore(first.id, target, { living: book });
  expect(plan.since.removals).toBe(0);
  const again = await Kit.open(target);
  expect(await again.current()).toEqual(await place.kit.current());
  await again.close();
}, 60_000);

test('holds placed since are held where an older snapshot is restored, lifted ones are not', async () => {
  const full = await begin();
  const on = { dataset: 'things', record: await recordOf('2') };
  const other = { dataset: 'things', record: await recordOf('1') };
  const lifted = await place.kit.duck.write((s) => placeHold(s, other, 'test'));
  await place.take();
  await place.kit.duck.write((s) => placeHold(s, on, 'test'));
  await place.kit.duck.write((s) => recordHold(s, { hold: lifted, ...other }, 'lifted', 'test'));
  await remove(await recordOf('1'));
  const after = await place.take();
  expect(after.holds).toBe(3);
  for (const asked of [{}, { living: await living() }]) {
    const { plan } = await restored(
      full.id,
      async (kit) => {
        expect(await kit.rows('SELECT state, record FROM archive.log.holds')).toEqual([
          { state: 'placed', record: String(on.record) },
        ]);
        await expect(remove(on.record, [], kit)).rejects.toMatchObject({ code: 'record-held' });
      },
      asked,
    );
    expect(plan.since).toEqual({ removals: 1, records: 1, holds: 1 });
  }
}, 60_000);

test('an excerpt of an older snapshot leaves it out, too; the record itself is not there', async () => {
  const full = await begin();
  const record = await recordOf('1');
  await remove(record);
  await place.take();
  const plan = await excerpt(place, full.id, 'part');
  expect(plan).toMatchObject({ since: { removals: 1, records: 1 } });
  const kit = await Kit.open(join(place.kit.folder, 'part'));
  expect(await values(kit)).toEqual(['12']);
  expect(await tablesWith(kit, sentinel)).toEqual([]);
  await kit.close();
  expect(fileHas(kit.archiveFile, sentinel)).toBe(false);
  const part = { dataset: 'things', record };
  await expect(excerpt(place, full.id, 'one', { part })).rejects.toMatchObject({ code: 'thing-unknown' });
}, 60_000);

test('originals that went with the records are not placed again', async () => {
  place.original('x');
  const full = await begin();
  const [original] = await place.kit.rows<{ sha256: string }>('SELECT sha256 FROM archive.log.originals');
  const sha256 = original?.sha256 ?? '';
  expect((await place.body(full)).originals).toMatchObject([{ sha256, key: expect.any(String) }]);
  await remove(await recordOf('1'), [sha256]);
  const anew = await place.take('full');
  expect((await place.body(anew)).originals).toEqual([]);
  const to = join(place.kit.folder, 'to');
  await place.restore(full.id, to);
  expect(existsSync(join(to, ...originalRef(sha256).split('/')))).toBe(false);
}, 60_000);
