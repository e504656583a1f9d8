/** No file ends more than its own reading, whatever it makes a reader do. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { createPool } from '../../core/parsing/pool.js';
import { expectReading } from '../../core/parsing/pool/expected.js';
import { isReadApart } from '../../core/parsing/small-text.js';
import type { ParseTask } from '../../core/parsing/parse.js';
import { limits, tempFolder } from './parsing.js';

const folder = tempFolder();
const worker = fileURLToPath(new URL('./rough-worker.mjs', import.meta.url));
const poolLimits = { maxThreads: 2, threadMemoryMb: 64, timeoutMs: 100_000 };
const pool = createPool(poolLimits, worker);
afterAll(() => pool.close());

let files = 0;
function task(fileName: string): ParseTask {
  const path = join(folder, String((files += 1)));
  writeFileSync(path, 'id,name\n1,a\n');
  return { path, fileName, outDir: join(folder, 'out'), hints: {}, limits };
}

const isThere = (process_: number): boolean => {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 10));
}

/** The process that reads it, once it does. */
async function readerOf({ path }: ParseTask): Promise<number> {
  let found = 0;
  await until(() => {
    try {
      found = Number(readFileSync(`${path}.process`, 'utf8'));
    } catch {
      // not begun
    }
    return found > 0;
  });
  return found;
}

/** Reads a file that does nothing odd; answers the process that read it. */
async function readBy(from = pool, fileName = 'small.csv'): Promise<number> {
  const outcome = await from.run('parse', task(fileName));
  if (outcome.ok || outcome.code !== 'empty-file') throw new Error('not as the worker answers');
  return Number(outcome.params?.['process']);
}

test.each(['objects', 'array', 'set', 'map', 'names', 'bytes'])(
  'a file that makes a reader take memory without end fails alone (%s)',
  async (kind) => {
    const hungry = pool.run('parse', task(`${kind}.csv`));
    const beside = [readBy(pool, 'slow.csv'), readBy(), readBy()];
    await expect(hungry).rejects.toMatchObject({ code: 'thread-memory-limit', params: { threadMemoryMb: 64 } });
    expect(await Promise.all(beside)).not.toContain(process.pid);
    expect(await readBy()).toBeGreaterThan(0);
  },
);

test('what a file throws is told in its own words, and the next is read', async () => {
  await expect(pool.run('parse', task('bug.csv'))).rejects.toThrow('no such row');
  expect(await readBy()).toBeGreaterThan(0);
});

test('a reader that serves is kept, one that has grown is not', async () => {
  const one = createPool({ ...poolLimits, maxThreads: 1 }, worker);
  const first = await readBy(one);
  expect(await readBy(one)).toBe(first);
  const grown = await readBy(one, 'large.csv');
  expect(grown).toBe(first);
  expect(await readBy(one)).not.toBe(first);
  await one.close();
});

test('of a warm pool one is ready again when the file is done that it grew with', async () => {
  const before = readers();
  const one = createPool({ ...poolLimits, maxThreads: 1, warm: true }, worker);
  const grown = await readBy(one, 'large.csv');
  await until(() => !isThere(grown));
  one.standBy();
  one.standBy();
  const [ready, ...more] = readers().filter((reader) => !before.includes(reader));
  expect(more).toEqual([]);
  expect(await readBy(one)).toBe(ready);
  await one.close();
});

test('one that was killed while it waited is replaced', async () => {
  const one = createPool({ ...poolLimits, maxThreads: 1, warm: true }, worker);
  const first = await readBy(one);
  process.kill(first, 'SIGKILL');
  await until(() => !isThere(first));
  expect(await readBy(one)).not.toBe(first);
  await one.close();
});

test('what is told to a whole service ends no reading', async () => {
  const told = task('told.csv');
  expect(await pool.run('parse', told)).toMatchObject({ params: { process: await readerOf(told) } });
});

