/** Names on file systems without hard links (exFAT, some shares): taken all the same, and never from another file. */
import fs from 'node:fs';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeName, writeNew } from '../../core/archive/files.js';
import { acquireLock } from '../../core/archive/lock.js';
import { placeNew } from '../../core/intake/receipts/place.js';
import { FolderSnapshots } from '../../core/snapshots/stores/folder.js';
import { createHash } from 'node:crypto';

const { link } = fs.promises;
const { linkSync } = fs;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keep-links-'));
  const refused = () => Object.assign(new Error('no hard links here'), { code: 'EPERM' });
  fs.promises.link = () => Promise.reject(refused());
  fs.linkSync = () => {
    throw refused();
  };
  syncBuiltinESMExports();
});
afterEach(() => {
  fs.promises.link = link;
  fs.linkSync = linkSync;
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const write = (name: string, text: string) => {
  writeFileSync(at(name), text);
  return at(name);
};

test('a receipt gets the first free name, and no other file is touched', async () => {
  write('a.xlsx', 'another');
  const names = ['a.xlsx', 'a (2).xlsx', 'own.xlsx'];
  expect(await placeNew(write('.tmp-1', 'first'), folder, names)).toBe(at('a (2).xlsx'));
  expect(await placeNew(write('.tmp-2', 'second'), folder, names)).toBe(at('own.xlsx'));
  expect(readdirSync(folder).sort()).toEqual(['a (2).xlsx', 'a.xlsx', 'own.xlsx']);
  expect(['a.xlsx', 'a (2).xlsx', 'own.xlsx'].map((name) => readFileSync(at(name), 'utf8'))).toEqual([
    'another',
    'first',
    'second',
  ]);
});

test('of many who want a name at once one has it, whole', async () => {
  const all = Array.from({ length: 20 }, (_, n) => write(`.tmp-${n}`, `text ${n}`));
  const won = await Promise.all(all.map((temp) => takeName(temp, at('name'))));
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(readFileSync(at('name'), 'utf8')).toBe(`text ${won.indexOf(true)}`);
  expect(existsSync(all[won.indexOf(true)] as string)).toBe(false);
  expect(await writeNew(at('name'), 'late')).toBe(false);
});

test('a temp file that is gone leaves no empty file under the name', async () => {
  await expect(takeName(at('gone'), at('name'))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a workspace is taken once, and given back', async () => {
  const lock = await acquireLock(folder);
  await expect(acquireLock(folder)).rejects.toMatchObject({ code: 'keeper-running' });
  lock.release();
  write('lock', '{"pid":1,"startedAs":"long ago","at":""}');
  (await acquireLock(folder)).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a snapshot store takes a file once', async () => {
  const store = new FolderSnapshots({ name: 'stick', root: at('stick'), mayCreate: true });
  const sha256 = createHash('sha256').update('bytes').digest('hex');
  const file = { path: write('bytes', 'bytes'), sha256, sizeBytes: 5 };
  expect(await store.put('objects/a', file)).toBe('stored');
  expect(await store.put('objects/a', file)).toBe('there');
  expect(readdirSync(join(at('stick'), 'objects'))).toEqual(['a']);
});
