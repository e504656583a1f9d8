/** Cell references as text: places and ranges. */
import type { CellPlace, Merge } from '../../cells.js';

const rangeShape = /^\$?([A-Za-z]{1,7})\$?(\d{1,9})(?::\$?([A-Za-z]{1,7})\$?(\d{1,9}))?$/;

/** `A1:B2` cut to the sheet; null when it is no range. */
export function mergeOf(reference: string, lastRow: number, lastColumn: number): Merge | null {
  const match = rangeShape.exec(reference);
  if (!match) return null;
  const [, left = '', top = '', right = left, bottom = top] = match;
  const merge = {
    firstRow: Number(top),
    lastRow: Math.min(Number(bottom), lastRow),
    firstCol: columnIndex(left),
    lastCol: Math.min(columnIndex(right), lastColumn - 1),
  };
  return merge.firstRow >= 1 && merge.firstRow <= merge.lastRow && merge.firstCol <= merge.lastCol ? merge : null;
}

/** First cell of a range or the cell of a reference; null when it is none. */
export function placeOf(reference: string): CellPlace | null {
  const match = rangeShape.exec(reference);
  return match ? { row: Number(match[2]), col: columnIndex(match[1] ?? '') } : null;
}

/** 0-based: A = 0. */
export function columnIndex(letters: string): number {
  let col = 0;
  for (const letter of letters.toUpperCase()) col = col * 26 + letter.charCodeAt(0) - 64;
  return col - 1;
}
