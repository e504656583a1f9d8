/** What becomes of earlier demos, and of folders beside the demo that a killed run was making or taking away. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { processStart } from '../../../core/archive/lock.js';

/** A folder is the demo's own when this file says so. */
export const markerFile = '.sheetkeep-demo';
export const marker = 'This workspace was made by "sheetkeep demo" and is replaced by its next run.\n';

export const isDemo = async (root: string): Promise<boolean> =>
  (await readFile(join(root, markerFile), 'utf8').catch(() => '')) === marker;

/** `making`: not served yet. `old`: served once, and to be removed. */
const nameBeside = (root: string, state: 'making' | 'old', pid: number): string => `${root}.${state}-${pid}`;

export const makingFolder = (root: string): string => nameBeside(root, 'making', process.pid);

/** Takes the demo away: whole at once, then what is in it; killed in between, the next run ends it. */
export async function removeDemo(root: string): Promise<void> {
  const old = nameBeside(root, 'old', process.pid);
  await rename(root, old);
  await removeMarked(old);
}

/** The marker goes last: until then the folder is known as the demo's own. */
async function removeMarked(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name !== markerFile) await rm(join(folder, name), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

/** What a person put into an inbox is not ours to remove unasked. */
async function hasArrivals(folder: string): Promise<boolean> {
  const inside = await readdir(join(folder, 'inbox'), { recursive: true, withFileTypes: true }).catch(() => []);
  return inside.some((entry) => !entry.isDirectory());
}

/** Whether everything that this demo was ever given are the sample spreadsheets. */
export async function holdsOnlySamples(root: string, samples: string): Promise<boolean> {
  if (await hasArrivals(root)) return false;
  const known = new Set(await Promise.all((await readdir(samples)).map((name) => sha256(join(samples, name)))));
  const landed = await readdir(join(root, 'originals'), { recursive: true, withFileTypes: true }).catch(() => []);
  return landed.every((entry) => entry.isDirectory() || known.has(entry.name));
}

const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

/** Sets the demo aside under a name that no demo takes; answers the folder. */
export async function keepDemo(root: string): Promise<string> {
  let number = 1;
  while (existsSync(`${root}-kept-${number}`)) number += 1;
  const kept = `${root}-kept-${number}`;
  await rename(root, kept);
  return kept;
}

/** Removes what dead processes left beside `root`; what bears no marker or holds a file in an inbox, or whose process lives, stays. */
export async function sweepLeftovers(root: string): Promise<void> {
  const start = `${basename(root)}.`;
  const names = await readdir(dirname(root)).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(start))) {
    const pid = /^(?:making|old)-([1-9]\d{0,9})$/.exec(name.slice(start.length))?.[1];
    if (pid === undefined || processStart(Number(pid)) !== null) continue;
    const folder = join(dirname(root), name);
    // Killed before the marker was written, it is empty.
    if (!(await isDemo(folder))) await rmdir(folder).catch(() => undefined);
    else if (!(await hasArrivals(folder))) await removeMarked(folder);
  }
}
