/** Segments as plain files, for as long as they are needed. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { tempName } from '../archive/files.js';
import type { BodyFile } from './manifest/model.js';
import { openFile } from './objects.js';
import type { Opening } from './objects.js';

export const differs = (what: string): NamedError =>
  new NamedError('restore-differs', `the restored log is not what the manifest says: ${what}`, {
    exit: 'checkFailed',
    hint: 'Nothing was put in place. Use another snapshot.',
  });

/** Opens a segment into a new file, proved to be what was sealed. */
export async function openPlain(link: Opening, { key, sha256 }: BodyFile, to: string): Promise<void> {
  const plain = await openFile(link, key, to);
  if (plain.sha256 === sha256) return;
  await rm(to, { force: true });
  throw differs(`${key} holds other bytes`);
}

export interface PlainFile {
  file: BodyFile;
  path: string;
}

/** Segments as scratch files, one after the other, each there until the next is asked for. While one is used the next is opened. */
export async function* plainFiles(
  link: Opening,
  files: readonly BodyFile[],
  tempDir: string,
): AsyncGenerator<PlainFile> {
  await mkdir(tempDir, { recursive: true });
  const begin = (file: BodyFile | undefined) => {
    if (file === undefined) return null;
    const path = join(tempDir, tempName());
    const opened = openPlain(link, file, path);
    // Told when it is its turn.
    opened.catch(() => undefined);
    return { file, path, opened };
  };
  let next = begin(files[0]);
  try {
    for (let at = 1; next !== null; at += 1) {
      const { file, path, opened } = next;
      await opened;
      next = begin(files[at]);
      try {
        yield { file, path };
      } finally {
        await rm(path, { force: true });
      }
    }
  } finally {
    await next?.opened.catch(() => undefined);
    if (next !== null) await rm(next.path, { force: true });
  }
}
