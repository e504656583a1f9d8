/** Cells that an .xls file tells twice with different contents: the library keeps the last one and says nothing. */
import { cellRecords, placeOf, records, recordsFrom } from './xls-marks.js';
import type { Globals } from './xls-marks.js';

/** Places by sheet, in the order of the file. `stream`: of the workbook. */
export const twiceIn = (stream: Buffer, { sheets }: Globals): ReadonlySet<number>[] =>
  sheets.map((from, at) => twiceOf(stream.subarray(0, sheets[at + 1]), from));

/** Programs write cells row by row and column by column: only where one goes back all of them are kept in mind. */
function twiceOf(stream: Buffer, from: number): ReadonlySet<number> {
  const twice = new Set<number>();
  if (areRising(stream, from)) return twice;
  const seen = new Map<number, string>();
  for (const [place, type, content] of cellsFrom(stream, from)) {
    const text = `${type} ${content.toString('hex')}`;
    const before = seen.get(place);
    if (before !== undefined && before !== text) twice.add(place);
    seen.set(place, text);
  }
  return twice;
}

function areRising(stream: Buffer, from: number): boolean {
  let last = -1;
  for (const [place] of cellsFrom(stream, from)) {
    if (place <= last) return false;
    last = place;
  }
  return true;
}

/** What stands behind the number of its format, per filled cell. */
function* cellsFrom(stream: Buffer, from: number): Generator<[place: number, type: number, content: Buffer]> {
  for (const [type, body] of recordsFrom(stream, from)) {
    if (body.length < 6) continue;
    const [row, first] = [body.readUInt16LE(0), body.readUInt16LE(2)];
    if (cellRecords.has(type)) yield [placeOf(row, first), type, body.subarray(6)];
    else if (type === records.mulRk)
      for (let at = 4, col = first; at + 8 <= body.length; at += 6, col++)
        yield [placeOf(row, col), records.rk, body.subarray(at + 2, at + 6)];
  }
}
