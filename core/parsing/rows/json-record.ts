/** A well-formed CSV record as the inside of a JSON array, bytes to bytes: no cell becomes a string on the way. */
import type { RawRecord } from '../cells.js';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const hex = Buffer.from('0123456789abcdef');

export class JsonRecord {
  private readonly delimiter: number;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** Writes the record's cells at `used` of `out`, which has room for them; answers where they end. */
  write({ buffer, start, end, keepsEmpty }: RawRecord, out: Buffer, used: number): number {
    let at = start;
    let to = used;
    for (let isFirst = true; isFirst || at <= end; isFirst = false) {
      if (!isFirst) out[to++] = comma;
      const opened = to;
      out[to++] = quote;
      const isQuoted = at < end && buffer[at] === quote;
      if (isQuoted) {
        for (at += 1; at < end; at += 1) {
          const byte = buffer[at] as number;
          if (byte === quote && (++at >= end || buffer[at] !== quote)) break;
          to = escaped(out, to, byte);
        }
      } else {
        for (; at < end && buffer[at] !== this.delimiter; at += 1) to = escaped(out, to, buffer[at] as number);
      }
      at += 1;
      if (to === opened + 1 && !(isQuoted && keepsEmpty)) to = opened + out.write('null', opened, 'latin1');
      else out[to++] = quote;
    }
    return to;
  }
}

function escaped(out: Buffer, at: number, byte: number): number {
  let to = at;
  if (byte < 0x20) {
    to += out.write('\\u00', to, 'latin1');
    out[to++] = hex[byte >> 4] as number;
    out[to++] = hex[byte & 15] as number;
    return to;
  }
  if (byte === quote || byte === backslash) out[to++] = backslash;
  out[to++] = byte;
  return to;
}
