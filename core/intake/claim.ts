/** Takes the bytes of a file that someone else may still touch: copy while hashing, and look twice that it held still. */
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { diskFull, isDiskFull } from '../archive/disk-full.js';
import { copyHashFsync, makeFolder, tempName, type HashedFile } from '../archive/files.js';
import { identityOf, kindOf, sameIdentity, type FileIdentity } from './identity.js';

export interface Claimed extends HashedFile {
  /** The copy, durable, under a temp name in the folder asked for. */
  tempPath: string;
  identity: FileIdentity;
  /** The file's own time of change. */
  modifiedAt: Date;
}

const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const reasons: Record<string, [code: string, message: string]> = {
  ELOOP: ['not-a-file', 'a symbolic link is not taken'],
  ENXIO: ['not-a-file', 'a pipe or socket is not taken'],
  ENOENT: ['file-gone', 'the file is no longer there'],
  EACCES: ['file-unreadable', 'the file may not be read'],
  EPERM: ['file-unreadable', 'the file may not be read'],
};

const hints: Record<string, string> = {
  'not-a-file': 'Put the file itself into the folder.',
  'file-gone': 'Send it again.',
  'file-unreadable': 'Give the user of the keeper the right to read it.',
  'file-changing': 'Wait until it is written, then try again.',
};

/** A failed open by its name; an error that carries a path never leaves here. */
function openError(thrown: unknown): NamedError {
  const code = (thrown as NodeJS.ErrnoException).code ?? '';
  const [name, message] = reasons[code] ?? ['file-read-error', `the file cannot be opened (${code || 'unknown'})`];
  return new NamedError(name, message, { hint: hints[name] ?? '', retryable: name !== 'not-a-file' });
}

/** Opens a regular file without following a link and without waiting for a pipe; throws `not-a-file`, `file-gone`, `file-unreadable`. */
export async function openRegular(
  path: string,
): Promise<{ file: FileHandle; identity: FileIdentity; modifiedAt: Date }> {
  const file = await open(path, flags).catch((thrown: unknown) => {
    throw openError(thrown);
  });
  const stats = await file.stat({ bigint: true });
  if (kindOf(stats) === 'file') return { file, identity: identityOf(stats), modifiedAt: stats.mtime };
  await file.close();
  throw new NamedError('not-a-file', `a ${kindOf(stats)} is not taken`, { hint: hints['not-a-file'] ?? '' });
}

async function copy(file: FileHandle, tempPath: string): Promise<HashedFile> {
  try {
    return await copyHashFsync(file, tempPath);
  } catch (thrown) {
    if (isDiskFull(thrown)) throw diskFull();
    const code = (thrown as NodeJS.ErrnoException).code ?? 'unknown';
    throw new NamedError('file-read-error', `the file cannot be copied (${code})`, {
      hint: 'Check the folder it lies in.',
      retryable: true,
    });
  }
}

/**
 * Copies the file at `path` into `tempFolder`. Throws `file-changing` (retryable) when it changed while it was copied,
 * and what openRegular throws. Nothing is left behind on an error.
 */
export async function claimFile(path: string, tempFolder: string): Promise<Claimed> {
  const { file, identity, modifiedAt } = await openRegular(path);
  try {
    await makeFolder(tempFolder);
    const tempPath = join(tempFolder, tempName());
    const hashed = await copy(file, tempPath);
    const after = identityOf(await file.stat({ bigint: true }));
    if (!sameIdentity(identity, after) || hashed.sizeBytes !== identity.sizeBytes) {
      await rm(tempPath, { force: true });
      throw new NamedError('file-changing', 'the file changed while it was read', {
        hint: hints['file-changing'] ?? '',
        retryable: true,
      });
    }
    return { ...hashed, tempPath, identity, modifiedAt };
  } finally {
    await file.close();
  }
}
