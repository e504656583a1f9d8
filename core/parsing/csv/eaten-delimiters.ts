/**
 * Text cut to a number of bytes may end in half a character. In sets of two-byte characters `|`, `^` and `~` may be a second byte: then
 * the half takes the delimiter behind it, becomes another character, and the record is a cell short.
 */
import type { Dialect } from './dialect.js';
import { decoderFor } from './encoding.js';
import { splitPlainly } from './split.js';

export interface Restored {
  cells: string[];
  /** The cells whose ends are lost, with the text they and their neighbours were read as; none = which ones cannot be told. */
  cut: { col: number; raw: string }[];
}

/** Tells records with characters that may have taken a delimiter. */
export class EatenDelimiters {
  private readonly dialect: Dialect;
  /** Characters whose second byte is the delimiter. */
  private readonly eaters: RegExp;

  private constructor(dialect: Dialect, eaters: RegExp) {
    this.dialect = dialect;
    this.eaters = eaters;
  }

  /** null = the delimiter is no second byte in this encoding. */
  static in(label: string, dialect: Dialect): EatenDelimiters | null {
    const byte = dialect.delimiter.charCodeAt(0);
    if (label.startsWith('utf') || dialect.padded || byte < 0x40 || byte > 0x7e) return null;
    const decoder = decoderFor(label);
    const leads = Array.from({ length: 0x7e }, (_, at) => at + 0x81);
    const read = leads.map((lead) => decoder.decode(Uint8Array.of(lead, byte)));
    const characters = read.filter((text) => Array.from(text).length === 1 && text !== '\uFFFD');
    return characters.length === 0 ? null : new EatenDelimiters(dialect, new RegExp(characters.join('|'), 'gu'));
  }

  /** The record of `cells` cells with its delimiters back; null = it is short for another reason. */
  restore(record: string, cells: number): Restored | null {
    const { delimiter, width } = this.dialect;
    const found = record.match(this.eaters) ?? [];
    const missing = width - cells;
    if (missing <= 0 || found.length < missing) return null;
    if (found.length > missing) return { cells: splitPlainly(record, this.dialect), cut: [] };
    const back = splitPlainly(record.replaceAll(this.eaters, `\uFFFD${delimiter}`), this.dialect);
    return back.length === width ? { cells: back, cut: this.cutsOf(splitPlainly(record, this.dialect)) } : null;
  }

  /** Each character that took a delimiter shifted the cells behind it. */
  private cutsOf(read: readonly string[]): Restored['cut'] {
    let shift = 0;
    return read.flatMap((raw, at) =>
      (raw.match(this.eaters) ?? []).map(() => {
        shift += 1;
        return { col: at + shift - 1, raw };
      }),
    );
  }
}
