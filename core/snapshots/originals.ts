/** Originals in a snapshot: by content, each once for all snapshots that are sealed to the same keys. */
import { chmod, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { num } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { fsyncFile, makeFolder, renameDurably, tempName } from '../archive/files.js';
import { originalRef } from '../archive/objects.js';
import type { Depot } from './depot.js';
import type { BodyOriginal, Head, StoredFile } from './manifest/model.js';
import { originalTag } from './manifest/sign.js';
import type { SnapshotKey } from './manifest/sign.js';
import { holdsFile, openFile } from './objects.js';
import type { Opening } from './objects.js';
import { rangeSql } from '../archive/row-digest.js';
import type { SeqRange } from '../archive/row-digest.js';

const at = (root: string, name: string): string => join(root, ...name.split('/'));

const isThere = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  return found?.isFile() === true;
};

const damaged = (sha256: string): NamedError =>
  new NamedError('original-damaged', `the original ${sha256.slice(0, 12)}… does not have the bytes it landed with`, {
    exit: 'checkFailed',
    hint: 'Put it back from a snapshot, or ask the sender for the file again.',
  });

/** Objects of originals by tag, out of earlier snapshots. */
export function knownOriginals(heads: readonly Head[]): Map<string, StoredFile> {
  const known = new Map<string, StoredFile>();
  for (const { originals, files } of heads) {
    const byKey = new Map(files.map((file) => [file.key, file]));
    for (const { tag, key } of originals) {
      const file = byKey.get(key);
      if (file) known.set(tag, file);
    }
  }
  return known;
}

export interface Originals {
  depot: Depot;
  key: SnapshotKey;
  known: ReadonlyMap<string, StoredFile>;
  workspaceRoot: string;
  /** SQL over `log.originals`; null: none is local. */
  localSql: string | null;
}

/** Stores the originals landed in a range. One that the workspace no longer has is said so. Throws `original-damaged`. */
export async function storeOriginals(s: Session, range: SeqRange, request: Originals) {
  const { key } = request;
  const rows = await s.rows<{ sha256: string; size_bytes: string; local: boolean }>(
    `SELECT sha256, any_value(size_bytes) AS size_bytes, bool_or(${request.localSql ?? 'false'}) AS local
     FROM archive.log.originals WHERE ${rangeSql(range)} GROUP BY sha256 ORDER BY sha256`,
  );
  const originals: BodyOriginal[] = [];
  const tags: { tag: string; key: string }[] = [];
  for (const { sha256, size_bytes: size, local } of rows) {
    const tag = originalTag(key, sha256);
    const file = (await again(request, tag, local)) ?? (await anew(request, sha256, local));
    if (file) tags.push({ tag, key: file.key });
    originals.push({ sha256, sizeBytes: num(size), key: file?.key ?? null, local });
  }
  return { originals, tags: tags.sort((a, b) => (a.tag < b.tag ? -1 : 1)) };
}

/** An object of an earlier snapshot that is still there, whole. */
async function again({ depot, known }: Originals, tag: string, local: boolean): Promise<StoredFile | null> {
  const file = known.get(tag);
  if (!file || !(await holdsFile(depot.store, file))) return null;
  return depot.claim({ ...file, local });
}

async function anew({ depot, workspaceRoot }: Originals, sha256: string, local: boolean): Promise<StoredFile | null> {
  const path = at(workspaceRoot, originalRef(sha256));
  if (!(await isThere(path))) return null;
  const { plain, file } = await depot.add(path, local, false);
  if (plain.sha256 !== sha256) throw damaged(sha256);
  return file;
}

/** Puts an original of a snapshot into a workspace that is being restored. */
export async function placeOriginal(
  opening: Opening,
  { sha256, key }: BodyOriginal,
  workspaceRoot: string,
): Promise<void> {
  if (key === null) return;
  const to = at(workspaceRoot, originalRef(sha256));
  await makeFolder(dirname(to));
  const temp = join(dirname(to), tempName());
  try {
    const plain = await openFile(opening, key, temp);
    if (plain.sha256 !== sha256) throw damaged(sha256);
    await fsyncFile(temp);
    await chmod(temp, 0o444);
    await renameDurably(temp, to);
  } finally {
    await rm(temp, { force: true });
  }
}
