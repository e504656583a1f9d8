/**
 * Text that some program read in another encoding and saved so: every character is still there, as others. Told only where chance
 * is no explanation: UTF-8 read as Windows-1252 (`æ·±åœ³`) or as GB18030 (`寮犱紵`), and GBK read as Windows-1252 (`ÖØÇì`). Text that has
 * Chinese characters of its own beside such letters was read as it is.
 */
import { misreadPairs, utf8AsGbk } from './misread-gbk.js';
import { windows1252 } from '../windows-1252.js';

const byteOf = new Map(Array.from(windows1252, (character, at) => [character, 0x80 + at] as const));

type Range = readonly [from: number, to: number];

/** Characters that continue a sequence of UTF-8 read as Windows-1252. */
const continuing: Range[] = [
  [0x80, 0xbf],
  ...[...byteOf.keys()]
    .filter((character) => character > '\u00ff')
    .map((character): Range => [character.charCodeAt(0), character.charCodeAt(0)]),
];
const inside = (ranges: readonly Range[], form: (hex: string) => string): string =>
  ranges.map(([from, to]) => `${form(from.toString(16))}-${form(to.toString(16))}`).join('');
const expression = (form: (hex: string) => string): string => {
  const [first, second] = misreadPairs.map((ranges) => inside(ranges, form));
  return `[${form('c2')}-${form('f4')}][${inside(continuing, form)}]|[${form('a1')}-${form('fe')}]{4}|[${first}][${second}]`;
};

/** RE2 expression of what is looked at; all other text is surely none. */
export const misreadPattern = expression((hex) => `\\x{${hex.toUpperCase()}}`);

const suspicious = new RegExp(
  expression((hex) => `\\u{${hex}}`),
  'u',
);
/** What people write, of the characters that such texts come to. */
const plausible =
  /^[\p{ASCII}\u00a0-\u017f\u0370-\u04ff\u2010-\u203b\u20ac\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]*$/u;
const leastDistinct = 3;
/** … ‘ ’ “ ” • – — in Windows-1252. */
const marks = new Set([0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97]);

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const gbk = new TextDecoder('gb18030', { fatal: true });

/** The text as it was meant; null = it is what it says. */
export function misread(text: string): string | null {
  if (!suspicious.test(text)) return null;
  const bytes = bytesOf(text);
  return bytes === null ? utf8AsGbk(text) : (asUtf8(bytes) ?? asGbk(text, bytes));
}

/** null: a character that Windows-1252 does not have. */
function bytesOf(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const byte = code <= 0xff ? code : byteOf.get(text[at] ?? '');
    if (byte === undefined) return null;
    bytes[at] = byte;
  }
  return bytes;
}

function asUtf8(bytes: Uint8Array): string | null {
  const text = decoded(utf8, bytes);
  return text !== null && plausible.test(text) && !isPunctuated(bytes, text) ? text : null;
}

/** LULEÅ–KIRUNA: one letter with a dash or a quotation mark behind it is no damage. */
function isPunctuated(bytes: Uint8Array, text: string): boolean {
  const [only, ...more] = text.match(/\P{ASCII}/gu) ?? [];
  const last = bytes[bytes.findIndex((byte) => byte > 0x7f) + 1] ?? 0;
  return more.length === 0 && (only ?? '') <= '\u017f' && marks.has(last);
}

/** Runs of letters above ASCII, each of even length, one of four at least and of several letters: ×××× is none. */
function asGbk(text: string, bytes: Uint8Array): string | null {
  const runs = text.match(/\P{ASCII}+/gu) ?? [];
  const isEven = runs.every((run) => run.length % 2 === 0 && /^[\u00a1-\u00fe]+$/u.test(run));
  const isVaried = runs.some((run) => run.length >= 4 && new Set(run).size >= leastDistinct);
  if (!isEven || !isVaried) return null;
  const meant = decoded(gbk, bytes);
  return meant !== null && /\p{Script=Han}{2}/u.test(meant) && plausible.test(meant) ? meant : null;
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
