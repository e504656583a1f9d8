/** One look at a folder: what lies in it that may be a delivery. */
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { ignoredName } from '../../schemas/ignored-names.js';
import { lookAt } from './identity.js';
import { lockNames } from './names.js';
import { readNames } from './raw-names.js';
import type { Seen } from './settle.js';

/**
 * Names in the folder that are no lock, temp or system files. A folder that is not there or cannot be read
 * throws `folder-gone` or `folder-unreadable`: it is never "empty".
 * `folders`: names of subfolders that are sources themselves.
 */
export async function scanFolder(folder: string, folders: ReadonlySet<string> = new Set()): Promise<Seen[]> {
  const names = await readNames(folder).catch((thrown: unknown) => {
    throw folderError(thrown);
  });
  const there = new Set(names);
  const seen: Seen[] = [];
  for (const name of names) {
    if (ignoredName(name) !== null || folders.has(name)) continue;
    const found = await lookAt(join(folder, name));
    // A thing that went away between the two looks is simply not there.
    if (found) seen.push({ name, ...found, locked: lockNames(name).some((lock) => there.has(lock)) });
  }
  return seen;
}

function folderError(thrown: unknown): NamedError {
  const code = (thrown as NodeJS.ErrnoException).code ?? 'unknown';
  const gone = code === 'ENOENT' || code === 'ENOTDIR';
  return new NamedError(
    gone ? 'folder-gone' : 'folder-unreadable',
    gone ? 'the folder of a source is not there' : `the folder of a source cannot be read (${code})`,
    { hint: 'Files dropped there are not seen until it is back. Check the disk or network share.', retryable: true },
  );
}
