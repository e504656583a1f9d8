/** A workspace on a disk that became read-only: what was published is still told. */
import { spawn } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bin, Desk, type Ran, startUp } from './program.js';

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

const asked = [['status'], ['explain', 'customers'], ['history', 'customers'], ['audit', 'list'], ['audit', 'verify']];

test('on a disk without an archive the disk is the reason', async () => {
  const status = await onReadOnlyDisk('status');
  expect([status.code, status.stdout]).toEqual([6, '']);
  expect(status.stderr).toContain('Make it writable');
  expect((await onReadOnlyDisk('sql', 'select 1 as n')).code).toBe(6);
});

test('sql answers from the copy of before, and says so', async () => {
  await desk.ingest(desk.file('a.csv', 'external_id,name\nA1,Ann\n'), '--dataset', 'customers');
  expect((await desk.run('publish')).code).toBe(0);
  // The copy is older than the archive as far as anyone can tell.
  const mark = `${desk.root}/archive/high-water.json`;
  renameSync(mark, `${mark}.away`);
  const old = await onReadOnlyDisk('sql', 'select count(*) as n from customers');
  expect(old.code).toBe(0);
  expect(old.stdout).toContain('(1 row)');
  expect(old.stderr).toMatch(/could not be renewed; this is what it showed on \d{4}-[^]*read-only/);
  expect((await onReadOnlyDisk('sql', 'select 1', '--lang', 'zh')).stderr).toContain('无法更新副本');
  renameSync(`${mark}.away`, mark);
});

test('what only looks answers as it does elsewhere, says that the disk is read-only, and leaves everything as it is', async () => {
  const [row] = await desk.sql('select id from customers');
  const id = String(row?.['id'] as number | string);
  for (const command of asked) {
    const args = [...command, ...(command[1] === 'customers' ? [id] : []), '--json'];
    const here = await desk.run(...args);
    const there = await onReadOnlyDisk(...args);
    expect([command, there.code, there.stderr]).toMatchObject([
      command,
      here.code,
      expect.stringContaining('read-only'),
    ]);
    expect(JSON.parse(there.stdout)).toEqual(JSON.parse(here.stdout));
  }
  expect((await onReadOnlyDisk('status', '--lang', 'zh')).stderr).toContain('只读');
});

test('what a killed keeper left in the write-ahead log is told, too', async () => {
  const keeper = await startUp(desk.root);
  try {
    await desk.ingest(desk.file('b.csv', 'external_id,name\nB1,Bo\n'), '--dataset', 'customers');
    await keeper.kill();
    expect(existsSync(`${desk.root}/archive/archive.duckdb.wal`)).toBe(true);
    const told = await onReadOnlyDisk('status', '--json');
    expect(JSON.parse(told.stdout)).toMatchObject({ datasets: [{ dataset: 'customers', records: 2 }] });
  } finally {
    // Ends the server of the killed one, too.
    await (await startUp(desk.root)).stop();
  }
});

test('what writes names the disk and the next step', async () => {
  const undo = await onReadOnlyDisk('undo', '1', '--plan');
  expect([undo.code, undo.stdout]).toEqual([6, '']);
  expect(undo.stderr).toContain('Make it writable');
});
