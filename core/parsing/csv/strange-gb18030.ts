/**
 * Tells a few characters of another encoding that GB18030 can read, too: `Köln` in Windows-1252 becomes `K鰈n`, Big5 becomes characters
 * of private use and others that nobody writes. Too few for any statistics, but not what a Chinese text looks like.
 */

interface Seen {
  /** Characters of GB2312. */
  common: number;
  /** Other characters of two bytes. */
  rare: number;
  /** Those without a meaning of their own, and those that stand between ASCII letters and have an ASCII letter for a second byte. */
  wrong: number;
  /** Bytes that begin no character. */
  invalid: number;
  /** Of the common and rare ones, those between ASCII letters that are two letters of Windows-1252, too: Compañía, Conceição. */
  inWord: number;
}

/** As with damage, one in fifty may be so: a name that has a character made by the bank itself. */
const mostWrong = 1 / 50;
/** T恤XL. */
const mostInWord = 1 / 5;

export function isStrange(bytes: Buffer): boolean {
  const { common, rare, wrong, inWord } = seenIn(bytes);
  return wrong > mostWrong * common || rare > common || inWord > mostInWord * common;
}

/** Whether it can hardly be GB18030, however few characters there are: most of what is not ASCII has no meaning there. */
export function isNoGb18030(bytes: Buffer): boolean {
  const { common, rare, wrong, invalid, inWord } = seenIn(bytes);
  return wrong + invalid + inWord > common + rare - inWord;
}

function seenIn(bytes: Buffer): Seen {
  const seen: Seen = { common: 0, rare: 0, wrong: 0, invalid: 0, inWord: 0 };
  for (let at = 0; at + 1 < bytes.length;) at += look(seen, bytes, at);
  return seen;
}

/** Answers how many bytes the character has. */
function look(seen: Seen, bytes: Buffer, at: number): number {
  const lead = bytes[at] as number;
  const trail = bytes[at + 1] as number;
  if (lead < 0x80) return 1;
  // Characters of four bytes: no text of another encoding looks like them.
  if (trail >= 0x30 && trail <= 0x39 && (bytes[at + 2] ?? 0) > 0x80) return 4;
  if (lead === 0x80 || lead === 0xff || trail < 0x40 || trail === 0x7f || trail === 0xff) {
    seen.invalid += 1;
    return 1;
  }
  if (isInWord(bytes, at)) seen.inWord += 1;
  if (isPrivate(lead, trail) || isGlued(bytes, at, trail)) seen.wrong += 1;
  else if (isGb2312(lead, trail)) seen.common += 1;
  else seen.rare += 1;
  return 2;
}

/** The user-defined areas of GBK. */
const isPrivate = (lead: number, trail: number): boolean =>
  trail >= 0xa1 ? (lead >= 0xaa && lead <= 0xaf) || lead >= 0xf8 : lead >= 0xa1 && lead <= 0xa7;

/** Han characters, signs, full-width letters. */
const isGb2312 = (lead: number, trail: number): boolean =>
  trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xf7) || lead === 0xa1 || lead === 0xa3);

const isAsciiLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

/** Two letters of Windows-1252 within a word. A Han character hardly stands between ASCII letters. */
export const isInWord = (bytes: Buffer, at: number): boolean =>
  (bytes[at] as number) >= 0xc0 &&
  (bytes[at + 1] as number) >= 0xc0 &&
  isAsciiLetter(bytes[at - 1]) &&
  isAsciiLetter(bytes[at + 2]);

/** A letter of Windows-1252 beside one of its quotes or dashes: Zoë’s, “Été. */
export function isQuotedLetter(bytes: Buffer, at: number): boolean {
  const [one, other] = [bytes[at] as number, bytes[at + 1] as number];
  const isMark = (byte: number): boolean => byte >= 0x91 && byte <= 0x97;
  const isPair = (one >= 0xc0 && isMark(other)) || (isMark(one) && other >= 0xc0);
  return isPair && (isAsciiLetter(bytes[at - 1]) || isAsciiLetter(bytes[at + 2]));
}

/** A lone high byte in a word of ASCII letters. */
const isGlued = (bytes: Buffer, at: number, trail: number): boolean =>
  isAsciiLetter(trail) && (isAsciiLetter(bytes[at - 1]) || isAsciiLetter(bytes[at + 2]));
