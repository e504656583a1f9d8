/**
 * Receipts that other files tell of are written anew when a batch comes or goes. Which batches is noted before, and
 * forgotten when it is done: a keeper that dies in between leaves the note to the next one.
 */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { throwNamed } from '../../archive/disk-full.js';
import { makeFolder, writeAtomic } from '../../archive/files.js';

/** Notes of this process whose work is under way. */
const open = new Set<string>();

/** Does `work`; the note stays where it fails or says so by `keep`. Ids only: what is written is taken from the log then. */
export async function whileDue<T>(
  folder: string,
  batches: readonly number[],
  work: (keep: () => void) => Promise<T>,
): Promise<T> {
  await makeFolder(folder);
  const path = join(folder, `${batches[0] ?? 0}-${randomBytes(6).toString('hex')}.json`);
  let isKept = false;
  open.add(path);
  try {
    await writeAtomic(path, JSON.stringify({ batches })).catch(throwNamed);
    const done = await work(() => {
      isKept = true;
    });
    if (!isKept) await rm(path, { force: true });
    return done;
  } finally {
    open.delete(path);
  }
}

export interface DueNote {
  path: string;
  batches: number[];
}

/** Notes that nobody works on. */
export async function dueNotes(folder: string): Promise<DueNote[]> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return [];
    throw thrown;
  });
  const paths = names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
  return Promise.all(paths.filter((path) => !open.has(path)).map(readNote));
}

/** One that a damaged disk made unreadable names nothing. */
async function readNote(path: string): Promise<DueNote> {
  try {
    const { batches } = JSON.parse(await readFile(path, 'utf8')) as { batches?: unknown };
    return { path, batches: Array.isArray(batches) ? batches.filter((one) => Number.isSafeInteger(one)) : [] };
  } catch {
    return { path, batches: [] };
  }
}

export const forgetNote = ({ path }: DueNote): Promise<void> => rm(path, { force: true });
