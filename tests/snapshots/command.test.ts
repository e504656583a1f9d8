/** Snapshots and drills from the command line, to a restored workspace in which `sql` answers. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useFewThreads } from '../e2e/program.js';

const program = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'snapshot-command-'));
const workspace = join(folder, 'workspace');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  exit: number;
  answer: Record<string, unknown> & { snapshots?: Record<string, unknown>[]; drills?: Record<string, unknown>[] };
}

const run = (...args: string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...args, '--json'], { cwd: folder }, (error, stdout) => {
      const exit = error ? Number(error.code) : 0;
      try {
        resolve({ exit, answer: JSON.parse(stdout) as Ended['answer'] });
      } catch {
        reject(new Error(`not one JSON object: ${args.join(' ')}`));
      }
    });
  });

const here = (...args: string[]) => run(...args, '--workspace', workspace);

beforeAll(async () => {
  await run('init', workspace);
  useFewThreads(workspace);
});

test('without snapshots: list and check say how to take the first, prune that there is nothing to remove', () => {
  const said = (...args: string[]) =>
    execFileSync(process.execPath, [program, ...args, '--workspace', workspace], { encoding: 'utf8' });
  for (const verb of ['list', 'check'])
    expect(said('snapshot', verb)).toMatch(/sheetkeep --workspace \S+ snapshot take/);
  expect(said('snapshot', 'check', '--lang', 'zh')).toContain('还没有快照');
  expect(said('snapshot', 'prune')).toContain('nothing to remove');
}, 120_000);

test('take, list, check, drill, status, restore, ask, and once more without the archive', async () => {
  const taken = (await here('snapshot', 'take')).answer.snapshots?.[0];
  expect(Object.keys(taken ?? {})).toEqual(
    expect.arrayContaining(['at', 'bytes', 'id', 'kind', 'parent', 'proved', 'rows']),
  );
  expect(taken).toMatchObject({ kind: 'full', parent: null, proved: false });
  const id = String(taken?.['id']);
  const next = await here('snapshot', 'take', '--kind', 'incremental');
  expect(next.answer.snapshots?.[0]).toMatchObject({ kind: 'incremental', parent: id });
  expect((await here('drill', 'run', id)).answer.drills?.[0]).toMatchObject({ snapshot: id, result: 'pass' });
  const { certificate } = (await here('drill', 'certificate')).answer;
  expect(readFileSync(String(certificate), 'utf8')).toContain(id);
  expect((await here('drill', 'certificate', 'other')).exit).toBe(4);
  const list = (await here('snapshot', 'list')).answer.snapshots;
  expect(list?.map(({ proved }) => proved)).toEqual([true, false]);
  expect((await here('snapshot', 'check', '--data', '1/2')).exit).toBe(0);
  expect(await here('snapshot', 'check', `${id.slice(0, -1)}x`)).toMatchObject({
    exit: 2,
    answer: { error: { code: 'snapshot-unknown', hint: expect.stringContaining('snapshot list') as string } },
  });
  const status = (await here('status')).answer;
  expect(status['lastSnapshot']).toMatchObject({ parent: id });
  expect(status['lastDrill']).toMatchObject({ result: 'pass' });
  renameSync(join(workspace, 'archive', 'archive.duckdb'), join(folder, 'lost.duckdb'));
  const newest = String(next.answer.snapshots?.[0]?.['id']);
  const restored = join(folder, 'restored');
  expect(await here('snapshot', 'restore', newest, '--to', restored)).toMatchObject({ exit: 0 });
  expect((await run('sql', 'select count(*) as n from customers', '--workspace', restored)).exit).toBe(0);
  expect((await here('snapshot', 'restore', newest, '--to', restored)).exit).toBe(4);
  rmSync(join(workspace, 'snapshots', id), { recursive: true });
  expect((await here('snapshot', 'check')).exit).toBe(5);
  expect((await here('snapshot', 'restore', newest, '--to', join(folder, 'again'))).exit).toBe(5);
}, 180_000);
