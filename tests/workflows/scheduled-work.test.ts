/** What a schedule runs: judged by its answer, told in the words of its failure, written down in the log. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actor } from '../../apps/keeper/actor.js';
import { closeParts, openParts } from '../../apps/keeper/open-parts.js';
import type { Parts } from '../../apps/keeper/parts.js';
import { Scheduled } from '../../apps/keeper/scheduled.js';
import { verbs as keeperVerbs } from '../../apps/keeper/verbs/index.js';
import { recordSchedule, scheduleHistories } from '../../core/archive/log/schedules.js';
import { verifyAudit } from '../../core/audit/verify.js';
import { scheduledVerbs } from '../../schemas/config/schedule-settings.js';
import { storeUnreachable } from '../../core/snapshots/stores/store.js';
import { NamedError } from '../../schemas/errors.js';

const verbs = Object.keys(scheduledVerbs);
const nameOf = (verb: string): string => verb.replace('.', '_');
const schedules = {
  ...Object.fromEntries(verbs.map((verb) => [nameOf(verb), { run: verb, everyMinutes: 60 }])),
  week: { run: 'snapshot.check', everyMinutes: 1440, args: { dataOver: 3 }, pauseOnFailure: true },
};

let root: string;
let parts: Parts;
let alerts: string[];
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'keep-scheduled-'));
  writeFileSync(
    join(root, 'sheetkeep.config.ts'),
    `export default ${JSON.stringify({ language: 'zh', schedules })};\n`,
  );
  parts = await openParts(root);
  alerts = [];
});
afterEach(async () => {
  await closeParts(parts);
  rmSync(root, { recursive: true, force: true });
});

/** Work whose verb answers (or throws) that. */
const workOf = (verb: (name: string, args: unknown) => unknown) =>
  new Scheduled({
    parts,
    call: (name, args) => new Promise((resolve) => resolve(verb(name, args))),
    alert: (text) => alerts.push(text),
  });
const { signal } = new AbortController();
const error = { code: 'store-away', message: '', hint: '' };

test.each([
  ['snapshot_take', { copies: [{ error: null }] }, null],
  ['snapshot_take', { copies: [{ error: null }, { error }] }, 'store-away'],
  ['snapshot_check', { faults: [] }, null],
  ['snapshot_check', { faults: [{}] }, 'snapshot-faults'],
  ['snapshot_prune', { stores: [{ error }] }, 'store-away'],
  ['drill_run', { drills: [{ result: 'pass' }] }, null],
  ['drill_run', { drills: [{ result: 'inconclusive' }] }, 'drill-inconclusive'],
  ['audit_verify', { ok: false }, 'audit-broken'],
  ['audit_verify', { ok: true }, null],
  ['publish', { published: false }, null],
])('%s that answers %j comes to %s', async (name, answer, code) => {
  const outcome = code === null ? 'done' : 'failed';
  expect(await workOf(() => answer).run(name, signal)).toEqual({ outcome, code });
});

test('the verb is called with the arguments of the settings, in the name of the schedule', async () => {
  const called: unknown[] = [];
  const work = workOf((verb, args) => {
    called.push([verb, args, actor()]);
    return { stores: [] };
  });
  await work.run('snapshot_prune', signal);
  expect(called).toEqual([['snapshot.prune', { apply: true }, 'schedule']]);
  expect(actor()).toMatch(/^person:/);
});

test('a check that reads all bytes over three runs reads each third once, whatever was cancelled between', async () => {
  const slices: unknown[] = [];
  const work = workOf((_verb, args) => {
    slices.push(args);
    return { faults: [] };
  });
  for (const outcome of ['done', 'cancelled', 'failed', 'done', 'done'] as const) {
    await work.run('week', signal);
    await work.conclude({ schedule: 'week', result: { outcome, code: null }, scheduledFor: null, tookMs: 1 });
  }
  expect(slices).toEqual([1, 2, 2, 3, 1].map((n) => ({ slice: { n, t: 3 } })));
});

