// Runs on a small disk: a keeper takes a file for which there is room, but not for what becomes of it; room is made later. Prints JSON lines.
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [disk] = process.argv.slice(2);
const bin = fileURLToPath(new URL('../../bin/sheetkeep', import.meta.url));
const { TEMPORAL_ADDRESS: _address, ...env } = { ...process.env, LANG: 'C.UTF-8', TMPDIR: '/tmp' };
const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const root = join(disk, 'workspace');
const inbox = join(root, 'inbox', 'customers');
const sheetkeep = (...args) =>
  JSON.parse(execFileSync(process.execPath, [bin, ...args, '--json', '--workspace', root], { env, encoding: 'utf8' }));

sheetkeep('init');
writeFileSync(join(root, 'sheetkeep.config.ts'), 'export default { disk: { minFreeMb: 12 } };\n');
const up = spawn(process.execPath, [bin, 'up', '--json', '--workspace', root], {
  env,
  stdio: ['ignore', 'pipe', 'pipe'],
});
let out = '';
let err = '';
up.stdout.setEncoding('utf8').on('data', (text) => (out += text));
up.stderr.setEncoding('utf8').on('data', (text) => (err += text));
const ended = new Promise((done) => up.once('close', done));
const until = async (holds) => {
  while (!holds()) {
    if (up.exitCode !== null) throw new Error(`the keeper ended: ${err}`);
    await new Promise((done) => setTimeout(done, 100));
  }
};
const outcomes = () =>
  out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

await until(() => err.includes('Ctrl-C'));
// Written while there is room, under names that the intake passes over.
const big = join(root, '.big');
writeFileSync(big, 'external_id,name,email,notes\n');
for (let n = 0; n < 120_000; n += 1000) {
  const lines = Array.from(
    { length: 1000 },
    (_, i) => `B${n + i},Customer ${n + i},c${n + i}@example.com,some words of note ${n + i}`,
  );
  appendFileSync(big, `${lines.join('\n')}\n`);
}
writeFileSync(join(root, '.small'), 'external_id,name\nS1,Sam\nS2,Sue\n');
const { bavail, bsize } = statfsSync(disk);
const ballast = join(disk, 'ballast');
writeFileSync(ballast, Buffer.alloc(bavail * bsize - 24e6));
renameSync(big, join(inbox, 'big.csv'));
await until(() => err.includes('nearly full'));
renameSync(join(root, '.small'), join(inbox, 'small.csv'));
let waiting = [];
while (!waiting.some(({ reason }) => reason === 'no-room')) {
  try {
    waiting = sheetkeep('status').waiting;
  } catch {
    // The archive may be away in this very moment: told, and asked again.
  }
}
say({ waiting, before: outcomes().length });
rmSync(ballast);
await until(() => outcomes().length >= 2);
say({ outcomes: outcomes().map(({ file, status, rows, new: fresh }) => ({ file, status, rows, fresh })) });
up.kill('SIGINT');
say({ code: await ended, again: /There is room/.test(err) });
say({ customers: sheetkeep('sql', 'SELECT count(*) AS n, count(DISTINCT batch) AS batches FROM customers').rows });
say({ audit: sheetkeep('audit', 'verify').ok });
