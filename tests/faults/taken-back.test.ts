/**
 * A keeper that dies between taking a batch back for another reading (a key was confirmed) and that reading: its next start
 * drives the delivery again. What a person took back stays taken back.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArchive } from '../../core/archive/archive.js';
import { undoBatch } from '../../core/archive/undo.js';
import { workspacePaths } from '../../core/archive/workspace.js';
import { Desk, startUp } from '../e2e/program.js';

const desk = new Desk();
beforeAll(() => desk.init());
afterAll(() => desk.remove());

/** The state that such a death leaves behind. */
async function takeBack(batch: string | null): Promise<void> {
  const paths = workspacePaths(desk.root);
  const duck = await openArchive({ ...paths, tempDir: paths.tmp, memoryLimitMb: 300, threads: 1 });
  await duck.write((s) => undoBatch(s, Number(batch), 'keeper'));
  await duck.close();
}

test('the next start reads it again, once, and nothing else', async () => {
  const send = (id: string) =>
    desk.ingest(desk.file(`${id}.csv`, `external_id,name\n${id},Ann\n`), '--dataset', 'customers');
  const [first, second] = [await send('T1'), await send('T2')];
  await desk.json('undo', second.batch ?? '');
  await takeBack(first.batch);
  expect(await desk.sql('SELECT external_id FROM customers')).toEqual([]);
  const keeper = await startUp(desk.root);
  const again = await keeper.delivered('T1.csv');
  expect(again).toMatchObject({ delivery: first.delivery, status: 'committed', new: 1 });
  expect(again.batch).not.toBe(first.batch);
  expect(await keeper.stop()).toBe(130);
  expect(await desk.sql('SELECT external_id FROM customers')).toEqual([{ external_id: 'T1' }]);
  const { json } = await desk.json<{ deliveries: { delivery: string; batch: string }[] }>('status');
  expect(json.deliveries.map(({ batch }) => batch)).toEqual([second.batch, again.batch]);
});
