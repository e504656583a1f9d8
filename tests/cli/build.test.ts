/** The program is built and runs wherever people put it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { columnNames } from '../../core/parsing/tables/column-names.js';

const project = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'keep-build-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a folder with blanks, quotes, a star and Chinese in its name', () => {
  const there = join(folder, `Ann's "客户" *é* (1) #2`);
  for (const part of ['schemas', 'activities', 'core', 'apps', 'bin', 'package.json', 'package-lock.json'])
    cpSync(join(project, part), join(there, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(there, 'node_modules'));
  execFileSync(process.execPath, [join(there, 'bin', 'build.mjs')], { stdio: 'pipe' });
  const program = join(there, 'bin', 'sheetkeep');
  const list = join(folder, 'list.csv');
  writeFileSync(list, 'external_id,name\nC1,Ann\nC2,Bo\n');
  const said = execFileSync(process.execPath, [program, 'read', list, '--json'], { encoding: 'utf8' });
  expect(JSON.parse(said)).toMatchObject({ tables: [{ columns: ['external_id', 'name'], rows: 2 }] });
});

test('names of columns are made when the program is built', async () => {
  const built = join(project, 'dist', 'core', 'parsing', 'tables', 'column-names.js');
  expect(readFileSync(built, 'utf8')).not.toMatch(/\bimport\b/);
  expect(await import(pathToFileURL(built).href)).toMatchObject({ columnNames });
});

test('what opens the archive loads nothing of Temporal and of workbooks before they are wanted', () => {
  const keeper = pathToFileURL(join(project, 'dist', 'apps', 'keeper', 'keeper.js')).href;
  const script = `await import('${keeper}');
    console.log(JSON.stringify(Object.keys((await import('node:module')).createRequire('${keeper}').cache)));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const loaded = JSON.parse(said) as string[];
  expect(loaded.some((path) => path.includes('jiti'))).toBe(true);
  expect(loaded.filter((path) => /@temporalio|exceljs|@e965/.test(path))).toEqual([]);
});

test('a receipt is written without hundreds of modules, and Node has nothing to warn of', () => {
  const programs = join(project, 'dist', 'programs');
  const texts = readdirSync(programs)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(programs, name), 'utf8'));
  expect(texts.filter((text) => text.includes('exceljs.nodejs')).length).toBeGreaterThan(0);
  expect(texts.filter((text) => /(from|import\() ?"exceljs"|new Buffer\(/.test(text))).toEqual([]);
});
