/** In a Chinese workspace everything is told in Chinese, also what fails before the archive is asked. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, run, runJson, startUp } from './program.js';

const desk = new Desk();
beforeAll(() => desk.init('--lang', 'zh'));
afterAll(() => desk.remove());

const failures: readonly (readonly [number, string, string[]])[] = [
  [2, '的值 weird 无效', ['snapshot', 'take', '--kind', 'weird']],
  [2, '没有选项 --nothing', ['status', '--nothing']],
  [2, '--data 的值应为 n/t', ['snapshot', 'check', '--data', '4/3']],
  [2, '批次编号 必须是整数', ['undo', 'abc']],
  [2, '没有这个快照', ['snapshot', 'restore', '20260101T000000000Z-00000000', '--to', 'nowhere']],
  [6, '无法读取存有恢复密钥的文件', ['keys', 'confirm', '--identity', 'missing.txt']],
];

test.each(failures)('exit %i: %s', async (code, told, args) => {
  const ran = await desk.run(...args);
  expect(ran.code).toBe(code);
  expect(ran.stderr).toContain(told);
  expect(ran.stdout).toBe('');
});

test('one object with --json; who asks for English gets it', async () => {
  const asked = await desk.json('status', '--nothing');
  expect(asked.json).toMatchObject({ ok: false, error: { code: 'usage', message: '没有选项 --nothing' } });
  expect((await desk.run('status', '--nothing', '--lang', 'en')).stderr).toContain("unknown option '--nothing'");
});

test('help is told in the language of the workspace, else of the terminal, unless another is asked for', async () => {
  for (const args of [['--help'], ['drill', 'run', '--help'], ['snapshot', '--help']])
    expect((await desk.run(...args)).stdout).toMatch(/^用法：/u);
  const group = await desk.run('snapshot');
  expect([group.code, group.stdout]).toEqual([2, '']);
  expect(group.stderr).toMatch(/^用法：/u);
  expect((await desk.run('drill', 'run', '--help', '--lang', 'en')).stdout).toMatch(/^Usage: sheetkeep drill run/);
  expect((await run(['read', '--help'])).stdout).toMatch(/^Usage: sheetkeep read/);
  expect((await run(['read', '--help'], { env: { LANG: 'zh_CN.UTF-8' } })).stdout).toMatch(/^用法：/u);
});

test('what stands beside the rows of a query, and a query that is wrong', async () => {
  expect((await desk.run('sql', 'SELECT 1 AS n')).stdout).toContain('（1 行）');
  // Once more, when nothing has to be published before.
  expect((await desk.run('sql', 'SELECT 1 AS n')).stdout).toContain('（1 行）');
  expect((await desk.run('sql', 'SELECT 1 AS n', '--lang', 'en')).stdout).toContain('(1 row)');
  const wrong = await desk.run('sql', 'SELECT * FROM 客户表');
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/查询语句有错误：Catalog Error[^]*表和列：select \* from dictionary/u);
});

test('snapshots of another folder are listed in the language of the workspace', async () => {
  const taken = await desk.json<{ snapshots: { id: string }[] }>('snapshot', 'take');
  const [id = ''] = taken.json.snapshots.map((one) => one.id);
  expect((await desk.run('snapshot', 'list', '--from', `${desk.root}/snapshots`)).stdout).toContain('已演练');
  const to = join(desk.folder, 'restored');
  expect((await desk.run('snapshot', 'restore', id, '--to', to, '--plan')).stdout).toContain('将恢复');
});

test('keys that are brought back are told in the language of the workspace', async () => {
  const own = new Desk();
  const made = await runJson<{ recovery: string }>(['init', own.root, '--lang', 'zh']);
  const file = own.file('recovery.txt', made.json.recovery);
  await own.json('snapshot', 'take');
  rmSync(join(own.root, 'archive', 'keys.json'));
  expect((await own.run('keys', 'recover', '--identity', file)).stdout).toContain('已找回：archive/keys.json');
  own.remove();
});

test('the keeper, and what it archived: fields by their labels, repairs in words, times by the clocks there', async () => {
  const keeper = await startUp(desk.root);
  const file = desk.file('客户.csv', '客户编号,客户名称\nA1, 安妮 \n');
  const sent = await desk.run('ingest', file, '--dataset', 'customers');
  expect(sent.stdout).toMatch(/回执：.*outbox\/客户_回执_新增1\.xlsx/u);
  const [one] = (await desk.run('sql', 'SELECT id FROM customers', '--format', 'ndjson')).stdout.split('\n');
  const { id } = JSON.parse(one ?? '{}') as { id: number };
  const explained = await desk.run('explain', 'customers', String(id));
  expect(explained.stdout).toMatch(/客户名称 \(name\) = 安妮\n.*（原文“ 安妮 ”） \[已去除首尾空白。\].*:\d\d\+08:00/u);
  expect((await desk.run('history', 'customers', String(id))).stdout).toContain('客户编号 (external_id)：– → A1');
  const [event] = (await desk.json<{ entries: { at: string }[] }>('audit', 'list', '--action', 'commit')).json.entries;
  const day = new Date(Date.parse(event?.at ?? '') + 8 * 3_600_000).toISOString().slice(0, 10);
  const told = (await desk.run('audit', 'list', '--action', 'commit', '--since', day)).stdout;
  const [typed = ''] = /\d{4}-\d\d-\d\d [\d:.]+\+08:00/.exec(told) ?? [];
  expect(new Date(typed).toISOString()).toBe(event?.at);
  const since = await desk.json<{ entries: unknown[] }>('audit', 'list', '--action', 'commit', '--since', typed);
  expect(since.json.entries).toHaveLength(1);
  const status = (await desk.run('status')).stdout;
  expect(status).toMatch(/^customers\s+客户 \(customers\)\s.*\+08:00$/mu);
  expect(status).toMatch(/^客户 \(customers\)\s+1$/mu);
  await keeper.stop();
  expect(keeper.stderr()).toContain('启动 Temporal');
  expect(keeper.stderr()).not.toContain('starting Temporal');
});

test('settings that are broken are told in the language that they name', async () => {
  const file = join(desk.root, 'sheetkeep.config.ts');
  const whole = readFileSync(file, 'utf8');
  for (const broken of [`${whole}\n}}`, whole.replace("timeZone: 'Asia/Shanghai'", "timeZone: 'Mars'")]) {
    expect(broken).not.toBe(whole);
    writeFileSync(file, broken);
    const ran = await desk.run('status');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/^sheetkeep: [^\n]*\p{Script=Han}/u);
    expect((await desk.run('status', '--lang', 'en')).stderr).not.toMatch(/\p{Script=Han}/u);
  }
  writeFileSync(file, whole);
});
