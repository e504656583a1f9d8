/** Byte values that the scanners look for. */
export const LT = 0x3c;
export const GT = 0x3e;
export const SLASH = 0x2f;
export const BANG = 0x21;
export const QUESTION = 0x3f;
export const EQUALS = 0x3d;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const COLON = 0x3a;
export const SPACE = 0x20;

/** Bits of `traits`: what a run of character data is made of. */
export const DOT = 1;
export const OTHER = 2;
/** Needs more than a copy: entity, possible `_x` escape, carriage return, NUL or another character that no text has. */
export const ESCAPED = 4;
export const WIDE = 8;
/** A CSV file has it in quotes: comma, quotation mark, line feed. */
export const MARKED = 16;
/** May be a replacement character. */
export const REPLACED = 32;

/** What each byte adds to a run of character data; digits add nothing. */
export const traits: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x30 && byte <= 0x39) return 0;
  if (byte === 0x2e) return DOT;
  if (byte === 0x26 || byte === 0x5f || byte === 0x0d || byte === 0 || byte === 0x10) return OTHER | ESCAPED;
  if (byte === 0x2c || byte === QUOTE || byte === 0x0a) return OTHER | MARKED;
  if (byte === 0xef) return OTHER | WIDE | REPLACED;
  return byte >= 0x80 ? OTHER | WIDE : OTHER;
});

/** Fill of a cell that holds an empty text. */
export const EMPTY = 2;

export function isNameEnd(byte: number): boolean {
  return byte === GT || byte === SLASH || byte <= SPACE;
}
