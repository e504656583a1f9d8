/** Puts an upgraded copy in the place of the archive file; the old file stays beside it until somebody says it may go. */
import { existsSync } from 'node:fs';
import { link, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import { fsyncFile, fsyncFolder, renameDurably } from '../files.js';

/** Where the copy grows. A leftover of this name is of no use to anyone. */
export const nextFile = (archiveFile: string): string => `${archiveFile}.next`;

export async function removeNext(archiveFile: string): Promise<void> {
  for (const end of ['', '.wal']) await rm(`${nextFile(archiveFile)}${end}`, { force: true });
}

/**
 * Both files are closed. The old one first gets a second name, then the new one takes its first: at every moment a whole
 * archive lies at `archiveFile`. Answers the old one's name.
 */
export async function swapIn(archiveFile: string, oldFormat: number): Promise<string> {
  const next = nextFile(archiveFile);
  for (const file of [archiveFile, next]) await refuseLog(file);
  await fsyncFile(next);
  const kept = await keep(archiveFile, oldFormat);
  await fsyncFolder(dirname(archiveFile));
  await renameDurably(next, archiveFile);
  return kept;
}

/** A write-ahead log would be read into the wrong file. */
async function refuseLog(file: string): Promise<void> {
  const log = await stat(`${file}.wal`).catch(() => null);
  if (log === null || log.size === 0) return;
  throw new NamedError('upgrade-unfinished', 'the archive could not be written out whole before the upgrade', {
    retryable: true,
    hint: 'The archive is as it was. Start again.',
  });
}

async function keep(archiveFile: string, oldFormat: number): Promise<string> {
  const { ino } = await stat(archiveFile);
  for (let n = 0; ; n++) {
    const kept = `${archiveFile}.format-${oldFormat}${n === 0 ? '' : `-${n}`}`;
    const there = await stat(kept).catch(() => null);
    // A run that was killed after this step.
    if (there !== null && there.ino === ino) return kept;
    if (there !== null) continue;
    await link(archiveFile, kept);
    return kept;
  }
}

/** Archive files of older formats that are kept beside the archive. */
export async function keptArchives(archiveFile: string): Promise<string[]> {
  const folder = dirname(archiveFile);
  if (!existsSync(folder)) return [];
  const prefix = `${basename(archiveFile)}.format-`;
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(prefix) && /^\d+(-\d+)?$/.test(name.slice(prefix.length)),
  );
  return names.sort().map((name) => join(folder, name));
}

/** Removes them, once what took their place is proved. Answers how many. */
export async function removeKept(archiveFile: string): Promise<number> {
  const kept = await keptArchives(archiveFile);
  for (const file of kept) await rm(file, { force: true });
  if (kept.length > 0) await fsyncFolder(dirname(archiveFile));
  return kept.length;
}
