/** A workspace on a disk that became read-only: what was published is still told. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bin, Desk, type Ran } from './program.js';

const desk = new Desk();
beforeAll(() => desk.init());
afterAll(() => desk.remove());

/** Mounts need Linux, and root or user namespaces: elsewhere the test fails by that reason. */
function onReadOnlyDisk(...args: string[]): Promise<Ran> {
  const own = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"';
  const command = [process.execPath, bin, ...args, '--workspace', desk.root];
  const child = spawn('unshare', [...own, '--mount', 'sh', '-c', mount, desk.root, ...command]);
  const ran: Ran = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (ran.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (ran.stderr += text));
  return new Promise((done, failed) => {
    child.once('error', (error) => failed(new Error('no read-only disk can be mounted here', { cause: error })));
    child.once('close', (code) => done({ ...ran, code }));
  });
}

test('sql answers from the copy of before, and says so; status says what to do', async () => {
  const nothing = await onReadOnlyDisk('sql', 'select 1 as n');
  expect([nothing.code, nothing.stdout]).toEqual([6, '']);
  expect((await desk.run('publish')).code).toBe(0);
  // The copy is older than the archive as far as anyone can tell.
  rmSync(`${desk.root}/archive/high-water.json`);
  const old = await onReadOnlyDisk('sql', 'select count(*) as n from customers');
  expect(old.code).toBe(0);
  expect(old.stdout).toContain('(1 row)');
  expect(old.stderr).toMatch(/could not be renewed; this is what it showed on \d{4}-[^]*read-only/);
  expect((await onReadOnlyDisk('sql', 'select 1', '--lang', 'zh')).stderr).toContain('无法更新副本');
  const status = await onReadOnlyDisk('status');
  expect(status.code).toBe(6);
  expect(status.stderr).toContain('Make it writable');
});
