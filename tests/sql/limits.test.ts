import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSql } from '../../core/archive/sql/run.js';
import { ask, collector, makePublished } from './ask.js';

let place: Awaited<ReturnType<typeof makePublished>>;

beforeAll(async () => {
  place = await makePublished(['CREATE TABLE numbers AS SELECT range AS n FROM range(300000)']);
});
afterAll(() => place.remove());

const endless = 'SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range % 7 = b.range % 11';

test('a statement without end is stopped by its time', async () => {
  await expect(ask(place.file, endless, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'sql-timeout' });
});

test.each([
  ['sorting', 'SELECT a.n, b.n AS m, random() AS r FROM numbers a, numbers b ORDER BY r'],
  ['one long text', `SELECT length(string_agg(repeat('x', 1000), '')) FROM range(10000000)`],
  ['texts outside the engine’s count', `SELECT sum(length(repeat('x', 400000000) || range)) FROM range(64)`],
])('a statement without bounds is stopped by its memory: %s', async (_name, sql) => {
  await expect(ask(place.file, sql, { memoryMb: 100, timeoutMs: 50_000 })).rejects.toMatchObject({
    code: 'sql-memory',
  });
});

test('a large result is streamed whole, a slow reader is waited for', async () => {
  let bytes = 0;
  let writes = 0;
  const out = new Writable({
    highWaterMark: 1024,
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      writes += 1;
      if (writes % 8 === 0) setTimeout(done, 300);
      else done();
    },
  });
  const done = await runSql({ file: place.file, sql: 'FROM numbers', format: 'csv', out, timeoutMs: 20_000 });
  expect(done).toMatchObject({ rows: 300_000, truncated: false });
  expect(bytes).toBe(2 + Array.from({ length: 300_000 }, (_, n) => String(n).length + 1).reduce((a, b) => a + b, 0));
});

test.each(['csv', 'json', 'ndjson', 'table'] as const)(
  'a statement that fails after its first rows is a failure, not a short result: %s',
  async (format) => {
    const sql = `SELECT CASE WHEN n > 200000 THEN error('late failure') ELSE n END AS x FROM numbers`;
    await expect(ask(place.file, sql, { format })).rejects.toMatchObject({
      code: 'sql-error',
      message: expect.stringContaining('late failure') as string,
    });
  },
);

test('a statement stopped after its first rows is a failure, not a short result', async () => {
  const sql = 'SELECT a.n FROM numbers a, numbers b';
  await expect(ask(place.file, sql, { format: 'csv', timeoutMs: 1_000 })).rejects.toMatchObject({
    code: 'sql-timeout',
  });
});

test('maxRows cuts and says so', async () => {
  const { done, text } = await ask(place.file, 'FROM numbers', { maxRows: 3 });
  expect(done).toMatchObject({ rows: 3, truncated: true });
  expect(text).toBe('{"n":0}\n{"n":1}\n{"n":2}\n');
  expect((await ask(place.file, 'FROM numbers LIMIT 3', { maxRows: 3 })).done.truncated).toBe(false);
});

test('a reader that goes away ends the statement', async () => {
  const out = new PassThrough({ highWaterMark: 1024 });
  const running = runSql({ file: place.file, sql: 'FROM numbers', format: 'csv', out });
  await once(out, 'readable');
  out.destroy();
  await expect(running).rejects.toMatchObject({ code: 'sql-stopped' });
});

test('a signal stops it', async () => {
  const abort = new AbortController();
  const running = runSql({ file: place.file, sql: endless, format: 'csv', out: collector().out, signal: abort.signal });
  setTimeout(() => abort.abort(), 200);
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
});

test('no published copy has its own name', async () => {
  await expect(ask(`${place.file}.missing`, 'SELECT 1')).rejects.toMatchObject({ code: 'not-published' });
});
