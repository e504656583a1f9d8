/** Objects by reference: the seam between "a folder on this machine" and "a bucket on a cluster". */
import { createReadStream } from 'node:fs';
import { chmod, readdir, rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { basename, dirname, join, relative, sep } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import type { Ref } from '../../schemas/refs.js';
import { fsyncFile, fsyncFolder, hashFile, makeFolder, renameDurably } from './files.js';
import type { HashedFile } from './files.js';

export interface PutOptions {
  /** Known hash and size of the bytes; found by reading when absent. */
  hashed?: HashedFile;
  rows?: number;
}

export interface ObjectStore {
  /** A path on this machine where the object's bytes lie. Throws `bad-ref` for a reference that leaves the store. */
  resolve(ref: string): string;
  /** Moves a finished file of the same file system in under `ref`, read-only and durable. The same bytes again are no error. */
  put(tempPath: string, ref: string, options?: PutOptions): Promise<Ref>;
  read(ref: string): Readable;
  has(ref: string): Promise<boolean>;
  /** Removes an object; no error when it is not there. */
  remove(ref: string): Promise<void>;
  /** Moves an object whose bytes are damaged out of its name, into quarantine/: it is kept for people to look at. */
  setAside(ref: string): Promise<void>;
  /** References below a prefix, sorted. */
  list(prefix: string): Promise<string[]>;
}

/** Where an original lies. */
export const originalRef = (sha256: string): string => `originals/${sha256.slice(0, 2)}/${sha256}`;

function checked(ref: string): string {
  const parts = ref.split('/');
  if (ref.includes('\\') || ref.includes('\0') || parts.some((part) => ['', '.', '..'].includes(part))) {
    throw new NamedError('bad-ref', 'a reference must be a plain relative path with forward slashes', { exit: 'bug' });
  }
  return ref;
}

/** The store of one machine: a folder. */
export class FolderStore implements ObjectStore {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  resolve(ref: string): string {
    return join(this.root, ...checked(ref).split('/'));
  }

  async put(tempPath: string, ref: string, options: PutOptions = {}): Promise<Ref> {
    const path = this.resolve(ref);
    const hashed = options.hashed ?? (await hashFile(tempPath));
    await makeFolder(dirname(path));
    if (await this.#holds(path, hashed)) {
      await rm(tempPath, { force: true });
    } else {
      await fsyncFile(tempPath);
      await chmod(tempPath, 0o444);
      await renameDurably(tempPath, path);
    }
    return { ref, ...hashed, ...(options.rows === undefined ? {} : { rows: options.rows }) };
  }

  read(ref: string): Readable {
    return createReadStream(this.resolve(ref));
  }

  async has(ref: string): Promise<boolean> {
    return (await sizeOf(this.resolve(ref))) !== null;
  }

  async remove(ref: string): Promise<void> {
    const path = this.resolve(ref);
    if ((await sizeOf(path)) === null) return;
    await rm(path, { force: true });
    await fsyncFolder(dirname(path));
  }

  async setAside(ref: string): Promise<void> {
    const to = this.resolve(`quarantine/${basename(ref)}-${Date.now()}`);
    await makeFolder(dirname(to));
    await renameDurably(this.resolve(ref), to);
  }

  async list(prefix: string): Promise<string[]> {
    const folder = this.resolve(prefix);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ifMissing([]));
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.tmp-'))
      .map((entry) => relative(this.root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  }

  async #holds(path: string, hashed: HashedFile): Promise<boolean> {
    return (await sizeOf(path)) === hashed.sizeBytes && (await hashFile(path)).sha256 === hashed.sha256;
  }
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(ifMissing(null));
  return found?.isFile() ? found.size : null;
}

const ifMissing =
  <T>(fallback: T) =>
  (thrown: unknown): T => {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return fallback;
    throw thrown;
  };
