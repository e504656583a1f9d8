/** Struck-through and coloured cells of an .xlsb file ([MS-XLSB] 2.4.149 BrtFill, 2.4.150 BrtFont, 2.4.842 BrtXF): the library does not tell them. */
import { cellsOf, recordsOf } from './xlsb-records.js';
import { mostColours } from './xls-marks.js';
import type { CellMark, SheetMarks } from './xls-marks.js';

const records = { font: 43, fill: 45, xf: 47, beginFormats: 617, endFormats: 618 } as const;
const solid = 1;
/** White, and what the system shows as text and background. */
const noColours = new Set([1, 9, 64, 65]);
const colourTypes = { automatic: 0, indexed: 1, rgb: 2, theme: 3 } as const;

/** By number of a cell's format; null = neither struck nor coloured. */
export function marksOfStyles(part: Buffer): (CellMark | null)[] {
  const struck: boolean[] = [];
  const colours: number[] = [];
  const known = new Map<string, number>();
  const marks: (CellMark | null)[] = [];
  let isInFormats = false;
  for (const [type, body] of recordsOf(part)) {
    if (type === records.font && body.length >= 4) struck.push((body.readUInt16LE(2) & 0x08) !== 0);
    else if (type === records.fill && body.length >= 12) colours.push(numberOf(colourOf(body), known));
    else if (type === records.beginFormats) isInFormats = true;
    else if (type === records.endFormats) isInFormats = false;
    else if (type === records.xf && isInFormats && body.length >= 8) {
      const mark = { struck: struck[body.readUInt16LE(4)] === true, colour: colours[body.readUInt16LE(6)] ?? 0 };
      marks.push(mark.struck || mark.colour > 0 ? mark : null);
    }
  }
  return marks;
}

/** null = none or white. */
function colourOf(fill: Buffer): string | null {
  if (fill.readUInt32LE(0) !== solid) return null;
  const [kind, index, tint] = [fill.readUInt8(4) >> 1, fill.readUInt8(5), fill.readInt16LE(6)];
  if (kind === colourTypes.automatic || (kind === colourTypes.indexed && noColours.has(index))) return null;
  const rgb = fill.subarray(8, 11).toString('hex');
  if (tint === 0 && (kind === colourTypes.rgb ? rgb === 'ffffff' : kind === colourTypes.theme && index === 0))
    return null;
  return `${kind} ${kind === colourTypes.rgb ? rgb : index} ${tint}`;
}

function numberOf(colour: string | null, known: Map<string, number>): number {
  if (colour === null) return 0;
  const number = known.get(colour) ?? Math.min(known.size + 1, mostColours);
  known.set(colour, number);
  return number;
}

/** Of one sheet. */
export function marksOfSheet(part: Buffer, styles: readonly (CellMark | null)[]): SheetMarks {
  const found = new Map<number, CellMark>();
  for (const { place, style } of cellsOf(part)) {
    const mark = styles[style];
    if (mark) found.set(place, mark);
  }
  return found;
}
