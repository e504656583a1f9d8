import type { Dialect } from './dialect.js';
import type { CellNote, RawRecord } from '../cells.js';
import { Refusal } from '../refusal.js';
import { mark } from './marks.js';
import type { Utf8Source } from './source.js';
import { Structure } from './structure.js';

const lf = 10;
const cr = 13;
const space = 32;
const backslashByte = 92;
const mostFirst = 4 << 20;

/**
 * Steps over the records of a delimited file without decoding them: `next()` finds one record and describes it. All state is in
 * public fields, which stay valid until the next call: nothing is allocated per record.
 */
export class RecordScanner implements RawRecord {
  buffer: Buffer;
  /** The record's bytes without its line end. */
  start = 0;
  end = 0;
  /** Bits of `mark`. */
  marks = 0;
  cells = 0;
  filled = 0;
  /** Where bytes cannot be copied as they stand: the first quote of an empty quoted cell, and CR and LF inside quotes; rising. */
  cuts = new Int32Array(64);
  /** The 0-based cells they stand in. */
  cutCells = new Int32Array(64);
  cutCount = 0;
  /** Per column, whether the record's cell is filled (1) or not (0); valid up to `cells`. */
  fill = new Uint8Array(64);
  /** Per column, where the cell ends; valid up to `cells`. */
  ends = new Int32Array(64);
  readonly keepsEmpty = false;
  readonly kinds = null;
  readonly notes: CellNote[] = [];
  readonly noteCount = 0;
  readonly hidden = false;
  readonly struck = false;
  readonly colour = 0;
  private after = 0;
  /** Records found so far. */
  private found = 0;
  private valid = 0;
  private ended = false;
  private readonly source: Utf8Source;
  private readonly dialect: Dialect;
  private structure: Structure;
  /** Of the structure's places, the next to look at. */
  private place = 0;
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly backslash: boolean;
  private readonly padded: boolean;
  private readonly newline: string;
  private readonly maxRecordBytes: number;

  constructor(source: Utf8Source, dialect: Dialect, maxRecordBytes: number) {
    this.source = source;
    this.dialect = dialect;
    // Twice the text: what is held of it is never more than half, and the buffer stays.
    this.structure = new Structure(Math.min(mostFirst, 2 * source.mostBytes + 64), dialect);
    this.buffer = this.structure.buffer;
    this.delimiter = dialect.delimiter.charCodeAt(0);
    this.quote = dialect.quote === null ? -1 : dialect.quote.charCodeAt(0);
    this.backslash = dialect.backslash;
    this.padded = dialect.padded;
    this.newline = dialect.newline;
    this.maxRecordBytes = maxRecordBytes;
  }

  /** Finds the next record; `more` = not before a `refill`. */
  next(): 'record' | 'more' | 'end' {
    this.start = this.after;
    if (!this.scan()) {
      if (!this.ended) return 'more';
      if (!this.takesLast()) return 'end';
    }
    this.found += 1;
    return 'record';
  }

  /** Reads on, keeping what the buffer holds of the next record. Throws `line-too-long`, `unclosed-quote`. */
  async refill(): Promise<void> {
    const { buffer } = this;
    const held = this.valid - this.start;
    if (held >= this.maxRecordBytes) throw this.tooLong();
    if (this.start > 0) buffer.copy(buffer, 0, this.start, this.valid);
    if (held > buffer.length / 2) {
      this.structure = new Structure(buffer.length * 2, this.dialect);
      this.buffer = this.structure.buffer;
      buffer.copy(this.buffer, 0, 0, held);
    }
    this.lookFrom(0);
    this.start = 0;
    this.after = 0;
    this.valid = held;
    const got = await this.source.readOn(this.buffer, held, this.buffer.length - held);
    this.valid += got;
    if (got === 0) this.ended = true;
  }

  /** The current record as text; line ends inside it as they stand. */
  text(): string {
    return this.buffer.toString('utf8', this.start, this.end);
  }

  /** Cuts the record short at its first line end, quotes or not; what follows is read again as records of its own. */
  cutAtLineEnd(): void {
    const at = this.lineEnd(this.start);
    if (at === this.end) return;
    this.end = at;
    this.after = this.behindLineEnd(at);
    this.lookFrom(this.after);
  }

  /** The first physical lines of the record, quotes or not. */
  firstLines(most: number): string[] {
    const lines: string[] = [];
    for (let at = this.start; lines.length < most;) {
      const end = this.lineEnd(at);
      lines.push(this.buffer.toString('utf8', at, end));
      if (end === this.end) break;
      at = this.behindLineEnd(end);
    }
    return lines;
  }

  private lineEnd(from: number): number {
    let at = from;
    while (at < this.end && this.buffer[at] !== lf && this.buffer[at] !== cr) at += 1;
    return at;
  }

  private behindLineEnd(at: number): number {
    return this.buffer[at] === cr && this.buffer[at + 1] === lf ? at + 2 : at + 1;
  }

  private takesLast(): boolean {
    if (this.start >= this.valid) return false;
    this.end = this.valid;
    this.after = this.valid;
    return true;
  }

  private tooLong(): Refusal {
    const inQuotes = (this.marks & mark.unclosed) !== 0;
    return new Refusal(inQuotes ? 'unclosed-quote' : 'line-too-long', {
      row: this.found + 1,
      maxBytes: this.maxRecordBytes,
    });
  }

  private lookFrom(at: number): void {
    this.structure.reset(at);
    this.place = 0;
  }

