/** Originals in a snapshot: by content, each once for all snapshots. */
import { chmod, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { num } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { copyHashFsync, makeFolder, renameDurably, tempName } from '../archive/files.js';
import { originalRef } from '../archive/objects.js';
import { objectName } from './layout.js';
import type { ManifestOriginal } from './manifest.js';
import { rangeSql } from './row-digest.js';
import type { SeqRange } from './row-digest.js';

const at = (root: string, name: string): string => join(root, ...name.split('/'));

/** Copies a file durably, hashing it on the way; throws `original-damaged` when the bytes are not those of its name. */
async function copyOriginal(from: string, to: string, sha256: string): Promise<void> {
  await makeFolder(dirname(to));
  const temp = join(dirname(to), tempName());
  const source = await open(from, 'r');
  try {
    const copied = await copyHashFsync(source, temp);
    if (copied.sha256 !== sha256) {
      throw new NamedError(
        'original-damaged',
        `the original ${sha256.slice(0, 12)}… does not have the bytes it landed with`,
        {
          exit: 'checkFailed',
          hint: 'Put it back from a snapshot, or ask the sender for the file again.',
        },
      );
    }
    await chmod(temp, 0o444);
    await renameDurably(temp, to);
  } finally {
    await source.close();
    await rm(temp, { force: true });
  }
}

const sizeAt = async (path: string): Promise<number | null> => {
  const found = await stat(path).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  return found?.isFile() ? found.size : null;
};

/** Brings the originals landed in a range into `objects/`. One that the workspace no longer has is said so. */
export async function storeOriginals(s: Session, range: SeqRange, workspaceRoot: string, snapshotsRoot: string) {
  const rows = await s.rows<{ sha256: string; size_bytes: string }>(
    `SELECT sha256, any_value(size_bytes) AS size_bytes FROM archive.log.originals WHERE ${rangeSql(range)}
     GROUP BY sha256 ORDER BY sha256`,
  );
  const originals: ManifestOriginal[] = [];
  for (const { sha256, size_bytes: size } of rows) {
    const sizeBytes = num(size);
    const to = at(snapshotsRoot, objectName(sha256));
    const from = at(workspaceRoot, originalRef(sha256));
    const there = (await sizeAt(to)) === sizeBytes;
    const stored = there || (await sizeAt(from)) !== null;
    if (!there && stored) await copyOriginal(from, to, sha256);
    originals.push({ sha256, sizeBytes, stored });
  }
  return originals;
}

/** Copies the stored originals into a workspace that is being restored, hashing each. */
export async function placeOriginals(
  originals: readonly ManifestOriginal[],
  snapshotsRoot: string,
  workspaceRoot: string,
) {
  await mkdir(join(workspaceRoot, 'originals'), { recursive: true });
  for (const { sha256, stored } of originals) {
    if (stored)
      await copyOriginal(at(snapshotsRoot, objectName(sha256)), at(workspaceRoot, originalRef(sha256)), sha256);
  }
}
