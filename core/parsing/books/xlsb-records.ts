/** Records of the parts of an .xlsb file ([MS-XLSB] 2.1.4), as far as the library does not tell what they hold. */
import { placeOf } from './xls-marks.js';

const rowHeader = 0;
const blankCell = 1;
const shortBlankCell = 12;
/** Filled cells that tell their column, and short ones that stand beside the cell before. */
const isCell = (type: number): boolean => type >= 2 && type <= 11;
const isShortCell = (type: number): boolean => type >= 13 && type <= 18;

/** Records of a part; ends where one reaches beyond it. */
export function* recordsOf(part: Buffer): Generator<[type: number, body: Buffer]> {
  for (let at = 0; at + 1 < part.length;) {
    let type = part[at++] ?? 0;
    if (type >= 0x80) type = (type & 0x7f) | (((part[at++] ?? 0) & 0x7f) << 7);
    let length = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = part[at++] ?? 0;
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (at + length > part.length) return;
    yield [type, part.subarray(at, at + length)];
    at += length;
  }
}

export interface BinaryCell {
  place: number;
  type: number;
  /** Number of its format. */
  style: number;
  /** What stands behind it. */
  content: Buffer;
}

/** The filled cells of a sheet. */
export function* cellsOf(part: Buffer): Generator<BinaryCell> {
  let row = 0;
  let col = -1;
  for (const [type, body] of recordsOf(part)) {
    if (type === rowHeader && body.length >= 4) {
      row = body.readUInt32LE(0);
      col = -1;
    } else if (isCell(type) && body.length >= 8) {
      col = body.readUInt32LE(0);
      yield { place: placeOf(row, col), type, style: body.readUIntLE(4, 3), content: body.subarray(8) };
    } else if (isShortCell(type) && body.length >= 4) {
      col += 1;
      yield { place: placeOf(row, col), type, style: body.readUIntLE(0, 3), content: body.subarray(4) };
    } else if (type === blankCell && body.length >= 4) col = body.readUInt32LE(0);
    else if (type === shortBlankCell) col += 1;
  }
}
