/** A receipt that cannot be written waits for its folder: the batch stands, and the file ends as if nothing had been. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness } from '../workflows/harness.js';

let keeper: Harness;
beforeAll(async () => {
  keeper = await openHarness();
});
afterAll(async () => {
  await keeper.close();
  keeper.remove();
});

test.each([
  ['a few rows', 1],
  ['many rows to fix, written by a thread of their own', 600],
])('%s', async (_, rows) => {
  const { outbox } = keeper.paths;
  rmSync(outbox, { recursive: true, force: true });
  writeFileSync(outbox, 'no folder');
  const lines = Array.from({ length: rows }, (_line, at) => `${rows}-${at},Customer ${at},no mail`);
  const path = keeper.drop('customers', `list${rows}.csv`, ['external_id,name,email', ...lines, ''].join('\n'));
  const delivery = await keeper.land('customers', path);
  await keeper.starts.ingest({ delivery });
  const failed = () => keeper.failures.some(({ code }) => code === 'outbox-not-writable');
  await expect.poll(failed, { timeout: 60_000 }).toBe(true);
  expect(existsSync(path)).toBe(true);
  rmSync(outbox);
  expect(await keeper.starts.outcome(delivery)).toMatchObject({ status: 'committed', rejected: rows });
  expect(readdirSync(outbox)).toEqual([`list${rows}_receipt_tofix${rows}.xlsx`]);
  expect(existsSync(path)).toBe(false);
  keeper.failures.length = 0;
});
