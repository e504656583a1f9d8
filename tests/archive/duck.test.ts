import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { num, openDuck } from '../../core/archive/duck.js';
import type { Duck } from '../../core/archive/duck.js';

let folder: string;
let duck: Duck;
const open = () =>
  openDuck({ archivePath: join(folder, 'a.duckdb'), tempDir: join(folder, 'tmp'), memoryLimitMb: 200, threads: 2 });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duck-'));
  duck = await open();
  await duck.write((s) => s.run('CREATE TABLE archive.t (a BIGINT, b VARCHAR)'));
});
afterEach(async () => {
  await duck.close();
  rmSync(folder, { recursive: true });
});

const countRows = () => duck.read((s) => s.count('SELECT count(*) FROM archive.t'));

describe('write', () => {
  test('commits as one, in order of arrival', async () => {
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3].map((n) =>
        duck.write(async (s) => {
          await s.run('INSERT INTO archive.t VALUES (?, ?)', [n, 'x']);
          order.push(n);
        }),
      ),
    );
    expect(order).toEqual([1, 2, 3]);
    expect(await countRows()).toBe(3);
  });

  test('rolls everything back on any error, even one that was caught inside', async () => {
    const failing = duck.write(async (s) => {
      await s.run(`INSERT INTO archive.t VALUES (1, 'x')`);
      throw new Error('stop here');
    });
    await expect(failing).rejects.toThrow('stop here');
    const swallowed = duck.write(async (s) => {
      await s.run(`INSERT INTO archive.t VALUES (1, 'x')`);
      await s.run(`SELECT error('no')`).catch(() => undefined);
    });
    await expect(swallowed).rejects.toMatchObject({ code: 'engine-error' });
    expect(await countRows()).toBe(0);
    await duck.write((s) => s.run(`INSERT INTO archive.t VALUES (2, 'y')`));
    expect(await countRows()).toBe(1);
  });

  test('refuses a write inside a write instead of waiting for itself', async () => {
    await expect(duck.write(() => duck.write(async () => 1))).rejects.toMatchObject({ code: 'write-inside-write' });
  });

  test('runs steps after COMMIT before the next write', async () => {
    const seen: number[] = [];
    const first = duck.write(async (s) => {
      await s.run(`INSERT INTO archive.t VALUES (1, 'x')`);
      s.afterCommit.push(async (after) => {
        seen.push(await after.count('SELECT count(*) FROM archive.t'));
      });
    });
    await Promise.all([first, duck.write((s) => s.run(`INSERT INTO archive.t VALUES (2, 'x')`))]);
    expect(seen).toEqual([1]);
  });
});

describe('the write-ahead log', () => {
  const logBytes = () => statSync(join(folder, 'a.duckdb.wal'), { throwIfNoEntry: false })?.size ?? 0;

  test('holds what a large write promised, and goes into the file when nobody writes', async () => {
    const text = `repeat(md5(i::VARCHAR), 8)`;
    await duck.write((s) => s.run(`INSERT INTO archive.t SELECT i, ${text} FROM range(100000) r(i)`));
    expect(logBytes()).toBeGreaterThan(16 * 2 ** 20);
    await vi.waitUntil(() => logBytes() < 2 ** 20, { timeout: 60_000, interval: 50 });
    expect(await countRows()).toBe(100_000);
  });

  test('of a small write stays: the file is not written for every delivery', async () => {
    await duck.write((s) => s.run(`INSERT INTO archive.t VALUES (1, 'x')`));
    const before = logBytes();
    await new Promise((done) => setTimeout(done, 1_500));
    expect(logBytes()).toBe(before);
    expect(before).toBeGreaterThan(0);
  });
});

