/** UTF-7 (RFC 2152) is ASCII that reads as nothing: 张伟 stands as `+XyBPHw-`. Nothing reads it here. */

const sequence = /\+([A-Za-z0-9+/]{3,})-/g;
const leastFound = 2;
/** Letters that such sequences are written for. */
const letters =
  /^[\u00a0-\u024f\u0370-\u052f\u2010-\u203a\u20ac\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]+$/u;

/** Two sequences or more, all of which come to letters: a phone number behind a plus sign comes to none. */
export function isUtf7(head: Buffer): boolean {
  const text = head.toString('latin1');
  if (text.startsWith('+/v8') || text.startsWith('+/v9')) return true;
  const found = new Set(Array.from(text.matchAll(sequence), ([, code = '']) => code));
  return found.size >= leastFound && [...found].every(isText);
}

function isText(code: string): boolean {
  const spare = (code.length * 6) % 16;
  const bytes = Buffer.from(code, 'base64');
  const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(code.at(-1) ?? '');
  if (spare >= 6 || (last & ((1 << spare) - 1)) !== 0) return false;
  return letters.test(
    bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le'),
  );
}
