/** The program's own start. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keep-launcher-'));
  for (const name of ['1', '2', '3', '4']) execFileSync('mkfifo', [join(folder, `pipe${name}`)]);
  writeFileSync(join(folder, 'probe.cjs'), probe(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('four long queries do not keep the program from its files', async () => {
  const { UV_THREADPOOL_SIZE: _size, ...env } = process.env;
  const args = ['--require', join(folder, 'probe.cjs'), bin, 'read', join(folder, 'pipe1')];
  const ended = promisify(execFile)(process.execPath, args, { env });
  await expect(ended).rejects.toMatchObject({ stderr: expect.stringContaining('SERVED') as unknown });
});