  /** The next byte at or behind `at` to look at; -1 = none in the buffer. */
  private nextPlace(at: number): number {
    const { structure } = this;
    const { places } = structure;
    for (;;) {
      const { count } = structure;
      for (let next = this.place; next < count; next += 1) {
        const place = places[next] as number;
        if (place < at) continue;
        this.place = next + 1;
        return place;
      }
      this.place = 0;
      if (!structure.more(this.valid)) return -1;
    }
  }

  /** Scans one record from `start`; false = its end is not in the buffer (then at the end of the file it stands as it is). */
  private scan(): boolean {
    const { buffer, delimiter, quote } = this;
    const limit = this.valid;
    let at = this.start;
    this.marks = 0;
    this.cutCount = 0;
    this.cells = 0;
    this.filled = 0;
    for (;;) {
      if (this.padded && this.cells > 0 && buffer[at] === space) at += 1;
      let cellStart = at;
      if (quote >= 0 && buffer[at] === quote && at < limit) {
        at = this.quotedCell(at, limit);
        cellStart = at === cellStart + 2 ? at : cellStart;
      }
      for (;;) {
        const place = this.nextPlace(at);
        if (place < 0) {
          this.endCell(limit, limit > cellStart);
          return false;
        }
        at = place;
        const byte = buffer[at] as number;
        if (byte === delimiter) break;
        if (byte === lf || byte === cr) {
          this.endCell(at, at > cellStart);
          return this.endRecord(at, byte, limit);
        }
        this.look(at, byte, limit);
        at += 1;
      }
      this.endCell(at, at > cellStart);
      at += 1;
    }
  }

  /** `at` is on the opening quote; answers the place behind the closing one (or `limit`). */
  private quotedCell(open: number, limit: number): number {
    const { buffer, quote, delimiter } = this;
    this.marks |= mark.quoted;
    for (let at = this.nextPlace(open + 1); at >= 0; at = this.nextPlace(at + 1)) {
      const byte = buffer[at] as number;
      if (byte === quote) {
        const follows = this.follows(at + 1, limit);
        if (follows === delimiter || follows === lf || follows === cr) {
          if (at === open + 1) {
            this.marks |= mark.emptyQuoted;
            this.cut(open);
          }
          return at + 1;
        }
        if (follows === -1) break;
        if (follows === quote && !this.backslash) at += 1;
        else this.marks |= mark.strayQuote;
      } else if (byte === lf || byte === cr) {
        this.marks |= mark.multiline;
        this.cut(at);
      } else if (byte === backslashByte && this.backslash) at += 1;
      else this.look(at, byte, limit);
    }
    this.marks |= mark.unclosed;
    return limit;
  }

  /** The byte at `at`, or the one behind blanks that end a cell; -1 = not known before a refill. */
  private follows(at: number, limit: number): number {
    const byte = at < limit ? (this.buffer[at] as number) : this.ended ? lf : -1;
    if (byte !== space || this.delimiter === space) return byte;
    let next = at + 1;
    while (next < limit && this.buffer[next] === space) next += 1;
    const end = next < limit ? (this.buffer[next] as number) : this.ended ? lf : -1;
    if (end !== this.delimiter && end !== lf && end !== cr && end !== -1) return byte;
    this.marks |= mark.innerQuote;
    return end;
  }

  private cut(at: number): void {
    if (this.cutCount === this.cuts.length) {
      this.cuts = grown(this.cuts, new Int32Array(this.cuts.length * 2));
      this.cutCells = grown(this.cutCells, new Int32Array(this.cutCells.length * 2));
    }
    this.cuts[this.cutCount] = at;
    this.cutCells[this.cutCount] = this.cells;
    this.cutCount += 1;
  }

  private look(at: number, byte: number, limit: number): void {
    const { buffer } = this;
    if (byte === 0xef) {
      if (at + 2 < limit && buffer[at + 1] === 0xbf && buffer[at + 2] === 0xbd) this.marks |= mark.special;
    } else if (byte === 0xc2) {
      if (at + 1 < limit && (buffer[at + 1] as number) < 0xa0) this.marks |= mark.special;
    } else if (byte === 0x2b) {
      const before = at > this.start ? (buffer[at - 1] as number) : 0;
      if (before === 0x45 || before === 0x65) this.marks |= mark.special;
    } else if (byte === 0 || byte === 16) this.marks |= mark.special;
    else if (byte === this.quote) this.marks |= mark.innerQuote;
  }

  private endCell(at: number, isFilled: boolean): void {
    if (this.cells === this.fill.length) this.growCells();
    this.ends[this.cells] = at;
    this.fill[this.cells] = isFilled ? 1 : 0;
    this.cells += 1;
    if (isFilled) this.filled += 1;
  }

  private growCells(): void {
    this.fill = grown(this.fill, new Uint8Array(this.fill.length * 2));
    this.ends = grown(this.ends, new Int32Array(this.ends.length * 2));
  }

  private endRecord(at: number, byte: number, limit: number): boolean {
    if (byte === cr && at + 1 >= limit && !this.ended) return false;
    const isPair = byte === cr && at + 1 < limit && this.buffer[at + 1] === lf;
    this.end = at;
    this.after = isPair ? at + 2 : at + 1;
    const own = isPair ? '\r\n' : byte === cr ? '\r' : '\n';
    if (own !== this.newline) this.marks |= mark.oddLineEnd;
    return true;
  }
}

function grown<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
