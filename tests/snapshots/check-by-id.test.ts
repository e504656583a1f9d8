/** A check of one snapshot over several stores: who must have it, who does not, and who has never heard of it. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkStores } from '../../apps/keeper/snapshot-check.js';
import type { StorePlace } from '../../apps/keeper/snapshot-stores.js';
import { inChinese } from '../../apps/words/errors-zh.js';
import { openStore } from '../../core/snapshots/stores/open.js';
import type { StoreSpec } from '../../core/snapshots/stores/open.js';
import type { NamedError } from '../../schemas/errors.js';
import { Place, key } from './place.js';

let place: Place;
let first: string;
let second: string;

beforeEach(async () => {
  place = await Place.open();
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  first = (await place.take()).id;
  await place.kit.deliver({ rows: [{ key: '2', a: 'y' }] });
  second = (await place.take('incremental')).id;
});
afterEach(() => place.kit.end());

const usb = () => join(place.kit.folder, 'usb');
const keep = { last: 1, daily: 0, weekly: 0, monthly: 0, yearly: 0 };

function store(name: string, root: string): StorePlace {
  const spec: StoreSpec = { kind: 'folder', name, root, mayCreate: name === 'workspace' };
  return { name, holdsLocal: true, keep, spec: () => spec, open: () => openStore(spec) };
}

/** `book`: what it says of each store; null: it cannot be asked. */
const check = (id: string, book: Record<string, string[]> | null) =>
  checkStores({
    stores: [store('workspace', place.root), store('usb', usb())],
    key,
    id,
    ...(book ? { recorded: (name: string) => Promise.resolve(book[name] ?? []) } : {}),
  });

const unknown = '20260101T000000000Z-00000000';
const remove = (id: string) => rmSync(join(place.root, id), { recursive: true });

test('an id that nobody knows is no fault of any store, whether the book can be asked or not', async () => {
  mkdirSync(usb());
  for (const book of [{ workspace: [first, second] }, null]) {
    const thrown = await check(unknown, book).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'snapshot-unknown', exit: 'usage' });
    const { message, hint } = inChinese(thrown as NamedError);
    expect([message, hint]).toEqual([
      expect.stringContaining(`没有这个快照（${unknown}`),
      expect.stringContaining('sheetkeep snapshot list'),
    ]);
  }
});

test('one that the book, a folder or another manifest names is missing', async () => {
  mkdirSync(usb());
  remove(first);
  const fault = { store: 'workspace', snapshot: first, file: `${first}/manifest.json`, fault: 'manifest-missing' };
  expect(await check(first, { workspace: [first, second] })).toMatchObject({ ok: false, faults: [fault] });
  // Only its child knows it.
  expect(await check(first, null)).toMatchObject({ ok: false, faults: [fault] });
  remove(second);
  expect(await check(first, { workspace: [first] })).toMatchObject({ ok: false, faults: [fault] });
  await expect(check(first, null)).rejects.toMatchObject({ code: 'snapshot-unknown' });
  mkdirSync(join(place.root, first));
  expect(await check(first, null)).toMatchObject({ ok: false, faults: [fault] });
});

test('one that was pruned here is checked where it is, and a copy that no book has, too', async () => {
  cpSync(place.root, usb(), { recursive: true });
  for (const id of [first, second]) remove(id);
  for (const book of [{ workspace: [], usb: [first, second] }, {}, null]) {
    const { ok, snapshots } = await check(second, book);
    expect([ok, snapshots.map(({ store: name, id }) => [name, id])]).toEqual([
      true,
      [
        ['usb', first],
        ['usb', second],
      ],
    ]);
  }
});

test('a store that cannot be looked at may know it', async () => {
  const fault = { store: 'usb', fault: 'unreachable' };
  expect(await check(unknown, { workspace: [] })).toMatchObject({ ok: false, faults: [fault] });
  // Where it is known, only stores that should have it are needed.
  expect(await check(second, { workspace: [first, second] })).toMatchObject({ ok: true, faults: [] });
});
