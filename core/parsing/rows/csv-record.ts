/** A well-formed record of another delimiter as one of commas, bytes to bytes: no cell becomes a string on the way. */
import { BytesMover } from '../bytes-mover.js';
import type { RawRecord } from '../cells.js';

const quote = 0x22;
const comma = 0x2c;

export class CsvRecord {
  private readonly mover = new BytesMover();

  /** Writes the record's cells at `used` of `out`, which has room for twice their bytes and three per cell; answers where they end. */
  write(record: RawRecord, out: Buffer, used: number): number {
    return needsQuotes(record) ? this.byCell(record, out, used) : this.asWhole(record, out, used);
  }

  /** Most records need no more than other delimiters. */
  private asWhole({ buffer, start, cells, ends }: RawRecord, out: Buffer, used: number): number {
    const last = cells - 1;
    const to = this.mover.move(buffer, start, ends[last] as number, out, used);
    const shift = used - start;
    for (let cell = 0; cell < last; cell += 1) out[(ends[cell] as number) + shift] = comma;
    return to;
  }

  private byCell({ buffer, start, cells, ends }: RawRecord, out: Buffer, used: number): number {
    let to = used;
    let at = start;
    for (let cell = 0; cell < cells; cell += 1) {
      const end = ends[cell] as number;
      if (cell > 0) out[to++] = comma;
      const isBare = buffer[at] !== quote && hasComma(buffer, at, end);
      if (isBare) out[to++] = quote;
      // Doubled quotes stay as they are.
      to = this.mover.move(buffer, at, end, out, to);
      if (isBare) out[to++] = quote;
      at = end + 1;
    }
    return to;
  }
}

/** Whether a cell has a comma, and no quotes, as the delimiter of its own file needed none. */
function needsQuotes({ buffer, start, cells, ends }: RawRecord): boolean {
  let at = start;
  for (let cell = 0; cell < cells; cell += 1) {
    const end = ends[cell] as number;
    if (buffer[at] !== quote && hasComma(buffer, at, end)) return true;
    at = end + 1;
  }
  return false;
}

function hasComma(buffer: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (buffer[at] === comma) return true;
  return false;
}
