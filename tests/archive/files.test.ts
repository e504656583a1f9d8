import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  copyHashFsync,
  hashFile,
  makeFolder,
  makeNamedFolder,
  writeAtomic,
  writeNew,
} from '../../core/archive/files.js';
import { FolderStore, originalRef } from '../../core/archive/objects.js';
import { cellPaths, workspacePaths } from '../../core/archive/workspace.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => join(folder, ...parts);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('durable files', () => {
  test('writeAtomic replaces whole and leaves no temp file', async () => {
    await writeAtomic(at('deep', 'down', 'x.json'), 'one');
    await writeAtomic(at('deep', 'down', 'x.json'), 'two');
    expect(readFileSync(at('deep', 'down', 'x.json'), 'utf8')).toBe('two');
    expect(readdirSync(at('deep', 'down'))).toEqual(['x.json']);
  });

  test('makeFolder makes what is missing, also for two at once; a file in the way is an error', async () => {
    await Promise.all([makeFolder(at('a', 'b', 'c')), makeFolder(at('a', 'b', 'd'))]);
    await makeFolder(at('a', 'b', 'c'));
    expect(readdirSync(at('a', 'b')).sort()).toEqual(['c', 'd']);
    writeFileSync(at('file'), '');
    for (const path of [at('file'), at('file', 'inside')])
      await expect(makeFolder(path)).rejects.toMatchObject({ code: 'EEXIST' });
  });

  test('makeFolder ends where a file system takes no folders', async () => {
    // mkdir with recursion never comes back from there.
    await expect(makeFolder('/proc/none/inside')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(makeNamedFolder('/proc/none')).rejects.toMatchObject({ code: 'folder-not-made', exit: 'refused' });
  });

  test('writeAtomic onto a folder fails and leaves no temp file', async () => {
    await makeFolder(at('taken', 'inside'));
    await expect(writeAtomic(at('taken'), 'x')).rejects.toMatchObject({ syscall: 'rename' });
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  test('of two who write a new file one wins', async () => {
    const won = await Promise.all([writeNew(at('lock'), 'a'), writeNew(at('lock'), 'b')]);
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  test('copyHashFsync copies, hashes, and never overwrites', async () => {
    const text = 'x'.repeat(3_000_000);
    writeFileSync(at('from'), text);
    const from = await open(at('from'));
    expect(await copyHashFsync(from, at('to'))).toEqual({ sha256: sha256(text), sizeBytes: 3_000_000 });
    expect(await hashFile(at('to'))).toEqual({ sha256: sha256(text), sizeBytes: 3_000_000 });
    await expect(copyHashFsync(from, at('to'))).rejects.toMatchObject({ code: 'EEXIST' });
    expect(statSync(at('to')).size).toBe(3_000_000);
    await from.close();
  });

  test('copyHashFsync: chunks keep their places, and a copy that fails leaves nothing', async () => {
    const bytes = randomBytes(35_000_017);
    writeFileSync(at('from'), bytes);
    const from = await open(at('from'));
    const sha = createHash('sha256').update(bytes).digest('hex');
    expect(await copyHashFsync(from, at('to'))).toEqual({ sha256: sha, sizeBytes: bytes.length });
    expect(readFileSync(at('to')).equals(bytes)).toBe(true);
    await from.close();
    const gone = await open(at('from'), 'a');
    await expect(copyHashFsync(gone, at('other'))).rejects.toMatchObject({ code: 'EBADF' });
    await gone.close();
    expect(readdirSync(folder).sort()).toEqual(['from', 'to']);
  });
});

describe('object store', () => {
  const put = async (store: FolderStore, text: string) => {
    writeFileSync(at('temp'), text);
    return store.put(at('temp'), originalRef(sha256(text)));
  };

  test('puts read-only, the same again is no error, lists and removes', async () => {
    const store = new FolderStore(folder);
    const ref = await put(store, 'hello');
    expect(ref).toEqual({ ref: `originals/2c/${sha256('hello')}`, sha256: sha256('hello'), sizeBytes: 5 });
    expect(await put(store, 'hello')).toEqual(ref);
    expect(statSync(store.resolve(ref.ref)).mode & 0o777).toBe(0o444);
    expect(await store.list('originals')).toEqual([ref.ref]);
    expect(Buffer.concat(await store.read(ref.ref).toArray()).toString()).toBe('hello');
    await store.remove(ref.ref);
    await store.remove(ref.ref);
    expect(await store.has(ref.ref)).toBe(false);
    expect(await store.list('nothing')).toEqual([]);
  });

  test('heals an object whose bytes were damaged', async () => {
    const store = new FolderStore(folder);
    const { ref } = await put(store, 'hello');
    rmSync(store.resolve(ref));
    writeFileSync(store.resolve(ref), 'hellx');
    await put(store, 'hello');
    expect(readFileSync(store.resolve(ref), 'utf8')).toBe('hello');
  });

  test.each(['../x', '/etc/passwd', 'a//b', 'a\\b', '', './a', 'a\0b'])('refuses the reference %j', (ref) => {
    expect(() => new FolderStore(folder).resolve(ref)).toThrow('plain relative path');
  });
});

test('the inventory of cells names places inside the workspace, each once', () => {
  const paths = cellPaths(folder).map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.every((path) => path.startsWith(workspacePaths(folder).root))).toBe(true);
  expect(paths).toContain(workspacePaths(folder).originals);
});
