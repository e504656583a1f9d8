import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commitTold } from '../../core/archive/log/commit-told.js';
import { isHeld } from '../../core/archive/commit.js';
import { rebuild } from '../../core/archive/derive.js';
import { undoBatch } from '../../core/archive/undo.js';
import { hint, message } from '../../schemas/issues/catalogue.js';
import { Kit, others, severalThreads } from './kit.js';

let kit: Kit;
beforeEach(async () => {
  kit = await Kit.open(undefined, severalThreads);
});
afterEach(() => kit.end());

describe('a complete source', () => {
  const all = (keys: string[]) => keys.map((key) => ({ key, a: 'x' }));

  test('marks what is missing as gone, and back when it is seen again', async () => {
    await kit.deliver({ rows: all(['1', '2', '3', '4']), complete: true });
    await kit.deliver({ rows: all(['1', '2', '3']), complete: true });
    expect(await kit.value('4')).toMatchObject({ a: 'x', gone: true });
    await kit.deliver({ rows: all(['4']) });
    expect(await kit.value('4')).toMatchObject({ gone: false });
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
    expect(await kit.value('4')).toMatchObject({ gone: false });
    expect(isHeld(await kit.commit(delivery, { ...sent, approvedLoss: true }))).toBe(false);
    expect(await kit.value('4')).toMatchObject({ gone: true });
  });

  test('what is gone already is not lost again, rejected rows are there, and half may be lost where half is allowed', async () => {
    await kit.deliver({ rows: all(['1', '2', '3', '4']), complete: true });
    await kit.deliver({ rows: all(['1', '2', '3']), complete: true });
    const short = { rows: all(['1', '2']), complete: true, lossShare: 0.3 };
    const held = await kit.commit(await kit.land(short), short);
    expect(held).toMatchObject({ params: { missing: 1, known: 3 } });
    await kit.deliver({ ...short, rejected: 1 });
    await kit.deliver({ rows: all(['1']), complete: true, lossShare: 0.5 });
    expect(await kit.value('2')).toMatchObject({ gone: true });
  });

  test('what came after it had landed is no loss and not gone', async () => {
    const sent = { rows: all(['1']), complete: true, lossShare: 0 };
    const landed = await kit.land(sent);
    await kit.deliver({ rows: all(['2']) });
    await kit.commit(landed, sent);
    expect(await kit.value('1')).toMatchObject({ gone: false });
    expect(await kit.value('2')).toMatchObject({ gone: false });
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
    expect(await kit.value('1')).toMatchObject({ gone: false });
  });

  test('a rejected row with a readable key is not gone', async () => {
    await kit.deliver({ rows: all(['1', '2', '3']), complete: true });
    await kit.deliver({ rows: all(['1']), complete: true, rejected: 1, presentKeys: ['2'] });
    expect(await kit.value('2')).toMatchObject({ gone: false });
    expect(await kit.value('3')).toMatchObject({ gone: true });
  });

  test('what arrives late from before is gone at once, and undoing the complete delivery brings it back', async () => {
    const early = { rows: all(['1', '2']) };
    const landedFirst = await kit.land(early);
    const complete = await kit.deliver({ rows: all(['1']), complete: true });
    await kit.commit(landedFirst, early);
    expect(await kit.value('2')).toMatchObject({ gone: true });
    await kit.duck.write((s) => undoBatch(s, complete.batch, 'test'));
    expect(await kit.value('2')).toMatchObject({ gone: false });
  });
});
