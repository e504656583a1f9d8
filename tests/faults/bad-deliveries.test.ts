import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, PoolFailure } from '../../core/parsing/pool.js';
import type { Activities } from '../../schemas/steps.js';
import { openHarness, type Harness } from '../workflows/harness.js';

const hungryWorker = fileURLToPath(new URL('./hungry-worker.mjs', import.meta.url));
let keeper: Harness;
let beforeCommit: () => Promise<void> | void = () => undefined;

const hooked = (steps: Activities): Activities => ({
  ...steps,
  commitDelivery: async (input) => {
    await beforeCommit();
    return steps.commitDelivery(input);
  },
});

beforeAll(async () => {
  keeper = await openHarness({ breakSteps: hooked });
});
afterAll(async () => {
  await keeper.close();
  keeper.remove();
});

const csv = (id: string) => `external_id,name,email\n${id},Ann,ann@example.com\n`;
const receiptOf = async (delivery: string) => join(keeper.root, (await keeper.outcome(delivery))?.receipt ?? 'none');

test('a file replaced after it was taken stays in the inbox: new content is a new delivery', async () => {
  const path = keeper.drop('customers', 'a.csv', csv('A1'));
  const delivery = await keeper.land('customers', path);
  beforeCommit = () => writeFileSync(path, csv('A2'));
  await keeper.starts.ingest({ delivery });
  expect(await keeper.starts.outcome(delivery)).toMatchObject({ status: 'committed', new: 1 });
  beforeCommit = () => undefined;
  expect(readFileSync(path, 'utf8')).toBe(csv('A2'));
  const next = await keeper.land('customers', path);
  await keeper.starts.ingest({ delivery: next });
  expect(await keeper.starts.outcome(next)).toMatchObject({ status: 'committed', new: 1 });
  expect(existsSync(path)).toBe(false);
});

test('the same file twice at the same time is one batch and a duplicate', async () => {
  const paths = ['twin.csv', 'twin (1).csv'].map((name) => keeper.drop('customers', name, csv('T1')));
  const twins = [];
  for (const path of paths) twins.push(await keeper.land('customers', path));
  let there = 0;
  let go: () => void = () => undefined;
  const both = new Promise<void>((resolve) => (go = resolve));
  beforeCommit = () => {
    if (++there === 2) go();
    return both;
  };
  await Promise.all(twins.map((delivery) => keeper.starts.ingest({ delivery })));
  const outcomes = await Promise.all(twins.map((delivery) => keeper.starts.outcome(delivery)));
  beforeCommit = () => undefined;
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['committed', 'duplicate']);
});

test('what was staged is lost in between: read again from the landed original', async () => {
  let lost = 0;
  beforeCommit = () => {
    if (lost++ === 0) rmSync(keeper.paths.staging, { recursive: true });
  };
  const outcome = await keeper.ingest('customers', 'lost.csv', csv('L1'));
  beforeCommit = () => undefined;
  expect(outcome).toMatchObject({ status: 'committed', new: 1 });
  expect(lost).toBe(2);
});

test('a file that takes a thread past its time is refused by that name, with a receipt; the next goes in', async () => {
  const pool = keeper.deps.pool;
  const hasty = createPool({ maxThreads: 1, threadMemoryMb: 256, timeoutMs: 1 });
  keeper.deps.pool = hasty;
  const refused = await keeper.ingest('customers', 'slow.csv', csv('B1'));
  keeper.deps.pool = pool;
  await hasty.close();
  expect(refused).toMatchObject({ status: 'refused', reason: 'thread-time-limit' });
  expect(existsSync(await receiptOf(refused.delivery))).toBe(true);
  expect(await keeper.ingest('customers', 'next.csv', csv('B2'))).toMatchObject({ status: 'committed', new: 1 });
});

test('a file whose reading takes memory without end is refused by that name; the one read beside it goes in', async () => {
  const pool = keeper.deps.pool;
  const limits = { maxThreads: 2, threadMemoryMb: 64, timeoutMs: 100_000 };
  const apart = createPool(limits, hungryWorker);
  keeper.deps.pool = apart;
  const [refused, beside] = await Promise.all([
    keeper.ingest('customers', 'hungry.csv', csv('E1')),
    keeper.ingest('customers', 'beside.csv', csv('E2')),
  ]);
  expect(await keeper.ingest('customers', 'later.csv', csv('E3'))).toMatchObject({ status: 'committed', new: 1 });
  keeper.deps.pool = pool;
  await apart.close();
  expect(refused).toMatchObject({ status: 'refused', reason: 'thread-memory-limit' });
  expect(existsSync(await receiptOf(refused.delivery))).toBe(true);
  expect(beside).toMatchObject({ status: 'committed', new: 1 });
});

test('a file that ends its thread each time fails once for good, with a receipt; the queue goes on', async () => {
  const pool = keeper.deps.pool;
  let tries = 0;
  keeper.deps.pool = {
    ...pool,
    run: () => {
      tries++;
      return Promise.reject(new PoolFailure('thread-died', {}, null));
    },
  };
  const failed = await keeper.ingest('customers', 'poison.csv', csv('C1'));
  keeper.deps.pool = pool;
  expect(failed).toMatchObject({ status: 'failed', reason: 'thread-died', rows: 0 });
  expect(tries).toBe(5);
  expect(existsSync(await receiptOf(failed.delivery))).toBe(true);
  expect(await keeper.ingest('customers', 'after.csv', csv('C2'))).toMatchObject({ status: 'committed', new: 1 });
});

test('a cancelled delivery ends its thread, writes nothing and can be driven again', async () => {
  const { pool } = keeper.deps;
  const apart = createPool({ maxThreads: 2, threadMemoryMb: 64, timeoutMs: 100_000 }, hungryWorker);
  let reading: Promise<unknown> = Promise.resolve();
  const run: typeof pool.run = (name, task, options) => {
    const result = apart.run(name, task, options);
    reading = result;
    return result;
  };
  keeper.deps.pool = { ...apart, run };
  const path = keeper.drop('customers', 'endless.csv', csv('D1'));
  const delivery = await keeper.land('customers', path);
  keeper.told.length = 0;
  await keeper.starts.ingest({ delivery });
  while (!keeper.told.some(({ progress }) => progress.step === 'parse'))
    await new Promise((done) => setTimeout(done, 1));
  await keeper.starts.cancel(delivery);
  await expect(keeper.starts.outcome(delivery)).rejects.toMatchObject({ code: 'delivery-stopped' });
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  keeper.deps.pool = pool;
  await apart.close();
  expect(await keeper.outcome(delivery)).toBeNull();
  expect(existsSync(path)).toBe(true);
  await keeper.starts.ingest({ delivery });
  expect(await keeper.starts.outcome(delivery)).toMatchObject({ status: 'committed', new: 1 });
});
