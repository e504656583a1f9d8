/** What was removed does not come back by any restore, and what is held stays held. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeHold, recordHold } from '../../../core/archive/log/holds.js';
import { originalRef } from '../../../core/archive/objects.js';
import { executePrune, planPrune } from '../../../core/snapshots/prune.js';
import { fileHas, tablesWith } from '../../archive/removal/sentinel.js';
import { Kit } from '../../archive/kit.js';
import { excerpt } from '../excerpt/two.js';
import { Place, key } from '../place.js';
import {
  sentinel,
  recordOf,
  remove,
  begin,
  more,
  living,
  restored,
  control,
  current,
  values,
  segmentsWith,
} from './removing.js';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

test('the store alone: the newest manifest tells what no older snapshot may bring back', async () => {
  const full = await begin(place);
  await more(place);
  const before = await place.take();
  expect(await segmentsWith(place, before, sentinel)).toEqual(['content_things', 'issues', 'rejected']);
  await control(place, full.id);
  const done = await remove(place.kit, await recordOf(place.kit, '1'));
  await place.kit.deliver({ rows: [{ key: '4', a: '4' }] });
  const after = await place.take();
  expect([full, before, after].map(({ kind, removals }) => [kind, removals])).toEqual([
    ['full', []],
    ['incremental', []],
    ['incremental', [done?.removal]],
  ]);
  expect(await segmentsWith(place, after, sentinel)).toEqual([]);
  expect(await place.check()).toMatchObject({ ok: true });

  const oldest = await restored(place, full.id, async (kit) => ({
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
  expect((await restored(place, before.id, values)).used).toEqual(['12', '3']);
  const newest = await restored(place, after.id, current);
  expect(newest.plan.since).toEqual({ removals: 0, records: 0, holds: 0 });
  expect(newest.used).toEqual(await place.kit.current());
  // As the archive stood before the removal: all the same.
  const back = await restored(place, after.id, values, { at: before.highWater.at });
  expect(back).toMatchObject({ used: ['12', '3'], plan: { since: { removals: 1 } } });
  for (const id of [full.id, before.id, after.id])
    expect(await place.drill(id)).toMatchObject({ result: 'pass', findings: [] });

  // What is taken anew does not say it, and with it the old ones can go.
  const anew = await place.take('full');
  expect(await segmentsWith(place, anew, sentinel)).toEqual([]);
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
  expect((await restored(place, anew.id, current)).used).toEqual(await place.kit.current());
}, 120_000);

test('a removal after the last snapshot: the living archive tells it, to restores and to drills', async () => {
  const full = await begin(place);
  await remove(place.kit, await recordOf(place.kit, '1'));
  expect(await place.drill(full.id)).toMatchObject({ result: 'pass' });
  const { used, plan } = await restored(place, full.id, values, { living: await living(place) });
  expect([used, plan.since.records]).toEqual([['12'], 1]);
}, 60_000);

test('a differential over the removal, and a place that was restored and goes on, keep it out', async () => {
  const full = await begin(place);
  await more(place);
  await place.take();
  await remove(place.kit, await recordOf(place.kit, '1'));
  const differential = await place.take('differential');
  expect(await segmentsWith(place, differential, sentinel)).toEqual([]);
  expect((await restored(place, differential.id, values)).used).toEqual(['12', '3']);
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

test('holds placed since are held where an older snapshot is restored, lifted ones are not', async () => {
  const full = await begin(place);
  const on = { dataset: 'things', record: await recordOf(place.kit, '2') };
  const other = { dataset: 'things', record: await recordOf(place.kit, '1') };
  const lifted = await place.kit.duck.write((s) => placeHold(s, other, 'test'));
  await place.take();
  await place.kit.duck.write((s) => placeHold(s, on, 'test'));
  await place.kit.duck.write((s) => recordHold(s, { hold: lifted, ...other }, 'lifted', 'test'));
  await remove(place.kit, await recordOf(place.kit, '1'));
  const after = await place.take();
  expect(after.holds).toBe(3);
  for (const asked of [{}, { living: await living(place) }]) {
    const { plan } = await restored(
      place,
      full.id,
      async (kit) => {
        expect(await kit.rows('SELECT state, record FROM archive.log.holds')).toEqual([
          { state: 'placed', record: String(on.record) },
        ]);
        await expect(remove(kit, on.record)).rejects.toMatchObject({ code: 'record-held' });
      },
      asked,
    );
    expect(plan.since).toEqual({ removals: 1, records: 1, holds: 1 });
  }
}, 60_000);

test('an excerpt of an older snapshot leaves it out, too; the record itself is not there', async () => {
  const full = await begin(place);
  const record = await recordOf(place.kit, '1');
  await remove(place.kit, record);
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
  const full = await begin(place);
  const [original] = await place.kit.rows<{ sha256: string }>('SELECT sha256 FROM archive.log.originals');
  const sha256 = original?.sha256 ?? '';
  expect((await place.body(full)).originals).toMatchObject([{ sha256, key: expect.any(String) }]);
  await remove(place.kit, await recordOf(place.kit, '1'), [sha256]);
  const anew = await place.take('full');
  expect((await place.body(anew)).originals).toEqual([]);
  const to = join(place.kit.folder, 'to');
  await place.restore(full.id, to);
  expect(existsSync(join(to, ...originalRef(sha256).split('/')))).toBe(false);
}, 60_000);
