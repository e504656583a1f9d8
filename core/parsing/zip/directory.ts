/** The central directory of a ZIP file (APPNOTE 6.3), zip64 included. Reads only the end of the file. */
import type { FileHandle } from 'node:fs/promises';
import { Refusal } from '../refusal.js';

/** One entry as stored: what its name means is for the reader to say. */
export interface RawEntry {
  nameBytes: Buffer;
  /** The name is said to be UTF-8. */
  isUtf8: boolean;
  /** The extra fields. */
  extra: Buffer;
  /** The system the entry was made on: 0 = DOS and Windows, 3 = Unix, 10 = NTFS, 19 = macOS. */
  madeOn: number;
  /** Unix mode, 0 where the system has none. */
  mode: number;
  method: number;
  encrypted: boolean;
  crc: number;
  compressedBytes: number;
  /** What the directory claims; never trusted for a limit. */
  inflatedBytes: number;
  headerOffset: number;
}

export interface DirectoryEnd {
  entries: number;
  sizeBytes: number;
  offset: number;
  /** Where the directory must end. */
  limit: number;
  /** Sizes and offset stand in a zip64 record before it. */
  wide: boolean;
}

const endSignature = 0x06054b50;
const end64LocatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const maxCommentBytes = 0xffff;
const maxEntryBytes = 1024;
export const locatorBytes = 20;
export const record64Bytes = 56;

/** So many bytes at the end of a file hold the end of its directory. */
export const tailBytes = endBytes + maxCommentBytes;

/** All entries in their order, folders left out. Refuses damaged and overlapping entries and more than `maxEntries`. */
export async function readDirectory(file: FileHandle, sizeBytes: number, maxEntries: number): Promise<RawEntry[]> {
  const end = await findEnd(file, sizeBytes);
  if (end.entries > maxEntries) throw new Refusal('zip-too-many-entries', { entries: end.entries, max: maxEntries });
  if (end.sizeBytes > maxEntries * maxEntryBytes) throw new Refusal('zip-damaged');
  const start = startOf(end);
  if (start < 0) throw new Refusal('zip-damaged');
  const bytes = await readAt(file, start, end.sizeBytes);
  const entries: RawEntry[] = [];
  let count = 0;
  for (const entry of entriesIn(bytes, start - end.offset)) {
    count += 1;
    if (count > maxEntries) throw new Refusal('zip-too-many-entries', { entries: count, max: maxEntries });
    if (!isFolder(entry)) entries.push(entry);
  }
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

/** Where the directory begins; bytes before the package move it. */
export const startOf = ({ offset, sizeBytes, limit }: DirectoryEnd): number =>
  offset + sizeBytes === limit ? offset : limit - sizeBytes;

/** The end record in the last bytes of a file; `position` is where these begin. null = there is none. */
export function endIn(tail: Buffer, position: number): DirectoryEnd | null {
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    const entries = tail.readUInt16LE(at + 10);
    const sizeBytes = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    const wide = entries === 0xffff || sizeBytes === 0xffffffff || offset === 0xffffffff;
    return { entries, sizeBytes, offset, limit: position + at, wide };
  }
  return null;
}

/** The entries of a directory one by one; `shift` is added to their offsets. Ends quietly where no entry begins. */
export function* entriesIn(bytes: Buffer, shift: number): Generator<RawEntry> {
  let at = 0;
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === entrySignature) {
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    if (extraEnd > bytes.length) throw new Refusal('zip-damaged');
    yield entryAt(bytes, at, nameEnd, extraEnd, shift);
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
}

async function findEnd(file: FileHandle, sizeBytes: number): Promise<DirectoryEnd> {
  const length = Math.min(sizeBytes, tailBytes);
  const found = endIn(await readAt(file, sizeBytes - length, length), sizeBytes - length);
  if (!found) throw new Refusal('file-truncated');
  return found.wide ? ((await findEnd64(file, found.limit)) ?? found) : found;
}

async function findEnd64(file: FileHandle, endPosition: number): Promise<DirectoryEnd | null> {
  if (endPosition < locatorBytes) return null;
  const position = locatedIn(await readAt(file, endPosition - locatorBytes, locatorBytes));
  if (position === null) return null;
  const end =
    position + record64Bytes <= endPosition ? end64In(await readAt(file, position, record64Bytes), position) : null;
  if (end === null) throw new Refusal('zip-damaged');
  return end;
}

/** Where the zip64 end record lies, by the locator that stands right before the end record; null = there is none. */
export const locatedIn = (locator: Buffer): number | null =>
  locator.length === locatorBytes && locator.readUInt32LE(0) === end64LocatorSignature
    ? Number(locator.readBigUInt64LE(8))
    : null;

/** The zip64 end record at `position`; null = these bytes are none. */
export function end64In(record: Buffer, position: number): DirectoryEnd | null {
  if (record.length < record64Bytes || record.readUInt32LE(0) !== end64Signature) return null;
  return {
    entries: Number(record.readBigUInt64LE(32)),
    sizeBytes: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
    limit: position,
    wide: true,
  };
}

function entryAt(bytes: Buffer, at: number, nameEnd: number, extraEnd: number, shift: number): RawEntry {
  const flags = bytes.readUInt16LE(at + 8);
  const entry: RawEntry = {
    nameBytes: bytes.subarray(at + 46, nameEnd),
    isUtf8: (flags & 0x800) !== 0,
    extra: bytes.subarray(nameEnd, extraEnd),
    madeOn: bytes.readUInt8(at + 5),
    mode: bytes.readUInt16LE(at + 40),
    method: bytes.readUInt16LE(at + 10),
    encrypted: (flags & 1) !== 0,
    crc: bytes.readUInt32LE(at + 16),
    compressedBytes: bytes.readUInt32LE(at + 20),
    inflatedBytes: bytes.readUInt32LE(at + 24),
    headerOffset: bytes.readUInt32LE(at + 42),
  };
  widen(entry);
  entry.headerOffset += shift;
  return entry;
}

/** The extra field of a kind, without its head; null = there is none. */
export function extraField({ extra }: RawEntry, kind: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === kind) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  return null;
}

/** Takes sizes of 4 GiB and more from the zip64 extra field. */
function widen(entry: RawEntry): void {
  const field = extraField(entry, 1);
  if (!field) return;
  let at = 0;
  const next = (value: number): number => {
    if (value !== 0xffffffff) return value;
    if (at + 8 > field.length) throw new Refusal('zip-damaged');
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  entry.inflatedBytes = next(entry.inflatedBytes);
  entry.compressedBytes = next(entry.compressedBytes);
  entry.headerOffset = next(entry.headerOffset);
}

const slashes = [0x2f, 0x5c];
const isFolder = ({ nameBytes }: RawEntry): boolean => slashes.includes(nameBytes.at(-1) ?? 0);

/** Entries that share bytes are how a small file inflates to a giant one. */
function refuseOverlaps(entries: readonly RawEntry[], directoryStart: number): void {
  const sorted = entries.toSorted((a, b) => a.headerOffset - b.headerOffset);
  for (const [i, entry] of sorted.entries()) {
    const next = sorted[i + 1]?.headerOffset ?? directoryStart;
    if (entry.headerOffset < 0 || entry.headerOffset + 30 + entry.compressedBytes > next) {
      throw new Refusal(i + 1 < sorted.length ? 'zip-overlap' : 'zip-damaged');
    }
  }
}
