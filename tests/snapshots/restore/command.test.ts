/** Records back into the archive from the command line, and the snapshot before changes of many rows. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Kit, keyOf } from '../../archive/kit.js';
import { fewThreads } from '../../e2e/program.js';

const program = fileURLToPath(new URL('../../../dist/apps/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'restore-command-'));
const workspace = join(folder, 'workspace');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Answer = Record<string, unknown> & {
  batches: { batch: string }[];
  snapshots: { id: string }[];
  records: { id: number }[];
  lines: string;
  error: { code: string };
};

const run = (...args: string[]): Promise<{ exit: number; answer: Answer }> =>
  new Promise((resolve, reject) => {
    const options = { cwd: folder };
    execFile(
      process.execPath,
      [program, ...args, '--workspace', workspace, '--json'],
      options,
      (error, stdout, stderr) => {
        try {
          resolve({ exit: error ? Number(error.code) : 0, answer: JSON.parse(stdout) as Answer });
        } catch {
          reject(new Error(`not one JSON object: ${args.join(' ')}: ${stdout}${stderr}`));
        }
      },
    );
  });

const said = (...args: string[]): Promise<string> =>
  new Promise((resolve) => {
    const argv = [program, ...args, '--workspace', workspace];
    execFile(process.execPath, argv, { cwd: folder }, (_, stdout) => resolve(stdout));
  });

/** Commits straight into the workspace's archive: no keeper runs between two commands. */
async function deliver(a: string, keys = ['1', '2']): Promise<number> {
  const kit = await Kit.open(workspace);
  const { batch } = await kit.deliver({ rows: keys.map((key) => ({ key, a })) });
  await kit.close();
  return batch;
}

async function values(): Promise<unknown[]> {
  const kit = await Kit.open(workspace);
  const all = await kit.current();
  await kit.close();
  return ['1', '2'].map((key) => all[keyOf('s', key)]?.a);
}

const takenSnapshots = async () => (await run('snapshot', 'list')).answer.snapshots.map(({ id }) => id);

beforeAll(async () => {
  await new Promise((done) => execFile(process.execPath, [program, 'init', workspace], { cwd: folder }, done));
  const fields = `{ a: { type: 'text', label: { en: 'First Text', zh: '甲文' } }, b: { type: 'text' }, c: { type: 'text' }, unfed: { type: 'text' } }`;
  writeFileSync(
    join(workspace, 'sheetkeep.config.ts'),
    `export default { ${fewThreads}, snapshots: { contacts: { operator: '王 · 138' } }, datasets: { things: { fields: ${fields} } } };\n`,
  );
}, 120_000);

