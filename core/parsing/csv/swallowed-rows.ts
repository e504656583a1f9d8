/** A record over several lines each of which is a row by itself: two lone quotes took the rows between them into one cell. */
import type { RawRecord } from '../cells.js';
import { isTyped, shapeOf } from '../tables/shapes.js';
import type { Dialect } from './dialect.js';

const leastWidth = 3;
const lineFeed = 10;
const carriageReturn = 13;

/** A quick look at the bytes that spares most records the rest: whether the first line has the width of the table, quotes aside. */
export function mayHoldRows(
  { buffer, start, end }: RawRecord,
  { delimiter, width }: Pick<Dialect, 'delimiter' | 'width'>,
): boolean {
  const mark = delimiter.charCodeAt(0);
  let cells = 1;
  for (let at = start; at < end; at += 1) {
    const byte = buffer[at] as number;
    if (byte === lineFeed || byte === carriageReturn) break;
    if (byte === mark) cells += 1;
  }
  return cells === width;
}

/** Each line has the width of the table, quotes aside, and numbers, dates or addresses where the first has them. */
export function holdsRows(record: string, { delimiter, width }: Pick<Dialect, 'delimiter' | 'width'>): boolean {
  if (width < leastWidth) return false;
  const [first = [], ...others] = record.split(/\r\n|\r|\n/).map((line) => line.split(delimiter));
  if (first.length !== width || others.some((cells) => cells.length !== width)) return false;
  const shapes = first.map((cell) => shapeOf(cell, 0));
  const isLike = (cells: readonly string[]): boolean =>
    shapes.every((shape, at) => !isTyped(shape) || shapeOf(cells[at] ?? '', 0) === shape);
  return shapes.some(isTyped) && others.every(isLike);
}
