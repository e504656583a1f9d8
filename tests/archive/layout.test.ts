import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDuck } from '../../core/archive/duck.js';
import type { Duck } from '../../core/archive/duck.js';

let folder: string;
const archivePath = () => join(folder, 'a.duckdb');
const withArchive = async <T>(work: (duck: Duck) => Promise<T>): Promise<T> => {
  const duck = await openDuck({
    archivePath: archivePath(),
    tempDir: join(folder, 'tmp'),
    memoryLimitMb: 200,
    threads: 2,
  });
  try {
    return await work(duck);
  } finally {
    await duck.close();
  }
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layout-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Kind {
  name: string;
  /** SQL over a row's number `i`. */
  sql: string;
}

/** Texts as columns have them: one for all, a few words, one each, long ones that begin alike, and mixtures. */
const kinds: Kind[] = [
  { name: 'one text', sql: `'customers'` },
  { name: 'a few words', sql: `['北京', 'lost', '', 'München'][1 + (hash(i) % 4)::INTEGER]` },
  { name: 'a text each', sql: `md5(i::VARCHAR)` },
  { name: 'long and alike', sql: `repeat('和平路 ', (hash(i) % 300)::INTEGER) || i` },
  { name: 'mostly none', sql: `CASE WHEN hash(i) % 997 = 0 THEN 'note ' || i END` },
  { name: 'none', sql: `NULL::VARCHAR` },
  {
    name: 'any characters',
    sql: `chr((32 + hash(i) % 40000)::INTEGER) || chr(7) || chr((hash(i + 1) % 90 + 1)::INTEGER)`,
  },
  { name: 'words, then a text each', sql: `CASE WHEN i < 5000 THEN 'word' ELSE sha256(i::VARCHAR) END` },
];

const wrong = (sql: string, from: number, to: number): string =>
  `SELECT count(*) FROM (SELECT i, t FROM archive.x) x FULL JOIN (SELECT i, ${sql} AS t FROM range(${from}, ${to}) r(i)) y USING (i)
   WHERE x.t IS DISTINCT FROM y.t`;

describe('how the archive is laid out', () => {
  test('every text comes back from the file as it went in', async () => {
    const some = fc.tuple(
      fc.constantFrom(...kinds),
      fc.integer({ min: 1, max: 9_000 }),
      fc.integer({ min: 0, max: 9_000 }),
    );
    await fc.assert(
      fc.asyncProperty(some, async ([{ sql }, first, more]) => {
        rmSync(archivePath(), { force: true });
        await withArchive((duck) =>
          duck.write(async (s) => {
            await s.run('CREATE TABLE archive.x (i BIGINT, t VARCHAR)');
            await s.run(`INSERT INTO archive.x SELECT i, ${sql} FROM range(0, ${first}) r(i)`);
          }),
        );
        await withArchive((duck) =>
          duck.write((s) => s.run(`INSERT INTO archive.x SELECT i, ${sql} FROM range(${first}, ${first + more}) r(i)`)),
        );
        await withArchive((duck) => duck.write((s) => s.run("DELETE FROM archive.x WHERE i % 7 = 3 OR t LIKE '%9'")));
        const left = `SELECT i, t FROM archive.x EXCEPT ALL SELECT i, ${sql} FROM range(0, ${first + more}) r(i)`;
        const gone = `SELECT i, t FROM (SELECT i, ${sql} AS t FROM range(0, ${first + more}) r(i)) WHERE NOT coalesce(i % 7 = 3 OR t LIKE '%9', FALSE) EXCEPT ALL SELECT i, t FROM archive.x`;
        const differ = await withArchive((duck) =>
          duck.read(
            async (s) =>
              (await s.count(`SELECT count(*) FROM (${left})`)) + (await s.count(`SELECT count(*) FROM (${gone})`)),
          ),
        );
        expect(differ).toBe(0);
      }),
      { numRuns: 24, seed: 5, examples: kinds.map((kind) => [[kind, 9_000, 3_000]]) },
    );
  });

  test('a file that was laid out in the older way is read, added to and read again', async () => {
    const instance = await DuckDBInstance.create(archivePath());
    const old = await instance.connect();
    await old.run(`CREATE TABLE x AS SELECT i, 'word ' || (i % 5) AS t FROM range(0, 200000) r(i)`);
    await old.run('CHECKPOINT');
    old.closeSync();
    instance.closeSync();
    const all = `'word ' || (i % 5)`;
    await withArchive(async (duck) => {
      expect(await duck.read((s) => s.count(wrong(all, 0, 200_000)))).toBe(0);
      await duck.write((s) => s.run(`INSERT INTO archive.x SELECT i, ${all} FROM range(200000, 400000) r(i)`));
    });
    await withArchive(async (duck) => {
      expect(await duck.read((s) => s.count(wrong(all, 0, 400_000)))).toBe(0);
      const said = await duck.read((s) =>
        s.one(`SELECT tags['storage_version'] AS version FROM duckdb_databases() WHERE database_name = 'archive'`),
      );
      expect(said).toEqual({ version: 'v1.4.0+' });
    });
  });
});
