import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { NamedError } from '../../../schemas/errors.js';

// On globalThis, so that a second copy of this module in the process shares it.
const slot = Symbol.for('sheetkeep.openArchives');
const shared = globalThis as unknown as Record<symbol, Set<string> | undefined>;
const open = (shared[slot] ??= new Set<string>());

function identityOf(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  const folder = dirname(full);
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(full));
}

/**
 * Admits one opener per archive file and process, on the main thread only: two engine instances on one file
 * lose acknowledged rows, and ending a thread inside a query kills the process. Throws `archive-open-twice` or
 * `engine-in-thread` before the engine is asked. Answers the release.
 */
export function admit(archivePath: string | null): () => void {
  if (!isMainThread) {
    throw new NamedError('engine-in-thread', 'the database engine runs on the main thread only', { exit: 'bug' });
  }
  if (archivePath === null) return () => undefined;
  const identity = identityOf(archivePath);
  if (open.has(identity)) {
    throw new NamedError('archive-open-twice', 'this process already has the archive open', {
      exit: 'bug',
      hint: 'Pass the open archive on instead of opening it again.',
    });
  }
  open.add(identity);
  return () => void open.delete(identity);
}
