/** The upgrade of the archive's format, with a made-up step after the newest, and archives of old formats. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openArchive } from '../../../core/archive/archive.js';
import { rebuild } from '../../../core/archive/derive.js';
import type { Duck, Session } from '../../../core/archive/duck.js';
import { readHighWater } from '../../../core/archive/high-water.js';
import { formatOf, formats as real } from '../../../core/archive/upgrade/formats.js';
import type { Formats } from '../../../core/archive/upgrade/formats.js';
import { keptArchives, removeKept } from '../../../core/archive/upgrade/swap.js';
import { openNewest } from '../../../core/archive/upgrade/upgrade.js';
import { verifyAudit } from '../../../core/audit/verify.js';
import { onSmallDisk } from '../../faults/small-disk.js';
import { Kit } from '../kit.js';
import { madeUp } from './step.mjs';

const formats = madeUp(real);
const { newest } = formats;
const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/archives/${name}`, import.meta.url));
const child = fileURLToPath(new URL('child.mjs', import.meta.url));

/** A closed copy of a frozen archive. */
function thawed(format: string): Kit {
  const kit = new Kit();
  mkdirSync(join(kit.folder, 'archive'));
  writeFileSync(kit.archiveFile, gunzipSync(readFileSync(fixture(`${format}/archive.duckdb.gz`))));
  copyFileSync(fixture(`${format}/high-water.json`), kit.highWater);
  return kit;
}

const expected = (format: string): unknown => JSON.parse(readFileSync(fixture(`${format}/expected.json`), 'utf8'));

let kit: Kit;
beforeEach(() => {
  kit = thawed('format-1');
});
afterEach(() => kit.remove());

const options = () => ({
  archiveFile: kit.archiveFile,
  highWater: kit.highWater,
  tempDir: join(kit.folder, 'tmp'),
  memoryLimitMb: 300,
  threads: 2,
});

const upgrade = (wanted = formats, backup: (duck: Duck) => Promise<void> = async () => undefined) =>
  openNewest({ archive: options(), formats: wanted, backup });

const doing = (run: (s: Session) => Promise<void>, more = {}): Formats => ({
  newest,
  steps: [...real.steps, { to: newest, rewrites: [], derivesOtherwise: false, run, ...more }],
});

const files = () => readdirSync(join(kit.folder, 'archive')).sort();
const oldBytes = () => readFileSync(kit.archiveFile);

test.each(readdirSync(fixture('')).filter((name) => name.startsWith('format-')))(
  '%s opens and says what it said',
  async (format) => {
    kit = thawed(format);
    ({ duck: kit.duck } = await openNewest({ archive: options(), formats: real, backup: async () => undefined }));
    expect(await kit.current()).toEqual(expected(format));
    await kit.duck.write(rebuild);
    expect(await kit.current()).toEqual(expected(format));
    expect(await kit.duck.read((s) => verifyAudit(s, []))).toMatchObject({ ok: true });
    await kit.close();
  },
);

test('upgraded: the same rows in the new format, the old file beside it, the chain whole', async () => {
  const seen: string[] = [];
  const { duck, upgraded } = await upgrade(formats, async (old) => {
    seen.push(String(await old.read(formatOf)), ...files());
  });
  kit.duck = duck;
  expect(seen).toEqual(['1', 'archive.duckdb', 'high-water.json']);
  expect(upgraded).toEqual({ from: 1, to: newest, kept: `${kit.archiveFile}.format-1` });
  expect(await duck.read(formatOf)).toBe(newest);
  expect(await kit.current()).toEqual(expected('format-1'));
  expect(await kit.rows('SELECT DISTINCT sender FROM archive.log.batches')).toEqual([{ sender: 'unknown' }]);
  expect(await duck.read((s) => verifyAudit(s, []))).toMatchObject({ ok: true });
  expect(await duck.read((s) => s.count(`SELECT count(*) FROM archive.log.audit WHERE action = 'upgrade'`))).toBe(
    newest - 1,
  );
  await duck.close();
  expect(files()).toEqual(['archive.duckdb', 'archive.duckdb.format-1', 'high-water.json']);
  const again = await upgrade();
  expect(again.upgraded).toBeNull();
  await again.duck.close();
  const kept = { ...options(), archiveFile: `${kit.archiveFile}.format-1`, highWater: join(kit.folder, 'none') };
  const old = await openArchive(kept, 1);
  await old.close();
  expect(await removeKept(kit.archiveFile)).toBe(1);
  expect(await keptArchives(kit.archiveFile)).toEqual([]);
});

test('a newer format is refused by name, and an older one where nobody upgrades', async () => {
  await (await upgrade()).duck.close();
  await expect(openArchive(options())).rejects.toMatchObject({
    code: 'archive-format-newer',
    message: expect.stringContaining(`format ${newest}`),
  });
  kit.remove();
  kit = thawed('format-1');
  await expect(openArchive(options())).rejects.toMatchObject({ code: 'archive-format-older' });
});

