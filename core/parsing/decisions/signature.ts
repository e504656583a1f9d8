/** What a row is known by in later files, where its dates and numbers are others. */
import type { SheetRow } from '../cells.js';

const separator = '\u001F';
const mostChars = 300;

/** The texts of its filled cells, digits alike; null = no word in it, so that it could be any row. */
export function signatureOf({ cells, count }: Pick<SheetRow, 'cells' | 'count'>): string | null {
  const texts = cells.slice(0, count).map((cell) => (cell ?? '').trim());
  const text = texts
    .filter((cell) => cell !== '')
    .join(separator)
    .replaceAll(/[\d０-９]+/g, '#');
  return /\p{L}/u.test(text) ? text.slice(0, mostChars) : null;
}

/** How a row of the signature surely begins: its first cell up to its first digit. */
export const beginningOf = (signature: string): string =>
  (signature.split(separator, 1)[0] ?? '').split('#', 1)[0] ?? '';

/** Texts of a header row, as they are compared. */
export const headerTexts = ({ cells, count }: Pick<SheetRow, 'cells' | 'count'>): string[] =>
  cells
    .slice(0, count)
    .map((cell) => (cell ?? '').trim())
    .filter((cell) => cell !== '');

/** Every text of a remembered header row stands in the row; further columns do no harm. */
export function hasTexts(row: readonly string[], wanted: readonly string[]): boolean {
  const there = new Set(row);
  return wanted.length > 0 && wanted.every((text) => there.has(text));
}
