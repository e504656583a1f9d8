/**
 * The commonest mess: one blank, no-break space or zero-width space at an end of a cell. SQL takes it off by itself where what is
 * left is canonical text as it stands; all other padding is left to the law (clean.ts), which says the same of these.
 */
import { literal } from './sql.js';

const blank = ' ';
const noBreakSpace = '\u00A0';
const zeroWidthSpace = '\u200B';
const any = blank + noBreakSpace + zeroWidthSpace;

/** BOOLEAN: the text has one of the characters at an end. (An expression of its own for each column would be compiled for every delivery.) */
const hasAtEnd = (x: string, characters: string): string => `${x} <> trim(${x}, ${literal(characters)})`;

/** BOOLEAN: the text has such a character at an end. */
export const isPadded = (x: string): string => `(${hasAtEnd(x, any)})`;

/** The text without one such character at each end. */
export const withoutPadding = (x: string): string =>
  `regexp_replace(${x}, ${literal('^[ \\x{A0}\\x{200B}]|[ \\x{A0}\\x{200B}]$')}, '', 'g')`;

/** JSON array of the repairs that the law makes of a padded text, in its order. */
export function paddingRepairs(x: string): string {
  const repairs = [
    [zeroWidthSpace, 'zero-width'],
    [noBreakSpace, 'no-break-space'],
    [blank + noBreakSpace, 'trimmed'],
  ].map(([characters = '', repair = '']) => `CASE WHEN ${hasAtEnd(x, characters)} THEN '"${repair}"' END`);
  return `'[' || concat_ws(',', ${repairs.join(', ')}) || ']'`;
}
