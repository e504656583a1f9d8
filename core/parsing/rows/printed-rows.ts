/** Reads printed rows back as they lie, with the rows written before the table grew wider padded to its width. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { PrintedWidth, StagedTable } from '../../../schemas/staging.js';

const chunkBytes = 1 << 19;
const quote = 0x22;
const newline = 10;

/** Pieces of the file, each of use until the next one is asked for: one buffer serves them all, for a new one for each costs more than to read. */
export function* readPrinted({ csv, columns }: StagedTable): Generator<Buffer> {
  const widths = csv.widths ?? [];
  const isEven = (widths[0]?.width ?? columns.length) >= columns.length;
  const padding = isEven ? null : new Padding(csv.layout === 'csv', widths, columns.length);
  const fd = openSync(csv.path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (let got = readSync(fd, buffer); got > 0; got = readSync(fd, buffer)) {
      const chunk = buffer.subarray(0, got);
      yield padding ? padding.padded(chunk) : chunk;
    }
    if (padding) yield padding.held;
  } finally {
    closeSync(fd);
  }
}

/** Puts the missing cells before the end of each row; a line end within quotes ends no row of CSV. */
class Padding {
  private readonly isCsv: boolean;
  private readonly widths: readonly PrintedWidth[];
  private readonly width: number;
  private offset = 0;
  private part = 0;
  private inQuotes = false;
  /** The last two bytes seen, where a row of NDJSON may close its array; still to be printed at the end. */
  held: Buffer = Buffer.alloc(0);

  constructor(isCsv: boolean, widths: readonly PrintedWidth[], width: number) {
    this.isCsv = isCsv;
    this.widths = widths;
    this.width = width;
  }

  padded(chunk: Buffer): Buffer {
    const bytes = this.held.length > 0 ? Buffer.concat([this.held, chunk]) : chunk;
    const keep = this.isCsv ? 0 : Math.min(2, bytes.length);
    const pieces: Buffer[] = [];
    let from = 0;
    for (let at = this.held.length; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === quote) this.inQuotes = !this.inQuotes;
      if (byte !== newline || (this.isCsv && this.inQuotes)) continue;
      const end = this.isCsv ? at : at - 2;
      pieces.push(bytes.subarray(from, end), this.missingAt(this.offset + at - this.held.length));
      from = end;
    }
    this.offset += chunk.length;
    const stop = Math.max(from, bytes.length - keep);
    pieces.push(bytes.subarray(from, stop));
    this.held = Buffer.from(bytes.subarray(stop));
    return Buffer.concat(pieces);
  }

  private missingAt(offset: number): Buffer {
    while ((this.widths[this.part + 1]?.fromByte ?? Infinity) <= offset) this.part += 1;
    const missing = this.width - (this.widths[this.part]?.width ?? this.width);
    return Buffer.from((this.isCsv ? ',' : ',null').repeat(Math.max(0, missing)));
  }
}
