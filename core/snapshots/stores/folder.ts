/** Snapshots in a folder: a disk of this machine, a share, a removable one. */
import { createReadStream, type Dirent } from 'node:fs';
import { chmod, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import {
  copyHashFsync,
  fsyncFile,
  fsyncFolder,
  hashFile,
  makeFolder,
  takeName,
  tempName,
} from '../../archive/files.js';
import { isLeftover } from '../layout.js';
import { isFull, objectDiffers, objectMissing, objectUnreadable, storeFull, storeUnreachable } from './store.js';
import type { PutOptions, SnapshotStore, StagedFile, StoredEntry, StoredHead } from './store.js';

const codeOf = (thrown: unknown): string => (thrown as NodeJS.ErrnoException).code ?? '';
const gone = new Set(['ENODEV', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN']);

/** A file where a folder should be, or a place that takes none. */
const inTheWay = new Set(['ENOENT', 'ENOTDIR', 'EEXIST']);

export interface FolderOptions {
  name: string;
  root: string;
  /** False: the folder must be there. A disk that is not plugged in is not a folder to be made. */
  mayCreate: boolean;
}

export class FolderSnapshots implements SnapshotStore {
  readonly name: string;
  readonly lockDays = 0;
  readonly root: string;
  readonly #mayCreate: boolean;

  constructor({ name, root, mayCreate }: FolderOptions) {
    this.name = name;
    this.root = root;
    this.#mayCreate = mayCreate;
  }

  localPath(key: string): string {
    return join(this.root, ...key.split('/'));
  }

  async put(key: string, file: StagedFile, { move = false }: PutOptions = {}): Promise<'stored' | 'there'> {
    await this.#ready();
    const path = this.localPath(key);
    return this.#told(async () => {
      if (await this.#holds(key, file)) return this.#done(file, move, 'there');
      await makeFolder(dirname(path));
      const temp = move && (await sameDevice(file.path, dirname(path))) ? file.path : await this.#copy(file, path);
      try {
        await fsyncFile(temp);
        const written = await hashFile(temp);
        if (written.sha256 !== file.sha256) throw objectDiffers(this.name, key);
        await chmod(temp, 0o444);
        const placed = await placeNew(temp, path);
        if (!placed && !(await this.#holds(key, file))) throw objectDiffers(this.name, key);
        return await this.#done(file, move, placed ? 'stored' : 'there');
      } finally {
        if (temp !== file.path) await rm(temp, { force: true });
      }
    });
  }

  async get(key: string): Promise<Readable> {
    await this.#ready();
    if ((await this.head(key)) === null) throw objectMissing(this.name, key);
    return Readable.from(this.#bytes(key), { objectMode: false });
  }

  /** A disk fault or a missing right is told of the object, unless the whole place is gone. */
  async *#bytes(key: string): AsyncGenerator<Uint8Array> {
    try {
      yield* createReadStream(this.localPath(key), { highWaterMark: 1 << 20 });
    } catch (thrown) {
      await this.#ready();
      throw objectUnreadable(this.name, key, codeOf(thrown), thrown);
    }
  }

  async head(key: string): Promise<StoredHead | null> {
    await this.#ready();
    const found = await stat(this.localPath(key)).catch(ifMissing(null));
    return found?.isFile() ? { sizeBytes: found.size, lockedUntil: null } : null;
  }

  async *list(prefix: string): AsyncGenerator<StoredEntry> {
    await this.#ready();
    yield* this.#below(this.localPath(prefix));
  }

  async folders(): Promise<string[]> {
    await this.#ready();
    const entries = await readdir(this.root, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !isLeftover(entry.name)).map(({ name }) => name);
  }

  async delete(key: string): Promise<void> {
    if ((await this.head(key)) === null) return;
    const path = this.localPath(key);
    await this.#told(() => rm(path, { force: true }));
    await fsyncFolder(dirname(path));
    await removeEmpty(this.root, dirname(path));
  }

  async sweep(): Promise<void> {
    await this.#ready();
    await sweepBelow(this.root);
  }

  async *#below(folder: string): AsyncGenerator<StoredEntry> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(ifMissing([]));
    for (const entry of entries.filter(({ name }) => !isLeftover(name))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* this.#below(path);
      else yield { key: relative(this.root, path).split(sep).join('/'), ...(await lookAt(entry, path)) };
    }
  }

  async #copy(file: StagedFile, path: string): Promise<string> {
    const temp = join(dirname(path), tempName());
    const source = await open(file.path, 'r');
    try {
      await copyHashFsync(source, temp);
      return temp;
    } finally {
      await source.close();
    }
  }

  async #holds(key: string, { sha256, sizeBytes }: StagedFile): Promise<boolean> {
    const found = await this.head(key);
    if (found === null) return false;
    const same = found.sizeBytes === sizeBytes && (await hashFile(this.localPath(key))).sha256 === sha256;
    if (same) return true;
    throw objectDiffers(this.name, key);
  }

  async #done<T>(file: StagedFile, move: boolean, answer: T): Promise<T> {
    if (move) await rm(file.path, { force: true });
    return answer;
  }

  async #ready(): Promise<void> {
    const there = (await this.#told(() => stat(this.root).catch(ifMissing(null))))?.isDirectory() === true;
    if (there) return;
    if (!this.#mayCreate) throw storeUnreachable(this.name, 'its folder is not there', true);
    await this.#told(() => makeFolder(this.root)).catch((thrown: unknown) => {
      if (!inTheWay.has(codeOf(thrown))) throw thrown;
      throw storeUnreachable(this.name, `its folder cannot be made: ${codeOf(thrown)}`, false, thrown);
    });
  }

  async #told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (isFull(thrown)) throw storeFull(this.name, thrown);
      if (gone.has(codeOf(thrown))) throw storeUnreachable(this.name, codeOf(thrown), true, thrown);
      throw thrown;
    }
  }
}

async function lookAt(entry: Dirent, path: string): Promise<Pick<StoredEntry, 'sizeBytes' | 'linked'>> {
  const sizeBytes = (await stat(path).catch(ifMissing(null)))?.size ?? 0;
  return entry.isSymbolicLink() ? { sizeBytes, linked: true } : { sizeBytes };
}

/** Gives a finished temp file its name, unless that is taken; false when it is. */
async function placeNew(temp: string, path: string): Promise<boolean> {
  if (!(await takeName(temp, path))) return false;
  await fsyncFolder(dirname(path));
  return true;
}

const sameDevice = async (file: string, folder: string): Promise<boolean> =>
  (await stat(file)).dev === (await stat(folder)).dev;

/** Takes away folders that hold nothing any more, up to the root. */
async function removeEmpty(root: string, folder: string): Promise<void> {
  if (folder === root || (await readdir(folder)).length > 0) return;
  await rm(folder, { recursive: true });
  await removeEmpty(root, dirname(folder));
}

async function sweepBelow(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (isLeftover(entry.name)) await rm(path, { recursive: true, force: true });
    else if (entry.isDirectory()) await sweepBelow(path);
  }
}

const ifMissing =
  <T>(fallback: T) =>
  (thrown: unknown): T => {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(thrown))) return fallback;
    throw thrown;
  };
