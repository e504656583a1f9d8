/** The central directory of a ZIP file (APPNOTE 6.3), zip64 included. Reads only the end of the file. */
import type { FileHandle } from 'node:fs/promises';
import { Refusal } from '../../refusal.js';
import { partKey } from './part-name.js';

export interface ZipEntry {
  /** As stored, backslashes turned into slashes, no leading slash. */
  name: string;
  method: number;
  encrypted: boolean;
  crc: number;
  compressedBytes: number;
  /** What the directory claims; never trusted for a limit. */
  inflatedBytes: number;
  headerOffset: number;
}

/** Entries by `partKey`; folders are left out. */
export type ZipDirectory = Map<string, ZipEntry>;

const endSignature = 0x06054b50;
const end64LocatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const maxCommentBytes = 0xffff;
const maxEntryBytes = 1024;

interface DirectoryEnd {
  entries: number;
  sizeBytes: number;
  offset: number;
  /** Where the directory must end. */
  limit: number;
}

/** Refuses damaged, overlapping, repeated or climbing entries and more than `maxEntries`. */
export async function readDirectory(file: FileHandle, sizeBytes: number, maxEntries: number): Promise<ZipDirectory> {
  const end = await findEnd(file, sizeBytes);
  if (end.entries > maxEntries) throw new Refusal('zip-too-many-entries', { entries: end.entries, max: maxEntries });
  if (end.sizeBytes > maxEntries * maxEntryBytes) throw new Refusal('zip-damaged');
  const start = end.offset + end.sizeBytes === end.limit ? end.offset : end.limit - end.sizeBytes;
  if (start < 0) throw new Refusal('zip-damaged');
  const shift = start - end.offset;
  const bytes = await readAt(file, start, end.sizeBytes);
  const entries = parseEntries(bytes, shift, maxEntries);
  refuseOverlaps(entries, start);
  return entries;
}

/** Reads exactly `length` bytes or refuses. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw new Refusal('file-truncated');
    done += bytesRead;
  }
  return buffer;
}

async function findEnd(file: FileHandle, sizeBytes: number): Promise<DirectoryEnd> {
  const tailBytes = Math.min(sizeBytes, endBytes + maxCommentBytes);
  const tail = await readAt(file, sizeBytes - tailBytes, tailBytes);
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    const position = sizeBytes - tailBytes + at;
    const found = {
      entries: tail.readUInt16LE(at + 10),
      sizeBytes: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
      limit: position,
    };
    const wide = found.entries === 0xffff || found.sizeBytes === 0xffffffff || found.offset === 0xffffffff;
    return wide ? ((await findEnd64(file, position)) ?? found) : found;
  }
  throw new Refusal('file-truncated');
}

async function findEnd64(file: FileHandle, endPosition: number): Promise<DirectoryEnd | null> {
  if (endPosition < 20) return null;
  const locator = await readAt(file, endPosition - 20, 20);
  if (locator.readUInt32LE(0) !== end64LocatorSignature) return null;
  const position = Number(locator.readBigUInt64LE(8));
  if (!(position + 56 <= endPosition)) throw new Refusal('zip-damaged');
  const record = await readAt(file, position, 56);
  if (record.readUInt32LE(0) !== end64Signature) throw new Refusal('zip-damaged');
  return {
    entries: Number(record.readBigUInt64LE(32)),
    sizeBytes: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
    limit: position,
  };
}

function parseEntries(bytes: Buffer, shift: number, maxEntries: number): ZipDirectory {
  const entries: ZipDirectory = new Map();
  let at = 0;
  let count = 0;
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === entrySignature) {
    count += 1;
    if (count > maxEntries) throw new Refusal('zip-too-many-entries', { entries: count, max: maxEntries });
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    if (extraEnd > bytes.length) throw new Refusal('zip-damaged');
    const entry = parseEntry(bytes, at, nameEnd, extraEnd, shift);
    if (!entry.name.endsWith('/')) {
      const key = partKey(entry.name);
      if (entries.has(key)) throw new Refusal('zip-repeated-name');
      entries.set(key, entry);
    }
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function parseEntry(bytes: Buffer, at: number, nameEnd: number, extraEnd: number, shift: number): ZipEntry {
  const entry: ZipEntry = {
    name: bytes
      .toString('utf8', at + 46, nameEnd)
      .replaceAll('\\', '/')
      .replace(/^\/+/, ''),
    method: bytes.readUInt16LE(at + 10),
    encrypted: (bytes.readUInt16LE(at + 8) & 1) !== 0,
    crc: bytes.readUInt32LE(at + 16),
    compressedBytes: bytes.readUInt32LE(at + 20),
    inflatedBytes: bytes.readUInt32LE(at + 24),
    headerOffset: bytes.readUInt32LE(at + 42),
  };
  if (entry.name.split('/').includes('..')) throw new Refusal('zip-climbing-name');
  widen(entry, bytes, nameEnd, extraEnd);
  entry.headerOffset += shift;
  return entry;
}

/** Takes sizes of 4 GiB and more from the zip64 extra field. */
function widen(entry: ZipEntry, bytes: Buffer, extraStart: number, extraEnd: number): void {
  for (let at = extraStart; at + 4 <= extraEnd; at += 4 + bytes.readUInt16LE(at + 2)) {
    if (bytes.readUInt16LE(at) !== 1) continue;
    const fieldEnd = Math.min(extraEnd, at + 4 + bytes.readUInt16LE(at + 2));
    let field = at + 4;
    const next = (value: number): number => {
      if (value !== 0xffffffff) return value;
      if (field + 8 > fieldEnd) throw new Refusal('zip-damaged');
      field += 8;
      return Number(bytes.readBigUInt64LE(field - 8));
    };
    entry.inflatedBytes = next(entry.inflatedBytes);
    entry.compressedBytes = next(entry.compressedBytes);
    entry.headerOffset = next(entry.headerOffset);
    return;
  }
}

/** Entries that share bytes are how a small file inflates to a giant one. */
function refuseOverlaps(entries: ZipDirectory, directoryStart: number): void {
  const sorted = [...entries.values()].sort((a, b) => a.headerOffset - b.headerOffset);
  for (let i = 0; i < sorted.length; i++) {
    const entry = sorted[i]!;
    const next = sorted[i + 1]?.headerOffset ?? directoryStart;
    if (entry.headerOffset < 0 || entry.headerOffset + 30 + entry.compressedBytes > next) {
      throw new Refusal(i + 1 < sorted.length ? 'zip-overlap' : 'zip-damaged');
    }
  }
}
