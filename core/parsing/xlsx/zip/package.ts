/** An open OPC package: parts found by name, read through the ZIP file's limits. */
import { Refusal } from '../../refusal.js';
import { ZipFile } from '../../zip/zip-file.js';
import type { ZipLimits } from '../../zip/zip-file.js';
import type { RawEntry } from '../../zip/directory.js';
import { partKey } from './part-name.js';

export interface ZipEntry extends RawEntry {
  /** As stored, backslashes turned into slashes, no leading slash. */
  name: string;
}

export class ZipPackage {
  /** By `partKey`. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  private readonly zip: ZipFile;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, ZipEntry>) {
    this.zip = zip;
    this.entries = entries;
  }

  /** Refuses repeated and climbing names and what `ZipFile.open` refuses. The caller closes it. */
  static async open(path: string, limits: ZipLimits): Promise<ZipPackage> {
    const zip = await ZipFile.open(path, limits);
    try {
      return new ZipPackage(zip, byName(zip.entries));
    } catch (error) {
      await zip.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.zip.close();
  }

  find(name: string): ZipEntry | undefined {
    return this.entries.get(partKey(name));
  }

  /** Inflated bytes in chunks; a chunk is the reader's own. The check sum is compared at the end. */
  stream(entry: ZipEntry): AsyncGenerator<Buffer> {
    return this.zip.stream(entry);
  }

  /** A whole part at once. */
  read(entry: ZipEntry, maxBytes: number): Promise<Buffer> {
    return this.zip.read(entry, maxBytes);
  }

  /** The first bytes of a part, for a look at its head; not counted, not checked. */
  head(entry: ZipEntry, maxBytes: number): Promise<Buffer> {
    return this.zip.head(entry, maxBytes);
  }
}

function byName(entries: readonly RawEntry[]): Map<string, ZipEntry> {
  const named = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const name = entry.nameBytes.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, '');
    if (name.split('/').includes('..')) throw new Refusal('zip-climbing-name');
    const key = partKey(name);
    if (named.has(key)) throw new Refusal('zip-repeated-name');
    named.set(key, { ...entry, name });
  }
  return named;
}
