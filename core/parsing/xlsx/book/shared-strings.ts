/** Fills the string table from the shared strings part. */
import { Refusal } from '../../refusal.js';
import { ESCAPED, GT, LT, SLASH, SPACE, traits } from '../scan/bytes.js';
import { readRichText } from '../scan/rich-text.js';
import { isSelfClosed, isSpecial, localName, nextTag, skipSpecial, tagEnd } from '../scan/tags.js';
import { Window } from '../scan/window.js';
import { asUtf8 } from '../xml/decode.js';
import type { ZipEntry } from '../zip/package.js';
import type { ZipPackage } from '../zip/package.js';
import { StringTable } from './string-table.js';

export interface SharedStringLimits {
  maxInflatedBytes: number;
  /** Bytes of XML that one string may take. */
  maxStringBytes: number;
}

const open = Buffer.from('<si><t');
const close = Buffer.from('</t></si>');
/** More than deflate can do: a claimed size beyond it is a lie. */
const maxDeflateRatio = 1040;

/** An empty table when the package has no such part. */
export async function readSharedStrings(
  zip: ZipPackage,
  entry: ZipEntry | null,
  limits: SharedStringLimits,
): Promise<StringTable> {
  if (!entry) return new StringTable(0);
  const possible = entry.method === 0 ? entry.compressedBytes : entry.compressedBytes * maxDeflateRatio;
  const table = new StringTable(Math.min(entry.inflatedBytes, limits.maxInflatedBytes, possible));
  const window = new Window(limits.maxStringBytes);
  for await (const chunk of asUtf8(zip.stream(entry))) {
    window.append(chunk);
    scan(window, table);
  }
  if (nextTag(window.buf, window.pos, window.end) >= 0) throw new Refusal('xml-damaged');
  return table;
}

/** Takes every whole string of the window; stops where one is not complete. */
function scan(window: Window, table: StringTable): void {
  const { buf, end } = window;
  let i = window.pos;
  for (;;) {
    const quick = simpleString(buf, i, end, table);
    if (quick > 0) {
      i = quick;
      continue;
    }
    const lt = nextTag(buf, i, end);
    const next = lt < 0 || lt + 1 >= end ? -1 : anyTag(buf, lt, end, table);
    if (next < 0) {
      window.pos = lt < 0 ? end : lt;
      return;
    }
    i = next;
  }
}

/** The shape nearly all strings have, `<si><t>text</t></si>`; answers the index behind it, 0 if it is another. */
function simpleString(buf: Buffer, from: number, end: number, table: StringTable): number {
  if (end - from < open.length + close.length + 1) return 0;
  for (let k = 0; k < open.length; k++) if (buf[from + k] !== open[k]) return 0;
  let start = from + open.length;
  if (buf[start] === SPACE) while (start < end && buf[start] !== GT) start++;
  if (buf[start] !== GT || buf[start - 1] === SLASH) return 0;
  start += 1;
  let mask = 0;
  let i = start;
  for (; i < end; i++) {
    const byte = buf[i]!;
    if (byte === LT) break;
    mask |= traits[byte]!;
  }
  if ((mask & ESCAPED) !== 0 || end - i < close.length) return 0;
  for (let k = 0; k < close.length; k++) if (buf[i + k] !== close[k]) return 0;
  table.append(buf, start, i);
  table.end(false, mask);
  return i + close.length;
}

function anyTag(buf: Buffer, lt: number, end: number, table: StringTable): number {
  if (isSpecial(buf[lt + 1])) return skipSpecial(buf, lt, end);
  const gt = tagEnd(buf, lt, end);
  if (gt < 0) return -1;
  if (buf[lt + 1] === SLASH || localName(buf, lt, gt) !== 'si') return gt + 1;
  if (isSelfClosed(buf, gt)) {
    table.end(false, 0);
    return gt + 1;
  }
  const rich = readRichText(buf, gt + 1, end, 'si');
  if (!rich) return -1;
  table.end(rich.struck, table.appendText(rich.text));
  return rich.next;
}
