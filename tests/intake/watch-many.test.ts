/** Thousands of files dropped at once: a few are under way, the rest waits its turn, and other folders have theirs. */
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Turns } from '../../apps/keeper/turns.js';
import { InFlight } from '../../core/intake/in-flight.js';
import { watchInboxes, type Watch } from '../../core/intake/watch.js';
import type { WatchEvent } from '../../core/intake/watching.js';
import { NamedError } from '../../schemas/errors.js';
import { freshFolder, until } from './folders.js';

const rules = { settleMs: 20, minAgeMs: 0, lockPatienceMs: 60_000, zipPatienceMs: 60_000 };
let watch: Watch | null = null;
afterEach(async () => watch?.stop());

/** Takes as a keeper does: in turns, and what is taken leaves when its turn ends. */
function begin(root: string, sources: readonly string[], turns: Turns, scanMs = 100) {
  const taken: string[] = [];
  const ends: (() => void)[] = [];
  const events: WatchEvent[] = [];
  watch = watchInboxes({
    sources: sources.map((source) => ({ source, folder: join(root, source) })),
    scanMs,
    rules,
    inFlight: new InFlight(),
    take: async ({ path, name }, patience) => {
      const end = await turns.take(patience);
      taken.push(name);
      renameSync(path, join(root, 'done', name));
      ends.push(end);
    },
    tell: (event) => events.push(event),
  });
  return { taken, ends, events };
}

test('no more are taken than have a turn; those that wait are told to, and all are taken in the end', async () => {
  const root = freshFolder('customers', 'done');
  for (let n = 0; n < 60; n++) writeFileSync(join(root, 'customers', `${n}.csv`), 'a');
  const { taken, ends, events } = begin(root, ['customers'], new Turns(4));
  const waiting = () => watch?.state()[0]?.waiting ?? [];
  await until(() => taken.length === 4 && waiting().length === 56);
  for (let n = 0; n < 3; n++) await watch?.scan();
  expect(taken).toHaveLength(4);
  expect(new Set(waiting().map(({ reason }) => reason))).toEqual(new Set(['turn']));
  await until(() => {
    ends.shift()?.();
    return taken.length === 60;
  });
  await until(() => waiting().length === 0);
  expect(readdirSync(join(root, 'done'))).toHaveLength(60);
  expect(events).toEqual([]);
});

test('a file of another folder does not wait for all of the first', async () => {
  const root = freshFolder('customers', 'orders', 'done');
  for (let n = 0; n < 200; n++) writeFileSync(join(root, 'customers', `${n}.csv`), 'a');
  writeFileSync(join(root, 'orders', 'one order.csv'), 'b');
  const { taken } = begin(root, ['customers', 'orders'], new Turns(1_000));
  await until(() => taken.length === 201);
  expect(taken.indexOf('one order.csv')).toBeLessThan(100);
});

test('a folder of many files is looked at without hints; with a few in it a new one is hinted at again', async () => {
  const root = freshFolder('customers', 'done');
  for (let n = 0; n < 300; n++) writeFileSync(join(root, 'customers', `${n}.csv`), 'a');
  // So long that only a hint brings the next look.
  const { taken } = begin(root, ['customers'], new Turns(1_000), 3_600_000);
  await until(() => taken.length === 300 && watch?.state()[0]?.waiting.length === 0);
  await watch?.scan();
  writeFileSync(join(root, 'customers', 'one more.csv'), 'a');
  await until(() => taken.includes('one more.csv'));
  expect(taken).toHaveLength(301);
});

test('a file that left since it was seen is not told to wait', async () => {
  const root = freshFolder('customers');
  writeFileSync(join(root, 'customers', 'a.csv'), 'a');
  let tries = 0;
  watch = watchInboxes({
    sources: [{ source: 'customers', folder: join(root, 'customers') }],
    scanMs: 10,
    rules,
    inFlight: new InFlight(),
    take: () => {
      tries += 1;
      return Promise.reject(new NamedError('file-gone', 'it left'));
    },
    tell: () => undefined,
  });
  const reasons = new Set<string>();
  while (tries < 3) {
    await watch.scan();
    for (const { reason } of watch.state()[0]?.waiting ?? []) reasons.add(reason);
  }
  expect(reasons).toEqual(new Set(['moving']));
});

test('a stop ends the wait for a turn', async () => {
  const root = freshFolder('customers', 'done');
  for (let n = 0; n < 3; n++) writeFileSync(join(root, 'customers', `${n}.csv`), 'a');
  const { taken, events } = begin(root, ['customers'], new Turns(1));
  await until(() => taken.length === 1);
  await watch?.stop();
  expect(taken).toHaveLength(1);
  expect(readdirSync(join(root, 'customers'))).toHaveLength(2);
  expect(events).toEqual([]);
});

test('turns go to those who asked first, and a turn that was given up to the next', async () => {
  const turns = new Turns(1);
  const order: string[] = [];
  const ask = async (name: string, signal?: AbortSignal) => {
    const end = await turns.take(signal);
    order.push(name);
    return end;
  };
  const first = await ask('first');
  const leaves = new AbortController();
  const left = ask('left', leaves.signal);
  const second = ask('second');
  leaves.abort();
  await expect(left).rejects.toThrow('aborted');
  first();
  first();
  const third = ask('third');
  (await second)();
  (await third)();
  expect(order).toEqual(['first', 'second', 'third']);
});
