import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimFile } from '../../core/intake/claim.js';
import { freshFolder } from './folders.js';

const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: { code: string }) => error.code,
  );

test('the copy has the bytes, the hash and the identity of the file', async () => {
  const folder = freshFolder('tmp');
  writeFileSync(join(folder, 'a.csv'), 'id,name\n1,Ann\n');
  const claimed = await claimFile(join(folder, 'a.csv'), join(folder, 'tmp'));
  expect(readFileSync(claimed.tempPath, 'utf8')).toBe('id,name\n1,Ann\n');
  expect(claimed.sha256).toBe(createHash('sha256').update('id,name\n1,Ann\n').digest('hex'));
  expect(claimed.sizeBytes).toBe(14);
});

test('links, pipes, folders and missing files are refused by name, and no open ever blocks', async () => {
  const folder = freshFolder('tmp');
  writeFileSync(join(folder, 'real.csv'), 'x');
  symlinkSync(join(folder, 'real.csv'), join(folder, 'link.csv'));
  symlinkSync('/dev/zero', join(folder, 'device.csv'));
  execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
  mkdirSync(join(folder, 'folder.csv'));
  for (const name of ['link.csv', 'device.csv', 'pipe.csv', 'folder.csv']) {
    expect(await code(claimFile(join(folder, name), join(folder, 'tmp')))).toBe('not-a-file');
  }
  expect(await code(claimFile(join(folder, 'none.csv'), join(folder, 'tmp')))).toBe('file-gone');
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});

test.each([
  ['grows', (path: string) => appendFileSync(path, 'more')],
  ['is written over', (path: string) => writeFileSync(path, 'more', { flag: 'r+' })],
])('a file that %s while it is copied is not claimed and leaves nothing behind', async (_how, change) => {
  const folder = freshFolder('tmp');
  const path = join(folder, 'a.csv');
  writeFileSync(path, Buffer.alloc(40_000_000, 'x'));
  const claim = code(claimFile(path, join(folder, 'tmp')));
  while (readdirSync(join(folder, 'tmp')).length === 0) await new Promise((done) => setImmediate(done));
  change(path);
  expect(await claim).toBe('file-changing');
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});