describe('session', () => {
  test('belongs to one flow and ends with its function', async () => {
    await duck.read(async (s) => {
      const both = await Promise.allSettled([s.run('SELECT 1'), s.run('SELECT 2')]);
      expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    });
    const kept = await duck.read(async (s) => s);
    await expect(kept.run('SELECT 1')).rejects.toMatchObject({ code: 'session-closed' });
  });

  test('gives exact values as text and counts as numbers', async () => {
    const row = await duck.read((s) =>
      s.one(
        `SELECT 9007199254740993 AS big, 1.10::DECIMAL(18, 2) AS money, TIMESTAMP '2026-01-02 03:04:05.123456' AS at`,
      ),
    );
    expect(row).toEqual({ big: '9007199254740993', money: '1.10', at: '2026-01-02 03:04:05.123456' });
    expect(() => num('9007199254740993')).toThrow('safe whole number');
  });

  test('streams pages', async () => {
    const total = await duck.read(async (s) => {
      let rows = 0;
      for await (const page of s.pages('SELECT range FROM range(10000)')) rows += page.length;
      return rows;
    });
    expect(total).toBe(10_000);
  });

  test('a signal stops the running statement', async () => {
    const stopper = new AbortController();
    const long = duck.read((s) => {
      const running = s.run('SELECT sum(a.range * b.range) FROM range(10000000) a, range(100000) b');
      setTimeout(() => stopper.abort(), 50);
      return running;
    }, stopper.signal);
    await expect(long).rejects.toMatchObject({ code: 'stopped' });
  });

  test('an error carries no value of a cell', async () => {
    const bad = duck.read((s) => s.run(`SELECT CAST(x AS INTEGER) FROM (VALUES ('secret-cell')) v(x)`));
    await expect(bad).rejects.toSatisfy(
      (error: Error) => !JSON.stringify([error, error.message]).includes('secret-cell'),
    );
  });

  test('is in UTC whatever the machine', async () => {
    expect(await duck.read((s) => s.one(`SELECT current_setting('TimeZone') AS zone`))).toEqual({ zone: 'UTC' });
  });
});

describe('scratch', () => {
  test('is readable by a write while it lives, and gone after', async () => {
    await duck.scratch(async (s, scratch) => {
      await s.run(`CREATE TABLE ${scratch}.judged AS SELECT range AS a, 'x' AS b FROM range(5)`);
      await duck.write((w) => w.run(`INSERT INTO archive.t SELECT * FROM ${scratch}.judged`));
    });
    expect(await countRows()).toBe(5);
    const left = await duck.read((s) =>
      s.count(`SELECT count(*) FROM duckdb_databases() WHERE database_name LIKE 'scratch%'`),
    );
    expect(left).toBe(0);
  });

  test('what is to be done afterwards still finds it, holds nobody up, and its failure is nobody’s', async () => {
    let go: () => void = () => undefined;
    const held = new Promise<void>((done) => (go = done));
    const answer = await duck.scratch(async (s, scratch, afterwards) => {
      await s.run(`CREATE TABLE ${scratch}.judged AS SELECT 1 AS a, 'x' AS b`);
      afterwards(async () => {
        await held;
        await duck.write((w) => w.run(`INSERT INTO archive.t SELECT * FROM ${scratch}.judged`));
      });
      afterwards(() => duck.write((w) => w.run('SELECT * FROM nowhere')));
      return 'answered';
    });
    expect([answer, await countRows()]).toEqual(['answered', 0]);
    go();
    await duck.settled();
    const left = `SELECT count(*) FROM duckdb_databases() WHERE database_name LIKE 'scratch%'`;
    expect([await countRows(), await duck.read((s) => s.count(left))]).toEqual([1, 0]);
  });

  test('a close waits for what is still to be done', async () => {
    await duck.scratch(async (s, scratch, afterwards) => {
      await s.run(`CREATE TABLE ${scratch}.judged AS SELECT 1 AS a, 'x' AS b`);
      afterwards(() => duck.write((w) => w.run(`INSERT INTO archive.t SELECT * FROM ${scratch}.judged`)));
    });
    await duck.close();
    duck = await open();
    expect(await countRows()).toBe(1);
  });
});

describe('one opener', () => {
  test('a second opener in the process is refused before the engine sees it', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'archive-open-twice' });
    expect(await countRows()).toBe(0);
  });

  test('a thread is refused', async () => {
    const script = `
      const { parentPort, workerData } = require('node:worker_threads');
      import(workerData.module)
        .then(({ openDuck }) => openDuck(workerData.options))
        .then(() => parentPort.postMessage('opened'), (error) => parentPort.postMessage(error.code));`;
    const module = new URL('../../dist/core/archive/duck.js', import.meta.url).href;
    const options = {
      archivePath: join(folder, 'b.duckdb'),
      tempDir: join(folder, 'tmp'),
      memoryLimitMb: 100,
      threads: 1,
    };
    const worker = new Worker(script, { eval: true, workerData: { module, options } });
    const answer = await new Promise((resolve) => worker.once('message', resolve));
    expect(answer).toBe('engine-in-thread');
    await worker.terminate();
  });

  test('after close the file opens again and calls on the old one are refused', async () => {
    const old = duck;
    await duck.close();
    duck = await open();
    await expect(old.read(async () => 1)).rejects.toMatchObject({ code: 'archive-closed' });
    expect(await countRows()).toBe(0);
  });
});
