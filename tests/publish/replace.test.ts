import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publish } from '../../core/archive/publish/publish.js';
import { historyFile, publishedState } from '../../core/archive/publish/state.js';
import { ask } from '../sql/ask.js';
import { customers, datasets } from './datasets.js';
import { SmallLog } from './small-log.js';

let log: SmallLog;
beforeEach(async () => {
  log = await SmallLog.open();
});
afterEach(() => log.close());

const deliver = (name: string, at: string) =>
  log.deliver({ source: 'crm', dataset: customers, at, rows: [{ external_id: 'A1', name }] });
const names = async (): Promise<string> => (await ask(log.out, 'SELECT name FROM customers')).text;

test('a reader keeps the copy it opened, and does not hold up the next one', async () => {
  await deliver('old', '2024-01-01 00:00:00');
  await publish(log.duck, { out: log.out, datasets });
  const reader = await DuckDBInstance.create(log.out, { access_mode: 'READ_ONLY' });
  const connection = await reader.connect();
  const read = async () => (await connection.runAndReadAll('SELECT name FROM customers')).getRowsJson();
  expect(await read()).toEqual([['old']]);
  await deliver('new', '2024-02-01 00:00:00');
  await publish(log.duck, { out: log.out, datasets });
  expect(await read()).toEqual([['old']]);
  expect(await names()).toBe('{"name":"new"}\n');
  connection.closeSync();
  reader.closeSync();
});

test('writes go on while a copy is made, and the copy shows one moment', async () => {
  await deliver('first', '2024-01-01 00:00:00');
  const [published] = await Promise.all([
    publish(log.duck, { out: log.out, datasets }),
    deliver('second', '2024-02-01 00:00:00'),
  ]);
  const seen = await ask(
    log.out,
    'SELECT last_seq, (SELECT count(*) FROM batches) AS b, (SELECT max(version) FROM customers) AS v FROM meta',
  );
  const { last_seq, b, v } = JSON.parse(seen.text) as Record<string, number>;
  expect(last_seq).toBe(published.lastSeq);
  expect(v).toBe(b);
});

test('the history can be opened alone and attached under any name', async () => {
  await deliver('a', '2024-01-01 00:00:00');
  await publish(log.duck, { out: log.out, datasets });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`ATTACH '${historyFile(log.out)}' AS whatever (READ_ONLY)`);
  const rows = await connection.runAndReadAll('SELECT version, name FROM whatever.history_customers');
  expect(rows.getRowsJson()).toEqual([[1, 'a']]);
  connection.closeSync();
  instance.closeSync();
});

test('the copies name neither the archive nor a path of ours', async () => {
  await deliver('a', '2024-01-01 00:00:00');
  await publish(log.duck, { out: log.out, datasets });
  for (const file of [log.out, historyFile(log.out)]) {
    const bytes = await readFile(file);
    for (const name of ['archive.log', 'sheetkeep-publish']) expect(bytes.includes(name)).toBe(false);
  }
});

test('what a killed publisher left is removed, the copy is read-only and its state stands beside', async () => {
  await publish(log.duck, { out: log.out, datasets });
  const folder = dirname(log.out);
  await writeFile(join(folder, '.tmp-1-0a0b0c'), 'left');
  await writeFile(join(folder, '.tmp-1-0a0b0c.wal'), 'left');
  const published = await publish(log.duck, { out: log.out, datasets });
  expect((await readdir(folder)).sort()).toEqual(['analyst.duckdb', 'analyst.json', 'analyst_history.duckdb']);
  expect((await stat(log.out)).mode & 0o222).toBe(0);
  expect(await publishedState(log.out)).toEqual(published);
  expect(await publishedState(join(folder, 'other.duckdb'))).toBeNull();
});

test('a failure leaves the old copy and nothing else', async () => {
  await deliver('a', '2024-01-01 00:00:00');
  await publish(log.duck, { out: log.out, datasets });
  const before = await readFile(log.out);
  const twice = [...datasets, customers];
  await expect(publish(log.duck, { out: log.out, datasets: twice })).rejects.toMatchObject({ name: 'NamedError' });
  expect(Buffer.compare(await readFile(log.out), before)).toBe(0);
  expect((await readdir(dirname(log.out))).sort()).toEqual([
    'analyst.duckdb',
    'analyst.json',
    'analyst_history.duckdb',
  ]);
  await publish(log.duck, { out: log.out, datasets });
});
