import { fstatSync, readSync } from 'node:fs';

/** Ctrl-Z: DOS programs end a text with one, some fill up a block with them. */
const endMark = 0x1a;
const mostMarks = 64 << 10;

/**
 * Where a text ends although its file has bytes behind it: before the end marks of DOS that are its very last bytes; Infinity without.
 * Not for texts in UTF-16, where the byte is half of a character.
 */
export function endOfText(fd: number): number {
  const stat = fstatSync(fd);
  if (!stat.isFile()) return Number.POSITIVE_INFINITY;
  const tail = Buffer.alloc(Math.min(mostMarks, stat.size));
  const got = readSync(fd, tail, 0, tail.length, stat.size - tail.length);
  let marks = 0;
  while (marks < got && tail[got - 1 - marks] === endMark) marks += 1;
  return marks === 0 ? Number.POSITIVE_INFINITY : stat.size - marks;
}
