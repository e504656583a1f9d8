/** Cells that an .xlsb file tells twice with different contents ([MS-XLSB] 2.1.7.62): the library keeps the last one and says nothing. */
import { cellsOf } from './xlsb-records.js';

/** Of one sheet. Programs write cells row by row and column by column: only where one goes back all of them are kept in mind. */
export function twiceInPart(part: Buffer): ReadonlySet<number> {
  const twice = new Set<number>();
  if (areRising(part)) return twice;
  const seen = new Map<number, string>();
  for (const { place, type, content } of cellsOf(part)) {
    const text = `${type} ${content.toString('hex')}`;
    const before = seen.get(place);
    if (before !== undefined && before !== text) twice.add(place);
    seen.set(place, text);
  }
  return twice;
}

function areRising(part: Buffer): boolean {
  let last = -1;
  for (const { place } of cellsOf(part)) {
    if (place <= last) return false;
    last = place;
  }
  return true;
}
