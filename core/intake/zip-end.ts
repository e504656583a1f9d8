/** Whether a ZIP file (XLSX) is there to its end: its central directory lies where its last record says. */
import type { FileHandle } from 'node:fs/promises';

const endRecordBytes = 22;
const maxCommentBytes = 0xffff;
const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const zip64Mark = 0xffffffff;

async function readAt(file: FileHandle, position: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, position);
  return buffer.subarray(0, bytesRead);
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - endRecordBytes; at >= 0; at--) if (tail.readUInt32LE(at) === endSignature) return at;
  return -1;
}

/** True for files that are no ZIP at all: they have no such end to wait for. */
export async function zipIsWhole(file: FileHandle, sizeBytes: number): Promise<boolean> {
  const head = await readAt(file, 0, 4);
  if (head.length < 4 || head.readUInt32LE(0) !== 0x04034b50) return true;
  const tailBytes = Math.min(sizeBytes, endRecordBytes + maxCommentBytes);
  const tail = await readAt(file, sizeBytes - tailBytes, tailBytes);
  const at = findEnd(tail);
  if (at < 0) return false;
  const offset = tail.readUInt32LE(at + 16);
  if (offset === zip64Mark) return true;
  const directory = await readAt(file, offset, 4);
  return directory.length === 4 && directory.readUInt32LE(0) === directorySignature;
}
