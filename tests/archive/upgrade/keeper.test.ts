/** A keeper that meets an archive of an older format: a checked snapshot, the upgrade, and the old file until a drill. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeParts, openParts } from '../../../apps/keeper/open-parts.js';
import type { Parts } from '../../../apps/keeper/parts.js';
import { verbs } from '../../../apps/keeper/verbs/index.js';
import type { VerbContext } from '../../../apps/keeper/verbs/context.js';
import { openArchive } from '../../../core/archive/archive.js';
import { formatOf, formats as real } from '../../../core/archive/upgrade/formats.js';
import { madeUp } from './step.mjs';

const formats = madeUp(real);

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/archives/format-1/${name}`, import.meta.url));
let root: string;
const file = () => join(root, 'archive', 'archive.duckdb');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'upgrade-keeper-'));
  mkdirSync(join(root, 'archive'));
  writeFileSync(join(root, 'sheetkeep.config.ts'), 'export default {};\n');
  writeFileSync(file(), gunzipSync(readFileSync(fixture('archive.duckdb.gz'))));
  copyFileSync(fixture('high-water.json'), join(root, 'archive', 'high-water.json'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const call = (parts: Parts, verb: string, args: unknown = {}) =>
  verbs[verb]?.(
    { parts, progress: () => undefined, signal: new AbortController().signal } as unknown as VerbContext,
    args,
  );

test('backed up, checked, then upgraded; the old file stays beside', async () => {
  const parts = await openParts(root, false, formats);
  expect(await parts.duck.read(formatOf)).toBe(formats.newest);
  const { snapshots } = (await call(parts, 'snapshot.list')) as { snapshots: { kind: string }[] };
  expect(snapshots).toMatchObject([{ kind: 'full' }]);
  expect(await call(parts, 'snapshot.check')).toMatchObject({ ok: true });
  expect(existsSync(`${file()}.format-1`)).toBe(true);
  await closeParts(parts);
});

test('a backup that cannot be taken leaves the archive as it was', async () => {
  writeFileSync(join(root, 'snapshots'), 'not a folder');
  await expect(openParts(root, false, formats)).rejects.toMatchObject({ code: 'snapshot-before-failed' });
  const archive = {
    archiveFile: file(),
    highWater: join(root, 'archive', 'high-water.json'),
    tempDir: join(root, 'tmp'),
    memoryLimitMb: 300,
    threads: 2,
  };
  const duck = await openArchive(archive, 1);
  expect(await duck.read(formatOf)).toBe(1);
  await duck.close();
});

test('a drill that passes lets the old file go', async () => {
  const parts = await openParts(root);
  writeFileSync(`${file()}.format-0`, 'an older one');
  await call(parts, 'snapshot.take');
  expect(await call(parts, 'drill.run')).toMatchObject({ drills: [{ result: 'pass' }] });
  expect(existsSync(`${file()}.format-0`)).toBe(false);
  await closeParts(parts);
});
