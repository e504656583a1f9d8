/** Restores from the command line ask the archive in use, and go on without it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { removeRecords } from '../../../core/archive/removal.js';
import { fileHas, tablesWith } from '../../archive/removal/sentinel.js';
import { Kit } from '../../archive/kit.js';
import { useFewThreads } from '../../e2e/program.js';

const program = fileURLToPath(new URL('../../../dist/apps/cli/main.js', import.meta.url));
const base = mkdtempSync(join(tmpdir(), 'removals-command-'));
const folder = join(base, 'w');
afterAll(() => rmSync(base, { recursive: true, force: true }));

const sentinel = 'WangWu 13700137000 sentinel';

const run = (...args: string[]): Promise<{ exit: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args, '--workspace', folder], (error, out, err) =>
      resolve({ exit: error ? Number(error.code) : 0, out, err }),
    );
  });
const asked = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out) as Record<string, unknown>;
const taken = async (): Promise<string> =>
  ((await asked('snapshot', 'take'))['snapshots'] as { id: string }[])[0]?.id ?? '';

async function comesBack(to: string): Promise<boolean> {
  const kit = await Kit.open(to);
  const found = await tablesWith(kit, sentinel);
  await kit.close();
  return found.length > 0 || fileHas(kit.archiveFile, sentinel);
}

test('what was removed stays away while the archive is there, and without it as the newest snapshot tells', async () => {
  await run('init', folder);
  useFewThreads(folder);
  await run('keys', 'confirm', '--yes');
  writeFileSync(join(base, 'customers.csv'), `external_id,name\nC1,${sentinel}\nC2,Somebody\n`);
  expect((await run('ingest', join(base, 'customers.csv'), '--dataset', 'customers')).exit).toBe(0);
  const old = await taken();
  const kit = await Kit.open(folder);
  const records = `SELECT record FROM archive.log.content_customers WHERE f_name = '${sentinel}'`;
  const about = { originals: [], reason: 'erasure' as const, actor: 'test' };
  await kit.duck.write((s) => removeRecords(s, { records, ...about }));
  await kit.close();

  const one = join(base, 'one');
  expect(await asked('snapshot', 'restore', old, '--to', one)).toMatchObject({ since: { removals: 1, records: 1 } });
  expect(await comesBack(one)).toBe(false);
  expect((await run('snapshot', 'restore', old, '--to', join(base, 'x'), '--plan')).out).toContain(
    'removed since, and left out: removals / records 1 / 1',
  );
  expect(await asked('snapshot', 'restore', old, '--dataset', 'customers', '--plan')).toMatchObject({
    counts: { created: 0, updated: 0, unchanged: 1, skipped: 1 },
    reasons: [{ state: 'skipped', reason: 'removed', records: 1 }],
  });
  expect(await asked('drill', 'run')).toMatchObject({ drills: [{ snapshot: old, result: 'pass' }] });

  await taken();
  writeFileSync(join(folder, 'archive', 'archive.duckdb'), 'destroyed');
  const two = join(base, 'two');
  const without = await run('snapshot', 'restore', old, '--to', two, '--lang', 'zh');
  expect(without.out).toContain('之后已删除、不恢复：删除次数 / 记录 1 / 1');
  expect(without.err).toContain('无法向此处的归档库询问之后删除了什么');
  expect(await comesBack(two)).toBe(false);
}, 300_000);
