/** A well-formed record of another delimiter as one of commas, bytes to bytes: no cell becomes a string on the way. */
import { BytesMover } from '../bytes-mover.js';
import type { RawRecord } from '../cells.js';

const quote = 0x22;
const comma = 0x2c;

export class CsvRecord {
  private readonly mover = new BytesMover();

  /** Writes the record's cells at `used` of `out`, which has room for twice their bytes and three per cell; answers where they end. */
  write({ buffer, start, cells, ends }: RawRecord, out: Buffer, used: number): number {
    let to = used;
    let at = start;
    for (let cell = 0; cell < cells; cell += 1) {
      const end = ends[cell] as number;
      if (cell > 0) out[to++] = comma;
      // Doubled quotes stay as they are.
      if (buffer[at] === quote) to = this.mover.move(buffer, at, end, out, to);
      else to = bare(buffer, at, end, out, to);
      at = end + 1;
    }
    return to;
  }
}

/** A cell that no delimiter of its own file needed quotes for. */
function bare(buffer: Buffer, start: number, end: number, out: Buffer, used: number): number {
  let to = used;
  let isMarked = false;
  for (let at = start; at < end; at += 1) {
    const byte = buffer[at] as number;
    if (byte === comma) isMarked = true;
    out[to++] = byte;
  }
  return isMarked ? inQuotes(out, used, to) : to;
}

function inQuotes(out: Buffer, from: number, to: number): number {
  out.copyWithin(from + 1, from, to);
  out[from] = quote;
  out[to + 1] = quote;
  return to + 2;
}
