/** Durable file steps: nothing under a final name is ever partial, nothing acknowledged is only in a cache. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';

const chunkBytes = 1 << 20;

export interface HashedFile {
  /** Lower-case hex. */
  sha256: string;
  sizeBytes: number;
}

/** Makes the names in a folder durable. */
export async function fsyncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and its missing parents, each name durable. */
export async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let at = folder; !(await isFolder(at)) && dirname(at) !== at; at = dirname(at)) missing.push(at);
  // Not by mkdir's own recursion: where a file system answers ENOENT for a folder whose parent is there, as /proc does, that never ends.
  for (const made of missing.toReversed()) {
    await mkdir(made).catch(async (thrown: NodeJS.ErrnoException) => {
      if (thrown.code !== 'EEXIST' || !(await isFolder(made))) throw thrown;
    });
    await fsyncFolder(dirname(made));
  }
}

/** Makes a folder that a person named. Throws `folder-not-made`. */
export async function makeNamedFolder(folder: string): Promise<void> {
  await makeFolder(folder).catch((thrown: NodeJS.ErrnoException) => {
    throw new NamedError('folder-not-made', `the folder cannot be made: ${thrown.code ?? 'unexpected error'}`, {
      hint: 'Check its path and who may write there, or name another place.',
      cause: thrown,
    });
  });
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** A name no one else uses, for a temp file beside its final place. */
export const tempName = (): string => `.tmp-${process.pid}-${randomBytes(6).toString('hex')}`;

/** Makes the bytes of a file durable. */
export async function fsyncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Renames within one file system and makes both folders durable. The target is replaced. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await fsyncFolder(dirname(to));
  if (dirname(from) !== dirname(to)) await fsyncFolder(dirname(from));
}

/** Writes a whole file: temp file in the same folder, fsync, rename, fsync of the folder. The folder is made when missing. */
export async function writeAtomic(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  const folder = dirname(path);
  await makeFolder(folder);
  const temp = join(folder, tempName());
  try {
    const handle = await open(temp, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameDurably(temp, path);
  } catch (thrown) {
    await rm(temp, { force: true });
    throw thrown;
  }
}

/** What file systems without hard links answer, as those of many USB sticks and shares. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Gives a finished temp file a name that nobody has; false, and the temp file stays, where somebody has it. Nothing is
 * ever replaced. Without hard links the name is first taken by an empty file, which then gives way to the whole one.
 */
export async function takeName(temp: string, path: string): Promise<boolean> {
  try {
    await link(temp, path);
    await rm(temp);
    return true;
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') return false;
    if (!noLinks.has(code)) throw thrown;
  }
  return overEmpty(temp, path);
}

async function overEmpty(temp: string, path: string): Promise<boolean> {
  const isMine = await open(path, 'wx').then(
    (held) => held.close().then(() => true),
    (thrown: NodeJS.ErrnoException) => (thrown.code === 'EEXIST' ? false : Promise.reject(thrown)),
  );
  if (!isMine) return false;
  // Somebody may have found the empty file and written into it.
  if ((await stat(path)).size !== 0) return false;
  try {
    await rename(temp, path);
    return true;
  } catch (thrown) {
    await rm(path, { force: true });
    throw thrown;
  }
}

/** Writes a file that must not exist yet; false when it does. Never half written: the name appears with its bytes. */
export async function writeNew(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<boolean> {
  const temp = join(dirname(path), tempName());
  await writeAtomic(temp, bytes, mode);
  try {
    return await takeName(temp, path);
  } finally {
    await rm(temp, { force: true });
    await fsyncFolder(dirname(path));
  }
}

/** Bytes between two requests to put on disk what was written so far, so that the last one finds little left. */
const syncedBytes = 16 << 20;

/**
 * Copies an open file from its start into a new file while hashing, and makes the copy durable. The copy is
 * removed on any error. The folder entry of `to` is not synced: rename it to its final name with renameDurably.
 */
export async function copyHashFsync(from: FileHandle, to: string, mode = 0o600): Promise<HashedFile> {
  try {
    const target = await open(to, 'wx', mode);
    try {
      return await copyHashed(from, target);
    } finally {
      await target.close();
    }
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') await rm(to, { force: true });
    throw thrown;
  }
}

/** A chunk is hashed while it is written and the next one is read; the disk is kept busy meanwhile. All has ended when this ends. */
async function copyHashed(from: FileHandle, target: FileHandle): Promise<HashedFile> {
  const hash = createHash('sha256');
  const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)] as const;
  const read = (at: number, turn: number) => from.read(buffers[turn % 2] ?? buffers[0], 0, chunkBytes, at);
  const running = new Set<Promise<unknown>>();
  const run = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    work.catch(() => undefined).finally(() => running.delete(work));
    return work;
  };
  let [sizeBytes, synced] = [0, 0];
  try {
    let [reading, writing, syncing] = [run(read(0, 0)), Promise.resolve(), Promise.resolve()];
    for (let turn = 0; ; turn += 1) {
      const { bytesRead, buffer } = await reading;
      await writing;
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      writing = run(writeAll(target, chunk, sizeBytes));
      sizeBytes += bytesRead;
      reading = run(read(sizeBytes, turn + 1));
      hash.update(chunk);
      if (sizeBytes - synced < syncedBytes) continue;
      synced = sizeBytes;
      syncing = run(syncing.then(() => target.datasync()));
    }
    await syncing;
    await target.sync();
  } finally {
    await Promise.allSettled(running);
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

async function writeAll(target: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    written += (await target.write(chunk, written, chunk.length - written, position + written)).bytesWritten;
  }
}

/** Hash and size of a file's bytes. Never of the open archive file: closing it would drop the engine's lock. */
export async function hashFile(path: string): Promise<HashedFile> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    hash.update(chunk as Buffer);
    sizeBytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}
