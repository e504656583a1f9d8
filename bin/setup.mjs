// What every entry needs before it can run: a fit Node, the packages of the lockfile, a current dist/.
// Plain Node, no dependencies.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const minimum = [20, 19];

/** Ends the program with what to do, rather than with a stack trace. */
export function stop(message, hint, code = 6) {
  process.stderr.write(`sheetkeep: ${message}\n${hint ? `  ${hint}\n` : ''}`);
  process.exit(code);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return;
  stop(`Node ${process.versions.node} is too old.`, `Install Node ${minimum.join('.')} or newer, then run this again.`);
}

/** Less than this is no room for anything. */
const leastFreeBytes = 16 * 2 ** 20;

function stopWhenFull() {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize >= leastFreeBytes) return;
  stop(
    'the disk is full.',
    'Make room (packages and build take about 1 GB), remove node_modules/, then run this again.',
    4,
  );
}

/** Installs packages when the lockfile is not the one last installed from. */
export function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.sheetkeep-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('installing packages …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const flags = ['install', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  const done = spawnSync(npm, flags, { cwd: root, stdio: ['ignore', 2, 2], timeout: 15 * 60_000 });
  // npm ends well where files of a package found no room.
  stopWhenFull();
  if (done.status !== 0) {
    stop('the packages could not be installed.', 'Check that npm reaches its package registry, then run this again.');
  }
  writeFileSync(stamp, lock);
}

export async function setUp() {
  checkNode();
  installPackages();
  const { build } = await import('./build.mjs');
  try {
    if (await build()) process.stderr.write('built dist/\n');
  } catch (error) {
    stopWhenFull();
    throw error;
  }
}
