/** One suite for every kind of snapshot store. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FolderSnapshots } from '../../core/snapshots/stores/folder.js';
import { withRetry } from '../../core/snapshots/stores/retry.js';
import { S3Snapshots } from '../../core/snapshots/stores/s3.js';
import type { SnapshotStore, StagedFile } from '../../core/snapshots/stores/store.js';
import { startWeed } from '../tools/weed.js';
import type { Weed } from '../tools/weed.js';

const folder = mkdtempSync(join(tmpdir(), 'stores-'));
let weed: Weed;
beforeAll(async () => {
  weed = await startWeed();
}, 400_000);
afterAll(async () => {
  await weed?.stop();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
function staged(content: string | Buffer): StagedFile {
  const path = join(folder, `staged-${(files += 1)}`);
  writeFileSync(path, content);
  return { path, sha256: createHash('sha256').update(content).digest('hex'), sizeBytes: Buffer.byteLength(content) };
}

async function read(store: SnapshotStore, key: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await store.get(key)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function keys(store: SnapshotStore, prefix = ''): Promise<string[]> {
  const found: string[] = [];
  for await (const { key, sizeBytes } of store.list(prefix)) found.push(`${key} ${sizeBytes}`);
  return found.sort();
}

/** Whatever is not empty; of the least size that services take. */
const inParts = { partBytes: 5 * 1024 * 1024, partsAbove: 0 };

const kinds: Record<string, (name: string) => Promise<SnapshotStore>> = {
  'a folder': async (name) => {
    mkdirSync(join(folder, name));
    return new FolderSnapshots({ name, root: join(folder, name), mayCreate: false });
  },
  'an S3 bucket': async (name) =>
    new S3Snapshots({ ...(await weed.bucket(`b-${name}`)), name, prefix: '', lockDays: 0 }),
  'a prefix of an S3 bucket, tried again': async (name) =>
    withRetry(new S3Snapshots({ ...(await weed.bucket(`p-${name}`)), name, prefix: 'a b/客户/', lockDays: 0 })),
  'an S3 bucket, in parts': async (name) =>
    new S3Snapshots({ ...(await weed.bucket(`m-${name}`)), name, prefix: 'in parts/', lockDays: 0, ...inParts }),
};

describe.each(Object.keys(kinds))('%s', (kind) => {
  const make = async (name: string): Promise<SnapshotStore> => (kinds[kind] as (typeof kinds)[string])(name);

  test('gives back what was put, byte for byte, from nothing to several buffers', async () => {
    const store = await make('bytes');
    const big = Buffer.alloc(11_000_001, 'sheetkeep');
    for (const [key, content] of [
      ['objects/aa/one', 'x'],
      ['objects/bb/none', ''],
      ['objects/cc/big', big],
    ] as const) {
      expect(await store.put(key, staged(content))).toBe('stored');
      expect((await read(store, key)).equals(Buffer.from(content))).toBe(true);
    }
    expect(await keys(store)).toEqual(['objects/aa/one 1', 'objects/bb/none 0', `objects/cc/big ${big.length}`]);
    expect(await keys(store, 'objects/cc/')).toEqual([`objects/cc/big ${big.length}`]);
  });

  test('the same bytes again are there; other bytes are refused and change nothing', async () => {
    const store = await make('again');
    const file = staged('first');
    await store.put('x/manifest.json', file);
    expect(await store.put('x/manifest.json', file)).toBe('there');
    for (const other of ['other', 'longer than the first']) {
      const put = store.put('x/manifest.json', staged(other));
      await expect(put).rejects.toMatchObject({ code: 'object-differs', exit: 'checkFailed' });
    }
    expect((await read(store, 'x/manifest.json')).toString()).toBe('first');
  });

  test('two at once: one stores, and both are right', async () => {
    const store = await make('both');
    const file = staged('once');
    const answers = await Promise.all([store.put('k', file), store.put('k', file)]);
    expect(answers).toContain('stored');
    expect((await read(store, 'k')).toString()).toBe('once');
  });

  test('a file that is not what its hash says is never stored', async () => {
    const store = await make('lie');
    const file = { ...staged('good'), sha256: createHash('sha256').update('bad').digest('hex') };
    await expect(store.put('k', file)).rejects.toMatchObject({
      code: expect.stringMatching(/^(object|store)-/) as string,
    });
    expect(await store.head('k')).toBeNull();
    expect(await keys(store)).toEqual([]);
  });

  test('what is not there: null, an empty list, a named error, a removal without one', async () => {
    const store = await make('none');
    expect(await store.head('objects/aa/none')).toBeNull();
    expect(await keys(store, 'objects/')).toEqual([]);
    await expect(store.get('objects/aa/none')).rejects.toMatchObject({ code: 'object-missing' });
    await store.delete('objects/aa/none');
  });

  test('removes one, and the others stay', async () => {
    const store = await make('remove');
    await store.put('objects/aa/one', staged('1'));
    await store.put('objects/aa/two', staged('2'));
    await store.delete('objects/aa/one');
    expect(await keys(store)).toEqual(['objects/aa/two 1']);
    expect(await store.head('objects/aa/two')).toEqual({ sizeBytes: 1, lockedUntil: null });
  });

  test('tells what lies right below its root', async () => {
    const store = await make('tops');
    expect(await store.folders()).toEqual([]);
    for (const key of ['one/manifest.json', 'two/manifest.json', 'objects/aa/x', 'loose'])
      await store.put(key, staged(key));
    expect((await store.folders()).sort()).toEqual(['objects', 'one', 'two']);
    await store.delete('two/manifest.json');
    expect((await store.folders()).sort()).toEqual(['objects', 'one']);
  });

  test('a moved file is gone from where it was', async () => {
    const store = await make('move');
    const file = staged('moved');
    await store.put('k', file, { move: true });
    expect((await read(store, 'k')).toString()).toBe('moved');
    expect(existsSync(file.path)).toBe(false);
  });
});

