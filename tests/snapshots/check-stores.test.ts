/** Checks in slices, while others write into the store, and of a service that does not give out what it holds. */
import { EventEmitter, once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alone, quiet } from '../../core/snapshots/alone.js';
import { workspaceStore } from '../../core/snapshots/stores/open.js';
import { withRetry } from '../../core/snapshots/stores/retry.js';
import { storeUnreachable } from '../../core/snapshots/stores/store.js';
import type { SnapshotStore } from '../../core/snapshots/stores/store.js';
import { Place } from './place.js';

let place: Place;
/** Key of a file of the first of two snapshots. */
let records: string;
const copies: string[] = [];

beforeAll(async () => {
  place = await Place.open();
  place.original('x');
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }], rejected: 1, skipped: 1 });
  records = await place.segment(await place.take(), 'records');
  await place.kit.deliver({ rows: [{ key: '2', a: 'y' }] });
  await place.take();
});
afterAll(async () => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  await place.kit.end();
});

test('slices together read every byte, and each file once', async () => {
  const whole = await place.check();
  const parts = await Promise.all([1, 2, 3].map((n) => place.check({ slice: { n, t: 3 } })));
  expect(parts.reduce((sum, { bytesRead }) => sum + bytesRead, 0)).toBe(whole.bytesRead);
  expect(parts.reduce((sum, { filesRead }) => sum + filesRead, 0)).toBe(whole.filesRead);
});

test('what somebody is about to write or remove is no fault; what stays is', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'harm-'));
  copies.push(copy);
  cpSync(place.root, copy, { recursive: true });
  const half = join(copy, 'objects', '00', '0'.repeat(64));
  const stays = join(copy, 'notes.txt');
  const begun = new EventEmitter();
  const writing = alone(copy, async () => {
    mkdirSync(dirname(half), { recursive: true });
    writeFileSync(half, 'x');
    writeFileSync(stays, 'x');
    // The first look is over, and waits for the end of this.
    await once(begun, 'looked');
    rmSync(half);
  });
  const found = await place.check({
    store: workspaceStore(copy),
    quiet: (work) => {
      begun.emit('looked');
      return quiet(copy, work);
    },
  });
  await writing;
  expect(found.faults).toEqual([expect.objectContaining({ file: 'notes.txt', fault: 'foreign' })]);
  expect(found.bytesRead).toBe((await place.check()).bytesRead);
});

test('an object that a service does not give out is told by name; one that gives out nothing is not reached', async () => {
  const plain = withRetry(place.store);
  const get: SnapshotStore['get'] = (key) =>
    key === records
      ? Promise.reject(storeUnreachable('cloud', 'it answered 403 InvalidObjectState', false))
      : plain.get(key);
  const kept: SnapshotStore = { ...plain, get };
  const { faults } = await place.check({ store: kept });
  expect(faults).toEqual([expect.objectContaining({ file: records, fault: 'unreadable' })]);
  const refused = () => Promise.reject(storeUnreachable('cloud', 'it answered 403 AccessDenied', false));
  const away: SnapshotStore = { ...plain, folders: refused };
  await expect(place.check({ store: away })).rejects.toMatchObject({ code: 'store-unreachable' });
});
