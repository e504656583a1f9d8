/** Text in the code pages of older programs, as Excel writes a CSV file: `_` stands for what a code page lacks, and is counted. */
import { StringDecoder } from 'node:string_decoder';
import { asMeant } from '../../schemas/windows-1252.js';

const singleByte = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => `windows-125${at}`).concat('windows-874', 'macintosh');
/** Leading and trailing bytes that are asked for; of two places for one character the first counts, but for those that programs do not write. */
const doubleByte: Readonly<Record<string, { lead: [number, number]; unwritten: (lead: number) => boolean }>> = {
  gbk: { lead: [0x81, 0xfe], unwritten: () => false },
  // Below are additions of Hong Kong, which Windows does not have.
  big5: { lead: [0xa1, 0xf9], unwritten: () => false },
  // NEC's selection of IBM's extensions.
  shift_jis: { lead: [0x81, 0xfc], unwritten: (lead) => lead === 0xed || lead === 0xee },
  'euc-kr': { lead: [0x81, 0xfe], unwritten: () => false },
};

/** As the WHATWG calls them (Encoding Standard, 4.2). */
export const codePages: readonly string[] = [...singleByte, ...Object.keys(doubleByte)];

const substitute = 0x5f;

/** By UTF-16 unit: the byte or the two bytes, the leading one above; 0 = it has none (but for U+0000). */
function tableOf(codePage: string): Uint16Array {
  const table = new Uint16Array(0x1_0000);
  const decoder = new TextDecoder(codePage, { ignoreBOM: true });
  const learn = (bytes: number[], code: number): void => {
    const text = asMeant(codePage, decoder.decode(Uint8Array.from(bytes)));
    const unit = text.length === 1 ? text.charCodeAt(0) : 0xfffd;
    if (unit !== 0xfffd && table[unit] === 0) table[unit] = code;
  };
  for (let byte = 1; byte < 0x100; byte += 1) learn([byte], byte);
  const { lead: [first, last] = [1, 0], unwritten } = doubleByte[codePage] ?? {};
  for (let lead = first; lead <= last; lead += 1)
    for (let trail = 0x40; trail < 0xff && !unwritten?.(lead); trail += 1) learn([lead, trail], (lead << 8) | trail);
  return table;
}

export class CodePage {
  /** Characters that became `_`. */
  lost = 0;
  private readonly table: Uint16Array;

  /** `name`: one of `codePages`. */
  constructor(name: string) {
    this.table = tableOf(name);
  }

  /** One `_` for each UTF-16 unit, as Excel does: two for a character beyond the first plane. */
  encode(text: string): Buffer {
    const bytes = Buffer.allocUnsafe(text.length * 2);
    let end = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      const code = this.table[unit] as number;
      if (code > 0xff) bytes[end++] = code >> 8;
      if (code === 0 && unit !== 0 && !isSecondHalf(unit)) this.lost += 1;
      bytes[end++] = code === 0 && unit !== 0 ? substitute : code;
    }
    return bytes.subarray(0, end);
  }

  /** Pieces of UTF-8, which may be cut in mid-character. */
  async *encoded(pieces: AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
    const decoder = new StringDecoder('utf8');
    for await (const piece of pieces) yield this.encode(typeof piece === 'string' ? piece : decoder.write(piece));
    yield this.encode(decoder.end());
  }
}

const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
