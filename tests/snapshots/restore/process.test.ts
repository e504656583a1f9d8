/** A snapshot is rebuilt beside the living archive in a process of its own: whatever befalls that, the keeper goes on. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { initWorkspace } from '../../../apps/keeper/init.js';
import { closeParts, openParts } from '../../../apps/keeper/open-parts.js';
import type { Parts } from '../../../apps/keeper/parts.js';
import type { LiveRestoreAnswer } from '../../../apps/keeper/snapshot-answers.js';
import type { VerbContext } from '../../../apps/keeper/verbs/context.js';
import { snapshotRestore } from '../../../apps/keeper/verbs/restore.js';
import { snapshotTake } from '../../../apps/keeper/verbs/snapshot.js';
import { Kit } from '../../archive/kit.js';

const base = mkdtempSync(join(tmpdir(), 'restore-process-'));
const folder = join(base, 'w');
let id = '';
let parts: Parts;
const context = (more: Partial<VerbContext>): VerbContext =>
  ({
    parts,
    changed: async () => undefined,
    progress: () => undefined,
    signal: new AbortController().signal,
    ...more,
  }) as VerbContext;

beforeAll(async () => {
  await initWorkspace({ root: folder, lang: 'en' });
  const fields = `{ a: { type: 'text' }, b: { type: 'text' }, c: { type: 'text' }, unfed: { type: 'text' } }`;
  writeFileSync(
    join(folder, 'sheetkeep.config.ts'),
    `export default { datasets: { things: { fields: ${fields} } } };\n`,
  );
  const deliver = async (a: string) => {
    const kit = await Kit.open(folder);
    await kit.deliver({ rows: [{ key: '1', a }] });
    await kit.close();
  };
  await deliver('right');
  parts = await openParts(folder);
  id = ((await snapshotTake(context({}), {})) as { snapshots: { id: string }[] }).snapshots[0]?.id ?? '';
  await closeParts(parts);
  await deliver('wrong');
}, 240_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));
beforeEach(async () => {
  parts = await openParts(folder);
});
afterEach(() => closeParts(parts));

/** Processes that this one started and that run that module. */
function children(module: string): number[] {
  const own = `/proc/${process.pid}/task`;
  const pids = readdirSync(own).flatMap((task) => readFileSync(`${own}/${task}/children`, 'utf8').trim().split(' '));
  return pids.filter((pid) => pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(module)).map(Number);
}

const asked = () => ({ id, dataset: 'things', withUndone: false, plan: true, snapshot: false });
const restore = (more: Partial<VerbContext> = {}) => snapshotRestore(context(more), asked());
const stateOf = ({ counts }: LiveRestoreAnswer) => counts.updated;
const leftovers = () => readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('restore-'));
const answers = () => parts.duck.read((s) => s.count('SELECT count(*) FROM archive.log.batches'));

test.each(['SIGKILL', 'SIGSEGV'] as const)(
  'ended by %s at any step: a named failure, nothing left, and it can be asked again',
  async (by) => {
    const steps = new Set<string>();
    await restore({ progress: ({ step }) => void steps.add(step) });
    expect([...steps]).toEqual(['segments', 'compare', 'derive', 'originals']);
    for (const step of steps) {
      let killed = 0;
      const progress: VerbContext['progress'] = (event) => {
        for (const pid of event.step === step ? children('past-child') : []) {
          process.kill(pid, by);
          killed += 1;
        }
      };
      await expect(restore({ progress })).rejects.toMatchObject({ code: 'restore-process-ended', retryable: true });
      expect(killed).toBeGreaterThan(0);
      expect([await answers(), leftovers()]).toEqual([2, []]);
    }
    expect(stateOf(await restore())).toBe(1);
  },
  240_000,
);

test('stopped: the process ends with it, nothing is left', async () => {
  const stop = new AbortController();
  const progress = () => stop.abort(new Error('enough'));
  await expect(restore({ progress, signal: stop.signal })).rejects.toThrow('enough');
  expect([children('past-child'), leftovers(), await answers()]).toEqual([[], [], 2]);
}, 120_000);

test('a failure in it keeps its name and its hint; its engine has its own limit of memory', async () => {
  const object = join(folder, 'snapshots', 'objects');
  expect(existsSync(object)).toBe(true);
  await expect(snapshotRestore(context({}), { ...asked(), id: 'nope' })).rejects.toMatchObject({
    code: 'snapshot-unknown',
    exit: 'usage',
    hint: expect.stringContaining('snapshot list'),
  });
  const starved = { ...parts, config: { ...parts.config, memory: { ...parts.config.memory, archiveMb: 1 } } };
  await expect(restore({ parts: starved })).rejects.toMatchObject({ code: 'engine-memory' });
  expect([await answers(), leftovers()]).toEqual([2, []]);
}, 120_000);
