/** `export` from the command line: what it answers, what stays at home, and what it refuses. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fewThreads } from '../e2e/program.js';
import { duckdb, filesIn } from './reading.js';

const program = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const base = mkdtempSync(join(tmpdir(), 'export-command-'));
const folder = join(base, 'w');
const settings = join(folder, 'sheetkeep.config.ts');
afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Ended {
  exit: number;
  answer: Record<string, unknown> & { datasets?: Record<string, unknown>[] };
}

const run = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args, '--workspace', folder, '--json'], (error, stdout) =>
      resolve({ exit: error ? Number(error.code) : 0, answer: JSON.parse(stdout) as Ended['answer'] }),
    );
  });

beforeAll(async () => {
  await run('init', folder);
  const given = {
    roles: { desk: { contact: 'mask' } },
    exports: { role: 'desk', partitions: { orders: { field: 'ordered_at' } } },
    snapshots: { localOnly: ['feedback'] },
  };
  writeFileSync(
    settings,
    `import { defineConfig } from 'sheetkeep';\nexport default defineConfig({ ${fewThreads}, ...${JSON.stringify(given)} });\n`,
  );
  writeFileSync(join(base, 'orders.csv'), 'external_id,ordered_at,amount\nO1,2024-01-05,10\nO2,2024-02-05,12.50\n');
  writeFileSync(join(base, 'customers.csv'), 'external_id,name,phone,tags\nA1,Alpha,+493012345678,VIP;big\n');
  for (const dataset of ['orders', 'customers'])
    await run('ingest', join(base, `${dataset}.csv`), '--dataset', dataset);
}, 240_000);

test('a plan changes nothing; then files of what the role sees, as the format page reads them', async () => {
  const plan = await run('export', '--plan');
  expect(plan).toMatchObject({ exit: 0, answer: { plan: true, role: 'desk', leftOut: [] } });
  expect(existsSync(join(folder, 'exports'))).toBe(false);
  const done = await run('export');
  expect(done).toMatchObject({ exit: 0, answer: { plan: false, to: join(folder, 'exports'), dropped: [] } });
  expect(done.answer.datasets?.find((one) => one['dataset'] === 'orders')).toMatchObject({ rows: 2, written: 2 });
  const page = readFileSync(new URL('../../docs/export-format.md', import.meta.url), 'utf8');
  const [, before = '', sql = ''] = /^ {4}(SET VARIABLE[\s\S]*?;)\n {4}(SELECT .*);$/m.exec(page) ?? [];
  const rows = await duckdb(`${sql} ORDER BY id`, before.replaceAll("'exports/", `'${join(folder, 'exports')}/`));
  expect(rows.map(({ external_id, amount }) => [external_id, amount])).toEqual([
    ['O1', '10.0000'],
    ['O2', '12.5000'],
  ]);
  const customers = await duckdb(`FROM '${join(folder, 'exports', 'customers')}/*.parquet'`);
  expect(customers).toMatchObject([{ external_id: 'A1', phone: expect.stringMatching(/^~/), tags: ['VIP', 'big'] }]);
  const audit = await run('audit', 'list');
  expect(JSON.stringify(audit.answer)).toContain('"action":"export"');
}, 120_000);

test('elsewhere, what must stay at home is left out and named', async () => {
  const to = join(base, 'disk');
  const done = await run('export', '--to', to);
  expect(done).toMatchObject({
    exit: 0,
    answer: { to, leftOut: [{ dataset: 'feedback', reason: 'local-only' }] },
  });
  const { datasets } = JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8')) as {
    datasets: { dataset: string }[];
  };
  expect(datasets.map(({ dataset }) => dataset)).not.toContain('feedback');
  const alone = await run('export', '--to', to, '--dataset', 'feedback');
  expect(alone).toMatchObject({ exit: 4, answer: { error: { code: 'export-local-only' } } });
  expect(await run('export', '--dataset', 'nobody')).toMatchObject({ exit: 2 });
  expect(await run('export', '--to', base)).toMatchObject({
    exit: 2,
    answer: { error: { code: 'export-place-taken' } },
  });
  expect((await filesIn(to)).every((path) => /^(orders|customers)\//.test(path))).toBe(true);
}, 120_000);