test('one that pauses when it fails says so, and stays paused when Temporal forgets it', async () => {
  const work = workOf(() => ({}));
  const failed = { result: { outcome: 'failed', code: 'x' } as const, scheduledFor: null, tookMs: 1 };
  for (const schedule of ['week', 'publish']) await work.conclude({ schedule, ...failed });
  const histories = await parts.duck.read(scheduleHistories);
  expect(['week', 'publish'].map((name) => histories.get(name)?.paused)).toEqual([true, false]);
  expect(alerts[0]).toContain('它已暂停，恢复运行：sheetkeep schedule resume week');
  expect(alerts[1]).not.toContain('暂停');
});

test('a refusal is a failed run; what it says is for people and stays here', async () => {
  const work = workOf(() => {
    throw new NamedError('store-missing', 'There is no /media/secret.', { hint: 'Plug it in.' });
  });
  const result = await work.run('drill_run', signal);
  expect(result).toEqual({ outcome: 'failed', code: 'store-missing' });
  await work.conclude({ schedule: 'drill_run', result, scheduledFor: null, tookMs: 5 });
  expect(alerts).toEqual([
    expect.stringMatching(/drill_run.*失败：store-missing：There is no \/media\/secret\. Plug it in。请/),
  ]);
  const passing = workOf(() => {
    throw new NamedError('store-away', 'There is no /media/secret.', { retryable: true });
  });
  const again: string[] = [];
  passing.onRetry((schedule, { code, hint }) => again.push(`${schedule} ${code}${hint}`));
  await expect(passing.run('drill_run', signal)).rejects.toMatchObject({ message: 'store-away', retryable: true });
  expect(again).toEqual(['drill_run store-away']);
});

test('a store that failed while the rest went well is told in words', async () => {
  const away = storeUnreachable('usb', 'ENODEV', false);
  const work = workOf(() => ({ copies: [{ error: null }, { error: away }] }));
  const result = await work.run('snapshot_take', signal);
  expect(result).toEqual({ outcome: 'failed', code: 'store-unreachable' });
  await work.conclude({ schedule: 'snapshot_take', result, scheduledFor: null, tookMs: 5 });
  expect(alerts[0]).toContain('store-unreachable：存储位置无法使用（usb：ENODEV）。请检查');
});

test('how runs ended and what was paused stands in the audit chain', async () => {
  const work = workOf(() => ({}));
  const scheduledFor = '2026-03-01T02:30:00.000Z';
  await work.conclude({ schedule: 'publish', result: { outcome: 'failed', code: 'x' }, scheduledFor, tookMs: 7 });
  await work.conclude({ schedule: 'publish', result: { outcome: 'done', code: null }, scheduledFor, tookMs: 8 });
  await parts.duck.write((s) => recordSchedule(s, 'person:ann', 'publish', { event: 'paused' }));
  await parts.duck.write((s) => recordSchedule(s, 'person:ann', 'reconcile', { event: 'paused' }));
  await parts.duck.write((s) => recordSchedule(s, 'person:ann', 'reconcile', { event: 'resumed' }));
  const histories = await parts.duck.read(scheduleHistories);
  expect(histories.get('publish')).toMatchObject({
    paused: true,
    ended: 2,
    last: { outcome: 'done', code: null, scheduledFor, tookMs: 8 },
  });
  expect(histories.get('reconcile')).toEqual({ paused: false, ended: 0, last: null });
  expect(alerts).toHaveLength(1);
  expect(await parts.duck.read((s) => verifyAudit(s, []))).toMatchObject({ ok: true });
});

test('a schedule that the settings no longer have is refused by name', async () => {
  await expect(workOf(() => ({})).run('publsh', signal)).rejects.toMatchObject({
    code: 'unknown-schedule',
    hint: 'Did you mean publish?',
  });
});

test('everything that may be scheduled is a verb of the keeper', () => {
  expect(Object.keys(keeperVerbs)).toEqual(expect.arrayContaining(verbs));
});