test('a reading that is cancelled, or takes too long, has ended when that is told', async () => {
  const stop = new AbortController();
  const loop = task('loop.csv');
  const stuck = pool.run('parse', loop, { signal: stop.signal });
  const reader = await readerOf(loop);
  stop.abort();
  await expect(stuck).rejects.toMatchObject({ code: 'cancelled' });
  expect(isThere(reader)).toBe(false);
  const late = task('loop.csv');
  await expect(pool.run('parse', late, { timeoutMs: 3_000 })).rejects.toMatchObject({ code: 'thread-time-limit' });
  expect(isThere(await readerOf(late))).toBe(false);
});

const readers = (): number[] =>
  spawnSync('pgrep', ['-P', String(process.pid), '-f', 'reading-process'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)
    .map(Number);

test('a reader that was prepared takes the next file, and there is but one', async () => {
  const closing = createPool(poolLimits, worker);
  const before = readers();
  closing.prepare();
  closing.prepare();
  const [first, ...more] = readers().filter((one) => !before.includes(one));
  expect(more).toEqual([]);
  expect(await readBy(closing)).toBe(first);
  closing.prepare();
  expect(await readBy(closing)).toBe(first);
  await closing.close();
  closing.prepare();
  await expect(closing.run('parse', task('small.csv'))).rejects.toMatchObject({ code: 'cancelled' });
});

test('a reader that was expected reads the first file of a pool of its limits, and of no other', async () => {
  const before = readers();
  const own = (): number[] => readers().filter((one) => !before.includes(one));
  const read = async (threadMemoryMb: number): Promise<number[]> => {
    const one = createPool({ ...poolLimits, threadMemoryMb });
    expect(await one.run('parse', task('list.csv'))).toMatchObject({ ok: true });
    const found = own();
    await one.close();
    return found;
  };
  expectReading(128);
  const [expected] = own();
  expect(await read(96)).toHaveLength(2);
  expect(own()).toEqual([expected]);
  expect(await read(128)).toEqual([expected]);
  expect(own()).toEqual([]);
});

test.each([
  ['long.csv', 300_000, true],
  ['short.csv', 10, false],
  ['SHORT.TXT', 10, false],
  ['short.xlsx', 10, true],
])('%s of %d bytes is expected to need a reader: %s', (name, size, expected) => {
  const path = join(tempFolder(), name);
  writeFileSync(path, 'x'.repeat(size));
  expect(isReadApart(path)).toBe(expected);
  expect(isReadApart(join(path, 'below'))).toBe(false);
});

test('a pool that closes ends what it reads, and leaves no process', async () => {
  const closing = createPool(poolLimits, worker);
  const idle = await readBy(closing);
  const loop = task('loop.csv');
  const ended = Promise.allSettled([closing.run('parse', loop)]);
  const busy = await readerOf(loop);
  const waiting = await readBy(closing);
  await closing.close();
  expect(await ended).toMatchObject([{ status: 'rejected', reason: { code: 'cancelled' } }]);
  await expect(closing.run('parse', task('small.csv'))).rejects.toMatchObject({ code: 'cancelled' });
  expect([idle, busy, waiting].filter(isThere)).toEqual([]);
});

test.each(['loop.csv', 'small.csv'])('no reader outlives the process that started it (%s)', async (fileName) => {
  const last = task(fileName);
  const built = new URL('../../dist/core/parsing/pool.js', import.meta.url).href;
  const code = `const { createPool } = await import(${JSON.stringify(built)});
    const pool = createPool(${JSON.stringify(poolLimits)}, ${JSON.stringify(worker)});
    setInterval(() => undefined, 1000);
    await pool.run('parse', ${JSON.stringify(last)});`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
  const gone = once(parent, 'exit');
  const reader = await readerOf(last);
  expect(isThere(reader)).toBe(true);
  parent.kill('SIGKILL');
  await gone;
  await until(() => !isThere(reader));
});
