/** The `age` command, by which others open what we seal: on PATH, fetched before, or out of Debian's package (not installed). */
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../../apps/temporal/program/run.js';
import { temporalSettings } from '../../apps/temporal/settings.js';

const limitMs = 120_000;

const works = async (path: string): Promise<boolean> => (await runProgram(path, ['--version'], 10_000)).code === 0;

/** Unpacks the program into `target`; false when this machine has no apt, or apt no such package. */
async function fromPackage(target: string): Promise<boolean> {
  const folder = await mkdtemp(`${target}-`);
  const shell = (line: string) => runProgram('sh', ['-c', `cd '${folder}' && ${line}`], limitMs);
  try {
    const got = await shell('apt-get download age || { apt-get update && apt-get download age; }');
    const name = (await readdir(folder)).find((one) => one.endsWith('.deb'));
    if (got.code !== 0 || name === undefined || (await shell(`dpkg-deb -x '${name}' out`)).code !== 0) return false;
    await chmod(join(folder, 'out', 'usr', 'bin', 'age'), 0o755);
    await rename(join(folder, 'out', 'usr', 'bin', 'age'), target);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Throws, naming what to install, when it cannot be had. */
export async function ageCommand(): Promise<string> {
  if (await works('age')) return 'age';
  const { cacheFolder, mayDownload } = temporalSettings(process.env);
  const cached = join(cacheFolder, 'age');
  if (await works(cached)) return cached;
  await mkdir(cacheFolder, { recursive: true });
  if (mayDownload && (await fromPackage(cached)) && (await works(cached))) return cached;
  throw new Error('the command "age" is missing: install it (Debian: apt-get install age; macOS: brew install age)');
}
