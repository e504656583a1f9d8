/** Shared strings, kept as one run of UTF-8 bytes and decoded a group at a time when asked for. */
import { Refusal } from '../../refusal.js';
import { EQUALS, ESCAPED, MARKED, REPLACED } from '../scan/bytes.js';

/** Strings decoded together; neighbours are mostly asked for together. */
const groupBits = 5;
const groupSize = 1 << groupBits;
/** What a decoded string takes besides its text, about. */
const stringOverheadBytes = 32;
/** Decoded strings kept at once, in bytes. */
const cacheBytes = 32 << 20;
const replacement = Buffer.from('\uFFFD');
const markedText = /[",\r\n]/;
// oxlint-disable-next-line no-control-regex -- characters that are flagged or escaped one by one
const oddText = /[\0\u0010\uFFFD]/;
/** Ends are 32-bit offsets. */
const maxTableBytes = 0xffffffff;

export class StringTable {
  count = 0;
  private bytes: Buffer;
  private ends = new Uint32Array(1 << 12);
  private traits = new Uint8Array(1 << 12);
  private readonly struckOnes = new Set<number>();
  private readonly damagedOnes = new Set<number>();
  private used = 0;
  private cache: (string[] | undefined)[] = [];
  private cachedBytes = 0;

  /** `capacityBytes`: what the texts should need; the pages are taken from the system only when written. */
  constructor(capacityBytes: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacityBytes);
  }

  /** Appends the bytes of a UTF-8 text; `end()` closes the string. */
  append(source: Buffer, from: number, to: number): void {
    let at = this.used;
    if (at + to - from > this.bytes.length) this.grow(at + to - from);
    const { bytes } = this;
    if (to - from > 64) source.copy(bytes, at, from, to);
    else for (let i = from; i < to; i++) bytes[at++] = source[i]!;
    this.used += to - from;
  }

  /** Appends a text and answers what it is made of, for `end`. */
  appendText(text: string): number {
    const encoded = Buffer.from(text);
    this.append(encoded, 0, encoded.length);
    return (markedText.test(text) ? MARKED : 0) | (oddText.test(text) ? ESCAPED : 0);
  }

  private grow(neededBytes: number): void {
    if (neededBytes > maxTableBytes) throw new Refusal('zip-too-big', { maxBytes: maxTableBytes });
    const wider = Buffer.allocUnsafeSlow(Math.max(neededBytes, Math.min(maxTableBytes, this.bytes.length * 2)));
    this.bytes.copy(wider, 0, 0, this.used);
    this.bytes = wider;
  }

  /** `traits`: what the string is made of; replacement characters may be told though there are none. */
  end(struck: boolean, traits: number): void {
    if (this.count === this.ends.length) this.widen();
    if (struck) this.struckOnes.add(this.count);
    const isOdd = ((traits & REPLACED) !== 0 && this.holdsReplacement()) || this.isFormula();
    this.traits[this.count] = isOdd ? traits | ESCAPED : traits;
    this.ends[this.count++] = this.used;
  }

  private widen(): void {
    const ends = new Uint32Array(this.ends.length * 2);
    const traits = new Uint8Array(this.ends.length * 2);
    ends.set(this.ends);
    traits.set(this.traits);
    this.ends = ends;
    this.traits = traits;
  }

  /** It may be that of a picture, which is told with a flag. */
  private isFormula(): boolean {
    const from = this.startOf(this.count);
    return from < this.used && this.bytes[from] === EQUALS;
  }

  private holdsReplacement(): boolean {
    const from = this.startOf(this.count);
    return this.bytes.subarray(from, this.used).includes(replacement);
  }

  /** What the string is made of; with `ESCAPED` it is none to be copied as bytes. Of an index that the table has. */
  traitsOf(index: number): number {
    return this.struckOnes.size > 0 && this.struckOnes.has(index) ? ESCAPED : this.traits[index]!;
  }

  /** The bytes of all strings. */
  get source(): Buffer {
    return this.bytes;
  }

  startOf(index: number): number {
    return index === 0 ? 0 : this.ends[index - 1]!;
  }

  endOf(index: number): number {
    return this.ends[index]!;
  }

  isStruck(index: number): boolean {
    return this.struckOnes.size > 0 && this.struckOnes.has(index);
  }

  /** Known once the string was got: it holds a replacement character or a NUL. */
  isDamaged(index: number): boolean {
    return this.damagedOnes.size > 0 && this.damagedOnes.has(index);
  }

  /** undefined for an index that the table does not have. */
  get(index: number): string | undefined {
    const group = this.cache[index >>> groupBits];
    if (group !== undefined) return group[index & (groupSize - 1)];
    return index < this.count ? this.decode(index >>> groupBits)[index & (groupSize - 1)] : undefined;
  }

  private decode(group: number): string[] {
    const { bytes, ends } = this;
    const first = group << groupBits;
    const last = Math.min(first + groupSize, this.count);
    const from = first === 0 ? 0 : ends[first - 1]!;
    const to = ends[last - 1]!;
    if (this.cachedBytes > cacheBytes) {
      this.cache = [];
      this.cachedBytes = 0;
    }
    this.cachedBytes += to - from + groupSize * stringOverheadBytes;
    const text = bytes.toString('utf8', from, to);
    const strings =
      text.length === to - from
        ? sliceAscii(text, ends, first, last, from)
        : sliceWide(bytes, text, ends, first, last, from);
    if (isDamagedText(text)) {
      strings.forEach((each, i) => {
        if (isDamagedText(each)) this.damagedOnes.add(first + i);
      });
    }
    this.cache[group] = strings;
    return strings;
  }
}

/** U+FFFD stands where a writer lost a character, NUL nowhere in an honest text. */
export function isDamagedText(text: string): boolean {
  return text.includes('\uFFFD') || text.includes('\0');
}

function sliceAscii(text: string, ends: Uint32Array, first: number, last: number, base: number): string[] {
  const strings: string[] = [];
  let start = 0;
  for (let i = first; i < last; i++) {
    const end = ends[i]! - base;
    strings.push(text.substring(start, end));
    start = end;
  }
  return strings;
}

/** UTF-16 units are counted from the bytes: one per lead byte, two for the four-byte ones. */
function sliceWide(
  bytes: Buffer,
  text: string,
  ends: Uint32Array,
  first: number,
  last: number,
  base: number,
): string[] {
  const strings: string[] = [];
  let at = base;
  let units = 0;
  for (let i = first; i < last; i++) {
    const end = ends[i]!;
    const start = units;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
    }
    strings.push(text.substring(start, units));
  }
  return units === text.length ? strings : decodeSingly(bytes, ends, first, last, base);
}

/** For bytes that are not UTF-8: the count of units does not hold. */
function decodeSingly(bytes: Buffer, ends: Uint32Array, first: number, last: number, base: number): string[] {
  const strings: string[] = [];
  let start = base;
  for (let i = first; i < last; i++) {
    strings.push(bytes.toString('utf8', start, ends[i]!));
    start = ends[i]!;
  }
  return strings;
}
