/** The program's own start. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/sheetkeep', import.meta.url));

/** Loaded before the program: four calls hold a thread each until somebody writes, as long queries do; then a file is looked at. */
const probe = (folder: string): string => `
const fs = require('node:fs');
setImmediate(() => {
  for (const name of ['1', '2', '3', '4']) fs.open(${JSON.stringify(folder)} + '/pipe' + name, 'r', () => undefined);
  const starved = setTimeout(() => (process.stderr.write('STARVED'), process.kill(process.pid, 'SIGKILL')), 20_000);
  fs.stat(__filename, () => {
    clearTimeout(starved);
    process.stderr.write('SERVED');
    process.kill(process.pid, 'SIGKILL');
  });
});
`;

/** Tells each process that the program starts. */
const counting = `
const processes = require('node:child_process');
const { fork } = processes;
processes.fork = (module, ...rest) => {
  process.stderr.write('STARTED ' + module + '\\n');
  return fork(module, ...rest);
};
require('node:module').syncBuiltinESMExports();
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keep-launcher-'));
  for (const name of ['1', '2', '3', '4']) execFileSync('mkfifo', [join(folder, `pipe${name}`)]);
  writeFileSync(join(folder, 'probe.cjs'), probe(folder));
  writeFileSync(join(folder, 'counting.cjs'), counting);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('four long queries do not keep the program from its files', async () => {
  const { UV_THREADPOOL_SIZE: _size, ...env } = process.env;
  const args = ['--require', join(folder, 'probe.cjs'), bin, 'read', join(folder, 'pipe1')];
  const ended = promisify(execFile)(process.execPath, args, { env });
  await expect(ended).rejects.toMatchObject({ stderr: expect.stringContaining('SERVED') as unknown });
});

test.each([
  ['large.csv', 300_000, 1],
  ['small.csv', 100, 0],
])('%s is read by the process that was started for it, and no other (%d bytes: %d)', async (name, size, processes) => {
  const path = join(folder, name);
  writeFileSync(path, `id,name\n${'1,Ann\n'.repeat(size / 6)}`);
  const args = ['--require', join(folder, 'counting.cjs'), bin, 'read', path, '--format', 'csv'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toBe(readFileSync(path, 'utf8'));
  expect(stderr.match(/STARTED .*reading-process/g) ?? []).toHaveLength(processes);
});
