/** Tags in bytes, for everything but the hot path of cells. -1 = the window ends before it is complete. */
import { Refusal } from '../../refusal.js';
import { APOSTROPHE, BANG, COLON, EQUALS, GT, isNameEnd, LT, QUESTION, QUOTE, SLASH, SPACE } from './bytes.js';

/** Index of the next `<` at or after `from`; -1 if none. */
export function nextTag(buf: Buffer, from: number, end: number): number {
  if (from < end && buf[from] === LT) return from;
  const at = buf.indexOf(LT, from);
  return at < end ? at : -1;
}

/** Index of the tag's `>`, quotes minded; `lt` points at `<`. */
export function tagEnd(buf: Buffer, lt: number, end: number): number {
  let quote = 0;
  for (let i = lt + 1; i < end; i++) {
    const byte = buf[i]!;
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === GT) return i;
    else if (byte === QUOTE || byte === APOSTROPHE) quote = byte;
  }
  return -1;
}

/** Whether a comment, instruction, CDATA or DOCTYPE starts at `lt`. */
export function isSpecial(byteAfterLt: number | undefined): boolean {
  return byteAfterLt === BANG || byteAfterLt === QUESTION;
}

/** Index after the comment, instruction or CDATA that starts at `lt`. DOCTYPE is refused. */
export function skipSpecial(buf: Buffer, lt: number, end: number): number {
  if (buf[lt + 1] === QUESTION) return past(buf, '?>', lt, end);
  if (end - lt < 9) return -1;
  if (buf.toString('latin1', lt, lt + 4) === '<!--') return past(buf, '-->', lt + 4, end);
  if (buf.toString('latin1', lt, lt + 9) === '<![CDATA[') return past(buf, ']]>', lt, end);
  throw new Refusal('xml-doctype');
}

function past(buf: Buffer, mark: string, from: number, end: number): number {
  const at = buf.indexOf(mark, from, 'latin1');
  return at < 0 || at + mark.length > end ? -1 : at + mark.length;
}

/** Local name of the tag at `lt`, an end tag's without its slash. */
export function localName(buf: Buffer, lt: number, gt: number): string {
  let start = lt + 1;
  if (buf[start] === SLASH) start += 1;
  let i = start;
  for (; i < gt && !isNameEnd(buf[i]!); i++) if (buf[i] === COLON) start = i + 1;
  return buf.toString('latin1', start, i);
}

/** Bytes of the prefix with its colon in the tag at `lt`; 0 without. */
export function prefixBytes(buf: Buffer, lt: number, gt: number): number {
  const start = buf[lt + 1] === SLASH ? lt + 2 : lt + 1;
  for (let i = start; i < gt && !isNameEnd(buf[i]!); i++) if (buf[i] === COLON) return i + 1 - start;
  return 0;
}

export function isSelfClosed(buf: Buffer, gt: number): boolean {
  return buf[gt - 1] === SLASH;
}

/** Attribute `name` (no prefix) of the start tag between `lt` and `gt`; undefined if absent. */
export function attribute(buf: Buffer, lt: number, gt: number, name: string): string | undefined {
  let i = lt + 1;
  while (i < gt && !isNameEnd(buf[i]!)) i++;
  while (i < gt) {
    while (i < gt && (buf[i]! <= SPACE || buf[i] === SLASH)) i++;
    const nameStart = i;
    while (i < gt && buf[i] !== EQUALS && buf[i]! > SPACE) i++;
    const nameEnd = i;
    while (i < gt && buf[i] !== QUOTE && buf[i] !== APOSTROPHE) i++;
    const quote = buf[i]!;
    const valueStart = ++i;
    while (i < gt && buf[i] !== quote) i++;
    if (nameEnd - nameStart === name.length && buf.toString('latin1', nameStart, nameEnd) === name) {
      return buf.toString('latin1', valueStart, i);
    }
    i++;
  }
  return undefined;
}
