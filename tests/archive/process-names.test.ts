/** How processes are told apart: by id and start, and where there is no /proc by what `ps` says. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { names } from '../../apps/temporal/process.js';
import { acquireLock, isLockLeft, lockHolder, psStart } from '../../core/archive/lock.js';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

test('a living process has one start, whatever language and zone the asker has', () => {
  const told = ['UTC', 'Asia/Shanghai', 'America/New_York'].map((TZ) => {
    Object.assign(process.env, { TZ, LC_ALL: 'zh_CN.UTF-8', LANG: 'zh_CN.UTF-8' });
    return psStart(process.pid);
  });
  expect(told[0]).toMatch(/\d\d:\d\d:\d\d/);
  expect(new Set(told).size).toBe(1);
});

test('a path is found in a command line also where its letters beyond ASCII are escaped', () => {
  const line = (path: string) => `/opt/temporal server start-dev --db-filename ${path} --ip 127.0.0.1`;
  const path = '/Users/ann/客户 (a+b)/档案 1/temporal/temporal.db';
  const escaped = String.raw`/Users/ann/\M-e\M-.\M-" (a+b)/\M-f\M^A 1/temporal/temporal.db`;
  for (const said of [path, escaped]) expect(names(line(said), path)).toBe(true);
  for (const other of ['/Users/ann/客户 (a+b)/档案 2/temporal/temporal.db', '/Users/ann/plain/temporal/temporal.db'])
    expect(names(line(other), path)).toBe(false);
  expect(names(line('/w/temporal/temporal.db2'), '/w/x/temporal.db')).toBe(false);
});

test('a lock is of the process that took it: not of a later one with its id, and only its holder lets it go', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  const file = join(folder, 'lock');
  const left = JSON.stringify({ pid: process.pid, startedAs: 'an earlier start', at: '2026-01-01T00:00:00.000Z' });
  writeFileSync(file, left);
  expect([lockHolder(folder), isLockLeft(folder)]).toEqual([null, true]);
  const lock = await acquireLock(folder);
  expect(lock.adoptedFrom).toBe(process.pid);
  expect(lockHolder(folder)).toMatchObject({ pid: process.pid });
  writeFileSync(file, left);
  lock.release();
  expect(readFileSync(file, 'utf8')).toBe(left);
  rmSync(folder, { recursive: true });
});
