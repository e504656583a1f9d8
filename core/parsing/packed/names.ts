/** Names of entries in a ZIP file, from bytes whose encoding is seldom told. Shown and kept, never used as a path. */
import { TextDecoder } from 'node:util';
import { crc32 } from 'node:zlib';
import { asMeant } from '../../../schemas/windows-1252.js';
import { Refusal } from '../refusal.js';
import { extraField } from '../zip/directory.js';
import type { RawEntry } from '../zip/directory.js';

const unicodePathField = 0x7075;
const unicodePathVersion = 1;
const darwin = 19;
const unix = 3;

/** UTF-8 sequences of three bytes and more: Chinese and the like. Two-byte ones may as well be one character of GBK. */
const longSequence = /[\u0800-\uffff]|[\u{10000}-\u{10ffff}]/u;
const notHan = /[^\p{ASCII}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef—…“”‘’·]/u;

/** ASCII and characters of GB2312, two high bytes each: an accented letter of Windows-1252 seldom stands beside another. */
const pairs = /^(?:\p{ASCII}|[\xa1-\xfe]{2})*$/u;

function strictly(label: string, bytes: Uint8Array): string | null {
  try {
    const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    return asMeant(decoder.encoding, decoder.decode(bytes));
  } catch {
    return null;
  }
}

/** The name in UTF-8 that some writers put beside one in their own encoding; it counts while it belongs to it. */
function unicodePath(entry: RawEntry): string | null {
  const field = extraField(entry, unicodePathField);
  if (!field || field.length < 6 || field[0] !== unicodePathVersion) return null;
  return field.readUInt32LE(1) === crc32(entry.nameBytes) ? strictly('utf-8', field.subarray(5)) : null;
}

/**
 * The name as its writer meant it: UTF-8 where the entry says so, else the Unicode path beside it, else UTF-8 where the bytes can be
 * nothing else (macOS writes it without saying so), else `legacy`. `legacy`: the encoding declared for the source, or `evidence`.
 */
export function entryName(entry: RawEntry, legacy: string): string {
  const { nameBytes, isUtf8, madeOn } = entry;
  const utf8 = strictly('utf-8', nameBytes);
  if (utf8 !== null && (isUtf8 || /^\p{ASCII}*$/u.test(utf8))) return utf8;
  const beside = unicodePath(entry);
  if (beside !== null) return beside;
  if (utf8 !== null && (longSequence.test(utf8) || madeOn === unix || madeOn === darwin)) return utf8;
  return fromLegacy(nameBytes, legacy) ?? utf8 ?? escaped(nameBytes);
}

function fromLegacy(bytes: Buffer, legacy: string): string | null {
  if (legacy !== 'evidence') return strictly(legacy, bytes);
  const chinese = pairs.test(bytes.toString('latin1')) ? strictly('gb18030', bytes) : null;
  return chinese !== null && !notHan.test(chinese) ? chinese : strictly('windows-1252', bytes);
}

/** Bytes of no known text, readable at least. */
const escaped = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[^\x20-\x7e]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);

/**
 * The name with slashes, as it tells a member apart.
 * @throws Refusal `zip-absolute-name`, `zip-climbing-name`
 */
export function checkedName(name: string): string {
  const plain = name.replaceAll('\\', '/').replaceAll('\0', '\uFFFD').normalize('NFC');
  if (plain.startsWith('/') || /^[a-z]:/i.test(plain)) throw new Refusal('zip-absolute-name');
  const steps = plain.split('/').filter((step) => step !== '' && step !== '.');
  if (steps.includes('..')) throw new Refusal('zip-climbing-name');
  return steps.join('/');
}
