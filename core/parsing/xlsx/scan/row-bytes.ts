/**
 * One row of a sheet as a CSV record in bytes: a cell's text goes from the part it stands in to the row's file without becoming a
 * string. What does not fit (a cell told twice, one outside of the table) is left to the way with strings.
 */
import { BytesMover } from '../../bytes-mover.js';
import type { CellNote, RawRecord } from '../../cells.js';
import { EMPTY, MARKED } from './bytes.js';

const comma = 0x2c;
const quote = 0x22;
const lineFeed = 10;
const carriageReturn = 13;
const shortBytes = 40;
const needsQuotes = /[",\r\n]/;
// oxlint-disable-next-line no-control-regex -- the characters that the staging dialect escapes wherever they stand
const neverRaw = /[\0\u0010]/;

export class RowBytes implements RawRecord {
  buffer = Buffer.allocUnsafeSlow(64 << 10);
  readonly start = 0;
  end = 0;
  cells = 0;
  filled = 0;
  fill = new Uint8Array(64);
  ends = new Int32Array(64);
  cuts = new Int32Array(64);
  cutCells = new Int32Array(64);
  cutCount = 0;
  readonly keepsEmpty = true;
  readonly kinds: Uint8Array;
  notes: CellNote[] = [];
  noteCount = 0;
  hidden = false;
  struck = false;
  colour = 0;
  private readonly mover = new BytesMover();
  /** 0-based column of the sheet of the first cell. */
  private from = 0;
  private width = 0;
  private marked = { end: 0, cells: 0, filled: 0, cutCount: 0 };

  constructor(kinds: Uint8Array) {
    this.kinds = kinds;
  }

  begin(from: number, width: number): void {
    this.from = from;
    this.width = width;
    this.end = 0;
    this.cells = 0;
    this.filled = 0;
    this.cutCount = 0;
    if (width > this.fill.length) {
      this.fill = new Uint8Array(width * 2);
      this.ends = new Int32Array(width * 2);
    }
  }

  mark(): void {
    const { marked } = this;
    marked.end = this.end;
    marked.cells = this.cells;
    marked.filled = this.filled;
    marked.cutCount = this.cutCount;
  }

  rollback(): void {
    Object.assign(this, this.marked);
  }

  /** Cells at the last `mark`. */
  get markedCells(): number {
    return this.marked.cells;
  }

  /** Whether the cell of this column can be the next one. */
  takes(col: number): boolean {
    const at = col - this.from;
    return at >= this.cells && at < this.width;
  }

  /** No cell, or one without a text. */
  missing(col: number): void {
    this.open(col, 0);
    this.kinds[col] = 0;
    this.ended();
  }

  /** `traits`: what the bytes are made of; without escapes. */
  copy(col: number, source: Buffer, from: number, to: number, traits: number): void {
    const isEmpty = from === to;
    this.open(col, isEmpty ? EMPTY : 1, (to - from) * 2 + 3);
    if (isEmpty || (traits & MARKED) !== 0) this.quoted(source, from, to);
    else this.end = this.mover.move(source, from, to, this.buffer, this.end);
    this.ended();
    if (!isEmpty) this.filled += 1;
  }

  /** false = it holds what no record may hold. */
  text(col: number, text: string): boolean {
    if (text.length <= shortBytes && this.plain(col, text)) return true;
    if (neverRaw.test(text)) return false;
    const bytes = Buffer.from(text);
    this.copy(col, bytes, 0, bytes.length, needsQuotes.test(text) ? MARKED : 0);
    return true;
  }

  /** Short texts of letters and digits; false = it is another one. */
  private plain(col: number, text: string): boolean {
    const { length } = text;
    if (length === 0) return false;
    this.open(col, 1, length);
    const { buffer } = this;
    const begun = this.end;
    for (let at = 0; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= 0x80 || code < 0x20 || code === comma || code === quote) {
        this.end = begun - (this.cells > 0 ? 1 : 0);
        return false;
      }
      buffer[begun + at] = code;
    }
    this.end = begun + length;
    this.ended();
    this.filled += 1;
    return true;
  }

  /** Fills up to the width of the table. */
  finish(): void {
    while (this.cells < this.width) this.missing(this.from + this.cells);
  }

  /** Text of the cell at a position; null when it is missing. */
  textAt(at: number): string | null {
    if (at >= this.cells || this.fill[at] === 0) return null;
    if (this.fill[at] === EMPTY) return '';
    const start = at === 0 ? 0 : (this.ends[at - 1] as number) + 1;
    const end = this.ends[at] as number;
    if (this.buffer[start] !== quote) return this.buffer.toString('utf8', start, end);
    return this.buffer.toString('utf8', start + 1, end - 1).replaceAll('""', '"');
  }

  private open(col: number, fill: number, bytes = 0): void {
    const gap = col - this.from - this.cells;
    if (this.end + gap + bytes + 2 > this.buffer.length) this.grow(gap + bytes + 2);
    for (let left = gap; left > 0; left -= 1) {
      this.begun(0);
      this.kinds[this.from + this.cells] = 0;
      this.ended();
    }
    this.begun(fill);
  }

  private begun(fill: number): void {
    if (this.cells > 0) this.buffer[this.end++] = comma;
    this.fill[this.cells] = fill;
  }

  private ended(): void {
    this.ends[this.cells] = this.end;
    this.cells += 1;
  }

  private quoted(source: Buffer, from: number, to: number): void {
    const { buffer } = this;
    let { end } = this;
    if (from === to) this.cut(end);
    buffer[end++] = quote;
    for (let at = from; at < to; at += 1) {
      const byte = source[at] as number;
      if (byte === quote) buffer[end++] = quote;
      else if (byte === lineFeed || byte === carriageReturn) this.cut(end);
      buffer[end++] = byte;
    }
    buffer[end++] = quote;
    this.end = end;
  }

  private cut(at: number): void {
    if (this.cutCount === this.cuts.length) {
      const cuts = new Int32Array(this.cuts.length * 2);
      const cutCells = new Int32Array(this.cuts.length * 2);
      cuts.set(this.cuts);
      cutCells.set(this.cutCells);
      this.cuts = cuts;
      this.cutCells = cutCells;
    }
    this.cuts[this.cutCount] = at;
    this.cutCells[this.cutCount] = this.cells;
    this.cutCount += 1;
  }

  private grow(bytes: number): void {
    const wider = Buffer.allocUnsafeSlow((this.buffer.length + bytes) * 2);
    this.buffer.copy(wider, 0, 0, this.end);
    this.buffer = wider;
  }
}
