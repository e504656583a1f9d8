/** Ctrl-C of a command that waits: it ends, says what becomes of the file, and nothing is lost or taken twice. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRecord } from '../../apps/temporal/process.js';
import { Desk, type Up, run, startUp } from './program.js';

const desk = new Desk();
beforeAll(() => desk.init());
afterAll(() => desk.remove());

/** Long enough on their way that a signal overtakes them. */
const rows = 4_000;
const fileOf = (stage: string): string => {
  const lines = Array.from({ length: rows }, (_, at) => `${stage}${at},Customer ${at},c${at}@example.com`);
  return desk.file(`${stage}.csv`, `external_id,name,email\n${lines.join('\n')}\n`);
};
const interrupted = (stage: string, path: string, ...options: string[]) =>
  run(['ingest', path, '--dataset', 'customers', '--workspace', desk.root, ...options], {}, stage);
const deliveries = (file: string) =>
  desk.sql(`SELECT status, count(*)::INTEGER AS n FROM deliveries WHERE file_name = '${file}' GROUP BY ALL ORDER BY 1`);
const customers = (stage: string) =>
  desk.sql(`SELECT count(*)::INTEGER AS n FROM customers WHERE starts_with(external_id, '${stage}')`);

test('while Temporal is started: nothing is taken', async () => {
  const ran = await interrupted('starting', fileOf('starting'));
  expect(ran).toMatchObject({
    code: 130,
    stdout: '',
    stderr: expect.stringMatching(/stopping …[^]*: stopped\n/) as unknown,
  });
  expect(await deliveries('starting.csv')).toEqual([]);
});

test('while a file is landed, read or checked: it goes on, and is taken once', async () => {
  const stages = ['landing', 'reading', 'checking'];
  for (const stage of stages) {
    const ran = await interrupted(stage, fileOf(stage));
    expect(ran).toMatchObject({ code: 130, stdout: '' });
    expect(ran.stderr).toMatch(
      /stopping …[^]*Stopped before the outcome was there[^]*sheetkeep --workspace \S+ reconcile/,
    );
  }
  // Sent again beside the one under way: whichever is first is the one.
  await desk.ingest(join(desk.folder, 'checking.csv'), '--dataset', 'customers');
  expect((await desk.run('reconcile')).code).toBe(0);
  expect(await deliveries('checking.csv')).toEqual([
    { status: 'committed', n: 1 },
    { status: 'duplicate', n: 1 },
  ]);
  for (const stage of stages) expect(await customers(stage)).toEqual([{ n: rows }]);
});

/** A command that waits tells it, a look at the status does not wait, and what waited goes on. */
async function hungTemporal(up: Up): Promise<void> {
  const { pid } = (await readRecord({ temporal: join(desk.root, 'temporal') })) ?? { pid: 0 };
  process.kill(pid, 'SIGSTOP');
  const path = desk.file('hung.csv', 'external_id,name\nH1,Ann\n');
  const ran = await interrupted('最多等到', path, '--lang', 'zh', '--json');
  expect(ran).toMatchObject({ code: 130, stderr: expect.stringContaining('没有应答') as unknown });
  expect(JSON.parse(ran.stdout)).toMatchObject({ ok: false, error: { code: 'wait-stopped' } });
  expect(await desk.json('status')).toMatchObject({ json: { keeper: { temporalAway: true } } });
  expect(up.stderr()).toMatch(/^! Temporal has not answered since /m);
  process.kill(pid, 'SIGCONT');
  expect(await up.delivered('hung.csv')).toMatchObject({ status: 'committed', new: 1 });
}

test('beside a running keeper: it goes on', async () => {
  const up = await startUp(desk.root);
  try {
    const ran = await interrupted('读取', fileOf('serving'), '--lang', 'zh');
    expect(ran).toMatchObject({ code: 130, stdout: '' });
    expect(ran.stderr).toContain('已接收的文件会继续处理');
    expect(await up.delivered('serving.csv')).toMatchObject({ status: 'committed', new: rows });
    await hungTemporal(up);
    // In order, though Ctrl-C comes twice: the next command finds nobody's lock.
    expect([await up.stop(), existsSync(join(desk.root, 'run', 'lock'))]).toEqual([130, false]);
  } finally {
    await up.stop();
  }
});

test('a file whose original was lost meanwhile is told by its name', async () => {
  expect((await interrupted('reading', fileOf('lost'))).code).toBe(130);
  const [one] = await desk.sql<{ sha256: string }>("SELECT sha256 FROM deliveries WHERE file_name = 'lost.csv'");
  const originals = join(desk.root, 'originals');
  const names = readdirSync(originals, { recursive: true }) as string[];
  const lost = names.filter((name) => name.includes(one?.sha256 ?? 'no delivery'));
  expect(lost).toHaveLength(1);
  for (const name of lost) rmSync(join(originals, name));
  // What was read of it before it was lost.
  rmSync(join(desk.root, 'staging'), { recursive: true, force: true });
  const up = await startUp(desk.root);
  try {
    expect(await up.delivered('lost.csv')).toMatchObject({ status: 'failed', reason: { code: 'original-missing' } });
    expect(up.stderr()).toMatch(/^! customers: lost\.csv: /mu);
    const file = { file: 'lost.csv' };
    expect(await desk.json('reconcile')).toMatchObject({ code: 3, json: { missing: { originals: 1, files: [file] } } });
    const told = await desk.run('reconcile', '--lang', 'zh');
    expect(told.stdout).toContain('! originals/ 中缺少 1 个原件：lost.csv\n');
    // The same bytes again are the original again.
    await desk.ingest(join(desk.folder, 'lost.csv'), '--dataset', 'customers');
    expect(await desk.json('reconcile')).toMatchObject({ code: 0, json: { missing: { originals: 0, files: [] } } });
  } finally {
    await up.stop();
  }
});
