import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BodyFile } from '../../core/snapshots/manifest/model.js';
import { plainFiles } from '../../core/snapshots/plain-files.js';
import { openChain } from '../../core/snapshots/restore/open-chain.js';
import { identity, key, Place } from './place.js';

let place: Place;
let link: Awaited<ReturnType<typeof openChain>>[number];
let segments: BodyFile[] = [];
let scratch = '';
beforeAll(async () => {
  place = await Place.open();
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const { id } = await place.take();
  const [full] = await openChain({ store: place.store, id, key, identities: [identity] });
  if (!full) throw new Error('no snapshot');
  link = full;
  segments = full.body.files.filter(({ table }) => table !== null);
  scratch = join(place.kit.folder, 'scratch');
  mkdirSync(scratch);
});
afterAll(async () => {
  await place.kit.close();
  place.kit.remove();
});

const there = (): number => readdirSync(scratch).length;

test('each segment is there while it is used, at most one more beside it, none afterwards', async () => {
  const seen: string[] = [];
  for await (const { file, path } of plainFiles(link, segments, scratch)) {
    expect(readdirSync(scratch).map((name) => join(scratch, name))).toContain(path);
    expect(there()).toBeLessThanOrEqual(2);
    seen.push(file.key);
  }
  expect(seen).toEqual(segments.map((file) => file.key));
  expect(segments.length).toBeGreaterThan(2);
  expect(there()).toBe(0);
});

test('who stops in the middle leaves none behind', async () => {
  const use = async (): Promise<void> => {
    for await (const { file } of plainFiles(link, segments, scratch))
      if (file === segments[1]) throw new Error('no more');
  };
  await expect(use()).rejects.toThrow('no more');
  expect(there()).toBe(0);
});

test('a damaged segment is told when it is its turn, and leaves none behind', async () => {
  const [first, second] = segments;
  writeFileSync(join(place.root, second?.key ?? ''), 'something else');
  const used: (BodyFile | undefined)[] = [];
  const use = async (): Promise<void> => {
    for await (const { file } of plainFiles(link, segments, scratch)) {
      used.push(file);
      // Long enough for the next to fail while this one is used.
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  await expect(use()).rejects.toMatchObject({ code: 'snapshot-damaged' });
  expect(used).toEqual([first]);
  expect(there()).toBe(0);
});
