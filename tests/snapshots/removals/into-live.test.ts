/** Records back into the living archive out of a snapshot older than a removal. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeRecords } from '../../../core/archive/removal.js';
import { writeBook } from '../../../core/snapshots/removals/book.js';
import { planRestore, restoreIntoLive } from '../../../core/snapshots/restore/into-live.js';
import { makePast } from '../../../core/snapshots/restore/make-past.js';
import type { Kit } from '../../archive/kit.js';
import { keyOf, things } from '../../archive/kit.js';
import { fileHas, tablesWith } from '../../archive/removal/sentinel.js';
import { Place, identity, key } from '../place.js';

const sentinel = 'LiSi-13900139000-sentinel';
const audit = pathToFileURL(join(import.meta.dirname, '../../../dist/apps/keeper/audit-fault.js')).href;

let place: Place;
let kit: Kit;
beforeEach(async () => {
  place = await Place.open();
  ({ kit } = place);
});
afterEach(() => kit.end());

let n = 0;
/** What a restore compares with. */
async function past(id: string, at?: string): Promise<string> {
  const [living, to] = [join(kit.folder, `book-${++n}`), join(kit.folder, `past-${n}`)];
  await kit.duck.read((s) => writeBook(s, living));
  const store = { kind: 'folder' as const, name: 'workspace', root: place.root, mayCreate: false };
  const limits = { memoryLimitMb: 300, threads: 1, audit, undone: [], living };
  return makePast({ store, key, identities: [identity], id, to, ...(at === undefined ? {} : { at }), ...limits });
}

const idOf = async (of: string): Promise<number> => {
  const [row] = await kit.rows<{ seq: string }>(
    `SELECT max(seq) AS seq FROM archive.log.records WHERE key_digest = '${keyOf('s', of)}'`,
  );
  return Number(row?.seq);
};

test('what was removed is skipped and said so; it does not come back by dataset, record, field or time', async () => {
  await kit.deliver({
    rows: [
      { key: '1', a: sentinel },
      { key: '2', a: 'right' },
      { key: '3', a: 'stays' },
    ],
  });
  const taken = await place.take();
  const id = await idOf('1');
  await kit.deliver({
    rows: [
      { key: '1', a: `${sentinel} later` },
      { key: '2', a: 'wrong' },
    ],
  });
  const later = await place.take();
  await kit.duck.write((s) =>
    removeRecords(s, { records: `SELECT ${id} AS record`, originals: [], reason: 'retention', actor: 'test' }),
  );
  const common = { duck: kit.duck, knownTo: Number.MAX_SAFE_INTEGER, snapshot: taken.id, actor: 'test', product: '0' };
  const file = await past(taken.id);
  expect(fileHas(file, sentinel)).toBe(false);
  const removed = { state: 'skipped', reason: 'removed', records: 1 };
  for (const more of [{}, { field: 'a' }]) {
    const selection = { dataset: things, withUndone: true, ...more };
    expect(await planRestore({ ...common, pastFile: file, selection })).toMatchObject({
      counts: { created: 0, updated: 1, unchanged: 1, skipped: 1, failed: 0 },
      reasons: [removed],
      records: [{ id, source: 's', state: 'skipped', reason: 'removed', fields: [] }, { state: 'updated' }],
    });
  }
  const one = { dataset: things, withUndone: true, id };
  expect(await planRestore({ ...common, pastFile: file, selection: one })).toMatchObject({
    counts: { skipped: 1, created: 0 },
  });
  const asOf = await past(later.id, taken.highWater.at);
  const selection = { dataset: things, withUndone: true };
  const execution = { order: { sha256: 'ab'.repeat(32), sizeBytes: 1 }, lines: join(kit.folder, 'lines.csv') };
  const done = await restoreIntoLive({ ...common, pastFile: asOf, selection }, execution);
  expect(done).toMatchObject({ counts: { updated: 1, unchanged: 1, skipped: 1 }, reasons: [removed] });
  expect(
    Object.values(await kit.current())
      .map(({ a }) => String(a))
      .sort(),
  ).toEqual(['right', 'stays']);
  expect(await tablesWith(kit, sentinel)).toEqual([]);
}, 60_000);

test('one that was sent again since is another record: the old state is not put upon it', async () => {
  await kit.deliver({ rows: [{ key: '1', a: sentinel }] });
  const taken = await place.take();
  const id = await idOf('1');
  await kit.duck.write((s) =>
    removeRecords(s, { records: `SELECT ${id} AS record`, originals: [], reason: 'erasure', actor: 'test' }),
  );
  await kit.deliver({ rows: [{ key: '1', b: 'sent again' }] });
  const selection = { dataset: things, withUndone: true };
  const request = {
    duck: kit.duck,
    knownTo: Number.MAX_SAFE_INTEGER,
    snapshot: taken.id,
    actor: 'test',
    product: '0',
    pastFile: await past(taken.id),
    selection,
  };
  expect(await planRestore(request)).toMatchObject({ counts: { created: 0, updated: 0, skipped: 1 }, newer: 1 });
}, 60_000);
