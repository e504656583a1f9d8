import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isHeld } from '../../core/archive/commit.js';
import { derive } from '../../core/archive/derive.js';
import { transaction } from '../../core/archive/log/transactions.js';
import { planUndo, undoBatch } from '../../core/archive/undo.js';
import { Kit, outcome, severalThreads } from './kit.js';

let kit: Kit;
beforeEach(async () => {
  kit = await Kit.open(undefined, severalThreads);
});
afterEach(() => kit.end());

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
    expect(await kit.value('4')).toMatchObject({ gone: false });
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
    expect(await kit.value('1')).toMatchObject({ a: 'wrong' });
    expect(await kit.duck.write((s) => undoBatch(s, wrong.batch, 'test'))).toEqual(plan);
    expect(await kit.value('1')).toMatchObject({ a: 'first' });
    expect(await kit.value('2')).toBeUndefined();
    expect(await kit.value('3')).toMatchObject({ a: 'later' });
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
