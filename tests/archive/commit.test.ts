import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { commitTold } from '../../core/archive/log/commit-told.js';
import { isHeld } from '../../core/archive/commit.js';
import { derive, rebuild } from '../../core/archive/derive.js';
import { transaction } from '../../core/archive/log/transactions.js';
import type { Delivery } from '../../core/archive/log/deliveries.js';
import { planUndo, undoBatch } from '../../core/archive/undo.js';
import { hint, message } from '../../schemas/issues/catalogue.js';
import { Kit, type Sent, keyOf, others, severalThreads } from './kit.js';

let kit: Kit;
beforeEach(async () => {
  kit = await Kit.open(undefined, severalThreads);
});
afterEach(() => kit.end());

const outcome = ({ counts }: { counts: { new: number; changed: number; unchanged: number } }) => [
  counts.new,
  counts.changed,
  counts.unchanged,
];
const value = async (key: string, source = 's') => (await kit.current())[keyOf(source, key)];

describe('a delivery', () => {
  test('is new, then unchanged, then changed', async () => {
    const rows = [
      { key: '1', a: 'x' },
      { key: '2', a: 'y' },
    ];
    expect(outcome(await kit.deliver({ rows }))).toEqual([2, 0, 0]);
    expect(outcome(await kit.deliver({ rows }))).toEqual([0, 0, 2]);
    expect(outcome(await kit.deliver({ rows: [{ key: '1', a: 'z' }, rows[1]!] }))).toEqual([0, 1, 1]);
    expect(await value('1')).toMatchObject({ a: 'z', gone: false });
  });

  test('absent fields and empty cells say nothing, a clearing field says none', async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'x', b: 'y', c: 'z' }] });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', b: 'y' }] }))).toEqual([0, 0, 1]);
    expect(await value('1')).toMatchObject({ a: 'x', b: 'y', c: 'z' });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', b: '' }] }))).toEqual([0, 1, 0]);
    expect(await value('1')).toMatchObject({ a: 'x', b: null, c: 'z' });
  });

  test('has a column for what a single row says, wherever it stands, and none for what no row says', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => ({ key: `${at}`, a: 'x', ...(at === 4321 && { b: 'late' }) }));
    await kit.deliver({ rows });
    expect(await value('4321')).toMatchObject({ a: 'x', b: 'late' });
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
    expect(await value('1')).toMatchObject({ a: 'x', c: 'z' });
  });

  test('saying "none" about what was never known changes nothing', async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'x' }] });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', a: 'x', b: '' }] }))).toEqual([0, 0, 1]);
    await kit.deliver({ rows: [{ key: '2', a: 'x', b: '' }] });
    expect(outcome(await kit.deliver({ rows: [{ key: '2', a: 'x' }] }))).toEqual([0, 0, 1]);
    expect(await value('2')).toMatchObject({ a: 'x', b: null });
  });

  test('a late arrival does not overwrite what became true after it', async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'new', effective: '2024-05-01 00:00:00' }] });
    const late = await kit.deliver({ rows: [{ key: '1', a: 'old', c: 'only old', effective: '2024-01-01 00:00:00' }] });
    expect(outcome(late)).toEqual([0, 1, 0]);
    expect(await value('1')).toMatchObject({ a: 'new', c: 'only old' });
  });

  test('a file whose time lies ahead is not newer than what comes after it', async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'old' }], sourceTime: '2999-01-01 00:00:00' });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', a: 'new' }] }))).toEqual([0, 1, 0]);
    expect(await value('1')).toMatchObject({ a: 'new' });
    expect(outcome(await kit.deliver({ rows: [{ key: '1', a: 'older' }], sourceTime: '2024-01-01 00:00:00' }))).toEqual(
      [0, 0, 1],
    );
    expect(await value('1')).toMatchObject({ a: 'new' });
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
    expect(await value('1')).toMatchObject({ a: 'last' });
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
    expect(await value('1')).toMatchObject({ a: 'second' });
  });

  test("became true at its source's own time of the file, where no row tells one", async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'new' }], sourceTime: '2024-05-01 00:00:00' });
    await kit.deliver({ rows: [{ key: '1', a: 'old' }], sourceTime: '2024-01-01 00:00:00' });
    expect(await value('1')).toMatchObject({ a: 'new' });
  });
});

