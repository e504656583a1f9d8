import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { commitTold } from '../../core/archive/log/commit-told.js';
import { undoBatch } from '../../core/archive/undo.js';
import type { Delivery } from '../../core/archive/log/deliveries.js';
import { Kit, type Sent, outcome, severalThreads } from './kit.js';

let kit: Kit;
beforeEach(async () => {
  kit = await Kit.open(undefined, severalThreads);
});
afterEach(() => kit.end());

describe('a delivery', () => {
  test('is new, then unchanged, then changed', async () => {
    const rows = [
      { key: '1', a: 'x' },
      { key: '2', a: 'y' },
    ];
    expect(outcome(await kit.deliver({ rows }))).toEqual([2, 0, 0]);
    expect(outcome(await kit.deliver({ rows }))).toEqual([0, 0, 2]);
    expect(outcome(await kit.deliver({ rows: [{ key: '1', a: 'z' }, rows[1]!] }))).toEqual([0, 1, 1]);
    expect(await kit.value('1')).toMatchObject({ a: 'z', gone: false });
  });

  test('absent fields and empty cells say nothing, a clearing field says none', async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'x', b: 'y', c: 'z' }] });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', b: 'y' }] }))).toEqual([0, 0, 1]);
    expect(await kit.value('1')).toMatchObject({ a: 'x', b: 'y', c: 'z' });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', b: '' }] }))).toEqual([0, 1, 0]);
    expect(await kit.value('1')).toMatchObject({ a: 'x', b: null, c: 'z' });
  });

  test('has a column for what a single row says, wherever it stands, and none for what no row says', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => ({ key: `${at}`, a: 'x', ...(at === 4321 && { b: 'late' }) }));
    await kit.deliver({ rows });
    expect(await kit.value('4321')).toMatchObject({ a: 'x', b: 'late' });
    const columns = await kit.duck.read((s) =>
      s.rows<{ column_name: string }>(
        `SELECT column_name FROM duckdb_columns() WHERE table_name = 'content_things' AND column_name LIKE 'f@_%' ESCAPE '@' ORDER BY ALL`,
      ),
    );
    expect(columns.map(({ column_name: name }) => name)).toEqual(['f_a', 'f_b']);
  });

  test('that says again what was pieced together is a sighting of all of it', async () => {
    const whole = { rows: [{ key: '1', a: 'x', c: 'z' }] };
    const first = await kit.deliver(whole);
    await kit.deliver({ rows: [{ key: '1', a: 'x' }] });
    expect(outcome(await kit.deliver(whole))).toEqual([0, 0, 1]);
    await kit.duck.write((s) => undoBatch(s, first.batch, 'test'));
    expect(await kit.value('1')).toMatchObject({ a: 'x', c: 'z' });
  });

  test('saying "none" about what was never known changes nothing', async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'x' }] });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', a: 'x', b: '' }] }))).toEqual([0, 0, 1]);
    await kit.deliver({ rows: [{ key: '2', a: 'x', b: '' }] });
    expect(outcome(await kit.deliver({ rows: [{ key: '2', a: 'x' }] }))).toEqual([0, 0, 1]);
    expect(await kit.value('2')).toMatchObject({ a: 'x', b: null });
  });

  test('a late arrival does not overwrite what became true after it', async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'new', effective: '2024-05-01 00:00:00' }] });
    const late = await kit.deliver({ rows: [{ key: '1', a: 'old', c: 'only old', effective: '2024-01-01 00:00:00' }] });
    expect(outcome(late)).toEqual([0, 1, 0]);
    expect(await kit.value('1')).toMatchObject({ a: 'new', c: 'only old' });
  });

  test('a file whose time lies ahead is not newer than what comes after it', async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'old' }], sourceTime: '2999-01-01 00:00:00' });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', a: 'new' }] }))).toEqual([0, 1, 0]);
    expect(await kit.value('1')).toMatchObject({ a: 'new' });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', a: 'older' }], sourceTime: '2024-01-01 00:00:00' }))).toEqual(
      [0, 0, 1],
    );
    expect(await kit.value('1')).toMatchObject({ a: 'new' });
  });

  test('nor is what landed while the clock was ahead, once it is set back; whatever is committed first', async () => {
    const landed: { delivery: Delivery; sent: Sent }[] = [];
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      for (const [day, a] of [
        ['2030-05-02', 'ahead'],
        ['2026-05-02', 'then'],
        ['2026-05-03', 'last'],
      ] as const) {
        vi.setSystemTime(new Date(`${day}T08:00:00Z`));
        const sent: Sent = { rows: [{ key: '1', a }], sourceTime: `${day} 07:00:00` };
        landed.push({ delivery: await kit.land(sent, a), sent });
      }
    } finally {
      vi.useRealTimers();
    }
    for (const { delivery, sent } of landed.toReversed()) await kit.commit(delivery, sent);
    expect(await kit.value('1')).toMatchObject({ a: 'last' });
  });

  test('rows that say something else than what is known of a later time are counted, and those alone', async () => {
    const old = '2024-01-01 00:00:00';
    await kit.deliver({ rows: ['1', '2', '3', '4'].map((key) => ({ key, a: 'new', b: '', c: 'same' })) });
    const late = await kit.deliver({
      sourceTime: old,
      rows: [
        { key: '1', a: 'old', c: 'same' },
        { key: '2', a: 'new' },
        { key: '3', a: 'new', b: 'told before it was none' },
        { key: '4', c: 'same', extra: '{"x":"y"}' },
        { key: '5', a: 'first' },
      ],
    });
    expect(outcome(late)).toEqual([1, 1, 3]);
    const now = await kit.deliver({ rows: [{ key: '1', a: 'newest' }] });
    const told = await kit.duck.read((s) => commitTold(s, [late.batch, now.batch]));
    expect(told).toEqual(new Map([[late.batch, { gone: 0, overruled: 2 }]]));
  });

  test('the same key in two sources is two records', async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'x' }] });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', a: 'y' }], source: 'other' }))).toEqual([1, 0, 0]);
  });

  test('a retry gets the same answer and writes nothing', async () => {
    const sent = { rows: [{ key: '1', a: 'x' }], rejected: 1, skipped: 2, duplicates: 1 };
    const delivery = await kit.land(sent);
    const first = await kit.commit(delivery, sent);
    const again = await kit.commit(delivery, sent);
    expect(again).toEqual({ ...first, replayed: true });
    expect(await kit.rows('SELECT count(*) AS n FROM archive.log.batches')).toEqual([{ n: '1' }]);
  });

  test('is rolled back whole when its counts do not add up', async () => {
    const sent = { rows: [{ key: '1', a: 'x' }], rejected: 1, skipped: 2, duplicates: 1 };
    for (const miscounted of [
      { rows: 1 },
      { rows: 1, accepted: 1 },
      { rows: 1, rejected: 1 },
      { rows: 1, duplicates: 1 },
      { rows: 1, skipped: 1 },
    ])
      await expect(kit.deliver({ ...sent, miscounted })).rejects.toMatchObject({ code: 'counts-disagree' });
    expect(await kit.rows('SELECT count(*) AS n FROM archive.log.records')).toEqual([{ n: '0' }]);
  });

  test('of two that are true from the same time on, the one that landed later counts, whatever came in first', async () => {
    const effective = '2024-05-01 00:00:00';
    const first = { rows: ['0', '1'].map((key) => ({ key, a: 'first', effective })) };
    const second = { rows: [{ key: '1', a: 'second', effective }] };
    const [landedFirst, landedSecond] = [await kit.land(first), await kit.land(second)];
    await kit.commit(landedSecond, second);
    await kit.commit(landedFirst, first);
    expect(await kit.value('1')).toMatchObject({ a: 'second' });
  });

  test("became true at its source's own time of the file, where no row tells one", async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'new' }], sourceTime: '2024-05-01 00:00:00' });
    await kit.deliver({ rows: [{ key: '1', a: 'old' }], sourceTime: '2024-01-01 00:00:00' });
    expect(await kit.value('1')).toMatchObject({ a: 'new' });
  });
});
