/** A drill reads originals once more: what was stored wrongly from the start is found, and what cannot be compared is said. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArchive } from '../../../core/archive/archive.js';
import { contentDigestSql, valueColumn } from '../../../core/archive/digests.js';
import type { Session } from '../../../core/archive/duck.js';
import { recordExcerpt } from '../../../core/archive/log/excerpts.js';
import { storedFields } from '../../../core/archive/log/tables.js';
import { removeRecords } from '../../../core/archive/removal.js';
import { workspacePaths } from '../../../core/archive/workspace.js';
import type { DrillRow } from '../../../core/snapshots/ledger.js';
import { useFewThreads } from '../../e2e/program.js';

const program = fileURLToPath(new URL('../../../dist/apps/cli/main.js', import.meta.url));
const base = mkdtempSync(join(tmpdir(), 'reread-'));
const folder = join(base, 'w');
const paths = workspacePaths(folder);
afterAll(() => rmSync(base, { recursive: true, force: true }));

const run = (...args: string[]): Promise<{ exit: number; answer: Record<string, unknown> }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args, '--workspace', folder, '--json'], (error, stdout) =>
      resolve({ exit: error ? Number(error.code) : 0, answer: JSON.parse(stdout) as Record<string, unknown> }),
    );
  });

async function change(work: (s: Session) => Promise<void>): Promise<void> {
  const { archiveFile, highWater, tmp: tempDir } = paths;
  const duck = await openArchive({ archiveFile, highWater, tempDir, memoryLimitMb: 300, threads: 1 });
  await duck.write(work);
  await duck.close();
}

/** Puts another name into a content as if it had been stored so from the start: its digest and the state of its record go with it. */
const rename = (from: string, to: string): Promise<void> =>
  change(async (s) => {
    const content = 'archive.log.content_customers';
    const digest = contentDigestSql(await storedFields(s, 'customers'), valueColumn, 'extra');
    await s.run(`UPDATE ${content} SET f_name = '${to}' WHERE f_name = '${from}'`);
    await s.run(`UPDATE ${content} SET digest = ${digest} WHERE f_name = '${to}'`);
    await s.run(
      `UPDATE archive.derived.heads h SET state = c.digest FROM ${content} c WHERE c.seq = h.content AND c.f_name = '${to}'`,
    );
  });

/** A full snapshot of the moment, and its drill. */
async function drill(): Promise<DrillRow> {
  const taken = await run('snapshot', 'take', '--kind', 'full');
  expect(taken.exit).toBe(0);
  const { answer } = await run('drill', 'run');
  return (answer['drills'] as DrillRow[])[0] as DrillRow;
}

let deliveries: string[] = [];

beforeAll(async () => {
  await run('init', folder);
  useFewThreads(folder);
  const long = Array.from(
    { length: 500 },
    (_, i) => `C${i},Name ${i},2024-01-${String((i % 28) + 1).padStart(2, '0')}`,
  );
  writeFileSync(
    join(base, 'customers.csv'),
    `external_id,name,signup_date,shoe size\n${long.join(',42\n')},42\n,nobody,,\n`,
  );
  writeFileSync(
    join(base, 'orders.csv'),
    'Order export\n\nexternal_id;ordered_at;amount\nO1;2024-02-01;12,50\nO1;2024-02-01;12,50\n',
  );
  for (const dataset of ['customers', 'orders']) {
    const { answer } = await run('ingest', join(base, `${dataset}.csv`), '--dataset', dataset);
    deliveries.push(...(answer['deliveries'] as { delivery: string }[]).map(({ delivery }) => delivery));
  }
}, 240_000);

test('originals say again what the archive says of them; rows that were removed since are not missed', async () => {
  const records = `SELECT record FROM archive.log.content_customers WHERE f_name IN ('Name 8', 'Name 9')`;
  await change(async (s) => {
    await removeRecords(s, { records, originals: [], reason: 'erasure', actor: 'test' });
  });
  const { result, findings, facts } = await drill();
  expect({ result, findings }).toEqual({ result: 'pass', findings: [] });
  expect(facts).toMatchObject({ compared: { originals: 2 }, open: [] });
}, 120_000);

test('a text that is in no original is found, though snapshot and archive agree about it', async () => {
  await rename('Name 7', 'Somebody else');
  const { result, findings } = await drill();
  expect(result).toBe('fail');
  expect(findings).toEqual([
    { code: 'original-differs', params: { delivery: deliveries[0], differing: 1, rows: 500 } },
  ]);
}, 120_000);

test('after a change of the settings it is no proof; then it is said, and the drill goes on', async () => {
  const later = new Date(Date.now() + 1000);
  utimesSync(paths.config, later, later);
  const { result, facts } = await drill();
  expect(result).toBe('pass');
  expect(facts).toMatchObject({
    compared: { originals: 1 },
    open: [{ delivery: deliveries[0], reason: 'settings-changed' }],
  });
  await rename('Somebody else', 'Name 7');
  utimesSync(paths.config, 0, 0);
}, 120_000);

test('by rules that are gone nothing can be compared: inconclusive, not proved, and told; a difference is still a failure', async () => {
  const before = (await run('drill', 'list')).answer['lastProved'];
  await change((s) => s.run(`UPDATE archive.log.rules SET description = '{"product":"0.0.0"}'`));
  const { result, facts, findings, snapshot } = await drill();
  expect(result).toBe('inconclusive');
  expect(facts?.compared.originals).toBe(0);
  expect(facts?.open?.map(({ reason }) => reason)).toEqual(['rules-gone', 'rules-gone']);
  expect(findings.map(({ code }) => code)).toEqual(['rules-gone', 'rules-gone']);
  expect(findings.map(({ params }) => String(params['delivery'])).toSorted()).toEqual(deliveries.toSorted());
  const { snapshots } = (await run('snapshot', 'list')).answer as { snapshots: { id: string; proved: boolean }[] };
  expect(snapshots.find(({ id }) => id === snapshot)?.proved).toBe(false);
  expect((await run('drill', 'list')).answer['lastProved']).toEqual(before);
  expect((await run('drill', 'run')).exit).toBe(5);
  await run('snapshot', 'take');
  const amount = (to: string) => change((s) => s.run(`UPDATE archive.log.content_orders SET f_amount = ${to}`));
  await amount(`f_amount || '1'`);
  expect((await run('drill', 'run')).answer['drills']).toMatchObject([{ result: 'fail' }]);
  await amount('f_amount[:-2]');
}, 240_000);

test('one file that this program judged is enough: it is drawn, and the drill passes', async () => {
  writeFileSync(join(base, 'later.csv'), 'external_id,name\nC900,Late\n');
  await run('ingest', join(base, 'later.csv'), '--dataset', 'customers');
  const { result, facts } = await drill();
  expect(result).toBe('pass');
  expect(facts).toMatchObject({ compared: { originals: 1 }, open: [] });
}, 240_000);

test('with one record of older files only, those are not drawn: they hold other rows than their originals', async () => {
  await change(async (s) => {
    const toSeq = await s.count('SELECT max(last_seq) FROM archive.log.transactions');
    const part = { dataset: 'customers', record: 1, toSeq, leftOut: { tables: {}, originals: 0 } };
    await recordExcerpt(s, { snapshot: 'none', ...part }, 'test');
  });
  const { result, facts } = await drill();
  expect(result).toBe('pass');
  expect(facts).toMatchObject({ compared: { originals: 0 }, open: [] });
}, 240_000);
