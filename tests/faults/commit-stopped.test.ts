/** Ctrl-C, SIGTERM, a closed terminal and kill -9 exactly at the COMMIT of a one-shot `ingest`: nothing or the whole is in, and the next command goes on. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, run } from '../e2e/program.js';

const desk = new Desk();
beforeAll(() => desk.init());
afterAll(() => desk.remove());

const preload = new URL('./signal-at-commit.mjs', import.meta.url).href;
const taken = 2_000;
const rows = taken + 2;

function fileOf(name: string): string {
  const lines = Array.from({ length: taken }, (_, at) => `${name}${at},Customer ${at},c${at}@example.com`);
  return desk.file(`${name}.csv`, ['external_id,name,email', ...lines, `${name}x,X,no mail`, lines[0], ''].join('\n'));
}

/** What a reader of the archive sees of each file that has a batch, with both equations. */
const inArchive = () =>
  desk.sql<{
    file_name: string;
  }>(`SELECT d.file_name, count(DISTINCT b.batch)::INTEGER AS batches, sum(b.rows)::INTEGER AS rows,
      (SELECT count(*)::INTEGER FROM customers c WHERE c.delivery = any_value(d.delivery)) AS customers,
      bool_and(b.rows = b.accepted + b.rejected + b.duplicates + b.skipped AND b.accepted = b.new + b.changed + b.unchanged) AS agree
    FROM batches b JOIN deliveries d USING (delivery) GROUP BY 1 ORDER BY 1`);
const whole = (name: string) => ({ file_name: `${name}.csv`, batches: 1, rows, customers: taken, agree: true });

type Moment = 'before' | 'during' | 'after';

/** `seen`: what is in right after; then the next command has gone on with it. */
async function stopped(signal: NodeJS.Signals, moment: Moment) {
  const name = `${signal}-${moment}`;
  const env = { NODE_OPTIONS: `--import ${preload}`, SIGNAL_AT: moment, SIGNAL_NAME: signal };
  const ran = await run(['ingest', fileOf(name), '--dataset', 'customers', '--workspace', desk.root], { env });
  const seen = (await inArchive()).filter((one) => one.file_name === `${name}.csv`);
  expect((await desk.run('reconcile')).code).toBe(0);
  return { ran, seen, whole: [whole(name)] };
}

const orderly: [NodeJS.Signals, Moment][] = [
  ['SIGINT', 'before'],
  ['SIGTERM', 'during'],
  ['SIGHUP', 'after'],
];
test.each(orderly)('%s %s the commit ends in order', async (signal, moment) => {
  const { ran, seen, whole: all } = await stopped(signal, moment);
  expect(ran).toMatchObject({ code: 130, stdout: '' });
  expect(ran.stderr).toMatch(
    /stopping …[^]*Stopped before the outcome was there[^]*sheetkeep --workspace \S+ reconcile/,
  );
  expect([[], all]).toContainEqual(seen);
});

test('kill -9 before the commit: nothing is in', async () => {
  const { ran, seen } = await stopped('SIGKILL', 'before');
  expect(ran).toMatchObject({ code: null, stdout: '' });
  expect(seen).toEqual([]);
});

test('kill -9 during the commit: nothing or the whole is in', async () => {
  const { ran, seen, whole: all } = await stopped('SIGKILL', 'during');
  expect(ran.code).toBeNull();
  expect([[], all]).toContainEqual(seen);
});

test('kill -9 after the commit, before the answer: the whole is in', async () => {
  const { ran, seen, whole: all } = await stopped('SIGKILL', 'after');
  expect(ran.code).toBeNull();
  expect(seen).toEqual(all);
});

test('all went on: each file is in once, has its outcome and its receipt, and no original is missing', async () => {
  const names = (await inArchive()).map((one) => one.file_name.replace('.csv', ''));
  expect(names).toHaveLength(6);
  expect(await inArchive()).toEqual(names.map(whole));
  const outcome = 'SELECT DISTINCT status, rows, rejected, duplicates, receipt IS NOT NULL AS receipt FROM deliveries';
  expect(await desk.sql(outcome)).toEqual([{ status: 'committed', rows, rejected: 1, duplicates: 1, receipt: true }]);
  expect(readdirSync(join(desk.root, 'outbox'))).toHaveLength(6);
  expect(await desk.json('audit', 'verify')).toMatchObject({ code: 0 });
  const again = await desk.ingest(join(desk.folder, 'SIGKILL-before.csv'), '--dataset', 'customers');
  expect(again).toMatchObject({ status: 'duplicate' });
});
