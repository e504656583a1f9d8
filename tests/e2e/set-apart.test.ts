/** A restored workspace writes to no store of the first one and runs nothing of its schedules, until somebody confirms that they are its own. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readApart } from '../../core/snapshots/restore/apart.js';
import { Desk, type JsonObject, run, runJson, startUp } from './program.js';

const desk = new Desk();
const usb = join(desk.folder, 'usb');
const [whole, part] = [join(desk.folder, 'whole'), join(desk.folder, 'part')];
let first = '';
const told: string[] = [];

type Taken = { snapshots: { id: string; stores: string[] }[]; copies: { store: string }[]; warnings: string[] };
const on = <T = JsonObject>(place: string, ...args: string[]) => runJson<T>([...args, '--workspace', place]);
const take = async (place: string) => (await on<Taken>(place, 'snapshot', 'take')).json;
const inStore = () => readdirSync(usb, { recursive: true }).map(String).sort();

beforeAll(async () => {
  await desk.init('--lang', 'zh');
  mkdirSync(usb);
  const schedules = { backup: { run: 'snapshot.take', at: '02:30' }, tidy: { run: 'snapshot.prune', at: '03:30' } };
  const stores = { usb: { kind: 'folder', path: usb, keep: { last: 1, daily: 0, weekly: 0, monthly: 0, yearly: 0 } } };
  desk.configure(JSON.stringify({ language: 'zh', snapshots: { stores }, schedules }));
  await desk.ingest(desk.file('客户.csv', '客户编号,姓名\nC1,张三\nC2,李四\n'), '--dataset', 'customers');
  first = (await take(desk.root)).snapshots[0]?.id ?? '';
  for (const [to, ...only] of [[whole], [part, '--dataset', 'customers']] as const) {
    told.push((await desk.run('snapshot', 'restore', first, '--to', to, ...only)).stdout);
  }
});
afterAll(() => desk.remove());

test('neither a restored workspace nor an excerpt writes to the stores, whatever is asked', async () => {
  for (const stdout of told) expect(stdout).toContain('暂被搁置');
  const before = inStore();
  expect((await take(desk.root)).copies).toHaveLength(1);
  const after = inStore();
  expect(after.length).toBeGreaterThan(before.length);
  for (const place of [whole, part]) {
    const taken = await take(place);
    expect(taken).toMatchObject({ copies: [], snapshots: [{ stores: ['workspace'] }] });
    expect(taken.warnings).toContain('set-apart');
    const id = taken.snapshots[0]?.id ?? '';
    const refused = { code: 4, json: { error: { code: 'set-apart' } } };
    expect(await on(place, 'snapshot', 'copy', id, '--to', 'usb')).toMatchObject(refused);
    expect(await on(place, 'snapshot', 'prune', '--store', 'usb', '--apply')).toMatchObject(refused);
    expect(
      (await on<{ stores: { store: string }[] }>(place, 'snapshot', 'prune', '--apply')).json.stores,
    ).toMatchObject([{ store: 'workspace' }]);
    expect(await on(place, 'schedule', 'run', 'backup')).toMatchObject(refused);
    expect((await on(place, 'status')).json['apart']).toMatchObject({ stores: ['usb'], schedules: ['backup', 'tidy'] });
    expect(await on(place, 'snapshot', 'copy', id, '--to', join(place, 'stick'))).toMatchObject({ code: 0 });
  }
  expect((await run(['status', '--workspace', whole])).stderr).toContain('此工作区由快照恢复而来，暂被搁置');
  expect((await run(['status', '--lang', 'en', '--workspace', part])).stderr).toContain('set apart');
  const listed = await run(['schedule', 'list', '--lang', 'en', '--workspace', part]);
  expect(listed).toMatchObject({ code: 0, stderr: expect.stringMatching(/sheetkeep --workspace \S+ restore confirm/) });
  expect(listed.stdout).not.toContain('reconcile');
  expect(inStore()).toEqual(after);
  // Unless asked for they are not looked at either: to an excerpt all in them is somebody else's.
  for (const place of [whole, part]) expect(await on(place, 'snapshot', 'check')).toMatchObject({ code: 0 });
  expect(await on(part, 'snapshot', 'check', '--store', 'usb')).toMatchObject({ code: 5 });
  expect(await on(whole, 'snapshot', 'check', first, '--store', 'usb')).toMatchObject({ code: 0 });
  expect((await on(desk.root, 'status')).json['apart']).toBeNull();
});

test('a mark that cannot be read holds all the same', async () => {
  const mark = join(part, 'archive', 'apart.json');
  expect(await readApart(mark)).toMatchObject({ snapshot: first, part: { dataset: 'customers', record: null } });
  writeFileSync(mark, '{');
  expect(await on(part, 'snapshot', 'prune', '--store', 'usb')).toMatchObject({
    code: 4,
    json: {
      error: { code: 'set-apart', hint: expect.stringMatching(/sheetkeep --workspace \S+ restore confirm/) as string },
    },
  });
});

test('up makes no schedules until it is confirmed; then stores and schedules are used at once, and the audit log tells', async () => {
  const synced = async () =>
    (await on<{ schedules: { synced: boolean }[] }>(whole, 'schedule', 'list')).json.schedules.map((one) => one.synced);
  const keeper = await startUp(whole);
  try {
    await expect.poll(() => keeper.stderr()).toContain('暂被搁置');
    expect(await synced()).toEqual([false, false]);
    await on(whole, 'reconcile');
    expect(await synced()).toEqual([false, false]);
    expect((await on(whole, 'restore', 'confirm')).json).toEqual({
      confirmed: true,
      snapshot: first,
      stores: ['usb'],
      schedules: ['backup', 'tidy'],
    });
    expect(await synced()).toEqual([true, true]);
    expect((await take(whole)).copies).toMatchObject([{ store: 'usb', error: null }]);
  } finally {
    await keeper.stop();
  }
  expect((await run(['restore', 'confirm', '--workspace', whole])).stdout).toContain('无需确认');
  const { json } = await on<{ entries: { action: string; subject: string }[] }>(whole, 'audit', 'list');
  expect(json.entries.find(({ action }) => action === 'restore confirm')).toMatchObject({ subject: first });
  expect(await on(whole, 'audit', 'verify')).toMatchObject({ code: 0 });
});
