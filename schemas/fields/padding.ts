/**
 * The commonest mess: one blank, no-break space or zero-width space at an end of a cell. SQL takes it off by itself where what is
 * left is canonical text as it stands; all other padding is left to the law (clean.ts), which says the same of these.
 */
import { literal } from './sql.js';

const blank = ' ';
const noBreakSpace = '\\x{A0}';
const zeroWidthSpace = '\\x{200B}';
const at = (characters: string): string => literal(`^[${characters}]|[${characters}]$`);
const any = blank + noBreakSpace + zeroWidthSpace;

/** BOOLEAN: the text has such a character at an end. */
export const isPadded = (x: string): string => `regexp_matches(${x}, ${at(any)})`;

/** The text without one such character at each end. */
export const withoutPadding = (x: string): string => `regexp_replace(${x}, ${at(any)}, '', 'g')`;

/** JSON array of the repairs that the law makes of a padded text, in its order. */
export function paddingRepairs(x: string): string {
  const repairs = [
    [zeroWidthSpace, 'zero-width'],
    [noBreakSpace, 'no-break-space'],
    [blank + noBreakSpace, 'trimmed'],
  ].map(([characters = '', repair = '']) => `CASE WHEN regexp_matches(${x}, ${at(characters)}) THEN '"${repair}"' END`);
  return `'[' || concat_ws(',', ${repairs.join(', ')}) || ']'`;
}
