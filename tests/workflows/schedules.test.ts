/** Schedules on a real server: they fire, leave out, hold, catch up and go as the settings say. */
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScheduledWork } from '../../activities/scheduled.js';
import type { ScheduleConfig } from '../../schemas/config.js';
import type { ScheduledConclusion, ScheduledResult } from '../../schemas/steps.js';
import { openHarness, type Harness } from './harness.js';

type Run = (signal: AbortSignal) => Promise<ScheduledResult>;
const done: Run = () => Promise.resolve({ outcome: 'done', code: null });

/** What each schedule does, by name; every end in the order of being told. */
const work = new Map<string, Run>();
const begun: string[] = [];
const ended: ScheduledConclusion[] = [];
const told = new EventEmitter();
const scheduled: ScheduledWork = {
  run: (name, signal) => {
    begun.push(name);
    return (work.get(name) ?? done)(signal);
  },
  conclude: (conclusion) => {
    ended.push(conclusion);
    told.emit('end');
    return Promise.resolve();
  },
};

let keeper: Harness;
beforeAll(async () => {
  keeper = await openHarness({ scheduled });
}, 60_000);
afterAll(async () => {
  await keeper.close();
  keeper.remove();
});

const schedule = (name: string, more: Partial<ScheduleConfig> = {}): ScheduleConfig => ({
  name,
  run: 'audit.verify',
  args: {},
  times: { kind: 'every', everyMs: 1000 },
  timeZone: 'UTC',
  overlap: 'skip',
  catchUpMs: 60_000,
  jitterMs: 0,
  pauseOnFailure: false,
  ...more,
});
const daily = (name: string, more: Partial<ScheduleConfig> = {}) =>
  schedule(name, { times: { kind: 'at', at: ['02:30'], days: null, monthDays: null }, ...more });
const sync = (schedules: ScheduleConfig[], paused: string[] = []) => keeper.schedules.sync(schedules, new Set(paused));

const endsOf = (name: string) => ended.filter((one) => one.schedule === name);

/** Waits until so many runs of a schedule have ended. */
async function ends(name: string, count: number): Promise<ScheduledConclusion[]> {
  while (endsOf(name).length < count) await once(told, 'end');
  return endsOf(name);
}

test('what is declared fires; one that is paused from the start does not; what is taken out is removed', async () => {
  expect(await sync([schedule('ticks'), schedule('held')], ['held'])).toEqual({
    created: ['ticks', 'held'],
    changed: [],
    removed: [],
  });
  await ends('ticks', 3);
  expect(begun).not.toContain('held');
  expect((await keeper.schedules.state('held'))?.paused).toBe(true);
  expect(await sync([schedule('ticks'), schedule('held')])).toEqual({ created: [], changed: [], removed: [] });
  // The server's list of schedules follows by and by.
  await expect.poll(() => sync([]).then(({ removed }) => removed.length), { timeout: 30_000 }).toBeGreaterThan(0);
  await expect.poll(() => keeper.schedules.state('ticks'), { timeout: 30_000 }).toBeNull();
}, 120_000);

test('a run that goes on lets the next times be left out, or ends when the schedule says so', async () => {
  const gate = new EventEmitter();
  work.set('slow', async () => {
    await once(gate, 'open');
    return done(new AbortController().signal);
  });
  work.set('ousted', async (signal) => {
    await once(signal, 'abort');
    throw signal.reason;
  });
  await sync([schedule('slow'), schedule('ousted', { overlap: 'cancel' })]);
  await expect
    .poll(() => keeper.schedules.state('slow').then((s) => s?.skipped), { timeout: 60_000 })
    .toBeGreaterThan(1);
  expect(begun.filter((name) => name === 'slow')).toHaveLength(1);
  await keeper.schedules.pause('slow', 'enough');
  gate.emit('open');
  expect(await ends('slow', 1)).toMatchObject([{ result: { outcome: 'done' } }]);
  expect((await ends('ousted', 1))[0]?.result).toEqual({ outcome: 'cancelled', code: null });
  await sync([]);
}, 120_000);

test('pause holds with its note, also when the definition changes; run now works all the same', async () => {
  await sync([schedule('paused', { times: { kind: 'every', everyMs: 3_600_000 } }), schedule('clock')]);
  await keeper.schedules.pause('paused', 'the disk is away');
  expect(await keeper.schedules.state('paused')).toMatchObject({ paused: true, note: 'the disk is away', next: [] });
  expect((await sync([schedule('paused'), schedule('clock')])).changed).toEqual(['paused']);
  await ends('clock', endsOf('clock').length + 3);
  expect(begun).not.toContain('paused');
  await keeper.schedules.trigger('paused');
  expect(await ends('paused', 1)).toHaveLength(1);
  expect(await keeper.schedules.state('paused')).toMatchObject({ paused: true, note: 'the disk is away' });
  await keeper.schedules.resume('paused', '');
  await ends('paused', 3);
  expect(await keeper.schedules.state('paused')).toMatchObject({ paused: false, note: null });
  await keeper.schedules.pause('paused', '');
  expect((await keeper.schedules.state('paused'))?.paused).toBe(true);
  await sync([]);
}, 120_000);

