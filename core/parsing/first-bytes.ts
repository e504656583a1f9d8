import { closeSync, openSync, readSync } from 'node:fs';

/** The first `most` bytes of a file; fewer where it is shorter. */
export function firstBytes(path: string, most: number): Buffer {
  const fd = openSync(path, 'r');
  try {
    return bytesAt(fd, 0, most);
  } finally {
    closeSync(fd);
  }
}

/** `most` bytes from `position` on; fewer at the end of the file. */
export function bytesAt(fd: number, position: number, most: number): Buffer {
  const bytes = Buffer.alloc(most);
  return bytes.subarray(0, readSync(fd, bytes, 0, most, position));
}
