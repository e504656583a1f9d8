import { expect, test } from 'vitest';
import type { FileIdentity } from '../../core/intake/identity.js';
import { Settler, type Seen } from '../../core/intake/settle.js';

const rules = { settleMs: 1_000, minAgeMs: 2_000, lockPatienceMs: 60_000 };
const wallMs = 1_700_000_000_000;

const file = (name: string, change: Partial<FileIdentity> = {}, locked = false): Seen => ({
  name,
  kind: 'file',
  locked,
  identity: {
    device: 1n,
    inode: 2n,
    sizeBytes: 10,
    mtimeNs: 5n,
    ctimeNs: BigInt(wallMs - 60_000) * 1_000_000n,
    ...change,
  },
});
const at = (ms: number) => ({ steadyMs: ms, wallMs: wallMs + ms });
const names = (seen: Seen[]) => seen.map((entry) => entry.name);

test('a file that holds still over two scans and the settle time is ready', () => {
  const settler = new Settler(rules);
  expect(settler.observe([file('a.csv')], at(0))).toMatchObject({
    ready: [],
    waiting: [{ name: 'a.csv', reason: 'moving' }],
  });
  expect(settler.observe([file('a.csv')], at(500)).ready).toEqual([]);
  expect(names(settler.observe([file('a.csv')], at(1_000)).ready)).toEqual(['a.csv']);
});

test('without a settle time a file is still looked at twice', () => {
  const settler = new Settler({ ...rules, settleMs: 0 });
  expect(settler.observe([file('a.csv')], at(0)).ready).toEqual([]);
  expect(names(settler.observe([file('a.csv')], at(0)).ready)).toEqual(['a.csv']);
});

test.each([
  ['size', { sizeBytes: 11 }],
  ['mtime', { mtimeNs: 6n }],
  ['inode (replaced by rename)', { inode: 3n }],
  ['ctime alone (a copy that set its mtime back)', { ctimeNs: BigInt(wallMs - 50_000) * 1_000_000n }],
])('a change of %s starts the wait anew', (_what, change) => {
  const settler = new Settler(rules);
  settler.observe([file('a.csv')], at(0));
  expect(settler.observe([file('a.csv', change)], at(1_000)).ready).toEqual([]);
  expect(settler.observe([file('a.csv', change)], at(1_900)).ready).toEqual([]);
  expect(settler.observe([file('a.csv', change)], at(2_000)).ready).toHaveLength(1);
});

test('age counts by ctime, so a copy that keeps an old mtime is as young as it is', () => {
  const settler = new Settler(rules);
  const young = file('a.csv', { mtimeNs: 0n, ctimeNs: BigInt(wallMs) * 1_000_000n });
  settler.observe([young], at(0));
  expect(settler.observe([young], at(1_500)).ready).toEqual([]);
  expect(settler.observe([young], at(2_000)).ready).toHaveLength(1);
});

test('a ctime in the future (clock set back) does not hold a file back for ever', () => {
  const settler = new Settler(rules);
  const future = file('a.csv', { ctimeNs: BigInt(wallMs + 86_400_000) * 1_000_000n });
  settler.observe([future], at(0));
  expect(settler.observe([future], at(1_000)).ready).toEqual([]);
  expect(settler.observe([future], at(2_000)).ready).toHaveLength(1);
});

test('a lock file beside it holds a file back, but a forgotten one not for ever', () => {
  const settler = new Settler(rules);
  settler.observe([file('a.xlsx', {}, true)], at(0));
  expect(settler.observe([file('a.xlsx', {}, true)], at(30_000))).toMatchObject({
    ready: [],
    waiting: [{ name: 'a.xlsx', reason: 'open' }],
  });
  expect(settler.observe([file('a.xlsx', {}, true)], at(60_000)).ready).toHaveLength(1);
});

test('what is no file is skipped with its kind, told once as long as it lies there', () => {
  const settler = new Settler(rules);
  const fifo: Seen = { ...file('x.csv'), kind: 'fifo' };
  expect(settler.observe([fifo], at(0)).skipped).toEqual([{ name: 'x.csv', reason: 'fifo' }]);
  expect(settler.observe([fifo], at(1)).skipped).toEqual([]);
  expect(settler.observe([], at(2)).skipped).toEqual([]);
  expect(settler.observe([fifo], at(3)).skipped).toHaveLength(1);
});
