/** The part of a text file that tells its encoding: the first characters of many files are plain ASCII, which reads alike everywhere. */
import { isAscii } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { bytesAt } from '../first-bytes.js';

const chunkBytes = 4 << 20;
const lf = 10;

/** The first `most` bytes of a file; where they are all ASCII, as many from the first line that is not, if there is one. */
export function tellingBytes(path: string, most: number): Buffer {
  const fd = openSync(path, 'r');
  try {
    const head = bytesAt(fd, 0, most);
    if (head.length < most || !isAscii(head)) return head;
    const from = firstTellingLine(fd, most);
    return from === null ? head : bytesAt(fd, from, most);
  } finally {
    closeSync(fd);
  }
}

/** Where the line begins, or its last `most` / 2 bytes before what is not ASCII: everything before that is. null = there is none. */
function firstTellingLine(fd: number, most: number): number | null {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  for (let at = most; ; at += chunkBytes) {
    const bytes = buffer.subarray(0, readSync(fd, buffer, 0, chunkBytes, at));
    if (bytes.length === 0) return null;
    if (isAscii(bytes)) continue;
    const found = bytes.findIndex((byte) => byte >= 0x80);
    return at + Math.max(bytes.lastIndexOf(lf, found) + 1, found - most / 2);
  }
}
