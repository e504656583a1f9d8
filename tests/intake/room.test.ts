import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { InFlight } from '../../core/intake/in-flight.js';
import { lookAt } from '../../core/intake/identity.js';
import { Room } from '../../core/intake/room.js';
import { watchInboxes, type Watch } from '../../core/intake/watch.js';
import type { WatchEvent } from '../../core/intake/watching.js';
import { freshFolder, until } from './folders.js';

let watch: Watch | null = null;
afterEach(async () => watch?.stop());

function roomOf(minFreeBytes: number, free: { bytes: number }) {
  const told: string[] = [];
  const freeBytes = () => Promise.resolve(free.bytes);
  return { told, room: new Room({ folder: '/', minFreeBytes, tell: (event) => told.push(event), freeBytes }) };
}

test('it is told once when room runs out and once when it is back', async () => {
  const free = { bytes: 1000 };
  const { room, told } = roomOf(500, free);
  for (const bytes of [1000, 499, 300, 499, 500, 800]) {
    free.bytes = bytes;
    await room.look();
  }
  expect(told).toEqual(['no-room', 'room-again']);
});

test('a file fits when enough stays free behind it', async () => {
  const { room } = roomOf(500, { bytes: 1000 });
  expect([await room.has(500), await room.has(501)]).toEqual([true, false]);
});

test('a full disk that seems to have room (a quota) is believed, for longer each time', async () => {
  const { room, told } = roomOf(0, { bytes: 1e9 });
  room.full();
  await room.look();
  expect(room.isShort).toBe(true);
  expect(await room.has(1)).toBe(false);
  await until(async () => {
    await room.look();
    return !room.isShort;
  });
  expect(told).toEqual(['no-room', 'room-again']);
});

test('a disk that cannot be asked holds nothing back', async () => {
  const room = new Room({ folder: '/nowhere/at/all', minFreeBytes: 1, tell: () => undefined });
  await room.look();
  expect(await room.has(1e12)).toBe(true);
});

test('files wait while there is no room, and are taken when there is; one too large waits alone', async () => {
  const folder = freshFolder();
  const free = { bytes: 10 };
  const { room } = roomOf(100, free);
  const taken: string[] = [];
  const events: WatchEvent[] = [];
  const inFlight = new InFlight();
  watch = watchInboxes({
    sources: [{ source: 'customers', folder }],
    scanMs: 100,
    rules: { settleMs: 50, minAgeMs: 0, lockPatienceMs: 60_000, zipPatienceMs: 60_000 },
    inFlight,
    room,
    take: async ({ path, name }) => {
      taken.push(name);
      const found = await lookAt(path);
      if (found) inFlight.add(name, { path, identity: found.identity });
    },
    tell: (event) => events.push(event),
  });
  writeFileSync(join(folder, 'small.csv'), 'x');
  writeFileSync(join(folder, 'large.csv'), 'x'.repeat(1000));
  const reasons = () =>
    watch
      ?.state()[0]
      ?.waiting.map(({ name, reason }) => `${name} ${reason}`)
      .sort();
  await until(() => reasons()?.join() === 'large.csv no-room,small.csv no-room');
  expect(taken).toEqual([]);
  free.bytes = 200;
  await until(() => taken.length === 1);
  await until(() => reasons()?.join() === 'large.csv no-room');
  free.bytes = 2000;
  await until(() => taken.length === 2);
  expect(taken).toEqual(['small.csv', 'large.csv']);
  expect(events.filter(({ kind }) => kind === 'waits')).toHaveLength(2);
});
