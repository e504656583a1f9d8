/** What lies in `done/` goes when its time has passed, whatever the clock says. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { sweepDone } from '../../core/intake/done-sweep.js';
import { momentOf, passedMs } from '../../core/intake/passed-time.js';
import { freshFolder } from './folders.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A machine whose clock and whose time since its start go apart. */
let wallMs: number;
let upMs: number;
let boot: string;
let doneFolder: string;
beforeEach(() => {
  wallMs = Date.parse('2026-03-01T08:00:00Z');
  upMs = 5 * dayMs;
  boot = 'first';
  doneFolder = join(freshFolder('done'), 'done');
});

const today = (): string => new Date(wallMs).toISOString().slice(0, 10);
const look = (keepDays = 30) =>
  sweepDone({ doneFolder, today: today(), keepDays, moment: { at: new Date(wallMs).toISOString(), boot, upMs } });
const send = (day = today()): void => {
  mkdirSync(join(doneFolder, day), { recursive: true });
  writeFileSync(join(doneFolder, day, 'a.csv'), 'one');
};
const pass = (ms: number): void => {
  wallMs += ms;
  upMs += ms;
};
/** Looks every four hours until something goes; answers how long that took, in days. */
async function daysUntilSwept(keepDays = 30): Promise<number> {
  const before = upMs;
  while ((await look(keepDays)).length === 0) pass(4 * hourMs);
  return (upMs - before) / dayMs;
}
const folders = (): string[] =>
  readdirSync(doneFolder)
    .filter((name) => !name.startsWith('.'))
    .toSorted();

test('a day folder goes when its days have passed since that day, the others and what else lies there stay', async () => {
  send();
  mkdirSync(join(doneFolder, 'notes'));
  const days = await daysUntilSwept();
  // The day itself has 16 hours left.
  expect(days).toBeGreaterThan(30.6);
  expect(days).toBeLessThan(31);
  send();
  expect(await look()).toEqual([]);
  expect(folders()).toEqual([today(), 'notes']);
});

test('no days: it goes on the next day', async () => {
  send();
  expect(await daysUntilSwept(0)).toBeLessThan(1);
});

test.each([1, 400])('a clock set forward by %d days removes nothing early', async (jump) => {
  send();
  expect(await look()).toEqual([]);
  pass(hourMs);
  wallMs += jump * dayMs;
  expect(await look()).toEqual([]);
  expect(await daysUntilSwept()).toBeGreaterThan(30);
  expect(existsSync(join(doneFolder, today()))).toBe(false);
});

test('what came while the clock was ahead goes in its time, once the clock is right again', async () => {
  wallMs += 400 * dayMs;
  send();
  expect(await look()).toEqual([]);
  wallMs -= 400 * dayMs;
  expect(await look()).toEqual([]);
  const days = await daysUntilSwept();
  expect(days).toBeGreaterThan(30);
  expect(days).toBeLessThan(31);
});

test('a keeper that did not run counts the time all the same; a machine that was off at most a week at a time', async () => {
  send();
  await look();
  pass(40 * dayMs);
  expect(await look()).toEqual(['2026-03-01']);
  send();
  const day = today();
  await look();
  [boot, upMs] = ['second', 0];
  wallMs += 40 * dayMs;
  expect(await look()).toEqual([]);
  pass(24 * dayMs);
  expect(await look()).toEqual([day]);
});

test('where nobody looked before, or what was noted cannot be read, names are believed', async () => {
  send('2026-01-01');
  send('2026-02-20');
  expect(await look()).toEqual(['2026-01-01']);
  writeFileSync(join(doneFolder, '.kept.json'), '{');
  pass(40 * dayMs);
  expect(await look()).toEqual(['2026-02-20']);
});

test('an empty or missing folder is left as it is', async () => {
  expect(await look()).toEqual([]);
  expect(readdirSync(doneFolder)).toEqual([]);
  rmSync(doneFolder, { recursive: true });
  expect(await look()).toEqual([]);
  expect(existsSync(doneFolder)).toBe(false);
});

test('the time of this machine goes on whatever its clock says', async () => {
  const from = momentOf(new Date('2030-01-01T00:00:00Z'));
  const to = momentOf(new Date('2020-01-01T00:00:00Z'));
  expect(from.upMs).toBeGreaterThan(0);
  expect(passedMs(from, to)).toBeLessThan(dayMs);
  expect(passedMs({ ...from, boot: 'another' }, to)).toBe(0);
  const [friday, monday] = ['2026-03-06T08:00:00Z', '2026-03-09T08:00:00Z'];
  expect(passedMs({ at: friday, boot: 'first', upMs: 0 }, { at: monday, boot: 'second', upMs: hourMs })).toBe(
    3 * dayMs,
  );
});
