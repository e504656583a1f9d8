import { closeSync } from 'node:fs';
import type { StagedCsv } from '../../schemas/staging.js';
import { BytesMover } from './bytes-mover.js';
import type { RawRecord } from './cells.js';
import type { RowWriter } from './rows/row-writer.js';
import { behindBytes, closePieces, openForPieces, writePiece } from './write-behind.js';
import type { WriteBehind } from './write-behind.js';

/**
 * The canonical staging dialect: UTF-8, one record per line, LF, no header, `"` doubled. A missing cell is unquoted-empty, an
 * empty string is `""`. Characters that would break a line or the engine's reader are escaped with DLE (U+0010): LF is DLE n,
 * CR is DLE r, NUL is DLE 0, DLE is DLE D; `escaped` tells in which columns. So a line end is always a record's end.
 */
const escapeMark = '\u0010';
const escapes = new Map([
  ['\n', `${escapeMark}n`],
  ['\r', `${escapeMark}r`],
  ['\0', `${escapeMark}0`],
  [escapeMark, `${escapeMark}D`],
]);
// oxlint-disable-next-line no-control-regex -- these are the characters to escape
const toEscape = /[\n\r\0\u0010]/g;
// oxlint-disable-next-line no-control-regex -- the same, with what needs quotes in any of the delimiters we write
const notBare = /[",;\t|\n\r\0\u0010]/;
const newlineByte = 10;
const returnByte = 13;
const escapeByte = 16;
const quoteByte = 0x22;

export function escapeBreaks(text: string): string {
  return text.replace(toEscape, (character) => escapes.get(character) ?? character);
}

/** SQL that takes the escapes of `escapeBreaks` back from the VARCHAR expression `x`. */
export function unescapeSql(x: string): string {
  const steps: readonly [string, number][] = [
    ['n', 10],
    ['r', 13],
    ['0', 0],
    ['D', 16],
  ];
  return steps.reduce((sql, [mark, code]) => `replace(${sql}, chr(16) || '${mark}', chr(${code}))`, x);
}

/** Most files are short. */
const firstBytes = 64 << 10;

/** Writes lines of the staging dialect in large pieces, `behind` the caller's back where there is one; takes cells as text or whole lines as bytes. */
export class StageWriter implements RowWriter {
  readonly takesRaw = true;
  readonly path: string;
  readonly delimiter: string;
  lines = 0;
  longestLineBytes = 0;
  /** 0-based columns (the leading row number not counted) holding escapes. */
  readonly escaped = new Set<number>();
  private readonly fd: number;
  private buffer: Buffer;
  private used = 0;
  private position = 0;
  private readonly behind: WriteBehind | null;
  private readonly sizeBytes: number;
  private readonly delimiterByte: number;
  private readonly mover = new BytesMover();

  constructor(path: string, delimiter = ',', sizeBytes = behindBytes, behind: WriteBehind | null = null) {
    this.behind = behind;
    this.sizeBytes = sizeBytes;
    this.buffer = Buffer.allocUnsafe(Math.min(sizeBytes, firstBytes));
    this.path = path;
    this.delimiter = delimiter;
    this.delimiterByte = delimiter.charCodeAt(0);
    this.fd = openForPieces(path, behind);
  }

  /** Writes one record: the row number and `cells[from … from + count)`. */
  row(row: number, cells: readonly (string | null)[], from: number, count: number): void {
    let line = String(row);
    for (let at = 0; at < count; at += 1) {
      const cell = cells[from + at];
      line += cell === null || cell === undefined ? this.delimiter : this.delimiter + this.cell(cell, at);
    }
    this.line(line);
  }

  /** Writes one record of plain values (for the kinds and skipped files). */
  values(values: readonly (string | number | null)[]): void {
    this.line(values.map((value, at) => (value === null ? '' : this.cell(String(value), at))).join(this.delimiter));
  }

  /** Writes the row number and a record's bytes, which are in this dialect already but for needless quotes and what `cuts` names. */
  raw(row: number, record: RawRecord): void {
    const { buffer, start, end, cuts, cutCells, cutCount } = record;
    const most = end - start + cutCount + 24;
    if (this.used + most > this.buffer.length) this.makeRoom(most);
    const lineStart = this.used;
    this.writeNumber(row);
    this.buffer[this.used++] = this.delimiterByte;
    let from = start;
    for (let at = 0; at < cutCount; at += 1) {
      const cut = cuts[at] ?? end;
      this.copy(buffer, from, cut);
      if (record.keepsEmpty && buffer[cut] === quoteByte) from = cut;
      else from = this.replaceAt(buffer, cut, cutCells[at] ?? 0);
    }
    this.copy(buffer, from, end);
    this.buffer[this.used++] = newlineByte;
    this.ended(this.used - lineStart);
  }

  /** Leaves the two quotes of an empty cell out, or escapes a line end; answers where the bytes go on. */
  private replaceAt(source: Buffer, at: number, cell: number): number {
    const byte = source[at];
    if (byte !== newlineByte && byte !== returnByte) return at + 2;
    this.buffer[this.used++] = escapeByte;
    this.buffer[this.used++] = byte === newlineByte ? 0x6e : 0x72;
    this.escaped.add(cell);
    return at + 1;
  }

  close(): void {
    this.flush();
    closePieces(this.fd, this.behind);
  }

  abandon(): void {
    closeSync(this.fd);
  }

  told(padded: boolean): StagedCsv {
    return {
      path: this.path,
      layout: 'numbered',
      delimiter: this.delimiter,
      longestLineBytes: this.longestLineBytes,
      escapedColumns: [...this.escaped].sort((one, other) => one - other),
      padded,
    };
  }

  private cell(text: string, column: number): string {
    if (text !== '' && !notBare.test(text)) return text;
    const safe = escapeBreaks(text);
    if (safe !== text) this.escaped.add(column);
    return `"${safe.replaceAll('"', '""')}"`;
  }

  private line(text: string): void {
    const most = text.length * 3 + 1;
    if (this.used + most > this.buffer.length) this.makeRoom(most);
    const size = this.buffer.write(text, this.used, 'utf8');
    this.used += size;
    this.buffer[this.used++] = newlineByte;
    this.ended(size + 1);
  }

  private ended(lineBytes: number): void {
    this.lines += 1;
    if (lineBytes > this.longestLineBytes) this.longestLineBytes = lineBytes;
  }

  private copy(source: Buffer, start: number, end: number): void {
    this.used = this.mover.move(source, start, end, this.buffer, this.used);
  }

  private writeNumber(row: number): void {
    let digits = 1;
    for (let bound = 10; row >= bound; bound *= 10) digits += 1;
    let rest = row;
    for (let at = this.used + digits - 1; at >= this.used; at -= 1) {
      this.buffer[at] = 48 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.used += digits;
  }

  private makeRoom(bytes: number): void {
    this.flush();
    if (bytes > this.buffer.length || this.buffer.length < this.sizeBytes)
      this.buffer = Buffer.allocUnsafe(Math.max(bytes, this.sizeBytes));
  }

  private flush(): void {
    const { behind, fd, buffer, used, position } = this;
    this.buffer = writePiece(behind, fd, buffer, used, position);
    this.position += used;
    this.used = 0;
  }
}
