/** After the outcome: the sent file goes to `done/`, unless it is no longer the file that was taken. */
import { open, readdir, rename, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import { copyHashFsync, makeFolder, renameDurably, tempName } from '../archive/files.js';
import { NamedError } from '../../schemas/errors.js';
import { openRegular } from './claim.js';
import { lookAt, sameContentIdentity, type FileIdentity } from './identity.js';
import { safeFileName } from './names.js';

export interface SettleSourceInput {
  /** Where the file was taken from. */
  path: string;
  delivery: string;
  sha256: string;
  /** Its state when it was claimed, where this process knows it; else the bytes are compared. */
  claimed?: FileIdentity | undefined;
  doneFolder: string;
  /** yyyy-mm-dd, in the workspace's time zone. */
  day: string;
}

/** moved: it lies in `done/`; changed: another content lies there now, it stays and is a new delivery; gone: nothing lies there. */
export type SettledSource =
  { kind: 'moved'; path: string; identity: FileIdentity } | { kind: 'changed' } | { kind: 'gone' };

async function hashOpen(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.createReadStream({ autoClose: false, start: 0 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The identity of the file at `path` if it still holds the claimed bytes; null = it does not. */
async function stillTheSame(path: string, input: SettleSourceInput): Promise<FileIdentity | null> {
  const { file, identity } = await openRegular(path);
  try {
    if (input.claimed && sameContentIdentity(input.claimed, identity)) return identity;
    return (await hashOpen(file)) === input.sha256 ? identity : null;
  } finally {
    await file.close();
  }
}

/** Makes an empty file under a name nobody has, to rename over. */
async function reserve(folder: string, name: string): Promise<string> {
  const extension = extname(name);
  const stem = basename(name, extension);
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? name : `${stem} (${n})${extension}`);
    try {
      await (await open(path, 'wx', 0o600)).close();
      return path;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    }
  }
}

/** Moves a file that only we know over a reserved name, copying where the inbox lies on another file system. */
async function carry(from: string, to: string): Promise<void> {
  try {
    await renameDurably(from, to);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EXDEV') throw thrown;
    const { file } = await openRegular(from);
    const copy = join(dirname(to), tempName());
    try {
      await copyHashFsync(file, copy);
    } finally {
      await file.close();
    }
    await renameDurably(copy, to);
    await rm(from);
  }
}

/** Puts a file back under its name, or beside it when a newer one has come meanwhile. */
async function putBack(from: string, path: string): Promise<void> {
  const target = await reserve(dirname(path), basename(path));
  await rename(from, target);
}

/** The sent file stays in the inbox; this state of it is known and not taken again. Tried as often as a bug is: people wait for the outcome. */
export const cannotLeave = (): NamedError =>
  new NamedError('inbox-not-writable', 'A file that was taken in cannot leave its inbox folder.', {
    hint: 'Give the user of the keeper the right to write in the inbox folder and in done/. Its outcome stands; it is tried again, at last at the next start.',
    exit: 'bug',
  });

/** As `settle`; throws `inbox-not-writable` where the folders do not let the file go. */
export async function settleSource(input: SettleSourceInput): Promise<SettledSource> {
  return settle(input).catch((thrown: unknown) => {
    const code = (thrown as NodeJS.ErrnoException).code ?? '';
    throw ['EACCES', 'EPERM', 'EROFS'].includes(code) ? cannotLeave() : thrown;
  });
}

const asideName = (delivery: string): string => `.sheetkeep-${delivery}`;

/** Deliveries whose file left its name in a folder and did not reach `done/`. */
export async function leavingFrom(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const prefix = asideName('');
  return names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

/**
 * Moves the sent file into `done/<day>/` under a safe form of its name. It first leaves its name in one rename to a
 * hidden sibling and is looked at again there, so that a file put in its place in that very moment is never taken for it.
 * A run that was killed in between is finished by the next.
 */
async function settle(input: SettleSourceInput): Promise<SettledSource> {
  const aside = join(dirname(input.path), asideName(input.delivery));
  if ((await lookAt(aside)) === null) {
    const there = await lookAt(input.path);
    if (there?.kind !== 'file') return { kind: 'gone' };
    const identity = await stillTheSame(input.path, input);
    if (identity === null) return { kind: 'changed' };
    await rename(input.path, aside);
    const moved = await lookAt(aside);
    if (!moved || !sameContentIdentity(identity, moved.identity)) {
      await putBack(aside, input.path);
      return { kind: 'changed' };
    }
  }
  const folder = join(input.doneFolder, input.day);
  await makeFolder(folder);
  const target = await reserve(folder, safeFileName(basename(input.path)));
  await carry(aside, target);
  const found = await lookAt(target);
  return found ? { kind: 'moved', path: target, identity: found.identity } : { kind: 'gone' };
}

/** Brings a file back from `done/` that someone went on writing after it was taken; true when it did. */
export async function bringBackIfWritten(
  moved: { path: string; identity: FileIdentity },
  inboxPath: string,
): Promise<boolean> {
  const now = await lookAt(moved.path);
  if (!now || now.identity.inode !== moved.identity.inode || sameContentIdentity(now.identity, moved.identity))
    return false;
  await putBack(moved.path, inboxPath);
  return true;
}

/** The calendar day of a time in a zone, `shiftDays` earlier or later. */
export function dayIn(timeZone: string, at: Date, shiftDays = 0): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const day = new Date(`${parts.format(at)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + shiftDays);
  return day.toISOString().slice(0, 10);
}
