/** A process on a disk of a few megabytes: a tmpfs in a mount namespace that goes with the process; on macOS a disk image. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a script with the folder of the disk and the arguments; answers the lines it printed. Rejects when it fails. */
export async function onSmallDisk(sizeMb: number, script: string, args: readonly string[] = []): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'keep-disk-'));
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const command = [process.execPath, script, disk, ...args];
  try {
    return process.platform === 'darwin'
      ? await onImage(join(folder, 'disk.dmg'), sizeMb, disk, command)
      : await linesOf(inNamespace(sizeMb, disk, command));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Needs root or user namespaces. */
function inNamespace(sizeMb: number, disk: string, command: readonly string[]): string[] {
  const own = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const mount = `mount -t tmpfs -o size=${sizeMb}m tmpfs "$0" && exec "$@"`;
  return ['unshare', ...own, '--mount', 'sh', '-c', mount, disk, ...command];
}

async function onImage(image: string, sizeMb: number, disk: string, command: readonly string[]): Promise<string[]> {
  execFileSync('hdiutil', ['create', '-quiet', '-size', `${sizeMb}m`, '-fs', 'HFS+', image]);
  execFileSync('hdiutil', ['attach', '-quiet', '-nobrowse', '-mountpoint', disk, image]);
  try {
    return await linesOf(command);
  } finally {
    execFileSync('hdiutil', ['detach', '-quiet', '-force', disk]);
  }
}

async function linesOf([program = '', ...args]: readonly string[]): Promise<string[]> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let noise = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (noise += text));
  const code = await new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
  if (code !== 0) throw new Error(`ended with ${String(code)}: ${noise.slice(-2_000)} ${out.slice(-2_000)}`);
  return out.split('\n').filter(Boolean);
}
