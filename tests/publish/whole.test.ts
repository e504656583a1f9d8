/** When published files are made from nothing: removed text must not stay in them, nor what was made by other settings. */
import { cp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publish } from '../../core/archive/publish/publish.js';
import { historyFile } from '../../core/archive/publish/state.js';
import { customers, datasets } from './datasets.js';
import { contentOf, readBoth } from './reading.js';
import { SmallLog } from './small-log.js';

let log: SmallLog;
beforeEach(async () => {
  log = await SmallLog.open();
});
afterEach(() => log.close());

const at = '2024-01-01 00:00:00';
const later = '2024-02-01 00:00:00';
const sentinel = 'SENTINEL-7d1f9b-郑';
const publishIt = () => publish(log.duck, { out: log.out, datasets });
const deliver = (rows: Record<string, string>[], when = at) =>
  log.deliver({ source: 'crm', dataset: customers, at: when, rows });

async function holds(text: string): Promise<boolean[]> {
  const files = await Promise.all([log.out, historyFile(log.out)].map((file) => readFile(file)));
  return files.map((bytes) => bytes.includes(text));
}

test('text that was removed from the log is in no byte of the files, even where it was replaced before', async () => {
  await deliver([
    { external_id: 'A1', name: sentinel },
    { external_id: 'A2', name: 'stays' },
  ]);
  await publishIt();
  expect(await holds(sentinel)).toEqual([true, true]);
  await deliver([{ external_id: 'A1', name: 'newer' }], later);
  expect((await publishIt()).whole).toBeNull();
  expect(await holds(sentinel)).toContain(true);
  await log.remove(await log.recordOf('crm', customers, 'A1'));
  expect((await publishIt()).whole).toBe('removal');
  expect(await holds(sentinel)).toEqual([false, false]);
  expect(await readBoth(log.out, 'SELECT name FROM customers')).toEqual([{ name: 'stays' }]);
});

test('so is the text of an import that was taken back', async () => {
  await deliver([{ external_id: 'A2', name: 'stays' }]);
  const batch = await deliver([{ external_id: 'A1', name: sentinel }]);
  await publishIt();
  await log.undo(batch);
  expect((await publishIt()).whole).toBe('undo');
  expect(await holds(sentinel)).toEqual([false, false]);
});

test('a kind of transaction that is not known to add only counts as a removal', async () => {
  await deliver([{ external_id: 'A1', name: 'a' }]);
  await publishIt();
  await log.note('something new');
  expect((await publishIt()).whole).toBe('removal');
});

test('what nobody sees writes no file; the state says how far it looked', async () => {
  await deliver([{ external_id: 'A1', name: 'a' }]);
  const first = await publishIt();
  const before = await stat(log.out);
  await log.note('snapshot');
  const second = await publishIt();
  expect((await stat(log.out)).ino).toBe(before.ino);
  expect(second.lastSeq).toBeGreaterThan(first.lastSeq);
  expect(await publishIt()).toEqual(second);
});

test('another field makes the files anew', async () => {
  await deliver([{ external_id: 'A1', name: 'a' }]);
  await publishIt();
  const narrower = datasets.map((one) => ({ ...one, fields: one.fields.filter(({ name }) => name !== 'city') }));
  expect((await publish(log.duck, { out: log.out, datasets: narrower })).whole).toBe('settings');
  expect(await readBoth(log.out, `SELECT 1 FROM duckdb_columns() WHERE column_name = 'city'`)).toEqual([]);
});

test('files of another archive are not built on', async () => {
  await deliver([{ external_id: 'A1', name: 'a' }]);
  await publishIt();
  const other = await SmallLog.open();
  try {
    await other.deliver({ source: 'crm', dataset: customers, at, rows: [] });
    await other.note('map');
    await other.note('map');
    await cp(dirname(log.out), dirname(other.out), { recursive: true });
    expect((await publish(other.duck, { out: other.out, datasets })).whole).toBe('archive');
    expect(await readBoth(other.out, 'SELECT name FROM customers')).toEqual([]);
  } finally {
    await other.close();
  }
});

test.each(['state', 'history', 'main'])('a lost %s is made up for', async (lost) => {
  await deliver([{ external_id: 'A1', name: 'a' }]);
  await publishIt();
  await deliver([{ external_id: 'A2', name: 'b' }], later);
  await rm({ state: log.out.replace('.duckdb', '.json'), history: historyFile(log.out), main: log.out }[lost] ?? '');
  expect((await publishIt()).whole).toMatch(/first|damaged/);
  expect(await readBoth(log.out, 'SELECT count(*) AS n FROM history_customers')).toEqual([{ n: '2' }]);
});

test('a copy with a damaged block is not carried on', async () => {
  await deliver([{ external_id: 'A1', name: 'a' }]);
  await publishIt();
  await deliver([{ external_id: 'A1', name: 'b' }], later);
  const { size } = await stat(log.out);
  const bytes = await readFile(log.out);
  // Every block but the headers: whichever is read, its checksum fails.
  for (let i = 3 * 4096; i < size; i += 512) bytes[i] = (bytes[i] ?? 0) ^ 0xff;
  await rm(log.out);
  await writeFile(log.out, bytes);
  expect((await publishIt()).whole).toBe('damaged');
  expect(await readBoth(log.out, 'SELECT name FROM customers')).toEqual([{ name: 'b' }]);
});

test('a file worn by replacements is made anew, and says the same', async () => {
  await deliver([{ external_id: 'A1', name: 'a' }]);
  await publishIt();
  // The growth that counts is that against the size when it was made.
  const state = log.out.replace('.duckdb', '.json');
  const told = JSON.parse(await readFile(state, 'utf8')) as Record<string, number>;
  await writeFile(state, JSON.stringify({ ...told, wholeBytes: (told['wholeBytes'] ?? 0) - 32 * 1024 * 1024 }));
  await deliver([{ external_id: 'A1', name: 'b' }], later);
  expect((await publishIt()).whole).toBe('worn');
  await publish(log.duck, { out: log.file('again'), datasets });
  expect(await contentOf(log.out)).toEqual(await contentOf(log.file('again')));
});

test('the file keeps the rights it was given', async () => {
  await deliver([{ external_id: 'A1', name: 'a' }]);
  await publishIt();
  const handle = await open(log.out, 'r');
  await handle.chmod(0o440);
  await handle.close();
  await deliver([{ external_id: 'A1', name: 'b' }], later);
  await publishIt();
  expect((await stat(log.out)).mode & 0o777).toBe(0o440);
});

test('asked for, everything is made anew', async () => {
  await deliver([{ external_id: 'A1', name: 'a' }]);
  await publishIt();
  expect((await publish(log.duck, { out: log.out, datasets, whole: true })).whole).toBe('asked');
});