describe('whatever goes wrong, the archive is as it was', () => {
  const fail = async () => {
    throw new Error('no room for a backup');
  };
  test.each<[string, () => Promise<unknown>, object]>([
    ['no backup', () => upgrade(formats, fail), { message: 'no room for a backup' }],
    ['no step', () => upgrade({ newest: newest + 1, steps: formats.steps }), { code: 'upgrade-impossible' }],
    ['a step that breaks off', () => upgrade(doing(fail)), { message: 'no room for a backup' }],
  ])('%s', async (_, run, error) => {
    await (await openArchive(options(), 1)).close();
    const before = oldBytes();
    await expect(run()).rejects.toMatchObject(error);
    expect(oldBytes().equals(before)).toBe(true);
    expect(files()).toEqual(['archive.duckdb', 'high-water.json']);
    await (await openArchive(options(), 1)).close();
  });

  test.each([
    [
      'a lost row',
      'DELETE FROM archive.log.sightings WHERE seq = (SELECT min(seq) FROM archive.log.sightings)',
      'sightings',
    ],
    ['a changed value', `UPDATE archive.log.content_things SET f_a = '12.5' WHERE f_a = '12.50'`, 'content_things'],
    ['a dropped column', 'ALTER TABLE archive.log.content_things DROP COLUMN f_c', 'content_things'],
    ['a dropped table', 'DROP TABLE archive.log.rejected', 'rejected'],
    ['an undo made undone', 'DELETE FROM archive.log.undos', 'derived heads'],
  ])('a step that leaves %s is not put in place', async (_, sql, table) => {
    const mark = await readHighWater(kit.highWater);
    await expect(upgrade(doing((s) => s.run(sql)))).rejects.toMatchObject({
      code: 'upgrade-differs',
      message: expect.stringContaining(table),
    });
    expect(files()).toEqual(['archive.duckdb', 'high-water.json']);
    expect(await readHighWater(kit.highWater)).toEqual(mark);
    kit.duck = await openArchive(options(), 1);
    expect(await kit.current()).toEqual(expected('format-1'));
    await kit.close();
  });

  test('a table that a step says it writes anew may hold other values, but not other rows', async () => {
    const rewrites = { rewrites: ['rejected'] };
    await expect(upgrade(doing((s) => s.run('DELETE FROM archive.log.rejected'), rewrites))).rejects.toMatchObject({
      code: 'upgrade-differs',
    });
    const { duck } = await upgrade(doing((s) => s.run(`UPDATE archive.log.rejected SET cells = '[]'`), rewrites));
    await duck.close();
  });
});

test('killed at each step, it is started again and ends the same', async () => {
  for (const at of ['backup', 'copy', 'steps', 'derive', 'compare', 'swap', 'open']) {
    kit.remove();
    kit = thawed('format-1');
    const { signal } = spawnSync(process.execPath, [child, kit.folder, at]);
    expect([at, signal]).toEqual([at, 'SIGKILL']);
    expect([at, existsSync(kit.archiveFile)]).toEqual([at, true]);
    // Before the files change places the old program still opens it.
    if (at !== 'open') await (await openArchive(options(), 1)).close();
    const { duck } = await upgrade();
    kit.duck = duck;
    expect([at, await kit.current()]).toEqual([at, expected('format-1')]);
    await duck.close();
    expect([at, files()]).toEqual([at, ['archive.duckdb', 'archive.duckdb.format-1', 'high-water.json']]);
  }
}, 240_000);

test('on a full disk the archive is as it was, and is upgraded when there is room', async () => {
  const asItWas = 'disk-full archive.duckdb,high-water.json';
  const script = fileURLToPath(new URL('full-child.mjs', import.meta.url));
  expect(await onSmallDisk(40, script, [fixture('format-1')])).toEqual([
    ...Array.from({ length: 4 }, () => asItWas),
    `upgraded from 1 to ${newest}`,
  ]);
}, 60_000);

test('killed between the second name and the swap, the second name is used again', async () => {
  linkSync(kit.archiveFile, `${kit.archiveFile}.format-1`);
  const { duck, upgraded } = await upgrade();
  await duck.close();
  expect(upgraded?.kept).toBe(`${kit.archiveFile}.format-1`);
  expect(files()).toEqual(['archive.duckdb', 'archive.duckdb.format-1', 'high-water.json']);
});

test('an older file that is kept is not written over', async () => {
  writeFileSync(`${kit.archiveFile}.format-1`, 'of an earlier upgrade');
  const { duck, upgraded } = await upgrade();
  await duck.close();
  expect(upgraded?.kept).toBe(`${kit.archiveFile}.format-1-1`);
  expect(readFileSync(`${kit.archiveFile}.format-1`, 'utf8')).toBe('of an earlier upgrade');
});