describe('a complete source', () => {
  const all = (keys: string[]) => keys.map((key) => ({ key, a: 'x' }));

  test('marks what is missing as gone, and back when it is seen again', async () => {
    await kit.deliver({ rows: all(['1', '2', '3', '4']), complete: true });
    await kit.deliver({ rows: all(['1', '2', '3']), complete: true });
    expect(await value('4')).toMatchObject({ a: 'x', gone: true });
    await kit.deliver({ rows: all(['4']) });
    expect(await value('4')).toMatchObject({ gone: false });
  });

  test('the log tells how many each delivery marked gone, also when they are there again', async () => {
    const send = (...keys: string[]) => kit.deliver({ rows: all(keys), complete: true });
    const first = await send('1', '2', '3', '4');
    const less = await send('1', '2');
    const others = await send('1', '5');
    const back = await send('1', '2', '3', '4', '5');
    const partly = await kit.deliver({ rows: all(['1']) });
    const batches = [first, less, others, back, partly].map(({ batch }) => batch);
    const told = await kit.duck.read((s) => commitTold(s, batches));
    expect(told).toEqual(
      new Map([
        [less.batch, { gone: 2, overruled: 0 }],
        [others.batch, { gone: 1, overruled: 0 }],
      ]),
    );
  });

  test('waits for a person when too much is lost', async () => {
    await kit.deliver({ rows: all(['1', '2', '3', '4']), complete: true });
    const sent = { rows: all(['1']), complete: true, lossShare: 0.3 };
    const delivery = await kit.land(sent);
    const held = await kit.commit(delivery, sent);
    expect(held).toEqual({
      held: 'sudden-loss',
      params: { missing: 3, known: 4, sharePercent: 30, delivery: delivery.delivery },
    });
    const params = isHeld(held) ? held.params : {};
    for (const lang of ['en', 'zh'] as const)
      expect(message('sudden-loss', params, lang) + hint('sudden-loss', params, lang)).not.toMatch(/[{}]/);
    expect(await value('4')).toMatchObject({ gone: false });
    expect(isHeld(await kit.commit(delivery, { ...sent, approvedLoss: true }))).toBe(false);
    expect(await value('4')).toMatchObject({ gone: true });
  });

  test('what is gone already is not lost again, rejected rows are there, and half may be lost where half is allowed', async () => {
    await kit.deliver({ rows: all(['1', '2', '3', '4']), complete: true });
    await kit.deliver({ rows: all(['1', '2', '3']), complete: true });
    const short = { rows: all(['1', '2']), complete: true, lossShare: 0.3 };
    const held = await kit.commit(await kit.land(short), short);
    expect(held).toMatchObject({ params: { missing: 1, known: 3 } });
    await kit.deliver({ ...short, rejected: 1 });
    await kit.deliver({ rows: all(['1']), complete: true, lossShare: 0.5 });
    expect(await value('2')).toMatchObject({ gone: true });
  });

  test('what came after it had landed is no loss and not gone', async () => {
    const sent = { rows: all(['1']), complete: true, lossShare: 0 };
    const landed = await kit.land(sent);
    await kit.deliver({ rows: all(['2']) });
    await kit.commit(landed, sent);
    expect(await value('1')).toMatchObject({ gone: false });
    expect(await value('2')).toMatchObject({ gone: false });
  });

  test('tells nothing of another dataset or another source, and takes nothing of them back', async () => {
    const beside = [{ dataset: others }, { source: 'other' }];
    for (const place of beside) await kit.deliver({ rows: all(['1', '2', '4']), ...place });
    const late = beside.map((place) => ({ rows: [{ key: '1', a: 'y' }, ...all(['2', '3'])], ...place }));
    const landed = [];
    for (const sent of late) landed.push(await kit.land(sent));
    await kit.deliver({ rows: all(['1', '2']) });
    const complete = await kit.deliver({ rows: all(['1']), complete: true, lossShare: 0.5 });
    for (const [at, sent] of late.entries()) await kit.commit(landed[at]!, sent);
    const gone = () => kit.rows('SELECT dataset, source FROM archive.derived.heads WHERE gone');
    expect(await gone()).toEqual([{ dataset: 'things', source: 's' }]);
    await kit.duck.write(rebuild);
    expect(await gone()).toEqual([{ dataset: 'things', source: 's' }]);
    await kit.duck.write((s) => undoBatch(s, complete.batch, 'test'));
    expect(await gone()).toEqual([]);
  });

  test('a correction of a part of it does not tell what is gone', async () => {
    const sent = { rows: all(['1', '2']), complete: true, rejected: 1 };
    const delivery = await kit.land(sent);
    await kit.commit(delivery, sent);
    await kit.deliver({ rows: all(['3']), complete: true, parent: delivery.delivery });
    expect(await value('1')).toMatchObject({ gone: false });
  });

  test('a rejected row with a readable key is not gone', async () => {
    await kit.deliver({ rows: all(['1', '2', '3']), complete: true });
    await kit.deliver({ rows: all(['1']), complete: true, rejected: 1, presentKeys: ['2'] });
    expect(await value('2')).toMatchObject({ gone: false });
    expect(await value('3')).toMatchObject({ gone: true });
  });

  test('what arrives late from before is gone at once, and undoing the complete delivery brings it back', async () => {
    const early = { rows: all(['1', '2']) };
    const landedFirst = await kit.land(early);
    const complete = await kit.deliver({ rows: all(['1']), complete: true });
    await kit.commit(landedFirst, early);
    expect(await value('2')).toMatchObject({ gone: true });
    await kit.duck.write((s) => undoBatch(s, complete.batch, 'test'));
    expect(await value('2')).toMatchObject({ gone: false });
  });
});

