import type { SheetInfo } from '../cells.js';

/** `A` … `XFD` for 0-based columns. */
export function columnLetters(col: number): string {
  let text = '';
  for (let rest = col + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
}

/** What a person calls a 0-based column: by its letters in a workbook, by its number in a text file. */
export const columnLabel = (labels: SheetInfo['labels'] | undefined, col: number): string =>
  labels === 'letters' ? columnLetters(col) : String(col + 1);
