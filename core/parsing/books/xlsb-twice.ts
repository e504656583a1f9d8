/** Cells that an .xlsb file tells twice with different contents ([MS-XLSB] 2.1.7.62): the library keeps the last one and says nothing. */
import { readRelationships } from '../xlsx/book/relationships.js';
import type { ZipPackage } from '../xlsx/zip/package.js';
import { partKey } from '../xlsx/zip/part-name.js';
import { maxBookBytes } from './formats.js';
import { placeOf } from './xls-marks.js';

const workbookPart = 'xl/workbook.bin';
const rowHeader = 0;
const bundledSheet = 156;
/** Filled cells that tell their column, and short ones that stand beside the cell before. */
const isCell = (type: number): boolean => type >= 2 && type <= 11;
const isShortCell = (type: number): boolean => type >= 13 && type <= 18;

export const isSheetPart = (key: string): boolean => /(?:^|\/)worksheets\/[^/]+\.bin$/.test(key);

/** Records of a part; ends where one reaches beyond it. */
function* recordsOf(part: Buffer): Generator<[type: number, body: Buffer]> {
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

/** Of one sheet. Programs write cells row by row and column by column: only where one goes back all of them are kept in mind. */
export function twiceInPart(part: Buffer): ReadonlySet<number> {
  const twice = new Set<number>();
  if (areRising(part)) return twice;
  const seen = new Map<number, string>();
  for (const [place, type, content] of cellsOf(part)) {
    const text = `${type} ${content.toString('hex')}`;
    const before = seen.get(place);
    if (before !== undefined && before !== text) twice.add(place);
    seen.set(place, text);
  }
  return twice;
}

function areRising(part: Buffer): boolean {
  let last = -1;
  for (const [place] of cellsOf(part)) {
    if (place <= last) return false;
    last = place;
  }
  return true;
}

/** What stands behind the number of its format, per filled cell. */
function* cellsOf(part: Buffer): Generator<[place: number, type: number, content: Buffer]> {
  let row = 0;
  let col = -1;
  for (const [type, body] of recordsOf(part)) {
    if (type === rowHeader && body.length >= 4) {
      row = body.readUInt32LE(0);
      col = -1;
    } else if (isCell(type) && body.length >= 8) {
      col = body.readUInt32LE(0);
      yield [placeOf(row, col), type, body.subarray(8)];
    } else if (isShortCell(type) && body.length >= 4) {
      col += 1;
      yield [placeOf(row, col), type, body.subarray(4)];
    } else if (type === 1 && body.length >= 4) col = body.readUInt32LE(0);
    else if (type === 12) col += 1;
  }
}

/** The places of each sheet, in the order of the workbook. `parts`: by their keys. */
export async function inOrder(
  zip: ZipPackage,
  parts: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<ReadonlySet<number>[]> {
  const entry = zip.find(workbookPart);
  if (!entry || [...parts.values()].every(({ size }) => size === 0)) return [];
  const relations = new Map((await readRelationships(zip, workbookPart)).map(({ id, target }) => [id, target]));
  const sheets: ReadonlySet<number>[] = [];
  for (const [type, body] of recordsOf(await zip.read(entry, maxBookBytes))) {
    if (type !== bundledSheet || body.length < 12) continue;
    const id = body.toString('utf16le', 12, 12 + 2 * body.readUInt32LE(8));
    sheets.push(parts.get(partKey(relations.get(id) ?? '')) ?? new Set());
  }
  return sheets;
}
