/** Writes ZIP files by hand, odd ones on purpose: what no well-behaved writer would make. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  data: string | Buffer;
  /** Absent: deflate. */
  stored?: boolean;
  /** Sizes and check sum behind the data instead of before. */
  descriptor?: boolean;
  /** Claims instead of the truth. */
  claimedBytes?: number;
  claimedCrc?: number;
  /** The name as it stands in the file; absent: `name` as UTF-8. */
  nameBytes?: Buffer;
  /** Says that the name is UTF-8. */
  utf8?: boolean;
  encrypted?: boolean;
  /** System it was made on (3 = Unix) and its mode there. */
  madeOn?: number;
  mode?: number;
  method?: number;
  /** A further extra field, whole. */
  extra?: Buffer;
}

/** `zip64`: every size and offset in the wide fields. */
export function zipOf(parts: readonly ZipPart[], { zip64 = false } = {}): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const made = partOf(part, offset, zip64);
    chunks.push(made.local);
    directory.push(made.central);
    offset += made.local.length;
  }
  const central = Buffer.concat(directory);
  const ends = endOf(parts.length, central.length, offset, zip64);
  return Buffer.concat([...chunks, central, ends]);
}

function partOf(part: ZipPart, offset: number, zip64: boolean): { local: Buffer; central: Buffer } {
  const data = Buffer.from(part.data as string);
  const body = part.stored ? data : deflateRawSync(data);
  const name = part.nameBytes ?? Buffer.from(part.name);
  const method = part.method ?? (part.stored ? 0 : 8);
  const crc = part.claimedCrc ?? crc32(data);
  const size = part.claimedBytes ?? data.length;
  const flags = (part.descriptor ? 8 : 0) | (part.utf8 ? 0x800 : 0) | (part.encrypted ? 1 : 0);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(zip64 ? 45 : 20, 4);
  local.writeUInt16LE(flags, 6);
  local.writeUInt16LE(method, 8);
  if (!part.descriptor) writeSizes(local, 14, crc, body.length, size);
  local.writeUInt16LE(name.length, 26);
  const after = Buffer.alloc(part.descriptor ? 16 : 0);
  if (part.descriptor) {
    after.writeUInt32LE(0x08074b50, 0);
    writeSizes(after, 4, crc, body.length, size);
  }
  const central = Buffer.alloc(46);
  const wide = zip64 ? wideField(size, body.length, offset) : Buffer.alloc(0);
  const extra = Buffer.concat([wide, part.extra ?? Buffer.alloc(0)]);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt8(part.madeOn ?? 0, 5);
  central.writeUInt16LE(flags, 8);
  central.writeUInt16LE(method, 10);
  writeSizes(central, 16, crc, zip64 ? 0xffffffff : body.length, zip64 ? 0xffffffff : size);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(extra.length, 30);
  central.writeUInt16LE(part.mode ?? 0, 40);
  central.writeUInt32LE(zip64 ? 0xffffffff : offset, 42);
  return { local: Buffer.concat([local, name, body, after]), central: Buffer.concat([central, name, extra]) };
}

function writeSizes(target: Buffer, at: number, crc: number, compressed: number, size: number): void {
  target.writeUInt32LE(crc, at);
  target.writeUInt32LE(compressed, at + 4);
  target.writeUInt32LE(size, at + 8);
}

function wideField(size: number, compressed: number, offset: number): Buffer {
  const field = Buffer.alloc(28);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(24, 2);
  field.writeBigUInt64LE(BigInt(size), 4);
  field.writeBigUInt64LE(BigInt(compressed), 12);
  field.writeBigUInt64LE(BigInt(offset), 20);
  return field;
}

function endOf(count: number, sizeBytes: number, offset: number, zip64: boolean): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : count, 8);
  end.writeUInt16LE(zip64 ? 0xffff : count, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : sizeBytes, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : offset, 16);
  if (!zip64) return end;
  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(sizeBytes), 40);
  wide.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + sizeBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, end]);
}
