/** Copies in other stores: whole, resumable, and without what must not leave. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copySnapshot } from '../../core/snapshots/copy.js';
import type { CopyRequest } from '../../core/snapshots/copy.js';
import { derivedFacts, logFacts } from '../../core/snapshots/facts.js';
import { recordedSnapshots } from '../../core/snapshots/ledger.js';
import { spreadSnapshot } from '../../core/snapshots/spread.js';
import { FolderSnapshots } from '../../core/snapshots/stores/folder.js';
import { withRetry } from '../../core/snapshots/stores/retry.js';
import { S3Snapshots } from '../../core/snapshots/stores/s3.js';
import type { SnapshotStore } from '../../core/snapshots/stores/store.js';
import { startWeed } from '../tools/weed.js';
import type { Weed } from '../tools/weed.js';
import { Kit } from '../archive/kit.js';
import { Place, key } from './place.js';

/** The store as it is, with methods that can be replaced. */
const once = { tries: 1, firstWaitMs: 0 };

let weed: Weed;
beforeAll(async () => {
  weed = await startWeed();
}, 400_000);
afterAll(() => weed?.stop());

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

const beside = (name: string) => join(place.kit.folder, name);
const folderStore = (name = 'usb') => new FolderSnapshots({ name, root: beside(name), mayCreate: true });

function copy(id: string, to: SnapshotStore, more: Partial<CopyRequest> = {}) {
  return copySnapshot({ from: place.store, to, id, key, withLocal: true, tempDir: place.paths.tmp, ...more });
}

async function two() {
  place.original('x');
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }], rejected: 1 });
  const full = await place.take();
  await place.kit.deliver({ rows: [{ key: '2', a: 'y' }] });
  return [full, await place.take()] as const;
}

async function facts(folder: string, to: number) {
  const kit = await Kit.open(folder);
  const found = await kit.duck.read(async (s) => [await logFacts(s, to, {}), await derivedFacts(s)]);
  await kit.close();
  return found;
}

const kinds: Record<string, (name: string) => Promise<SnapshotStore>> = {
  'a folder': async () => folderStore(),
  'an S3 bucket': async (name) =>
    new S3Snapshots({ ...(await weed.bucket(name)), name: 'far', prefix: 'sheetkeep/', lockDays: 0 }),
  'an S3 bucket with object lock': async (name) =>
    new S3Snapshots({ ...(await weed.bucket(name, true)), name: 'far', prefix: '', lockDays: 1 }),
};

describe.each(Object.keys(kinds))('%s', (kind) => {
  const make = (name: string) => (kinds[kind] as (typeof kinds)[string])(`${kind.length}-${name}`);

  test('takes the whole chain once, checks, and restores as the first store does', async () => {
    const [full, increment] = await two();
    const to = await make('chain');
    const first = await copy(increment.id, to);
    expect(first.snapshots).toEqual([full.id, increment.id]);
    expect(first.bytes).toBeGreaterThan(10_000);
    expect(await copy(increment.id, to)).toMatchObject({ files: 0, bytes: 0 });
    const checked = await place.check({ store: to, recorded: () => Promise.resolve([full.id, increment.id]) });
    expect(checked).toMatchObject({ ok: true, faults: [] });
    const plan = await place.restore(increment.id, beside('planned'), { store: to, planOnly: true });
    expect(plan).toMatchObject({ chain: [full.id, increment.id], withheld: { rows: 0, originals: 0 } });
    expect(existsSync(beside('planned'))).toBe(false);
    await place.restore(increment.id, beside('far'), { store: to });
    await place.restore(increment.id, beside('near'));
    expect(await facts(beside('far'), increment.seq.to)).toEqual(await facts(beside('near'), increment.seq.to));
    expect(readdirSync(place.kit.folder).filter((name) => name.startsWith('.tmp-'))).toEqual([]);
  });
});

test('a copy that broke off at any object goes on where it stopped, and shows nothing before it is whole', async () => {
  const [, increment] = await two();
  const to = folderStore();
  for (const stopAt of [0, 1, 5]) {
    let puts = 0;
    const failing: SnapshotStore = {
      ...withRetry(to, once),
      put: async (...asked: Parameters<SnapshotStore['put']>) => {
        if ((puts += 1) > stopAt) throw new Error('stopped');
        return to.put(...asked);
      },
    };
    await expect(copy(increment.id, failing)).rejects.toThrow('stopped');
    expect(existsSync(join(to.root, increment.id))).toBe(false);
  }
  await copy(increment.id, to);
  expect(await place.check({ store: to })).toMatchObject({ ok: true });
});

test('a damaged object is not handed on', async () => {
  const [full] = await two();
  const name = await place.segment(full, 'records');
  chmodSync(join(place.root, name), 0o644);
  appendFileSync(join(place.root, name), 'x');
  const refused = (fault: string) => ({ code: 'snapshot-damaged', faults: [{ file: name, fault }] });
  await expect(copy(full.id, folderStore())).rejects.toMatchObject(refused('damaged'));
  // Opens, and fails when it is read.
  const unreadable = '/proc/self/mem';
  rmSync(join(place.root, name));
  symlinkSync(unreadable, join(place.root, name));
  await expect(copy(full.id, folderStore())).rejects.toMatchObject(
    existsSync(unreadable) ? refused('unreadable') : { code: 'object-missing' },
  );
  expect(existsSync(join(beside('usb'), name))).toBe(false);
});

test('an object that was damaged where it was copied to is named, not passed over', async () => {
  const [full] = await two();
  const to = folderStore();
  await copy(full.id, to);
  const path = to.localPath(await place.segment(full, 'records'));
  chmodSync(path, 0o644);
  const bytes = readFileSync(path);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  await expect(copy(full.id, to)).rejects.toMatchObject({ code: 'object-differs' });
});

test('a store that is away does not hold up the others, and gets what it lacks the next time', async () => {
  const [full, increment] = await two();
  mkdirSync(beside('here'));
  const destination = (name: string) => ({
    name,
    holdsLocal: true,
    open: () => new FolderSnapshots({ name, root: beside(name), mayCreate: false }),
  });
  const { duck } = place.kit;
  const spread = (id: string) =>
    spreadSnapshot({
      duck,
      from: place.store,
      destinations: [destination('away'), destination('here')],
      id,
      key,
      tempDir: place.paths.tmp,
      actor: 'test',
    });
  const [away, here] = await spread(full.id);
  expect(away).toMatchObject({ store: 'away', error: { code: 'store-unreachable' } });
  expect(here).toMatchObject({ store: 'here', error: null });
  expect(existsSync(beside('away'))).toBe(false);
  mkdirSync(beside('away'));
  await spread(increment.id);
  expect(await duck.read((s) => recordedSnapshots(s, 'away'))).toEqual([full.id, increment.id]);
  rmSync(join(beside('away'), full.id), { recursive: true });
  const recorded = () => duck.read((s) => recordedSnapshots(s, 'away'));
  const { faults } = await place.check({ store: destination('away').open(), recorded });
  expect(faults.map(({ fault }) => fault)).toContain('snapshot-missing');
});