test('plan, restore, its receipt, undo; each change after a checked snapshot; a damaged one refuses the change', async () => {
  const first = await deliver('right');
  // No full snapshot yet: nothing is taken before.
  expect((await run('undo', String(await deliver('oops')))).answer).toMatchObject({
    snapshotBefore: null,
    reverted: 2,
  });
  const id = (await run('snapshot', 'take')).answer.snapshots[0]?.id ?? '';
  await deliver('wrong');
  const asked = ['snapshot', 'restore', id, '--dataset', 'things'];
  const plan = await run(...asked, '--plan');
  expect(plan).toMatchObject({
    exit: 0,
    answer: {
      plan: true,
      counts: { created: 0, updated: 2, unchanged: 0, skipped: 0, failed: 0 },
      batches: [],
      snapshotBefore: null,
    },
  });
  expect([await values(), await takenSnapshots()]).toEqual([['wrong', 'wrong'], [id]]);

  const disk = await run('restore', 'plan', '--scenario', 'disk');
  expect(disk.answer).toMatchObject({ snapshot: null, contacts: { operator: '王 · 138' } });
  expect(disk.answer['warnings']).toEqual(['no-copy-elsewhere', 'not-measured', 'recovery-not-confirmed']);
  const deleted = await run('restore', 'plan', '--scenario', 'delete');
  expect(deleted.answer).toMatchObject({
    snapshot: { id, proved: false, since: { batches: 1, rows: 2, restores: 0 } },
    from: 'workspace',
  });

  const one = await run(...asked, '--record', String(plan.answer.records[0]?.id), '--field', '甲文');
  expect(one).toMatchObject({ exit: 0, answer: { counts: { updated: 1 } } });
  expect(await values()).toEqual(['right', 'wrong']);
  const done = await run(...asked, '--no-snapshot');
  expect(done).toMatchObject({ exit: 0, answer: { counts: { updated: 1, unchanged: 1 }, snapshotBefore: null } });
  expect(await values()).toEqual(['right', 'right']);
  expect(readFileSync(done.answer.lines, 'utf8').split('\n')[0]).toBe('id,source,state,reason,fields');
  // Before the one, none before the other.
  const taken = await takenSnapshots();
  expect(taken).toEqual([id, one.answer['snapshotBefore']]);

  // What restores brought back cannot be sent again.
  const since = (await run('restore', 'plan', '--scenario', 'delete')).answer['snapshot'];
  expect(since).toMatchObject({ id: taken[1], since: { batches: 0, rows: 0, restores: 2 } });

  const idle = await run(...asked);
  const noChange = { created: 0, updated: 0, unchanged: 2, skipped: 0, failed: 0 };
  expect(idle).toMatchObject({ exit: 0, answer: { counts: noChange, batches: [], snapshotBefore: null, plan: false } });
  expect(readFileSync(idle.answer.lines, 'utf8').split('\n')).toHaveLength(4);
  expect(await takenSnapshots()).toEqual(taken);
  expect(await said(...asked, '--lang', 'zh')).toContain('没有需要更改的记录：未写入任何内容，也无需先拍摄快照');
  expect(await said(...asked)).toContain('nothing to change');

  const undone = await run('undo', done.answer.batches[0]?.batch ?? '');
  expect(undone).toMatchObject({ exit: 0, answer: { reverted: 1 } });
  expect(await values()).toEqual(['right', 'wrong']);
  expect(await takenSnapshots()).toEqual([...taken, undone.answer['snapshotBefore']]);

  // Where nothing can be put: were the objects only gone, a full snapshot would be taken.
  const objects = join(workspace, 'snapshots', 'objects');
  rmSync(objects, { recursive: true });
  writeFileSync(objects, '');
  const refused = await run('undo', String(first));
  expect(refused).toMatchObject({ exit: 4, answer: { error: { code: 'snapshot-before-failed' } } });
  expect(await values()).toEqual(['right', 'wrong']);
  expect(await run('undo', String(first), '--no-snapshot')).toMatchObject({ exit: 0 });
  rmSync(objects);
  expect((await run(...asked)).answer.error.code).toBe('snapshot-damaged');
  expect(readdirSync(join(workspace, 'tmp')).filter((name) => name.startsWith('restore-'))).toEqual([]);
  expect(existsSync(join(workspace, 'outbox'))).toBe(true);
}, 300_000);

test('what does not go together is refused', async () => {
  for (const args of [
    [],
    ['--to', 'x', '--record', '1'],
    ['--to', 'x', '--dataset', 'things', '--field', 'a'],
    ['--to', 'x', '--dataset', 'things', '--no-snapshot'],
    ['--to', 'x', '--dataset', 'things', '--record', 'one'],
    ['--dataset', 'things', '--without-key'],
  ]) {
    expect([args, (await run('snapshot', 'restore', 'x', ...args)).exit]).toEqual([args, 2]);
  }
  expect((await run('snapshot', 'restore', 'x', '--dataset', 'things', '--field', 'nope')).answer.error).toMatchObject({
    code: 'field-unknown',
    hint: expect.stringContaining('a (甲文), b'),
  });
}, 120_000);
