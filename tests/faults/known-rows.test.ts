/** What is known of rows by their text may be stale, swapped or gone: it never becomes a wrong value. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeRecords } from '../../core/archive/removal.js';
import { undoBatch } from '../../core/archive/undo.js';
import { openHarness, type Harness } from '../workflows/harness.js';

/** From so many rows on a delivery is worth looking up. */
const many = 20_000;
let keeper: Harness;
beforeAll(async () => {
  keeper = await openHarness();
});
afterAll(async () => {
  await keeper.close();
  keeper.remove();
});

const row = (n: number, more = ''): string => `K${n},Ann ${n}${more},138${String(n).padStart(8, '0')}`;
const list = (change: (n: number) => string = row): string =>
  `external_id,name,phone\n${Array.from({ length: many }, (_, n) => change(n)).join('\n')}\n`;

const write = (sql: string): Promise<void> => keeper.duck.write((s) => s.run(sql));
/** Rows are remembered behind the answer, in turn with the writes. */
const count = async (sql: string): Promise<number> => {
  await write('SELECT 1');
  return keeper.duck.read((s) => s.count(sql));
};
const known = (): Promise<number> => count('SELECT count(*) FROM archive.cache.known_rows');
/** The value that the archive holds of a key, and the row of the batch that it was last seen in. */
const seen = (key: string, field: string) =>
  keeper.duck.read((s) =>
    s.one(
      `SELECT c.${field} AS value, h.row::INTEGER AS place FROM archive.derived.heads h
       JOIN archive.log.content_customers c ON c.seq = h.content WHERE c.f_external_id = $1`,
      [key],
    ),
  );

test('a list that comes again takes over what is known, and remembers what is new', async () => {
  expect(await keeper.ingest('customers', 'one.csv', list())).toMatchObject({ new: many });
  expect(await known()).toBe(many);
  const second = list((n) => row(n, n === 7 ? ' B' : ''));
  expect(await keeper.ingest('customers', 'two.csv', second)).toMatchObject({ changed: 1, unchanged: many - 1 });
  expect(await known()).toBe(many + 1);
  expect(await seen('K7', 'f_name')).toMatchObject({ value: 'Ann 7 B' });
  expect(await seen('K8', 'f_phone')).toMatchObject({ value: '+8613800000008', place: 10 });
});

test('a row that waits without its key is corrected by a known row, of which the judged set holds but the key', async () => {
  const keyless = 'external_id,name,phone\n,Ann 8,13800000008\nK9000001,Eve,13700000001\n';
  expect(await keeper.ingest('customers', 'keyless.csv', keyless)).toMatchObject({ new: 1, rejected: 1 });
  const resolved = () => count('SELECT count(*) FROM archive.log.resolutions');
  expect(await resolved()).toBe(0);
  const third = list((n) => row(n, n === 7 ? ' B2' : ''));
  expect(await keeper.ingest('customers', 'third.csv', third)).toMatchObject({ changed: 1, unchanged: many - 1 });
  expect(await resolved()).toBe(1);
});

test('a known row whose key stands twice is rejected with its cells', async () => {
  const twice = `${list()}K8,Another,13800000001\n`;
  expect(await keeper.ingest('customers', 'twice.csv', twice)).toMatchObject({ rejected: 2 });
  const cells = `SELECT count(*) FROM archive.log.rejected WHERE cells = '["K8","Ann 8","13800000008"]' AND "row" = 10`;
  expect(await count(cells)).toBe(1);
});

/** Sets digests of the entry that belongs to a key's content. */
const tamper = (set: string, key: string): Promise<void> =>
  write(`UPDATE archive.cache.known_rows SET ${set} WHERE content_digest IN (
    SELECT digest FROM archive.log.content_customers WHERE f_external_id = '${key}')`);

test('the look-up is what decides: two entries swapped swap the rows', async () => {
  await write(`CREATE TEMP TABLE swapped AS SELECT k.* FROM archive.cache.known_rows k
      JOIN archive.log.content_customers c ON c.digest = k.content_digest WHERE c.f_external_id IN ('K1', 'K2');
    UPDATE archive.cache.known_rows k SET key_digest = o.key_digest, content_digest = o.content_digest
      FROM swapped m JOIN swapped o ON o.h1 <> m.h1 WHERE k.h1 = m.h1; DROP TABLE swapped`);
  const third = list((n) => row(n, n === 7 ? ' C' : ''));
  expect(await keeper.ingest('customers', 'three.csv', third)).toMatchObject({ changed: 1, unchanged: many - 1 });
  expect([(await seen('K1', 'f_name'))?.['place'], (await seen('K2', 'f_name'))?.['place']]).toEqual([4, 3]);
});