test('more objects than a page of a listing holds', async () => {
  const store = new S3Snapshots({ ...(await weed.bucket('pages')), name: 'pages', prefix: 'p/', lockDays: 0 });
  const file = staged('x');
  const names = Array.from({ length: 1_003 }, (_, i) => `objects/${String(i).padStart(4, '0')}`);
  for (let at = 0; at < names.length; at += 50) {
    await Promise.all(names.slice(at, at + 50).map((name) => store.put(name, file)));
  }
  expect(await keys(store)).toEqual(names.map((name) => `${name} 1`));
}, 120_000);

test.each([
  ['whole', 'locking', {}],
  ['in parts', 'locking-parts', inParts],
] as const)(
  'object lock, put %s: locked until a date, not removed before, and prolonged when it is needed again',
  async (_, bucket, way) => {
    const target = await weed.bucket(bucket, true);
    const short = new S3Snapshots({ ...target, name: 'locked', prefix: '', lockDays: 1, ...way });
    const long = new S3Snapshots({ ...target, name: 'locked', prefix: '', lockDays: 30, ...way });
    const file = staged('kept');
    await short.put('k', file);
    const first = (await short.head('k'))?.lockedUntil ?? '';
    await expect(short.delete('k')).rejects.toMatchObject({ code: 'object-locked', exit: 'refused' });
    expect(await long.put('k', file)).toBe('there');
    const second = (await short.head('k'))?.lockedUntil ?? '';
    expect(Date.parse(second) - Date.parse(first)).toBeGreaterThan(28 * 24 * 3_600_000);
    expect((await read(short, 'k')).toString()).toBe('kept');
  },
);

test('a bucket that does not exist, keys that are wrong: named, and not tried again', async () => {
  const target = await weed.bucket('real');
  const wrong = [
    [{ ...target, bucket: 'not-there' }, /no such bucket/],
    [{ ...target, credentials: { accessKeyId: 'test-key', secretAccessKey: 'wrong' } }, /keys of the store/],
  ] as const;
  for (const [one, hint] of wrong) {
    const store = withRetry(new S3Snapshots({ ...one, name: 'far', prefix: '', lockDays: 0 }));
    const listed = keys(store);
    await expect(listed).rejects.toMatchObject({ code: 'store-unreachable', retryable: false, exit: 'missingPart' });
    await expect(listed).rejects.toMatchObject({ hint: expect.stringMatching(hint) });
    await expect(listed).rejects.not.toThrow('wrong');
  }
});

test('a disk that is not plugged in is not a folder to be made', async () => {
  const store = new FolderSnapshots({ name: 'usb', root: join(folder, 'usb'), mayCreate: false });
  await expect(store.put('k', staged('x'))).rejects.toMatchObject({ code: 'store-unreachable' });
  await expect(store.head('k')).rejects.toMatchObject({ code: 'store-unreachable' });
  await expect(keys(store)).rejects.toMatchObject({ code: 'store-unreachable' });
});
