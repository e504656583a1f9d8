import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { appendFileSync, chmodSync, existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bringBackIfWritten, dayIn, settleSource } from '../../core/intake/done.js';
import { lookAt } from '../../core/intake/identity.js';
import { bound, freshFolder } from './folders.js';

const day = '2026-03-05';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function sent(text: string) {
  const folder = freshFolder('inbox', 'done');
  const path = join(folder, 'inbox', 'a.csv');
  writeFileSync(path, text);
  const claimed = (await lookAt(path))?.identity;
  return {
    folder,
    path,
    input: { path, delivery: 'd1', sha256: sha256(text), claimed, doneFolder: join(folder, 'done'), day },
  };
}

test('the taken file moves to the folder of its day; a second of the same name is numbered', async () => {
  const { folder, path, input } = await sent('one');
  expect(await settleSource(input)).toMatchObject({ kind: 'moved' });
  expect(existsSync(path)).toBe(false);
  writeFileSync(path, 'two');
  expect(await settleSource({ ...input, sha256: sha256('two'), claimed: undefined })).toMatchObject({ kind: 'moved' });
  expect(readFileSync(join(folder, 'done', day, 'a.csv'), 'utf8')).toBe('one');
  expect(readFileSync(join(folder, 'done', day, 'a (2).csv'), 'utf8')).toBe('two');
});

test('a folder that lets nothing go is told by name, and what lies in it goes when it does', async () => {
  const { folder, path, input } = await sent('one');
  await bound(folder, async () => {
    chmodSync(join(folder, 'inbox'), 0o555);
    await expect(settleSource(input)).rejects.toMatchObject({ code: 'inbox-not-writable' });
    expect(existsSync(path)).toBe(true);
    chmodSync(join(folder, 'inbox'), 0o755);
    expect(await settleSource(input)).toMatchObject({ kind: 'moved' });
  });
});

test('a file replaced since the claim stays: it is another delivery', async () => {
  const { path, input, folder } = await sent('one');
  writeFileSync(`${path}.new`, 'two');
  renameSync(`${path}.new`, path);
  expect(await settleSource(input)).toEqual({ kind: 'changed' });
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(readdirSync(join(folder, 'done'))).toEqual([]);
});

test('a file put in its place in the very moment of the move goes back under its name', async () => {
  const { path, input, folder } = await sent('one');
  const { rename } = fs.promises;
  const restore = () => {
    fs.promises.rename = rename;
    syncBuiltinESMExports();
  };
  fs.promises.rename = async (from, to) => {
    restore();
    writeFileSync(`${path}.new`, 'two');
    renameSync(`${path}.new`, path);
    await rename(from, to);
  };
  syncBuiltinESMExports();
  expect(await settleSource(input).finally(restore)).toEqual({ kind: 'changed' });
  expect(readdirSync(join(folder, 'inbox'))).toEqual(['a.csv']);
  expect(readFileSync(path, 'utf8')).toBe('two');
});

test('after a restart the bytes decide: the same content moves, another stays', async () => {
  const { path, input } = await sent('one');
  appendFileSync(path, ' and more');
  expect(await settleSource({ ...input, claimed: undefined })).toEqual({ kind: 'changed' });
  writeFileSync(path, 'one');
  expect(await settleSource({ ...input, claimed: undefined })).toMatchObject({ kind: 'moved' });
});

test('a move that was killed half way is finished by the next try', async () => {
  const { folder, path, input } = await sent('one');
  renameSync(path, join(folder, 'inbox', '.sheetkeep-d1'));
  expect(await settleSource(input)).toMatchObject({ kind: 'moved' });
  expect(await settleSource(input)).toEqual({ kind: 'gone' });
  expect(readdirSync(join(folder, 'inbox'))).toEqual([]);
});

test('a file written to after it was moved comes back to the inbox', async () => {
  const { path, input } = await sent('one');
  const moved = await settleSource(input);
  if (moved.kind !== 'moved') throw new Error('not moved');
  expect(await bringBackIfWritten(moved, path)).toBe(false);
  appendFileSync(moved.path, ' late line');
  expect(await bringBackIfWritten(moved, path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('one late line');
});

test('another file put in its place in done/ is left there', async () => {
  const { path, input } = await sent('one');
  const moved = await settleSource(input);
  if (moved.kind !== 'moved') throw new Error('not moved');
  writeFileSync(`${moved.path}.new`, 'edited by somebody');
  renameSync(`${moved.path}.new`, moved.path);
  expect(await bringBackIfWritten(moved, path)).toBe(false);
  expect(existsSync(path)).toBe(false);
});

test('the day is the one of the workspace, not of the machine', () => {
  const at = new Date('2026-03-05T17:30:00Z');
  expect([dayIn('UTC', at), dayIn('Asia/Shanghai', at), dayIn('Asia/Shanghai', at, -30)]).toEqual([
    '2026-03-05',
    '2026-03-06',
    '2026-02-04',
  ]);
});
