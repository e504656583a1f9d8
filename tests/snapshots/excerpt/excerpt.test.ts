/** One dataset in an empty place: all of it, nothing else, and it knows what it lacks. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { excerptOf } from '../../../core/archive/log/excerpts.js';
import { undoBatch } from '../../../core/archive/undo.js';
import { verifyAudit } from '../../../core/audit/verify.js';
import { Kit, things } from '../../archive/kit.js';
import { Place } from '../place.js';
import { deliver, excerpt, logRows, others } from './two.js';
import { beside, opened, bytesBelow, history } from './history.js';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
});
afterEach(() => place.kit.end());

const ofThings = ['batches', 'records', 'content_things'];
const byBatch = ['sightings', 'parts', 'rejected', 'skipped', 'undos'];

test('a dataset: its rows as they were, nothing of the others, the audit chain whole, undo as before', async () => {
  const { kit } = place;
  const head = await history(place);
  const plan = await excerpt(place, head.id, 'plan', { planOnly: true });
  expect(existsSync(beside(place, 'plan'))).toBe(false);
  const done = await excerpt(place, head.id, 'part');
  expect(done).toEqual(plan);
  expect(plan).toMatchObject({ dataset: 'things', record: null, originals: { files: 3, missing: 0 } });
  expect(plan.leftOut.originals).toBe(2);
  const batches = (await logRows(kit, 'batches', `dataset = 'things'`)).map(({ seq }) => seq).join(', ');
  await opened(place, 'part', async (part) => {
    for (const table of ofThings) {
      const where = table === 'content_things' ? 'true' : `dataset = 'things'`;
      expect([table, await logRows(part, table)]).toEqual([table, await logRows(kit, table, where)]);
    }
    for (const table of byBatch) {
      expect([table, await logRows(part, table)]).toEqual([table, await logRows(kit, table, `batch IN (${batches})`)]);
    }
    const to = `seq <= ${plan.lastSeq}`;
    for (const table of ['audit', 'transactions', 'rules']) {
      expect([table, await logRows(part, table, to)]).toEqual([table, await logRows(kit, table, to)]);
    }
    const told = new Map(plan.tables.map(({ table, rows }) => [table, rows]));
    for (const [table, rows] of told) expect([table, (await logRows(part, table, to)).length]).toEqual([table, rows]);
    expect(await part.current()).toEqual(await kit.current());
    expect(await part.duck.read((s) => verifyAudit(s, []))).toMatchObject({ ok: true });
    const said = await part.duck.read(excerptOf);
    expect(said).toMatchObject({ snapshot: head.id, dataset: 'things', record: null, toSeq: plan.lastSeq });
    expect(said?.leftOut).toMatchObject({ originals: 2, tables: { content_others: 2, records: 1, snapshots: 1 } });
    // Going on: the first import is taken back there as it would be here.
    const [first] = await logRows(part, 'batches');
    const undo = (one: Kit) => one.duck.write((s) => undoBatch(s, Number(first?.['seq']), 'test'));
    expect(await undo(part)).toEqual(await undo(kit));
    expect(await part.current()).toEqual(await kit.current());
  });
  const bytes = bytesBelow(beside(place, 'part'));
  expect([bytes.includes('thing-a'), bytes.includes('alien')]).toEqual([true, false]);
});

test('a snapshot of an excerpt checks, restores and passes its drill', async () => {
  const head = await history(place);
  await excerpt(place, head.id, 'part');
  const part = new Place(await Kit.open(beside(place, 'part')));
  const own = await part.take('incremental', { workspace: 'cd'.repeat(8) });
  expect([own.kind, own.parent]).toEqual(['full', null]);
  expect(await part.check()).toMatchObject({ ok: true, faults: [] });
  expect(await part.drill()).toMatchObject({ result: 'pass', findings: [] });
  await expect(excerpt(part, own.id, 'further', { part: { dataset: 'others', record: null } })).rejects.toMatchObject({
    code: 'dataset-not-in-snapshot',
  });
  const again = await excerpt(part, own.id, 'further');
  expect(again.leftOut.originals).toBe(0);
  await part.kit.close();
});

test('as of a time: only what was logged by then; before that the dataset is not there', async () => {
  await deliver(place, others, 'one', { rows: [{ key: '1', a: 'x' }] });
  const at = async () =>
    (
      await place.kit.rows<{ at: string }>(
        `SELECT strftime("at", '%Y-%m-%dT%H:%M:%S.%gZ') AS at FROM archive.log.transactions ORDER BY tx DESC LIMIT 1`,
      )
    )[0]?.at ?? '';
  const later = async (time: string) => {
    while (new Date().toISOString() <= time) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const before = await at();
  await later(before);
  await deliver(place, things, 'two', { rows: [{ key: '1', a: 'x' }] });
  const then = await at();
  await later(then);
  await deliver(place, things, 'three', { rows: [{ key: '2', a: 'y' }] });
  const { id } = await place.take();
  const plan = await excerpt(place, id, 'then', { at: then });
  expect(plan.originals.files).toBe(1);
  await opened(place, 'then', async (found) => expect(Object.keys(await found.current())).toHaveLength(1));
  await expect(excerpt(place, id, 'before', { at: before })).rejects.toMatchObject({ code: 'dataset-not-in-snapshot' });
  await expect(excerpt(place, id, 'null', { at: '2000-01-01T00:00:00.000Z' })).rejects.toMatchObject({
    code: 'nothing-at-that-time',
  });
});
