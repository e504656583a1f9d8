/** Several stores from the settings: taken, copied, checked, pruned and restored by the commands; a real S3 service. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fewThreads } from '../e2e/program.js';
import { credentials, startWeed } from '../tools/weed.js';
import type { Weed } from '../tools/weed.js';

const program = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stores-command-'));
const workspace = join(folder, 'workspace');
let weed: Weed;
let env: NodeJS.ProcessEnv;

type Answer = Record<string, unknown> & {
  snapshots: { id: string; stores: string[] }[];
  copies: { store: string; files: number; error: { code: string } | null }[];
  steps: { step: string; note: string | null }[];
  faults: { store: string; file: string; fault: string }[];
  stores: { store: string; remove: { id: string }[]; removed: string[]; error: { code: string } | null }[];
};

const runIn = (place: string, more: NodeJS.ProcessEnv, ...args: string[]): Promise<{ exit: number; answer: Answer }> =>
  new Promise((resolve, reject) => {
    const options = { cwd: folder, env: { ...process.env, ...more } };
    execFile(process.execPath, [program, ...args, '--workspace', place, '--json'], options, (error, stdout, stderr) => {
      try {
        resolve({ exit: error ? Number(error.code) : 0, answer: JSON.parse(stdout) as Answer });
      } catch {
        reject(new Error(`not one JSON object: ${args.join(' ')}: ${stdout}${stderr}`));
      }
    });
  });
const run = (more: NodeJS.ProcessEnv, ...args: string[]) => runIn(workspace, more, ...args);
const here = (...args: string[]) => run(env, ...args);

beforeAll(async () => {
  weed = await startWeed();
  await weed.bucket('offsite');
  env = { SHOP_ACCESS_KEY_ID: credentials.accessKeyId, SHOP_SECRET_ACCESS_KEY: credentials.secretAccessKey };
  await new Promise((done) => execFile(process.execPath, [program, 'init', workspace], { cwd: folder }, done));
  const keep = '{ last: 1, daily: 0, weekly: 0, monthly: 0, yearly: 0 }';
  const s3 = `{ kind: 's3', endpoint: '${weed.endpoint}', bucket: 'offsite', prefix: 'shop/', credentials: 'SHOP', keep: ${keep} }`;
  const usb = `{ kind: 'folder', path: '${join(folder, 'usb')}' }`;
  writeFileSync(
    join(workspace, 'sheetkeep.config.ts'),
    `import { defineConfig } from 'sheetkeep';\nexport default defineConfig({ ${fewThreads}, snapshots: { localOnly: ['customers'], stores: { cloud: ${s3}, usb: ${usb} } } });\n`,
  );
}, 400_000);
afterAll(async () => {
  await weed?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('take, list, check, copy, prune and restore over three stores', async () => {
  const first = await here('snapshot', 'take');
  expect(first.exit).toBe(3);
  expect(first.answer.copies.map(({ store, error }) => [store, error?.code])).toEqual([
    ['cloud', undefined],
    ['usb', 'store-unreachable'],
  ]);
  mkdirSync(join(folder, 'usb'));
  const second = await here('snapshot', 'take');
  expect(second.exit).toBe(0);
  const [one, two] = [first, second].map(({ answer }) => answer.snapshots[0]?.id ?? '') as [string, string];
  expect((await here('snapshot', 'list')).answer.snapshots.map(({ id, stores }) => [id, stores])).toEqual([
    [one, ['workspace', 'cloud', 'usb']],
    [two, ['workspace', 'cloud', 'usb']],
  ]);
  expect((await here('snapshot', 'check')).answer).toMatchObject({ ok: true, faults: [] });
  for (const slice of ['1/2', '2/2']) {
    const part = await here('snapshot', 'check', '--data', slice, '--store', 'cloud');
    expect(part.answer).toMatchObject({ ok: true, faults: [] });
  }

  const full = (await here('snapshot', 'take', '--kind', 'full')).answer.snapshots[0]?.id ?? '';
  const plan = (await here('snapshot', 'prune')).answer;
  expect(plan['plan']).toBe(true);
  expect(plan.stores.map(({ store, remove }) => [store, remove.map(({ id }) => id)])).toEqual([
    ['workspace', []],
    ['cloud', [two, one]],
    ['usb', []],
  ]);
  expect((await here('snapshot', 'check')).answer).toMatchObject({ ok: true });
  const done = (await here('snapshot', 'prune', '--apply')).answer;
  expect(done.stores[1]?.removed).toEqual([two, one]);
  expect((await here('snapshot', 'check')).answer).toMatchObject({ ok: true, faults: [] });
  expect((await here('snapshot', 'list')).answer.snapshots.map(({ stores }) => stores.length)).toEqual([2, 2, 3]);

  const restored = await here('snapshot', 'restore', full, '--from', 'cloud', '--to', join(folder, 'far'));
  expect([restored.exit, existsSync(join(folder, 'far', 'archive', 'archive.duckdb'))]).toEqual([0, true]);

  // All that a new machine knows of the store is what the plan says to write.
  const disk = (await here('restore', 'plan', '--scenario', 'disk')).answer;
  expect(disk).toMatchObject({ snapshot: { id: full }, from: 'cloud' });
  const note = disk.steps.find(({ step }) => step === 'name-store')?.note ?? '';
  expect(note).not.toContain(credentials.secretAccessKey);
  const fresh = join(folder, 'fresh');
  mkdirSync(fresh);
  writeFileSync(join(fresh, 'sheetkeep.config.ts'), note);
  const seen = await runIn(fresh, env, 'snapshot', 'list', '--from', 'cloud');
  expect(seen.answer.snapshots.map(({ id }) => id)).toEqual([full]);

  const lost = readdirSync(join(workspace, 'snapshots', 'objects'));
  rmSync(join(workspace, 'snapshots', full), { recursive: true });
  for (const name of lost.slice(0, 5)) rmSync(join(workspace, 'snapshots', 'objects', name), { recursive: true });
  expect((await here('snapshot', 'check', '--store', 'workspace')).exit).toBe(5);
  for (const id of [two, full])
    await here('snapshot', 'copy', id, '--from', `${join(folder, 'usb')}/`, '--to', 'workspace');
  expect((await here('snapshot', 'check', '--store', 'workspace')).answer).toMatchObject({ ok: true, faults: [] });

  rmSync(join(folder, 'usb', 'objects'), { recursive: true });
  const harmed = await here('snapshot', 'check');
  expect(harmed.exit).toBe(5);
  expect(new Set(harmed.answer.faults.map(({ store, fault }) => `${store} ${fault}`))).toEqual(
    new Set(['usb missing']),
  );

  const copied = await here('snapshot', 'copy', full, '--to', `${join(folder, 'stick')}/`);
  expect(copied.answer).toMatchObject({ store: 'folder', snapshots: [full] });
  expect(readdirSync(join(folder, 'stick')).sort()).toEqual([full, 'objects']);
  expect((await here('snapshot', 'check', full, '--store', `${join(folder, 'stick')}/`)).answer).toMatchObject({
    ok: true,
  });
}, 400_000);

test('without its keys in the environment, or stopped: the store is named, the snapshot is taken', async () => {
  const blind = await run({}, 'snapshot', 'take');
  expect(blind.exit).toBe(3);
  expect(blind.answer.copies[0]).toMatchObject({ store: 'cloud', error: { code: 'store-credentials-missing' } });
  const check = await run({}, 'snapshot', 'check', '--store', 'cloud');
  expect([check.exit, check.answer.faults[0]?.fault]).toEqual([5, 'unreachable']);
  const unknown = await here('snapshot', 'check', '--store', 'nowhere');
  expect(unknown.exit).toBe(2);
}, 120_000);
