import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import type { Sureness } from '../../../schemas/staging.js';
import { firstBytes } from '../first-bytes.js';
import { Refusal } from '../refusal.js';
import { legacyByEvidence, looksLikeGb18030, looksLikeLatin } from './legacy-evidence.js';
import { tellingBytes } from './telling-bytes.js';
import { isUtf7 } from './utf7.js';

export interface Encoding extends Sureness {
  /** WHATWG label, lower case. */
  label: string;
  bomBytes: number;
  /** Some bytes are not valid in it: the cells they stand in carry U+FFFD and are flagged. */
  damaged: boolean;
  /** Only its beginning was looked at: the rest has to be checked as it is read. */
  unproved?: boolean;
}

/** How far a text is looked at for bytes that are not valid UTF-8. */
export type Proof = 'whole' | 'beginning';

/** Behind a beginning in UTF-8 something else stands: what was found of the text holds no more. */
export class NotUtf8 extends Error {}

const boms: readonly { label: string; bytes: readonly number[] }[] = [
  { label: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { label: 'gb18030', bytes: [0x84, 0x31, 0x95, 0x33] },
  { label: 'utf-16le', bytes: [0xff, 0xfe] },
  { label: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** Nothing reads UTF-32 here; its mark begins as that of UTF-16 does. */
const utf32: readonly (readonly number[])[] = [
  [0xff, 0xfe, 0, 0],
  [0, 0, 0xfe, 0xff],
];

/** Also the beginning that is looked at before a text is taken for UTF-8. */
const chunkBytes = 4 << 20;
const headBytes = 256 << 10;

/**
 * Finds a text file's encoding: BOM, strict UTF-8, UTF-16 by its NUL bytes, UTF-8 with a few damaged bytes, the declared
 * legacy encoding (`evidence`: GB18030 or Windows-1252, see legacy-evidence.ts); never a guess between multibyte sets. Reads the whole file
 * once; with `proof` of its beginning no more of a text whose beginning is UTF-8.
 * @throws Refusal `encoding-unknown`, `utf-32`, `utf-7`
 */
export function detectEncoding(
  path: string,
  hints: { encoding?: string; legacyEncoding?: string },
  proof: Proof = 'whole',
): Encoding {
  const head = firstBytes(path, headBytes);
  const begins = (bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte);
  if (utf32.some(begins)) throw new Refusal('utf-32');
  const bom = boms.find(({ bytes }) => begins(bytes));
  const bomBytes = bom?.bytes.length ?? 0;
  if (bom) {
    const strict = bom.label === 'utf-8' ? provedUtf8(path, proof) : null;
    return { label: bom.label, bomBytes, damaged: true, ...strict, by: 'bom', confidence: 1 };
  }
  if (hints.encoding !== undefined) return named(hints.encoding);
  const wide = utf16ByNulBytes(head);
  if (wide) return { label: wide, bomBytes: 0, damaged: true, by: 'nul-bytes', confidence: 0.99 };
  const strict = provedUtf8(path, proof);
  if (strict) {
    if (isUtf7(head)) throw new Refusal('utf-7');
    return { label: 'utf-8', bomBytes: 0, ...strict, by: 'valid', confidence: 1 };
  }
  const asUtf8 = countDecoded(path, 'utf-8');
  if (asUtf8.valid >= 2 * asUtf8.damaged)
    return { label: 'utf-8', bomBytes: 0, damaged: true, by: 'valid', confidence: shareOf(asUtf8) };
  const byEvidence = hints.legacyEncoding === 'evidence';
  const telling = tellingBytes(path, headBytes);
  const legacyEncoding = byEvidence ? legacyByEvidence(telling) : hints.legacyEncoding;
  if (legacyEncoding === undefined || legacyEncoding === null) throw new Refusal('encoding-unknown');
  return legacy(path, telling, legacyEncoding, byEvidence ? 'evidence' : 'declared');
}

function named(label: string): Encoding {
  return { label: decoderFor(label).encoding, bomBytes: 0, damaged: true, by: 'declared', confidence: 1 };
}

/** A legacy encoding fits when at most one in fifty non-ASCII characters (and at least a handful) is damaged. */
function legacy(path: string, telling: Buffer, label: string, by: 'declared' | 'evidence'): Encoding {
  const { encoding } = decoderFor(label);
  const counts = countDecoded(path, encoding);
  if (counts.damaged > Math.max(3, counts.valid / 50)) throw new Refusal('encoding-unknown', { declared: encoding });
  const isLikely = looksLike[encoding]?.(telling) ?? true;
  return {
    label: encoding,
    bomBytes: 0,
    damaged: true,
    by,
    confidence: shareOf(counts) * (isLikely ? likely[by] : unlikely),
  };
}

const looksLike: Readonly<Record<string, (head: Buffer) => boolean>> = {
  gb18030: looksLikeGb18030,
  gbk: looksLikeGb18030,
  'windows-1252': looksLikeLatin,
};

/** A text of another set of two-byte characters reads as Chinese, too, but as characters that hardly anybody uses. */
const likely = { declared: 0.95, evidence: 0.9 };
const unlikely = 0.3;

const shareOf = ({ valid, damaged }: { valid: number; damaged: number }): number =>
  Math.round((100 * valid) / Math.max(1, valid + damaged)) / 100;

export function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    throw new Refusal('encoding-unknown', { declared: label.slice(0, 40) });
  }
}

/** UTF-16 text has NULs, nearly all in the high bytes: on one parity, and in at least one of fifty units (line ends, digits, commas). */
export function utf16ByNulBytes(head: Buffer): string | null {
  let even = 0;
  let odd = 0;
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const least = Math.max(2, head.length / 100);
  if (odd >= least && isOfText(head, 'utf-16le', even / odd)) return 'utf-16le';
  if (even >= least && isOfText(head, 'utf-16be', odd / even)) return 'utf-16be';
  return null;
}

/** NULs on the other parity are low bytes of characters such as 一 (4E00) and 가 (AC00): then all of it must be text. */
function isOfText(head: Buffer, label: string, others: number): boolean {
  if (others <= 0.01) return true;
  if (others > 0.5) return false;
  const text = new TextDecoder(label, { ignoreBOM: true }).decode(head.subarray(0, head.length & ~1));
  // oxlint-disable-next-line no-control-regex -- no text holds them
  return !/[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd-\uffff]/.test(text.slice(0, -1));
}

/** null = it is not UTF-8. */
function provedUtf8(path: string, proof: Proof): Pick<Encoding, 'damaged' | 'unproved'> | null {
  const found = lookForUtf8(path, proof);
  return found === 'no' ? null : { damaged: false, ...(found === 'so-far' && { unproved: true }) };
}

function lookForUtf8(path: string, proof: Proof): 'yes' | 'so-far' | 'no' {
  let tail = 0;
  const fd = openSync(path, 'r');
  try {
    // A byte more than the file: a chunk that is full has something behind it.
    const chunk = Math.min(chunkBytes, fstatSync(fd).size + 1);
    const buffer = Buffer.allocUnsafe(chunk + 4);
    for (;;) {
      const got = readSync(fd, buffer, tail, chunk, null);
      const end = tail + got;
      const cut = got === 0 ? end : lastCharacterStart(buffer, end);
      if (!isUtf8(buffer.subarray(0, cut))) return 'no';
      if (got === 0) return 'yes';
      if (proof === 'beginning' && got === chunkBytes) return 'so-far';
      tail = end - cut;
      buffer.copy(buffer, 0, cut, end);
    }
  } finally {
    closeSync(fd);
  }
}

/** Where a character begins that may go on behind `end`; `end` itself when the last byte is ASCII. At most 3 bytes before `end`. */
export function lastCharacterStart(buffer: Buffer, end: number): number {
  for (let at = end - 1; at >= 0 && at >= end - 3; at -= 1) {
    const byte = buffer[at] ?? 0;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return at;
  }
  return end;
}

/**
 * Counts places that do not decode, and about how many characters beyond ASCII do (exactly in damaged stretches, elsewhere by the
 * bytes they take). Stops early when the file is plainly in another encoding.
 */
function countDecoded(path: string, label: string): { valid: number; damaged: number } {
  const decoder = decoderFor(label);
  const fd = openSync(path, 'r');
  let valid = 0;
  let damaged = 0;
  try {
    const chunk = Math.min(chunkBytes, fstatSync(fd).size + 1);
    const buffer = Buffer.allocUnsafe(chunk);
    for (let got = -1; got !== 0 && (damaged < 200 || valid >= 2 * damaged);) {
      got = readSync(fd, buffer, 0, chunk, null);
      const text = decoder.decode(buffer.subarray(0, got), { stream: got > 0 });
      const bad = countReplaced(text);
      damaged += bad;
      // Each byte is a character: their number does not tell how many are beyond ASCII.
      valid += bad === 0 && got > text.length ? got - text.length : countBeyondAscii(text) - bad;
    }
  } finally {
    closeSync(fd);
  }
  return { valid, damaged };
}

function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count += 1;
  return count;
}

function countBeyondAscii(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) count += 1;
  return count;
}
