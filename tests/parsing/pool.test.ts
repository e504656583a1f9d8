import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { toFailure } from '../../activities/failure.js';
import { createPool, timeOfFile } from '../../core/parsing/pool.js';
import type { ParseTask } from '../../core/parsing/parse.js';
import { limits, tempFolder } from './parsing.js';

const folder = tempFolder();
const csvTask = (name: string, text: string): ParseTask => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return { path, fileName: name, outDir: join(folder, `${name}.staged`), hints: {}, limits };
};
const small = csvTask('small.csv', 'id,name\n1,a\n');

const poolLimits = { maxThreads: 2, threadMemoryMb: 256, timeoutMs: 30_000 };
const pool = createPool(poolLimits);

const roughWorker = fileURLToPath(new URL('./rough-worker.mjs', import.meta.url));
const rough = createPool({ maxThreads: 2, threadMemoryMb: 64, timeoutMs: 20_000 }, roughWorker);

afterAll(async () => {
  await pool.close();
  await rough.close();
});

describe('pool threads', () => {
  test('parse a file and answer refusals as values', async () => {
    expect(await pool.run('parse', small)).toMatchObject({ ok: true, tables: [{ rows: 1 }] });
    expect(await pool.run('parse', csvTask('open.csv', 'id,name\n1,"a\n'))).toMatchObject({
      ok: false,
      code: 'unclosed-quote',
    });
  });

  test('what the operating system refused keeps its code: a full disk is waited for', async () => {
    const full = await rough.run('parse', { ...small, fileName: 'full.csv' }).catch((error: unknown) => error);
    expect(full).toMatchObject({ code: 'ENOSPC' });
    expect(toFailure(full, 9)).toMatchObject({ type: 'disk-full', nonRetryable: false });
  });

  test('a thread in a loop is ended by its time limit, the pool lives', async () => {
    const stuck = rough.run('parse', { ...small, fileName: 'loop.csv' }, { timeoutMs: 300 });
    await expect(stuck).rejects.toMatchObject({ code: 'thread-time-limit', params: { timeoutMs: 300, seconds: 0.3 } });
    expect(await rough.run('parse', small)).toMatchObject({ ok: false });
  });

  test('a file may take as long as its size explains, and no longer', async () => {
    expect(timeOfFile(10_240, 1_800_000)).toBe(120_600);
    expect(timeOfFile(20 << 20, 1_800_000)).toBe(1_320_000);
    expect(timeOfFile(1 << 30, 1_800_000)).toBe(1_800_000);
    const fileTime = { baseMs: 300, perMiBMs: 0 };
    const brief = createPool({ maxThreads: 1, threadMemoryMb: 64, timeoutMs: 20_000, fileTime }, roughWorker);
    const stuck = brief.run('parse', { ...small, fileName: 'loop.csv' });
    await expect(stuck).rejects.toMatchObject({ code: 'thread-time-limit', params: { timeoutMs: 300, seconds: 0.3 } });
    await brief.close();
  });

  test('a task that waits for a thread does not use up its time', async () => {
    const narrow = createPool({ maxThreads: 1, threadMemoryMb: 64, timeoutMs: 4_000 }, roughWorker);
    const tasks = Array.from({ length: 4 }, () => narrow.run('parse', { ...small, fileName: 'slow.csv' }));
    expect(await Promise.all(tasks)).toHaveLength(4);
    await narrow.close();
  });

  test('a cancelled task ends its thread', async () => {
    const stop = new AbortController();
    const stuck = rough.run('parse', { ...small, fileName: 'loop.csv' }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 200);
    await expect(stuck).rejects.toMatchObject({ code: 'cancelled' });
    expect(await rough.run('parse', small)).toMatchObject({ ok: false });
  });

  test('a thread that dies fails its task, the pool lives', async () => {
    await expect(rough.run('parse', { ...small, fileName: 'exit.csv' })).rejects.toMatchObject({ code: 'thread-died' });
    expect(await rough.run('parse', small)).toMatchObject({ ok: false });
  });

  test('two files are read side by side', async () => {
    const outcomes = await Promise.all(
      ['one.csv', 'two.csv', 'three.csv'].map((name) => pool.run('parse', csvTask(name, 'id,name\n1,a\n2,b\n'))),
    );
    expect(outcomes.map((outcome) => outcome.ok && outcome.tables[0]?.rows)).toEqual([2, 2, 2]);
  });
});
