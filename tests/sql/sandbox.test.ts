import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, makePublished } from './ask.js';

type Place = Awaited<ReturnType<typeof makePublished>>;
let place: Place;
let past: Place;

beforeAll(async () => {
  place = await makePublished([`CREATE TABLE customers AS SELECT 1 AS id, 'a' AS name`]);
  past = await makePublished(['CREATE TABLE history_customers AS SELECT 1 AS id, 7 AS version']);
  await mkdir(join(place.folder, 'beside'));
  await writeFile(join(place.folder, 'beside', 'secret.csv'), 'a,b\nsentinel-7731,2\n');
});
afterAll(() => Promise.all([place.remove(), past.remove()]));

const secret = (): string => join(place.folder, 'beside', 'secret.csv');
const target = (): string => join(place.folder, 'out');

const attempts: [string, () => string][] = [
  ['COPY TO', () => `COPY customers TO '${target()}'`],
  ['COPY query TO', () => `COPY (SELECT 1) TO '${target()}' (FORMAT parquet)`],
  ['COPY FROM', () => `COPY customers FROM '${secret()}'`],
  ['read_csv', () => `SELECT * FROM read_csv('${secret()}')`],
  ['read_text', () => `SELECT * FROM read_text('${secret()}')`],
  ['read_blob', () => `SELECT * FROM read_blob('${secret()}')`],
  ['read_json', () => `SELECT * FROM read_json('${secret()}')`],
  ['read_parquet', () => `SELECT * FROM read_parquet('${secret()}')`],
  ['sniff_csv', () => `SELECT * FROM sniff_csv('${secret()}')`],
  ['a file as a table', () => `SELECT * FROM '${secret()}'`],
  ['glob', () => `SELECT * FROM glob('${place.folder}/**')`],
  ['query()', () => `SELECT * FROM query('FROM read_csv(''${secret()}'')')`],
  ['the network', () => `SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')`],
  ['ATTACH', () => `ATTACH '${target()}.duckdb' AS x`],
  ['ATTACH memory', () => `ATTACH ':memory:' AS x`],
  ['ATTACH itself to write', () => `ATTACH '${place.file}' AS again`],
  ['EXPORT', () => `EXPORT DATABASE '${target()}'`],
  ['IMPORT', () => `IMPORT DATABASE '${place.folder}'`],
  ['INSTALL', () => 'INSTALL httpfs'],
  ['LOAD', () => `LOAD '${secret()}'`],
  ['SET memory', () => `SET memory_limit = '64GB'`],
  ['SET access', () => 'SET enable_external_access = true'],
  ['SET temp', () => `SET temp_directory = '${target()}'`],
  ['RESET', () => 'RESET memory_limit'],
  ['PRAGMA', () => `PRAGMA memory_limit = '64GB'`],
  ['PRAGMA profiling', () => `PRAGMA profiling_output = '${target()}'`],
  ['CALL', () => `CALL enable_logging(storage = 'file', storage_path = '${target()}')`],
  ['CREATE TABLE', () => 'CREATE TABLE t AS SELECT 1'],
  ['CREATE TEMP TABLE', () => 'CREATE TEMP TABLE t AS SELECT 1'],
  ['CREATE SECRET', () => `CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')`],
  ['INSERT', () => `INSERT INTO customers VALUES (2, 'b')`],
  ['UPDATE', () => `UPDATE customers SET name = 'b'`],
  ['DELETE', () => 'DELETE FROM customers'],
  ['a deleting WITH', () => 'WITH x AS (DELETE FROM customers RETURNING id) SELECT * FROM x'],
  ['EXPLAIN ANALYZE of a change', () => 'EXPLAIN ANALYZE DELETE FROM customers'],
  ['EXPLAIN ANALYZE of a copy', () => `EXPLAIN ANALYZE COPY customers TO '${target()}'`],
  ['DROP', () => 'DROP TABLE customers'],
  ['CHECKPOINT', () => 'CHECKPOINT'],
  ['VACUUM', () => 'VACUUM'],
  ['two statements', () => 'SELECT 1; SELECT 2'],
  ['nothing', () => '-- nothing'],
  ['getenv', () => `SELECT getenv('PATH')`],
  ['EXECUTE', () => 'EXECUTE x'],
  ['DETACH the history', () => 'DETACH history'],
  ['INSERT into the history', () => 'INSERT INTO history.history_customers VALUES (2, 2)'],
  ['CREATE TABLE in the history', () => 'CREATE TABLE history.t AS SELECT 1'],
];

describe('a statement cannot', () => {
  test.each(attempts)('%s', async (_name, sql) => {
    const before = (await readdir(place.folder)).sort();
    for (const more of [{}, { history: past.file }]) {
      await expect(ask(place.file, sql(), more)).rejects.toMatchObject({ name: 'NamedError', code: 'sql-error' });
    }
    expect((await readdir(place.folder)).sort()).toEqual(before);
  });
});

test('the copy is unchanged after all of it', async () => {
  expect((await ask(place.file, 'FROM customers')).text).toBe('{"id":1,"name":"a"}\n');
});

test('tables of the history are found beside those of the copy, both unchanged', async () => {
  const both = 'SELECT c.name, h.version FROM customers c JOIN history_customers h USING (id)';
  expect((await ask(place.file, both, { history: past.file })).text).toBe('{"name":"a","version":7}\n');
});

test('nothing of it is laid down on the disk, however much memory it takes', async () => {
  for (const more of [{}, { history: past.file }])
    expect((await ask(place.file, `SELECT current_setting('temp_directory') AS place`, more)).text).toBe(
      '{"place":""}\n',
    );
});

test('an engine message about a value does not repeat the value', async () => {
  const error = await ask(place.file, `SELECT CAST('sentinel-4417' AS INTEGER)`).catch((caught: Error) => caught);
  expect(error).toMatchObject({ code: 'sql-error' });
  expect((error as Error).message).not.toContain('sentinel');
});

test.each(['', '  ', '-- nothing', '/* nothing\n */ ;'])(
  'a text without a statement is said to be one: %j',
  async (sql) => {
    const message = 'The text holds no statement.';
    await expect(ask(place.file, sql)).rejects.toMatchObject({ code: 'sql-error', message });
    expect((await ask(place.file, `SELECT '--', '/* a' ${sql}`)).text).toContain('/* a');
  },
);
