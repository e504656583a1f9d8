/** An open ZIP file: entries as streams of inflated bytes, every limit enforced while streaming. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { ZlibOptions } from 'node:zlib';
import { Refusal } from '../refusal.js';
import { readAt, readDirectory } from './directory.js';
import type { RawEntry } from './directory.js';

export interface ZipLimits {
  maxEntries: number;
  /** Over all entries read, together. */
  maxInflatedBytes: number;
  /** Inflated to compressed, per entry. */
  maxRatio: number;
}

/** Entries smaller than this may have any ratio: nothing is gained by a small bomb. */
const ratioFloorBytes = 8 << 20;
const readBytes = 256 << 10;
const chunkBytes = 256 << 10;
const streamAheadBytes = 1 << 20;
const localHeaderBytes = 30;
const localSignature = 0x04034b50;

export class ZipFile {
  readonly entries: readonly RawEntry[];
  private readonly file: FileHandle;
  private readonly limits: ZipLimits;
  private inflatedBytes = 0;
  /** Bytes of an entry, counted however often it is read. */
  private readonly counted = new Map<RawEntry, number>();

  private constructor(file: FileHandle, entries: readonly RawEntry[], limits: ZipLimits) {
    this.file = file;
    this.entries = entries;
    this.limits = limits;
  }

  /** The caller closes it. */
  static async open(path: string, limits: ZipLimits): Promise<ZipFile> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return new ZipFile(file, await readDirectory(file, size, limits.maxEntries), limits);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }

  /** Inflated bytes in chunks; a chunk is the reader's own. The check sum is compared at the end. */
  async *stream(entry: RawEntry): AsyncGenerator<Buffer> {
    const source = await this.compressed(entry);
    let crc = 0;
    let total = 0;
    try {
      for await (const bytes of entry.method === 0 ? source : inflated(source, streamAheadBytes)) {
        total += bytes.length;
        this.count(entry, total, bytes.length);
        crc = crc32(bytes, crc);
        yield bytes;
      }
    } catch (error) {
      throw isZlibError(error) ? new Refusal('zip-damaged') : error;
    }
    if (crc !== entry.crc) throw new Refusal('zip-checksum');
  }

  /** A whole entry at once. */
  async read(entry: RawEntry, maxBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let total = 0;
    for await (const chunk of this.stream(entry)) {
      total += chunk.length;
      if (total > maxBytes) throw new Refusal('part-too-big', { maxBytes });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** The first bytes of an entry, for a look at its head; not counted, not checked. */
  async head(entry: RawEntry, maxBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let total = 0;
    const source = await this.compressed(entry);
    try {
      for await (const chunk of entry.method === 0 ? source : inflated(source, maxBytes)) {
        chunks.push(chunk);
        total += chunk.length;
        if (total >= maxBytes) break;
      }
    } catch (error) {
      if (!isZlibError(error)) throw error;
    }
    return Buffer.concat(chunks).subarray(0, maxBytes);
  }

  private count(entry: RawEntry, total: number, added: number): void {
    const before = this.counted.get(entry) ?? 0;
    if (total > before) {
      this.inflatedBytes += Math.min(added, total - before);
      this.counted.set(entry, total);
    }
    const { maxInflatedBytes, maxRatio } = this.limits;
    if (this.inflatedBytes > maxInflatedBytes) throw new Refusal('zip-too-big', { maxBytes: maxInflatedBytes });
    if (total > ratioFloorBytes && total > entry.compressedBytes * maxRatio) {
      throw new Refusal('zip-bomb', { maxRatio });
    }
  }

  private async compressed(entry: RawEntry): Promise<AsyncGenerator<Buffer>> {
    if (entry.encrypted) throw new Refusal('encrypted');
    if (entry.method !== 0 && entry.method !== 8) throw new Refusal('zip-method', { method: entry.method });
    const header = await readAt(this.file, entry.headerOffset, localHeaderBytes);
    if (header.readUInt32LE(0) !== localSignature) throw new Refusal('zip-damaged');
    const start = entry.headerOffset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
    return bytesBetween(this.file, start, start + entry.compressedBytes);
  }
}

async function* bytesBetween(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    const wanted = Math.min(readBytes, end - at);
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, at);
    if (bytesRead === 0) throw new Refusal('file-truncated');
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

/** Another thread inflates up to `aheadBytes` while what came before is read. */
function inflated(source: AsyncGenerator<Buffer>, aheadBytes: number): AsyncIterable<Buffer> {
  const options: ZlibOptions & { readableHighWaterMark: number } = {
    chunkSize: Math.min(chunkBytes, aheadBytes),
    readableHighWaterMark: aheadBytes,
  };
  const inflate = createInflateRaw(options);
  pipeline(source, inflate, () => undefined);
  return inflate;
}

function isZlibError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('Z_');
}
