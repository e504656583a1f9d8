/** What a folder of snapshots shows to somebody without a key: nothing of cells, names, settings or originals. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifestKey } from '../../core/snapshots/layout.js';
import type { Head } from '../../core/snapshots/manifest/model.js';
import { ageCommand } from '../tools/age.js';
import { Place, identity } from './place.js';

let place: Place;
let sealed: Head;
let open: Head;
beforeAll(async () => {
  place = await Place.open();
  place.original('x');
  writeFileSync(place.paths.config, "export default { note: 'settingsword' };\n");
  await place.kit.deliver({ rows: [{ key: '1', a: 'cellword', c: 'cellword' }], rejected: 1 });
  sealed = await place.take();
});
afterAll(() => place.kit.end());

/** Words that stand in cells, settings, tables' and columns' names and in Parquet files. */
const words = ['cellword', 'settingsword', 'content_things', 'f_a', 'key_digest', 'PAR1'];

const everything = (): Buffer =>
  Buffer.concat(
    readdirSync(place.root, { recursive: true, withFileTypes: true }).flatMap((entry) => [
      Buffer.from(`${entry.name}\n`),
      ...(entry.isFile() ? [readFileSync(join(entry.parentPath, entry.name))] : []),
    ]),
  );

test('no word of it stands in any file or name', () => {
  const bytes = everything();
  expect(bytes.length).toBeGreaterThan(10_000);
  expect(words.filter((word) => bytes.includes(word))).toEqual([]);
  expect(bytes.includes(identity.text.slice(16))).toBe(false);
});

test('equal contents have unequal objects: two full ones share originals and nothing else', async () => {
  const again = await place.take('full');
  const shared = again.files.filter(({ key }) => sealed.files.some((file) => file.key === key));
  expect(shared.map(({ key }) => key)).toEqual((await place.body(again)).originals.map(({ key }) => key));
});

test('every object is a file of the age format, named by its bytes', async () => {
  for (const { key } of sealed.files) {
    expect(readFileSync(join(place.root, key)).toString('latin1', 0, 22)).toBe('age-encryption.org/v1\n');
  }
  expect(await place.check()).toMatchObject({ ok: true });
});

test('the age command opens any of them with the key alone', async () => {
  const age = await ageCommand();
  const file = join(place.kit.folder, 'key.txt');
  writeFileSync(file, `${identity.text}\n`);
  const opened = (key: string) => execFileSync(age, ['-d', '-i', file, join(place.root, key)]);
  const body = JSON.parse(opened(typeof sealed.body === 'string' ? sealed.body : '').toString('utf8')) as {
    id: string;
    tables: unknown[];
  };
  expect(body).toMatchObject({ id: sealed.id });
  const contents = opened(await place.segment(sealed, 'content_things'));
  expect(contents.toString('latin1', 0, 4)).toBe('PAR1');
  expect(opened(await place.segment(sealed, null)).toString('utf8')).toContain('settingsword');
}, 200_000);

test('the same search finds them where sealing is switched off', async () => {
  open = await place.take('full', { sealing: { recipients: [], recovery: [] } });
  const bytes = everything();
  expect(words.filter((word) => !bytes.includes(word))).toEqual([]);
  expect(JSON.parse(readFileSync(join(place.root, manifestKey(open.id)), 'utf8'))).toMatchObject({ sealed: false });
});

test('nothing plain is left in the scratch folder', () => {
  expect(readdirSync(place.paths.tmp)).toEqual([]);
});
