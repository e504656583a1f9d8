/** Schedules as people meet them: declared in the settings, run by `up`, looked at and changed by commands. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScheduleAnswer, SchedulesAnswer } from '../../apps/keeper/schedule-answers.js';
import { Desk, type Up, startUp } from './program.js';

interface Entry {
  actor: string;
  action: string;
  subject: string;
  detail: { event?: string; scheduledFor?: string };
}

const desk = new Desk();
let keeper: Up;

const declared = {
  nightly: { run: 'snapshot.take', at: '02:30', timeZone: 'Asia/Shanghai' },
  proof: { run: 'drill.run', at: ['04:00'], days: ['sun'] },
  chain: { run: 'audit.verify', everyMinutes: 1440 },
};
const configure = (schedules: object) => desk.configure(JSON.stringify({ schedules }));
const list = async (): Promise<Record<string, ScheduleAnswer>> => {
  const { json } = await desk.json<SchedulesAnswer & { [key: string]: never }>('schedule', 'list');
  return Object.fromEntries(json.schedules.map((one) => [one.name, one]));
};
const events = async () => {
  const { json } = await desk.json<{ entries: Entry[] }>('audit', 'list');
  return json.entries;
};
const runNow = (name: string) => desk.json('schedule', 'run', name);

beforeAll(async () => {
  await desk.init();
  configure(declared);
  keeper = await startUp(desk.root);
});
afterAll(async () => {
  await keeper?.stop();
  desk.remove();
});

test('those of the settings are there, with their next times', async () => {
  const { nightly, proof, chain } = await list();
  expect(nightly).toMatchObject({ run: 'snapshot.take', paused: false, synced: true, last: null });
  expect(nightly?.next[0]).toMatch(/T18:30:00/);
  expect(proof?.next[0]).toMatch(/T04:00:00/);
  expect(chain?.next[0]).toMatch(/T00:00:00/);
  expect((await desk.run('schedule', 'list')).stdout).toContain('daily 02:30 Asia/Shanghai');
});

test('run now does what the command does, under its own name in the audit log', async () => {
  expect(await runNow('nightly')).toMatchObject({
    code: 0,
    json: { schedule: 'nightly', outcome: 'done', code: null },
  });
  expect((await desk.json('snapshot', 'list')).json['snapshots']).toHaveLength(1);
  const own = (await events()).filter(({ actor }) => actor === 'schedule');
  expect(own.map(({ action }) => action)).toEqual(expect.arrayContaining(['snapshot', 'schedule']));
  expect(await runNow('proof')).toMatchObject({ code: 0 });
  expect((await desk.json('drill', 'list')).json['drills']).toHaveLength(1);
  expect(await runNow('nigtly')).toMatchObject({ code: 2, json: { error: { code: 'unknown-schedule' } } });
});

test('a drill that fails by schedule is as loud as by hand, and stands in the status', async () => {
  const snapshots = join(desk.root, 'snapshots');
  for (const name of readdirSync(snapshots))
    rmSync(join(snapshots, name, 'segments'), { recursive: true, force: true });
  rmSync(join(snapshots, 'objects'), { recursive: true, force: true });
  expect(await runNow('proof')).toMatchObject({ code: 5, json: { outcome: 'failed' } });
  expect(keeper.stderr()).toMatch(/ALARM: the restore drill/);
  expect(keeper.stderr()).toMatch(/The schedule proof \(drill\.run\) FAILED/);
  const { json } = await desk.json<{ schedules: ScheduleAnswer[] }>('status');
  expect(json.schedules.find(({ name }) => name === 'proof')?.last).toMatchObject({ outcome: 'failed' });
  expect((await desk.run('status')).stdout).toMatch(/! +proof/);
});

test('times that were missed are run by backfill', async () => {
  const span = ['--from', '2026-03-01T12:00:00Z', '--to', '2026-03-04T12:00:00Z'];
  expect((await desk.json('schedule', 'backfill', 'chain', ...span)).code).toBe(0);
  const runs = async () =>
    (await events()).flatMap(({ subject, detail }) =>
      subject === 'chain' && detail.event === 'ran' ? [detail.scheduledFor] : [],
    );
  await expect.poll(runs, { timeout: 120_000, interval: 1000 }).toHaveLength(3);
  expect(await runs()).toEqual(['02', '03', '04'].map((day) => `2026-03-${day}T00:00:00.000Z`));
  const refused = [
    ['2026-03-02', '2026-03-01', '必须早于'],
    ['2026-03-02', '2999-03-01', '还没有到'],
    ['2016-03-01', '2026-03-01', '可能有 3652 次'],
  ] as const;
  for (const [from, to, words] of refused) {
    const ended = await desk.run('schedule', 'backfill', 'chain', '--from', from, '--to', to, '--lang', 'zh');
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  }
});

test('what is paused stays paused, also after Temporal lost its database; what the settings lost is gone', async () => {
  await desk.json('schedule', 'pause', 'nightly', '--note', 'new disk');
  expect((await list())['nightly']).toMatchObject({ paused: true, note: 'new disk', next: [] });
  await keeper.stop();
  // Without a keeper commands still look and change; only runs need one.
  expect((await list())['nightly']).toMatchObject({ paused: true });
  expect(await runNow('nightly')).toMatchObject({ code: 6, json: { error: { code: 'keeper-needed' } } });
  rmSync(join(desk.root, 'temporal'), { recursive: true });
  const { proof: _, ...fewer } = declared;
  configure({ ...fewer, chain: { ...declared.chain, everyMinutes: 60 } });
  keeper = await startUp(desk.root);
  const after = await list();
  expect(Object.keys(after).sort()).toEqual(['chain', 'nightly']);
  expect(after['nightly']).toMatchObject({ paused: true, synced: true });
  const said = async () => (await desk.run('schedule', 'list', '--lang', 'zh')).stderr;
  expect(await said()).toBe('');
  configure({ nightly: declared.nightly });
  expect(await said()).toContain('重新启动之前，它仍按原来的设置工作');
  await keeper.stop();
  expect((await desk.json('reconcile')).json['schedules']).toEqual({ created: [], changed: [], removed: ['chain'] });
  keeper = await startUp(desk.root);
  await desk.json('schedule', 'resume', 'nightly');
  expect((await list())['nightly']).toMatchObject({ paused: false });
});
