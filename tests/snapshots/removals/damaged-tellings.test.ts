/** Where what tells of removals is damaged or contradicts itself nothing is restored by guess. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeBook } from '../../../core/snapshots/removals/book.js';
import { Kit } from '../../archive/kit.js';
import { Place } from '../place.js';
import { recordOf, remove, begin, more, living, restored, values } from './removing.js';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

test('a change that no removal tells is a damage', async () => {
  const full = await begin(place);
  await more(place);
  await remove(place.kit, await recordOf(place.kit, '1'));
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
  const full = await begin(place);
  await remove(place.kit, await recordOf(place.kit, '1'));
  await place.kit.duck.write((s) =>
    s.run(`UPDATE archive.log.removals SET digest_before = repeat('0', 64) WHERE of_table = 'content_things'`),
  );
  const to = join(place.kit.folder, 'to');
  await expect(place.restore(full.id, to, { living: await living(place) })).rejects.toMatchObject({
    code: 'restore-differs',
  });
  expect(await place.drill(full.id)).toMatchObject({ result: 'fail' });
}, 60_000);

test('where the list of what was removed is damaged nothing is restored, unless it is known from elsewhere', async () => {
  const full = await begin(place);
  await remove(place.kit, await recordOf(place.kit, '1'));
  const after = await place.take();
  const list = await place.segment(after, 'removed');
  writeFileSync(join(place.root, ...list.split('/')), 'damaged');
  const to = join(place.kit.folder, 'to');
  await expect(place.restore(full.id, to)).rejects.toMatchObject({
    code: 'removals-unreadable',
    message: expect.stringContaining(after.id),
  });
  expect((await restored(place, full.id, values, { living: await living(place) })).used).toEqual(['12']);
  const anew = await place.take('full');
  expect(anew.removals).toEqual(after.removals);
  expect((await restored(place, full.id, values)).used).toEqual(['12']);
}, 60_000);

test('a newer manifest that is damaged is named: it may have told of a removal', async () => {
  const full = await begin(place);
  const first = await place.take();
  await place.kit.deliver({ rows: [{ key: '3', a: '3' }] });
  const newer = await place.take();
  writeFileSync(join(place.root, newer.id, 'manifest.json'), '{}');
  const to = join(place.kit.folder, 'to');
  expect(await place.restore(first.id, to, { planOnly: true })).toMatchObject({ unread: [newer.id] });
  expect(await place.restore(full.id, to, { living: await living(place) })).toMatchObject({ unread: [] });
}, 60_000);

test('numbers of another history mean other rows: nothing of them is left out', async () => {
  const full = await begin(place);
  await more(place);
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
  await remove(kit, await recordOf(kit, '8'));
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
