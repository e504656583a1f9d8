/** Where a snapshot that is being taken puts its objects: sealed, named by content, each once. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tempName } from '../archive/files.js';
import type { HashedFile } from '../archive/files.js';
import { objectKey } from './layout.js';
import type { StoredFile } from './manifest/model.js';
import { sealFile } from './objects.js';
import { isFull, storeFull } from './stores/store.js';
import type { SnapshotStore } from './stores/store.js';

export class Depot {
  readonly store: SnapshotStore;
  readonly #scratch: string;
  readonly #recipients: readonly string[];
  readonly #stored = new Map<string, StoredFile>();

  /** `scratch`: a folder beside the store's own files, for what is not finished. */
  constructor(store: SnapshotStore, scratch: string, recipients: readonly string[]) {
    this.store = store;
    this.#scratch = scratch;
    this.#recipients = recipients;
  }

  /** Everything stored or claimed so far, by name. */
  get files(): StoredFile[] {
    return [...this.#stored.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Seals a file of this machine and stores it; `scratch` files are removed. */
  async add(path: string, local: boolean, isScratch: boolean): Promise<{ plain: HashedFile; file: StoredFile }> {
    const { plain, file } = await this.#seal(path);
    const { sha256, sizeBytes } = file;
    const key = objectKey(sha256);
    try {
      await this.store.put(key, file, { move: true });
    } finally {
      await rm(file.path, { force: true });
    }
    if (isScratch) await rm(path, { force: true });
    return { plain, file: this.claim({ key, sizeBytes, sha256, local }) };
  }

  async #seal(path: string): Promise<Awaited<ReturnType<typeof sealFile>>> {
    try {
      return await sealFile(path, join(this.#scratch, tempName()), this.#recipients);
    } catch (thrown) {
      throw isFull(thrown) ? storeFull(this.store.name, thrown) : thrown;
    }
  }

  /** Names an object that is there already as needed by this snapshot, too. */
  claim(file: StoredFile): StoredFile {
    this.#stored.set(file.key, file);
    return file;
  }
}
