/** Roles from the command line: files of their own, `sql --role`, and what happens to files of a role that is no more. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useFewThreads } from '../e2e/program.js';

const program = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'roles-command-'));
const settings = join(folder, 'sheetkeep.config.ts');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  exit: number;
  answer: Record<string, unknown> & { rows?: Record<string, unknown>[]; roles?: Record<string, unknown>[] };
}

const run = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args, '--workspace', folder, '--json'], (error, stdout) =>
      resolve({ exit: error ? Number(error.code) : 0, answer: JSON.parse(stdout) as Ended['answer'] }),
    );
  });

const published = (name: string): string => join(folder, 'published', name);

beforeAll(async () => {
  await run('init', folder);
  useFewThreads(folder);
  const text = readFileSync(settings, 'utf8');
  writeFileSync(settings, text.replace('defineConfig({', "defineConfig({\n  roles: { sales: { contact: 'hide' } },"));
});

test('a role has files of its own, asked by its name', async () => {
  const columns =
    "SELECT field FROM dictionary WHERE dataset = 'customers' AND field IN ('phone', 'status') ORDER BY 1";
  expect(await run('sql', columns, '--role', 'sales')).toMatchObject({
    exit: 0,
    answer: { rows: [{ field: 'status' }] },
  });
  expect((await run('sql', columns)).answer.rows).toEqual([{ field: 'phone' }, { field: 'status' }]);
  expect(await run('sql', 'SELECT 1', '--role', 'saels')).toMatchObject({
    exit: 2,
    answer: { error: { code: 'unknown-role' } },
  });
  expect((await run('publish')).answer).toMatchObject({ published: false });
  expect((await run('publish', '--role', 'sales', '--whole')).answer.roles).toMatchObject([
    { role: 'sales', whole: 'asked' },
  ]);
}, 60_000);

test('files of a role that is no more are removed, also when there is nothing else to publish', async () => {
  expect(existsSync(published('sales.duckdb'))).toBe(true);
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/\n {2}roles: .*/, ''));
  expect((await run('publish')).answer).toMatchObject({ published: false });
  const names = ['sales.duckdb', 'sales_history.duckdb', 'sales.json', 'analyst.duckdb'];
  expect(names.filter((name) => existsSync(published(name)))).toEqual(['analyst.duckdb']);
}, 60_000);
