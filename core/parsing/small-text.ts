/** Text files that are read at once, in the program that asks. */
import { statSync } from 'node:fs';

/** A text file up to here is read at once: its size bounds what it may cost, and a process apart takes longer to start. */
export const smallTextBytes = 256 << 10;

/** Whether a file, by its name and size, is likely to be read by a process apart. Nothing but time hangs on it. */
export function isReadApart(path: string): boolean {
  try {
    const found = statSync(path);
    return found.isFile() && (found.size > smallTextBytes || !/\.(?:csv|tsv|txt)$/i.test(path));
  } catch {
    return false;
  }
}
