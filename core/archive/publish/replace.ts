/** New files beside the old ones, durable, then put in their place. Who reads an old one keeps it. */
import { chmod, chown, constants, copyFile, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import { fsyncFile, makeFolder, renameDurably, tempName } from '../files.js';

/** Temp files being written by this process. */
const writing = new Set<string>();

/**
 * Writes new files and puts them in the place of `files`, one after the other in that order. `write` gets their temp
 * names: copies of the old files with `fromOld`, else names that do not exist. On any error the old files stay.
 */
export async function replaceFiles<T>(
  files: readonly string[],
  fromOld: boolean,
  write: (temps: string[]) => Promise<T>,
): Promise<T> {
  const temps = files.map((file) => join(dirname(file), tempName()));
  for (const temp of temps) writing.add(temp);
  try {
    if (fromOld) await Promise.all(files.map((file, i) => copyForWriting(file, temps[i] as string)));
    const result = await write(temps);
    for (const [i, file] of files.entries()) await finish(temps[i] as string, file);
    for (const [i, file] of files.entries()) await renameDurably(temps[i] as string, file);
    return result;
  } finally {
    for (const temp of temps) {
      await rm(temp, { force: true });
      await rm(`${temp}.wal`, { force: true });
      writing.delete(temp);
    }
  }
}

/** Shares the blocks where the file system can. */
async function copyForWriting(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  await chmod(to, 0o600);
}

/** Whole, durable, read-only (opened for writing it would be locked against all readers), and as readable as the old one was made. */
async function finish(temp: string, file: string): Promise<void> {
  await assertWhole(temp);
  const old = await stat(file).catch(() => null);
  const fresh = await stat(temp);
  await fsyncFile(temp);
  if (old !== null && old.gid !== fresh.gid) await chown(temp, fresh.uid, old.gid).catch(() => undefined);
  await chmod(temp, (old ?? fresh).mode & 0o444);
}

/** A copy with a log beside it would lose what stands there. */
async function assertWhole(file: string): Promise<void> {
  const log = await stat(`${file}.wal`).catch(() => null);
  if (log === null || log.size === 0) return;
  throw new NamedError('publish-unfinished', 'the copy could not be written out whole', {
    retryable: true,
    exit: 'bug',
  });
}

/** Makes the folder and removes what a killed publisher left in it. A workspace has one publishing process. */
export async function prepareFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  for (const name of await readdir(folder)) {
    const path = join(folder, name.replace(/\.wal$/, ''));
    if (basename(path).startsWith('.tmp-') && !writing.has(path)) await rm(join(folder, name), { force: true });
  }
}