test('an entry whose content is not in the log is no entry: the rows are judged', async () => {
  await tamper(`content_digest = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa'`, 'K5');
  const fourth = list((n) => row(n, n === 7 ? ' D' : ''));
  expect(await keeper.ingest('customers', 'four.csv', fourth)).toMatchObject({ changed: 1, unchanged: many - 1 });
  expect(await seen('K5', 'f_phone')).toMatchObject({ value: '+8613800000005', place: 7 });
  expect(
    await count(`SELECT count(*) FROM archive.cache.known_rows WHERE content_digest::VARCHAR LIKE 'aaaaaaaa-aaaa-%'`),
  ).toBe(0);
});

test('a content that goes between look-up and commit is told by its cells again, as they are judged', async () => {
  const { duck } = keeper.deps;
  const usual = duck.write.bind(duck);
  let taken = 0;
  duck.write = async (work, signal, prepare) => {
    if (prepare && taken++ === 0)
      await usual((s) =>
        s.run(`DELETE FROM archive.derived.heads WHERE content IN (
            SELECT seq FROM archive.log.content_customers WHERE f_external_id = 'K9');
          DELETE FROM archive.log.content_customers WHERE f_external_id = 'K9'`),
      );
    return usual(work, signal, prepare);
  };
  const fifth = list((n) => row(n, n === 7 ? ' E' : ''));
  expect(await keeper.ingest('customers', 'five.csv', fifth)).toMatchObject({ status: 'committed', rows: many });
  duck.write = usual;
  expect(taken).toBe(2);
  expect(await seen('K9', 'f_phone')).toMatchObject({ value: '+8613800000009' });
});

test('after an undo the same rows are there again', async () => {
  const batches = await keeper.duck.read((s) => s.rows('SELECT seq FROM archive.log.batches ORDER BY seq DESC'));
  for (const { seq } of batches) await keeper.duck.write((s) => undoBatch(s, Number(seq), 'test'));
  expect(await count('SELECT count(*) FROM archive.derived.heads')).toBe(0);
  const sixth = list((n) => row(n, n === 7 ? ' F' : ''));
  expect(await keeper.ingest('customers', 'six.csv', sixth)).toMatchObject({ new: many });
  expect(await seen('K8', 'f_phone')).toMatchObject({ value: '+8613800000008' });
});

test('contexts not used for long and contents no longer shown are forgotten', async () => {
  await write(`INSERT INTO archive.cache.contexts SELECT 100 + n, 'customers', 'customers', n::VARCHAR, n FROM range(6) t(n);
    INSERT INTO archive.cache.known_rows SELECT 100 + n, n, n, uuid(), uuid() FROM range(6) t(n);
    INSERT INTO archive.cache.known_rows SELECT 1, n, 0, uuid(), uuid() FROM range(${2 * many}) t(n)`);
  expect(
    await keeper.ingest(
      'customers',
      'seven.csv',
      list((n) => row(n, n === 7 ? ' G' : '')),
    ),
  ).toMatchObject({ changed: 1 });
  expect(await count('SELECT count(*) FROM archive.cache.contexts')).toBe(4);
  expect(await count('SELECT count(DISTINCT context) FROM archive.cache.known_rows')).toBe(4);
  expect(await known()).toBe(many + 3);
});

test('what is taken out of the log before its rows are remembered is not remembered', async () => {
  const { duck } = keeper.deps;
  const usual = duck.write.bind(duck);
  let committed = false;
  let removed = 0;
  duck.write = async (work, signal, prepare) => {
    if (prepare) committed = true;
    else if (committed && removed++ === 0) {
      const records = `SELECT h.record FROM archive.derived.heads h JOIN archive.log.content_customers c ON c.seq = h.content
        WHERE c.f_external_id = 'K11'`;
      await usual((s) => removeRecords(s, { records, originals: [], reason: 'erasure', actor: 'test' }));
    }
    return usual(work, signal, prepare);
  };
  await keeper.ingest(
    'customers',
    'eight.csv',
    list((n) => row(n, n === 7 ? ' H' : '')),
  );
  await expect.poll(() => removed).toBeGreaterThan(0);
  duck.write = usual;
  const tables = `SELECT count(*) FROM duckdb_tables() WHERE database_name = 'archive' AND schema_name = 'cache'`;
  expect(await count(tables)).toBe(0);
});
