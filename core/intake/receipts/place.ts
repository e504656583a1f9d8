/** Puts finished workbooks under their final names. */
import { join } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import { fsyncFile, fsyncFolder, renameDurably, takeName } from '../../archive/files.js';

/** What was taken in stands; its receipt waits. */
export const cannotAnswer = (): NamedError =>
  new NamedError('outbox-not-writable', 'The receipt of a file that was taken in cannot be written into outbox/.', {
    hint: 'Make outbox/ a folder in which the user of the keeper may write. What was taken in stands; the receipt follows by itself.',
    exit: 'missingPart',
    retryable: true,
  });

const refusals = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** Throws `outbox-not-writable` for what the folder does not allow, all else as it is. */
export function throwUnanswered(thrown: unknown): never {
  throw refusals.has((thrown as NodeJS.ErrnoException | null)?.code ?? '') ? cannotAnswer() : thrown;
}

/**
 * Gives `temp` the first free name of `names` in the folder and returns the path. The last name must be the delivery's
 * own: it is replaced. A name is never taken from another file, also not from one that appears meanwhile.
 */
export async function placeNew(temp: string, folder: string, names: readonly string[]): Promise<string> {
  await fsyncFile(temp);
  for (const name of names.slice(0, -1)) {
    const path = join(folder, name);
    if (!(await takeName(temp, path))) continue;
    await fsyncFolder(folder);
    return path;
  }
  const own = join(folder, names.at(-1) ?? '');
  await placeOver(temp, own);
  return own;
}

/** Replaces `path` by `temp`. */
export async function placeOver(temp: string, path: string): Promise<void> {
  await fsyncFile(temp);
  await renameDurably(temp, path);
}
