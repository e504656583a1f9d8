import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openDeliveries } from '../../core/archive/log/deliveries.js';
import { openHarness, type Harness } from '../workflows/harness.js';

let keeper: Harness | null = null;
afterEach(async () => {
  await keeper?.close();
  keeper?.remove();
  keeper = null;
});

const csv = (name: string) => `external_id,name,email\nC1,${name},ann@example.com\nC2,Bo,bo@example.com\n`;
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((done) => setTimeout(done, 5));
};

/** Opens a keeper whose first commit waits: `atCommit` when it is reached, until `goOn`. */
async function openHeldAtCommit() {
  let reached: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  const atCommit = new Promise<void>((done) => (reached = done));
  const released = new Promise<void>((done) => (goOn = done));
  const held = await openHarness({
    breakSteps: (steps) => ({
      ...steps,
      commitDelivery: async (input) => {
        reached();
        await released;
        return steps.commitDelivery(input);
      },
    }),
  });
  return { held, atCommit, goOn };
}

test('kill -9 of Temporal in the middle of a delivery: the workflow goes on and is archived once', async () => {
  const { held, atCommit, goOn } = await openHeldAtCommit();
  keeper = held;
  const path = keeper.drop('customers', 'a.csv', csv('Ann'));
  const delivery = await keeper.land('customers', path);
  await keeper.starts.ingest({ delivery });
  const outcome = keeper.starts.outcome(delivery);
  await atCommit;
  const killed = keeper.server.pid as number;
  process.kill(killed, 'SIGKILL');
  const { server } = keeper;
  await until(() => server.pid !== killed);
  goOn();
  expect(await outcome).toMatchObject({ status: 'committed', new: 2 });
  expect(await keeper.duck.read((s) => s.count('SELECT count(*) FROM archive.log.batches'))).toBe(1);
});

test('the database of Temporal lost: unfinished deliveries are driven from the log, finished ones not again', async () => {
  const first = await openHarness();
  const done = await first.ingest('customers', 'a.csv', csv('Ann'));
  const unfinished = await first.land('customers', first.drop('customers', 'b.csv', csv('Anna')));
  await first.close();
  rmSync(first.paths.temporal, { recursive: true });
  keeper = await openHarness({ root: first.root });
  const open = (await keeper.duck.read(openDeliveries)).map(({ delivery }) => delivery);
  expect(open).toEqual([unfinished]);
  for (const delivery of open) await keeper.starts.ingest({ delivery });
  expect(await keeper.starts.outcome(unfinished)).toMatchObject({ status: 'committed', changed: 1, unchanged: 1 });
  // A finished delivery driven again by hand comes to the same batch.
  await keeper.starts.ingest({ delivery: done.delivery });
  expect(await keeper.starts.outcome(done.delivery)).toMatchObject({ status: 'committed', batch: done.batch, new: 2 });
  expect(await keeper.duck.read((s) => s.count('SELECT count(*) FROM archive.log.batches'))).toBe(2);
});

test('the database of Temporal damaged while work is under way: set aside, and the work goes on', async () => {
  const { held, atCommit, goOn } = await openHeldAtCommit();
  keeper = held;
  const { server, paths, starts, duck } = keeper;
  const delivery = await keeper.land('customers', keeper.drop('customers', 'a.csv', csv('Ann')));
  const driven = starts.drive({ delivery });
  await atCommit;
  const killed = server.pid as number;
  const database = join(paths.temporal, 'temporal.db');
  process.kill(killed, 'SIGSTOP');
  writeFileSync(database, 'no database at all, but text of some length'.repeat(1000));
  process.kill(killed, 'SIGKILL');
  await until(() => server.pid !== killed && readdirSync(paths.temporal).some((name) => name.includes('.damaged-')));
  goOn();
  expect(await driven).toMatchObject({ status: 'committed', new: 2 });
  expect(await duck.read((s) => s.count('SELECT count(*) FROM archive.log.batches'))).toBe(1);
  expect(server.isAway).toBe(false);
});