describe('undo', () => {
  test('tells how many are no longer gone at a complete source, and how many are again', async () => {
    const send = (...keys: string[]) => kit.deliver({ rows: keys.map((key) => ({ key, a: 'x' })), complete: true });
    await send('1', '2', '3', '4');
    const short = await send('1', '2');
    const back = await send('1', '2', '3');
    expect(await planUndo(kit.duck, back.batch)).toMatchObject({ removed: 0, returned: 0, gone: 1 });
    await kit.duck.write((s) => undoBatch(s, back.batch, 'test'));
    expect(await planUndo(kit.duck, short.batch)).toMatchObject({ removed: 0, reverted: 0, returned: 2, gone: 0 });
    await kit.duck.write((s) => undoBatch(s, short.batch, 'test'));
    expect(await value('4')).toMatchObject({ gone: false });
  });

  test('removes, reverts, and keeps what later imports say; the plan says so beforehand', async () => {
    await kit.deliver({ rows: [{ key: '1', a: 'first' }] });
    const wrong = await kit.deliver({
      rows: [
        { key: '1', a: 'wrong' },
        { key: '2', a: 'wrong' },
        { key: '3', a: 'wrong' },
      ],
    });
    await kit.deliver({ rows: [{ key: '3', a: 'later' }] });
    const undone = await kit.deliver({ rows: [{ key: '2', a: 'undone' }] });
    await kit.duck.write((s) => undoBatch(s, undone.batch, 'test'));
    const plan = await planUndo(kit.duck, wrong.batch);
    expect(plan).toMatchObject({ removed: 1, reverted: 1, kept: 1, conflicts: 1 });
    expect(await value('1')).toMatchObject({ a: 'wrong' });
    expect(await kit.duck.write((s) => undoBatch(s, wrong.batch, 'test'))).toEqual(plan);
    expect(await value('1')).toMatchObject({ a: 'first' });
    expect(await value('2')).toBeUndefined();
    expect(await value('3')).toMatchObject({ a: 'later' });
    expect((await kit.duck.write((s) => undoBatch(s, wrong.batch, 'test'))).batches).toEqual([]);
  });

  test('takes the corrections of a batch along, and refuses a correction of what is undone', async () => {
    const parent = { rows: [{ key: '1', a: 'x' }], rejected: 1 };
    const delivery = await kit.land(parent);
    const first = await kit.commit(delivery, parent);
    if (isHeld(first)) throw new Error('held');
    const child = {
      rows: [{ key: '2', a: 'fixed' }],
      rejected: 1,
      parent: delivery.delivery,
      resolutions: [{ parentBatch: first.batch, part: 0, row: 1000 }],
    };
    const landed = await kit.land(child);
    await kit.commit(landed, child);
    expect(await kit.rows('SELECT part, "row" FROM archive.log.resolutions')).toEqual([{ part: 0, row: '1000' }]);
    await kit.deliver({ rows: [{ key: '3', a: 'fixed' }], parent: landed.delivery });
    const undone = await kit.duck.write((s) => undoBatch(s, first.batch, 'test'));
    expect(undone.batches).toHaveLength(3);
    expect(await kit.current()).toEqual({});
    await expect(kit.deliver(child)).rejects.toMatchObject({ code: 'parent-not-live' });
  });

  test('takes back the links that its import decided', async () => {
    await kit.deliver({ rows: ['1', '2'].map((key) => ({ key, a: 'x' })) });
    const ids = () => kit.rows<{ golden: string }>('SELECT golden FROM archive.derived.heads ORDER BY record');
    const [one, two] = await ids();
    const { batch } = await kit.deliver({ rows: [{ key: '2', a: 'y' }] });
    await kit.duck.write(async (s) => {
      const tx = await transaction(s, 'link');
      await s.run(
        `INSERT INTO archive.log.links VALUES (${tx.take()}, ${batch}, $1, $2, 'matcher', now()::TIMESTAMP)`,
        [Number(two?.golden), Number(one?.golden)],
      );
      await s.run('CREATE TEMP TABLE linked AS SELECT record FROM archive.derived.heads');
      await derive(s, 'temp.main.linked');
    });
    expect(await ids()).toEqual([one, one]);
    const undone = await kit.duck.write((s) => undoBatch(s, batch, 'test'));
    expect(undone).toMatchObject({ removed: 0, reverted: 1, kept: 0 });
    expect(await ids()).toEqual([one, two]);
  });

  test('an id given out stays the id when the same thing comes again', async () => {
    const ids = () => kit.rows('SELECT golden FROM archive.derived.heads');
    const first = await kit.deliver({ rows: [{ key: '1', a: 'x' }] });
    const before = await ids();
    await kit.duck.write((s) => undoBatch(s, first.batch, 'test'));
    expect(outcome(await kit.deliver({ rows: [{ key: '1', a: 'x' }] }))).toEqual([1, 0, 0]);
    expect(await ids()).toEqual(before);
  });
});
