/** The program is built and runs wherever people put it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

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
