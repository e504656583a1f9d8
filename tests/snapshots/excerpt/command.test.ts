/** An excerpt from the command line: planned, made, asked, and a workspace of its own. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { things } from '../../archive/kit.js';
import { Place } from '../place.js';
import { Kit } from '../../archive/kit.js';
import { fewThreads } from '../../e2e/program.js';
import { deliver, others } from './two.js';

const program = fileURLToPath(new URL('../../../dist/apps/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'excerpt-command-'));
const workspace = join(folder, 'workspace');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answer extends Record<string, unknown> {
  snapshots: { id: string; kind: string }[];
  rows: unknown[];
  leftOut: { rows: number; originals: number };
  error: { code: string };
}

const run = (place: string, ...args: string[]): Promise<{ exit: number; answer: Answer }> =>
  new Promise((resolve, reject) => {
    const asked = [program, ...args, '--workspace', join(folder, place), '--json'];
    execFile(process.execPath, asked, { cwd: folder }, (error, stdout, stderr) => {
      try {
        resolve({ exit: error ? Number(error.code) : 0, answer: JSON.parse(stdout) as Answer });
      } catch {
        reject(new Error(`not one JSON object: ${args.join(' ')}: ${stdout}${stderr}`));
      }
    });
  });

const sql = async (place: string, query: string) => (await run(place, 'sql', query)).answer.rows;
const missing = `SELECT count(*)::INTEGER AS n FROM issues WHERE code = 'reference-missing'`;

let id = '';
beforeAll(async () => {
  await new Promise((done) => execFile(process.execPath, [program, 'init', workspace], { cwd: folder }, done));
  const fields = `a: { type: 'text' }, c: { type: 'text' }, unfed: { type: 'text' }`;
  const b = `b: { type: 'identifier', references: { dataset: 'others', field: 'b' } }`;
  writeFileSync(
    join(workspace, 'sheetkeep.config.ts'),
    `export default { ${fewThreads}, datasets: {
      others: { fields: { ${fields}, b: { type: 'identifier', identifier: true } } },
      things: { fields: { ${fields}, ${b} } } } };\n`,
  );
  const place = new Place(await Kit.open(workspace));
  await deliver(place, others, 'one', { rows: [{ key: '1', b: 'o-1' }] });
  await deliver(place, things, 'two', {
    rows: [
      { key: '1', a: 'x', b: 'o-1' },
      { key: '2', a: 'y', b: 'nowhere' },
    ],
  });
  await place.kit.close();
  id = (await run('workspace', 'snapshot', 'take')).answer.snapshots[0]?.id ?? '';
}, 300_000);

test('planned, restored, asked: what was left behind is not taken for damage', async () => {
  const asked = ['snapshot', 'restore', id, '--to', join(folder, 'part'), '--dataset', 'things'];
  const plan = await run('workspace', ...asked, '--plan');
  expect(plan).toMatchObject({ exit: 0, answer: { plan: true, dataset: 'things', record: null } });
  expect(existsSync(join(folder, 'part'))).toBe(false);
  const done = await run('workspace', ...asked);
  expect(done.answer).toEqual({ ...plan.answer, plan: false });
  expect(done.answer.leftOut.originals).toBe(1);

  expect(await sql('workspace', missing)).toEqual([{ n: 1 }]);
  expect(await sql('part', missing)).toEqual([{ n: 0 }]);
  const all = 'SELECT id, a, b, version FROM things ORDER BY id';
  expect(await sql('part', all)).toEqual(await sql('workspace', all));
  expect(await sql('part', 'SELECT count(*)::INTEGER AS n FROM others')).toEqual([{ n: 0 }]);
  expect(await sql('workspace', 'SELECT excerpt FROM meta')).toEqual([{ excerpt: null }]);
  expect(JSON.stringify(await sql('part', 'SELECT excerpt FROM meta'))).toContain(id);
  expect((await run('part', 'status')).answer['excerpt']).toMatchObject({ dataset: 'things', snapshot: id });
  expect(await run('part', 'audit', 'verify')).toMatchObject({ exit: 0 });
}, 300_000);

test('it is a workspace of its own: another identity, snapshots from a full one on, checked and drilled', async () => {
  const identityOf = (place: string) => readFileSync(join(folder, place, 'archive', 'identity.json'), 'utf8');
  const taken = await run('part', 'snapshot', 'take');
  expect(taken.answer.snapshots).toMatchObject([{ kind: 'full' }]);
  expect(identityOf('part')).not.toBe(identityOf('workspace'));
  expect(await run('part', 'snapshot', 'check')).toMatchObject({ exit: 0 });
  expect(await run('part', 'drill', 'run')).toMatchObject({ exit: 0 });
}, 300_000);

test('one record; what is not there is refused by name', async () => {
  const [first] = (await sql('workspace', 'SELECT id FROM things ORDER BY id')) as { id: number }[];
  const asked = ['snapshot', 'restore', id, '--dataset', 'things'];
  const one = await run('workspace', ...asked, '--to', join(folder, 'one'), '--record', String(first?.id));
  expect(one).toMatchObject({ exit: 0, answer: { record: Number(first?.id), originals: { files: 0 } } });
  expect(await sql('one', 'SELECT a FROM things')).toEqual([{ a: 'x' }]);
  for (const [more, code] of [
    [['--record', '999999'], 'thing-unknown'],
    [['--dataset', 'orders'], 'dataset-not-in-snapshot'],
  ] as const) {
    const refused = await run('workspace', ...asked, '--to', join(folder, 'none'), ...more);
    expect([refused.exit, refused.answer.error.code]).toEqual([2, code]);
  }
  expect(existsSync(join(folder, 'none'))).toBe(false);
}, 300_000);
