/** A well-formed record of another delimiter as one of commas, bytes to bytes: no cell becomes a string on the way. */
import type { RawRecord } from '../cells.js';

const quote = 0x22;
const comma = 0x2c;

export class CsvRecord {
  private readonly delimiter: number;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** Writes the record's cells at `used` of `out`, which has room for twice their bytes and three per cell; answers where they end. */
  write({ buffer, start, end }: RawRecord, out: Buffer, used: number): number {
    const { delimiter } = this;
    let to = used;
    for (let at = start; at <= end; at += 1) {
      if (at > start) out[to++] = comma;
      const begun = to;
      let isMarked = false;
      if (buffer[at] === quote && at < end) {
        // Doubled quotes stay as they are: what ends the cell is a quote that is not doubled.
        out[to++] = quote;
        for (at += 1; at < end; at += 1) {
          const byte = buffer[at] as number;
          out[to++] = byte;
          if (byte !== quote) continue;
          if (at + 1 < end && buffer[at + 1] === quote) out[to++] = buffer[++at] as number;
          else break;
        }
        at += 1;
      } else {
        for (; at < end; at += 1) {
          const byte = buffer[at] as number;
          if (byte === delimiter) break;
          if (byte === comma) isMarked = true;
          out[to++] = byte;
        }
      }
      if (isMarked) to = inQuotes(out, begun, to);
    }
    return to;
  }
}

function inQuotes(out: Buffer, from: number, to: number): number {
  out.copyWithin(from + 1, from, to);
  out[from] = quote;
  out[to + 1] = quote;
  return to + 2;
}
