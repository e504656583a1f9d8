/**
 * Characters that cleaning may touch, as code point ranges, written once for JavaScript and for RE2 (DuckDB): a text
 * without any of them and without blanks at its ends is clean in both languages.
 */
type Range = readonly [from: number, to: number];

/** Removed: control characters without meaning in a cell, soft hyphen, fillers, zero-width and bidirectional marks. */
export const controls: Range[] = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
];
export const zeroWidth: Range[] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x115f, 0x1160],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x2060, 0x2065],
  [0x206a, 0x206f],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
];
export const bidiMarks: Range[] = [
  [0x61c, 0x61c],
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
];
/** Zero-width joiner and non-joiner: meant between letters of some scripts and between emoji, else removed. */
export const joiners: Range[] = [[0x200c, 0x200d]];
/** Made a line feed. */
export const lineEnds: Range[] = [
  [0x0b, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
];
/** Made a blank. */
export const wideBlanks: Range[] = [
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
/** Full-width digits and letters; the punctuation between them belongs to Chinese text. */
export const fullWidthWords: Range[] = [
  [0xff10, 0xff19],
  [0xff21, 0xff3a],
  [0xff41, 0xff5a],
];
export const fullWidthAscii: Range[] = [[0xff01, 0xff5e]];
/** A text with one of them is composed (NFC). */
export const combining: Range[] = [[0x300, 0x36f]];
/** Marks of damage: the replacement character. */
export const damage: Range[] = [[0xfffd, 0xfffd]];

export const suspects: Range[] = [
  ...controls,
  ...zeroWidth,
  ...bidiMarks,
  ...joiners,
  ...lineEnds,
  ...wideBlanks,
  ...fullWidthWords,
  ...combining,
  ...damage,
];

const hex = (codePoint: number): string => codePoint.toString(16).toUpperCase();

/** The ranges as the inside of a JavaScript character class (flag u). */
export function jsClass(ranges: readonly Range[]): string {
  return ranges.map(([from, to]) => `\\u{${hex(from)}}-\\u{${hex(to)}}`).join('');
}

/** The same as the inside of an RE2 character class. */
export function re2Class(ranges: readonly Range[]): string {
  return ranges.map(([from, to]) => `\\x{${hex(from)}}-\\x{${hex(to)}}`).join('');
}
