/** Excerpts of one thing, and of files without an import. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mergeGolden } from '../../../core/archive/links.js';
import { findDelivery, openDeliveries } from '../../../core/archive/log/deliveries.js';
import { landMembers, memberId } from '../../../core/archive/log/members.js';
import { transaction } from '../../../core/archive/log/transactions.js';
import { originalRef } from '../../../core/archive/objects.js';
import { undoBatch } from '../../../core/archive/undo.js';
import { keyOf, things } from '../../archive/kit.js';
import { Place } from '../place.js';
import { commit, deliver, excerpt, land, logRows, others } from './two.js';
import { beside, opened, bytesBelow } from './history.js';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

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
  await opened(place, 'one', async (found) => {
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
  expect(bytesBelow(beside(place, 'one')).includes('neighbour')).toBe(false);
  await expect(excerpt(place, head.id, 'none', { part: { dataset: 'things', record: 999_999 } })).rejects.toMatchObject(
    { code: 'thing-unknown' },
  );
  expect(existsSync(beside(place, 'none'))).toBe(false);
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
  await opened(place, 'part', async (part) => {
    const found = (await logRows(part, 'deliveries')).map(({ delivery }) => delivery);
    expect(found).toEqual([waiting.delivery, inThings, memberId(packed.delivery, 3)]);
    const open = await part.duck.read(openDeliveries);
    // The import of the kit wrote no outcome: it would be found in the ledger.
    expect(open.map(({ delivery }) => delivery)).toEqual([waiting.delivery, inThings]);
  });
});
