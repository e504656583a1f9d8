/** Pruning: a plan that changes nothing, an execution that leaves every kept chain restorable. */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drills, provedBy, recordPlaces, recordedSnapshots } from '../../core/snapshots/ledger.js';
import { executePrune, planPrune } from '../../core/snapshots/prune.js';
import type { PruneRequest } from '../../core/snapshots/prune.js';
import { withRetry } from '../../core/snapshots/stores/retry.js';
import type { SnapshotStore } from '../../core/snapshots/stores/store.js';
import { Place, key } from './place.js';

/** The store as it is, with methods that can be replaced. */
const once = { tries: 1, firstWaitMs: 0 };

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

const request = (last: number, more: Partial<PruneRequest> = {}): PruneRequest => ({
  store: place.store,
  key,
  keep: { last, daily: 0, weekly: 0, monthly: 0, yearly: 0 },
  timeZone: 'UTC',
  proved: new Set(),
  recorded: [],
  ...more,
});
const files = () => readdirSync(place.root, { recursive: true }).map(String).sort();

/** Full, increment, full, increment. */
async function four() {
  place.original('x');
  const ids: string[] = [];
  for (const kind of ['full', 'incremental', 'full', 'incremental'] as const) {
    await place.kit.deliver({ rows: [{ key: String(ids.length), a: 'x' }] });
    ids.push((await place.take(kind)).id);
  }
  return ids;
}

test('the plan says what goes and changes nothing; executed, what is kept checks and restores', async () => {
  const [oldFull, oldIncrement, full, increment] = (await four()) as [string, string, string, string];
  const before = files();
  const plan = await planPrune(request(1));
  expect(plan.remove.map(({ id }) => id)).toEqual([oldIncrement, oldFull]);
  expect(plan.keep).toEqual([
    { id: increment, reasons: ['newest', 'last'] },
    { id: full, reasons: ['parent'] },
  ]);
  expect(files()).toEqual(before);
  const done = await executePrune(request(1), plan);
  expect(done).toEqual({ removed: [oldIncrement, oldFull], objects: plan.objects, bytes: plan.bytes });
  expect(plan.objects).toBeGreaterThan(10);
  // The original that both chains need is still there.
  expect(await place.check()).toMatchObject({ ok: true, faults: [] });
  const restored = await place.restore(increment, join(place.kit.folder, 'r'));
  expect(restored.originals).toMatchObject({ files: 1, missing: 0 });
  expect(readdirSync(place.root).sort()).toEqual([full, increment, 'objects'].sort());
});

test('what is removed on purpose is not missed by a check, what is lost is', async () => {
  const [first] = await four();
  const { duck } = place.kit;
  const plan = await planPrune(request(2));
  await executePrune(request(2), plan);
  const ids = plan.remove.map(({ id }) => id);
  expect(ids).toContain(first);
  const missing = async () =>
    (await place.check({ recorded: () => duck.read((s) => recordedSnapshots(s)) })).faults.map(({ fault }) => fault);
  expect(await missing()).toEqual(ids.map(() => 'snapshot-missing'));
  await duck.write((s) => recordPlaces(s, 'workspace', ids, 'pruned', 'test'));
  expect(await missing()).toEqual([]);
});

test('the newest proved one stays with its chain', async () => {
  const [full, increment] = (await four()) as [string, string];
  expect((await place.drill(increment)).result).toBe('pass');
  const proved = provedBy(await place.kit.duck.read(drills));
  const plan = await planPrune(request(1, { proved }));
  expect(plan.remove).toEqual([]);
  expect(plan.keep.filter(({ id }) => [full, increment].includes(id))).toEqual([
    { id: increment, reasons: ['proved'] },
    { id: full, reasons: ['parent'] },
  ]);
});

test('a manifest that cannot be read: nothing goes', async () => {
  const [full] = (await four()) as [string];
  rmSync(join(place.root, full, 'manifest.json'));
  await expect(planPrune(request(1))).rejects.toMatchObject({ code: 'prune-unreadable', exit: 'checkFailed' });
  expect(existsSync(join(place.root, full))).toBe(true);
});

test('a recorded manifest that is lost: nothing goes, neither by a prune nor by the next snapshot, until it is back', async () => {
  const [full] = (await four()) as [string];
  const { duck } = place.kit;
  const lost = join(place.kit.folder, 'lost');
  renameSync(join(place.root, full), lost);
  const objects = () => files().filter((name) => name.startsWith('objects/')).length;
  const before = objects();
  const recorded = await duck.read((s) => recordedSnapshots(s));
  await expect(planPrune(request(1, { recorded }))).rejects.toMatchObject({ code: 'prune-unreadable' });
  await place.take('full');
  expect(objects()).toBeGreaterThan(before);
  renameSync(lost, join(place.root, full));
  expect(await place.check()).toMatchObject({ ok: true, faults: [] });
});

test('snapshots that came since the plan: refused', async () => {
  await four();
  const plan = await planPrune(request(1));
  await place.take('full');
  await expect(executePrune(request(1), plan)).rejects.toMatchObject({ code: 'changed-since-plan' });
});

test('stopped after any number of removals: what is left is whole, and the next run ends it', async () => {
  await four();
  for (const stopAt of [1, 2, 3]) {
    let removed = 0;
    const { store } = place;
    const failing: SnapshotStore = {
      ...withRetry(store, once),
      delete: async (name: string) => {
        if ((removed += 1) > stopAt) throw new Error('stopped');
        await store.delete(name);
      },
    };
    const now = await planPrune(request(1));
    await expect(executePrune(request(1, { store: failing }), now)).rejects.toThrow('stopped');
    const { faults } = await place.check();
    expect(faults.filter(({ fault }) => fault !== 'extra')).toEqual([]);
  }
  const rest = await planPrune(request(1));
  await executePrune(request(1), rest);
  expect(await place.check()).toMatchObject({ ok: true });
});

test('what killed uploads left goes with it in a far store; of a folder somebody else may be writing to right now', async () => {
  await four();
  let swept = 0;
  const far: SnapshotStore = {
    ...withRetry(place.store, once),
    localPath: () => null,
    sweep: async () => void (swept += 1),
  };
  for (const [store, times] of [
    [{ ...far, localPath: (key: string) => place.store.localPath(key) }, 0],
    [far, 1],
  ] as const) {
    const asked = request(2, { store });
    await executePrune(asked, await planPrune(asked));
    expect(swept).toBe(times);
  }
});
