import { chmodSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openArchive } from '../../core/archive/archive.js';
import type { Duck } from '../../core/archive/duck.js';
import { openDeliveries, recordOutcome } from '../../core/archive/log/deliveries.js';
import { FolderStore } from '../../core/archive/objects.js';
import { workspacePaths } from '../../core/archive/workspace.js';
import { landFile } from '../../core/intake/land.js';
import { noCounts } from '../../schemas/outcomes.js';
import { freshFolder } from './folders.js';

let duck: Duck | null = null;
afterEach(async () => duck?.close());

async function workspace() {
  const paths = workspacePaths(freshFolder('inbox/customers', 'tmp'));
  duck = await openArchive({ ...paths, tempDir: paths.tmp, memoryLimitMb: 200, threads: 1 });
  return { paths, duck, context: { duck, store: new FolderStore(paths.root), tempFolder: paths.tmp } };
}

const input = (path: string) => ({
  path,
  source: 'customers',
  dataset: 'customers',
  via: 'folder' as const,
  actor: 'keeper',
});

test('a landed file is a read-only original under its hash and an open delivery', async () => {
  const { paths, context } = await workspace();
  const path = join(paths.inbox, 'customers', 'a.csv');
  writeFileSync(path, 'id,name\n1,Ann\n');
  const landed = await landFile(context, input(path));
  const original = join(paths.originals, landed.sha256.slice(0, 2), landed.sha256);
  expect(readFileSync(original, 'utf8')).toBe('id,name\n1,Ann\n');
  expect(statSync(original).mode & 0o222).toBe(0);
  expect(readdirSync(paths.tmp).filter((name) => name.startsWith('.tmp-'))).toEqual([]);
  const open = await context.duck.read(openDeliveries);
  expect(open).toMatchObject([{ delivery: landed.delivery, sha256: landed.sha256, fileName: 'a.csv', via: 'folder' }]);
});

test('the same arrival landed again is the same delivery; the same file sent again after its outcome another', async () => {
  const { paths, context } = await workspace();
  const path = join(paths.inbox, 'customers', 'a.csv');
  writeFileSync(path, 'x');
  const first = await landFile(context, input(path));
  const again = await landFile(context, input(path));
  expect(again).toMatchObject({ delivery: first.delivery, known: true });
  const outcome = {
    delivery: first.delivery,
    batch: null,
    status: 'refused' as const,
    reason: 'no-table',
    mappingVersion: null,
  };
  await context.duck.write((s) => recordOutcome(s, { ...outcome, receipt: null, ...noCounts }));
  expect(await landFile(context, input(path))).toMatchObject({
    delivery: first.delivery,
    known: true,
    concluded: true,
  });
  const { atime, mtime } = statSync(path);
  const landedMs = Date.now();
  await expect.poll(() => (writeFileSync(path, 'x'), statSync(path).ctimeMs)).toBeGreaterThan(landedMs);
  utimesSync(path, atime, mtime);
  const later = await landFile(context, input(path));
  expect(later).toMatchObject({ known: false, concluded: false });
  expect(later.delivery).not.toBe(first.delivery);
});

test('the same file in two folders is a delivery of each, and one brought by hand is never taken for them', async () => {
  const { paths, context } = await workspace();
  const path = join(paths.inbox, 'customers', 'a.csv');
  writeFileSync(path, 'x');
  const arrivals = [input(path), { ...input(path), source: 'branch' }, { ...input(path), via: 'command' as const }];
  for (const arrival of arrivals) expect(await landFile(context, arrival)).toMatchObject({ known: false });
  const open = await context.duck.read(openDeliveries);
  expect(open.map(({ source, via }) => [source, via])).toEqual([
    ['customers', 'folder'],
    ['branch', 'folder'],
    ['customers', 'command'],
  ]);
});

test('the same bytes under two names are two deliveries of one original; a damaged original is put right', async () => {
  const { paths, context } = await workspace();
  for (const name of ['a.csv', 'b.csv']) writeFileSync(join(paths.inbox, 'customers', name), 'same');
  const a = await landFile(context, input(join(paths.inbox, 'customers', 'a.csv')));
  const original = join(paths.originals, a.sha256.slice(0, 2), a.sha256);
  chmodSync(original, 0o644);
  writeFileSync(original, 'sAme');
  const b = await landFile(context, input(join(paths.inbox, 'customers', 'b.csv')));
  expect(b.delivery).not.toBe(a.delivery);
  expect(readFileSync(original, 'utf8')).toBe('same');
});