test('backfill runs the times that were missed, one after the other, each told when it was due', async () => {
  await sync([daily('nightly', { timeZone: 'Asia/Shanghai' })]);
  await keeper.schedules.backfill('nightly', new Date('2026-03-01T00:00:00Z'), new Date('2026-03-04T00:00:00Z'));
  const runs = await ends('nightly', 3);
  expect(runs.map(({ scheduledFor }) => scheduledFor)).toEqual(
    ['01', '02', '03'].map((day) => `2026-03-${day}T18:30:00.000Z`),
  );
  const [next] = (await keeper.schedules.state('nightly'))?.next ?? [];
  expect(next).toMatch(/T18:30:00/);
}, 120_000);

test('a time that a change of the clocks repeats is run once; one that it leaves out is not run that day', async () => {
  const zone = { timeZone: 'Europe/Berlin' };
  await sync([daily('clocks', zone)]);
  await keeper.schedules.backfill('clocks', new Date('2025-10-25T12:00:00Z'), new Date('2025-10-26T12:00:00Z'));
  await ends('clocks', 1);
  await keeper.schedules.backfill('clocks', new Date('2025-10-27T00:00:00Z'), new Date('2025-10-27T12:00:00Z'));
  const runs = await ends('clocks', 2);
  expect(runs.map(({ scheduledFor }) => scheduledFor?.slice(0, 10))).toEqual(['2025-10-26', '2025-10-27']);
  await keeper.schedules.backfill('clocks', new Date('2026-03-28T12:00:00Z'), new Date('2026-03-30T12:00:00Z'));
  expect((await ends('clocks', 3)).at(-1)?.scheduledFor).toBe('2026-03-30T00:30:00.000Z');
}, 120_000);

test('after the clock was set back a schedule goes on at once, and one that is paused stays so', async () => {
  const [runs, rests] = [schedule('runs'), schedule('rests')];
  await sync([runs, rests]);
  await ends('runs', 1);
  await keeper.schedules.pause('rests', 'for the audit');
  const before = await keeper.schedules.state('runs');
  expect(before?.runs).toBeGreaterThan(0);
  const hourMs = 3_600_000;
  const syncAt = (nowMs: number) => keeper.schedules.sync([runs, rests], new Set(), nowMs);
  expect((await syncAt(Date.now() - hourMs / 2)).changed).toEqual([]);
  expect((await syncAt(Date.now() - 48 * hourMs)).changed).toEqual(['runs', 'rests']);
  const known = endsOf('runs').length;
  await ends('runs', known + 1);
  expect(await keeper.schedules.state('rests')).toMatchObject({ paused: true, note: 'for the audit' });
  expect((await sync([runs, rests])).changed).toEqual([]);
}, 120_000);

test('a run that fails is written down and pauses a schedule that wants it so', async () => {
  work.set('failing', () => Promise.resolve({ outcome: 'failed', code: 'drill-fail' }));
  work.set('throwing', () =>
    Promise.reject(ApplicationFailure.create({ type: 'store-away', message: '', nonRetryable: true })),
  );
  await sync([daily('failing', { pauseOnFailure: true }), daily('throwing')]);
  await keeper.schedules.trigger('failing');
  await keeper.schedules.trigger('throwing');
  expect((await ends('failing', 1))[0]?.result).toEqual({ outcome: 'failed', code: 'drill-fail' });
  expect((await ends('throwing', 1))[0]?.result).toEqual({ outcome: 'failed', code: 'store-away' });
  await expect.poll(() => keeper.schedules.state('failing').then((s) => s?.paused), { timeout: 30_000 }).toBe(true);
  // Temporal's own words for that name a workflow.
  expect(await keeper.schedules.state('failing')).toMatchObject({ pausedByFailure: true, note: null });
  expect((await keeper.schedules.state('throwing'))?.paused).toBe(false);
}, 120_000);

test('a schedule that Temporal does not know is named', async () => {
  await expect(keeper.schedules.pause('nobody', '')).rejects.toMatchObject({ code: 'schedule-not-synced' });
  expect(await keeper.schedules.state('nobody')).toBeNull();
});

/** Nothing runs for long enough that a time passes; tells a run that was due then, as soon as it has ended. */
async function away(name: string) {
  const { root } = keeper;
  await keeper.close();
  const closed = Date.now();
  await sleep(6_000);
  const opened = Date.now();
  keeper = await openHarness({ scheduled, root });
  const missed = () =>
    endsOf(name).find(({ scheduledFor }) => {
      const due = Date.parse(scheduledFor ?? '');
      return due > closed && due < opened;
    });
  return async () => {
    while (!missed()) await once(told, 'end');
    return missed();
  };
}

test('what falls due while nothing runs is made up for', async () => {
  // A run that the closing cut off goes before one that was missed, not in its place.
  await sync([schedule('missed', { times: { kind: 'every', everyMs: 5_000 }, overlap: 'wait' })]);
  await ends('missed', 1);
  const madeUp = await away('missed');
  expect((await madeUp())?.result.outcome).toBe('done');
  await sync([]);
}, 120_000);

test('one that the settings change while nothing runs goes on: what was missed is made up for, counts stay', async () => {
  const moved = (everyMs: number) => schedule('moved', { times: { kind: 'every', everyMs }, overlap: 'wait' });
  await sync([moved(5_000)]);
  await ends('moved', 1);
  const madeUp = await away('moved');
  expect(await sync([moved(3_600_000)])).toEqual({ created: [], changed: ['moved'], removed: [] });
  expect(await sync([moved(3_600_000)])).toEqual({ created: [], changed: [], removed: [] });
  expect((await madeUp())?.result.outcome).toBe('done');
  expect((await keeper.schedules.state('moved'))?.runs).toBeGreaterThanOrEqual(2);
  await sync([]);
}, 120_000);
