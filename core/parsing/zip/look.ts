/** A quick look at what a ZIP file holds, by the names in its directory. Synchronous, reads little, never refuses. */
import { readSync } from 'node:fs';
import { end64In, endIn, entriesIn, locatedIn, locatorBytes, record64Bytes, startOf, tailBytes } from './directory.js';
import type { DirectoryEnd } from './directory.js';

/** Of a longer directory only the beginning is looked at. */
const mostDirectoryBytes = 1 << 20;

function slice(fd: number, from: number, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  return buffer.subarray(0, readSync(fd, buffer, 0, size, from));
}

/**
 * Names as they stand, slashes for backslashes, lower case. null = the file has no end of a directory (it was cut off);
 * an empty list = its directory cannot be made out.
 */
export function namesInside(fd: number, sizeBytes: number): string[] | null {
  const length = Math.min(sizeBytes, tailBytes);
  const narrow = endIn(slice(fd, sizeBytes - length, length), sizeBytes - length);
  if (narrow === null) return null;
  const end = narrow.wide ? (wideEnd(fd, narrow.limit) ?? narrow) : narrow;
  const start = startOf(end);
  if (!(start >= 0 && start < sizeBytes)) return [];
  const names: string[] = [];
  try {
    for (const { nameBytes } of entriesIn(slice(fd, start, Math.min(end.sizeBytes, mostDirectoryBytes)), 0))
      names.push(nameBytes.toString('latin1').replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase());
  } catch {
    // The directory was cut, or is damaged from here on: what was found counts.
  }
  return names;
}

function wideEnd(fd: number, limit: number): DirectoryEnd | null {
  const position = limit < locatorBytes ? null : locatedIn(slice(fd, limit - locatorBytes, locatorBytes));
  return position === null || position >= limit ? null : end64In(slice(fd, position, record64Bytes), position);
}
