/** Text as a spreadsheet cell takes it. Cells are written as strings, so nothing in them is ever run as a formula. */

/** Excel's limit, in UTF-16 units. */
export const mostCellChars = 32_767;

/** What Excel's format would read as an escaped character is escaped itself, and so is CR, which XML would fold into LF. */
const escapes = /_(?=x[0-9A-Fa-f]{4}_)|\r/g;

/** The text without halves of characters. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** The text with its escapes, cut at Excel's limit. Characters XML cannot hold are left out by the writer. */
export function cellText(text: string): string {
  const whole = wellFormed(text);
  const escaped = whole.replace(escapes, (match) => (match === '\r' ? '_x000D_' : '_x005F_'));
  return whole.length <= mostCellChars ? escaped : wellFormed(whole.slice(0, mostCellChars));
}

const longestSheetName = 31;

/** A sheet name Excel accepts and that is not among `used` (compared without case); `used` gains it. */
export function sheetName(wanted: string, used: Set<string>): string {
  const clean = wellFormed(wanted)
    .replace(/[[\]:*?/\\\p{Cc}]/gu, '_')
    .replace(/^'+|'+$/g, '');
  for (let copy = 1; ; copy += 1) {
    const tail = copy === 1 ? '' : ` ${copy}`;
    const name = wellFormed(clean.slice(0, longestSheetName - tail.length)) + tail;
    if (used.has(name.toLowerCase())) continue;
    used.add(name.toLowerCase());
    return name;
  }
}
