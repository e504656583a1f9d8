/** Where the socket lies: in the workspace, or, where that is too deep, in the temp folder of the machine, where anyone may have made the folder before. */
import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { NamedError } from '../../schemas/errors.js';

/** Whoever made that folder could listen to commands in the keeper's name. Throws `socket-folder-not-own` unless it is this user's, or not there yet. */
export async function assertOwnFolder(socket: string): Promise<void> {
  const folder = dirname(socket);
  if (basename(folder) === 'run') return;
  const found = await lstat(folder).catch(() => null);
  if (found === null || (found.isDirectory() && found.uid === process.getuid?.())) return;
  throw new NamedError('socket-folder-not-own', `${folder} was made by somebody else`, {
    hint: 'Remove it, or put the workspace into a folder with a shorter path.',
  });
}
