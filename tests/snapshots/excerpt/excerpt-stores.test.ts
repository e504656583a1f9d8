/** Excerpts out of stores that fail, that hold less, or that are damaged. */
import { appendFileSync, chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copySnapshot } from '../../../core/snapshots/copy.js';
import { FolderSnapshots } from '../../../core/snapshots/stores/folder.js';
import { storeUnreachable } from '../../../core/snapshots/stores/store.js';
import type { SnapshotStore } from '../../../core/snapshots/stores/store.js';
import { things } from '../../archive/kit.js';
import { Place, key } from '../place.js';
import { deliver, excerpt, logRows, others } from './two.js';
import { beside, opened, history } from './history.js';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

test('out of a store that is no folder, which fails now and then', async () => {
  const head = await history(place);
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
    ['near', 'part'].map((name) => opened(place, name, (kit) => logRows(kit, 'content_things'))),
  );
  expect(part).toEqual(near);
});

test('contents and originals of other datasets are neither read nor needed; damage to its own refuses by name', async () => {
  const head = await history(place);
  const body = await place.body(head);
  const object = (file: string) => join(place.root, ...file.split('/'));
  rmSync(object(await place.segment(head, 'content_others')));
  const alien = (await logRows(place.kit, 'deliveries', `dataset = 'others'`)).map(({ sha256 }) => sha256);
  for (const { sha256, key: file } of body.originals) if (file && alien.includes(sha256)) rmSync(object(file));
  await expect(place.restore(head.id, beside(place, 'whole'))).rejects.toMatchObject({ code: 'snapshot-damaged' });
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
  const store = new FolderSnapshots({ name: 'far', root: beside(place, 'far'), mayCreate: true });
  const { tmp: tempDir } = place.paths;
  await copySnapshot({ from: place.store, to: store, id: head.id, key, withLocal: false, tempDir });
  await expect(
    excerpt(place, head.id, 'others', { store, part: { dataset: 'others', record: null } }),
  ).rejects.toMatchObject({ code: 'dataset-withheld' });
  const done = await excerpt(place, head.id, 'things', { store });
  expect(done).toMatchObject({ originals: { files: 1 }, withheld: { originals: 0 } });
  await opened(place, 'things', async (found) => expect(await found.current()).toEqual(await place.kit.current()));
});
