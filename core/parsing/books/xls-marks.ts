/**
 * What the library leaves out of an .xls file: fonts that are struck through and backgrounds, by cell ([MS-XLS] 2.4.122 Font, 2.4.353 XF,
 * 2.4.188 Palette). Text of which only a part is struck, and colours by conditional formats, are not told.
 */
export interface CellMark {
  struck: boolean;
  /** A number per background colour; 0 = none or white. */
  colour: number;
}

/** Marked cells of one sheet. */
export type SheetMarks = ReadonlyMap<number, CellMark>;

export const placeOf = (row: number, col: number): number => row * 16_384 + col;
/** The greatest number of a colour. */
export const mostColours = 127;

export const records = {
  eof: 0x0a,
  font: 0x31,
  boundSheet: 0x85,
  palette: 0x92,
  mulRk: 0xbd,
  rk: 0x27e,
  xf: 0xe0,
  bof: 0x809,
} as const;
/** Records of one filled cell: they begin with row, column and format. */
export const cellRecords: ReadonlySet<number> = new Set([0x06, 0xd6, 0xfd, 0x203, 0x204, 0x205, records.rk]);
const solid = 1;
/** White, and what the system shows as text and background. */
const noColours = new Set([1, 9, 64, 65]);

/** The library's reader of compound files, which it gives no types. */
export interface ContainerReader {
  read(bytes: Buffer, options: { type: 'buffer' }): unknown;
  find(container: unknown, path: string): { content?: Uint8Array | number[] } | null;
}

/** The records of the workbook and the paths of all that lies beside them; null = a file of before Excel 5, which is no container. */
export function streamIn(bytes: Buffer, reader: ContainerReader): { stream: Buffer; paths: readonly string[] } | null {
  if (bytes.length < 8 || bytes.readUInt32BE(0) !== 0xd0cf11e0) return null;
  const container = reader.read(bytes, { type: 'buffer' });
  const content = (reader.find(container, '/Workbook') ?? reader.find(container, '/Book'))?.content;
  if (content === undefined) return null;
  return { stream: Buffer.from(content), paths: (container as { FullPaths?: string[] } | null)?.FullPaths ?? [] };
}

/** Per sheet, in the order of the file. */
export function marksIn(stream: Buffer, { marks, sheets }: Globals): SheetMarks[] {
  if (!marks.some((mark) => mark !== null)) return [];
  return sheets.map((from, at) => marksOfSheet(stream.subarray(0, sheets[at + 1]), from, marks));
}

/** Records from `from` to the end of the substream there; substreams inside it (charts) are passed over. */
export function* recordsFrom(stream: Buffer, from: number): Generator<[type: number, body: Buffer]> {
  let depth = 0;
  for (let at = from; at + 4 <= stream.length;) {
    const type = stream.readUInt16LE(at);
    const end = at + 4 + stream.readUInt16LE(at + 2);
    if (end > stream.length) return;
    if (type === records.bof) depth += 1;
    else if (type === records.eof) depth -= 1;
    else if (depth === 1) yield [type, stream.subarray(at + 4, end)];
    if (depth <= 0) return;
    at = end;
  }
}

/** What a workbook tells of all its sheets. */
export interface Globals {
  /** By number of a cell's format; null = none. */
  marks: (CellMark | null)[];
  /** Where the sheets begin, in the order of the file, which is the library's. */
  sheets: number[];
}

export function readGlobals(stream: Buffer): Globals {
  const struckFonts: boolean[] = [];
  const formats: Buffer[] = [];
  const sheets: number[] = [];
  const whites = new Set(noColours);
  for (const [type, body] of recordsFrom(stream, 0)) {
    if (type === records.font && body.length >= 4) struckFonts.push((body.readUInt16LE(2) & 0x08) !== 0);
    else if (type === records.xf && body.length >= 2) formats.push(body);
    else if (type === records.boundSheet && body.length >= 4) sheets.push(body.readUInt32LE(0));
    else if (type === records.palette) for (const white of whitesOf(body)) whites.add(white);
  }
  const marks = formats.map((format) => markOf(format, struckFonts, whites));
  return { marks, sheets: sheets.sort((a, b) => a - b) };
}

/** Colours of the file's own palette stand from number 8 on. */
function whitesOf(palette: Buffer): number[] {
  const whites: number[] = [];
  for (let at = 2; at + 4 <= palette.length; at += 4) {
    if (palette.readUIntLE(at, 3) === 0xffffff) whites.push(8 + (at - 2) / 4);
  }
  return whites;
}

function markOf(format: Buffer, struckFonts: readonly boolean[], whites: ReadonlySet<number>): CellMark | null {
  const font = format.readUInt16LE(0);
  // No font has the number 4.
  const struck = struckFonts[font > 4 ? font - 1 : font] === true;
  const isFilled = format.length >= 20 && format.readUInt32LE(14) >>> 26 === solid;
  const number = isFilled ? format.readUInt16LE(18) & 0x7f : 64;
  const colour = whites.has(number) ? 0 : Math.max(number, 8);
  return struck || colour > 0 ? { struck, colour } : null;
}

function marksOfSheet(stream: Buffer, from: number, marks: readonly (CellMark | null)[]): SheetMarks {
  const found = new Map<number, CellMark>();
  const put = (row: number, col: number, format: number): void => {
    const mark = marks[format];
    if (mark) found.set(placeOf(row, col), mark);
  };
  for (const [type, body] of recordsFrom(stream, from)) {
    if (cellRecords.has(type) && body.length >= 6)
      put(body.readUInt16LE(0), body.readUInt16LE(2), body.readUInt16LE(4));
    else if (type === records.mulRk && body.length >= 6) {
      const [row, first] = [body.readUInt16LE(0), body.readUInt16LE(2)];
      for (let at = 4, col = first; at + 8 <= body.length; at += 6, col++) put(row, col, body.readUInt16LE(at));
    }
  }
  return found;
}
