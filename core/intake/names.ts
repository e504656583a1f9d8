/** Lock files beside a file, and how a sender's file name is shown and made safe. Pure. */

/** Names of the lock files that an open `name` has beside it. Excel cuts the first two characters of long names. */
export function lockNames(name: string): string[] {
  return [`~$${name}`, `~$${name.slice(2)}`, `.~lock.${name}#`, `.~${name}`];
}

const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\uFFFD]/gu;

/** A sender's file name for screens and logs of people: no control, bidi or invisible characters, at most `maxChars`. */
export function shownName(name: string, maxChars = 80): string {
  const clean = name.replace(unsafe, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
  const chars = Array.from(clean);
  if (chars.length <= maxChars) return clean;
  const tail = Math.min(12, Math.floor(maxChars / 3));
  return [...chars.slice(0, maxChars - tail - 1), '…', ...chars.slice(-tail)].join('');
}

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A file name safe to make on any file system: no separators, control or reserved characters, at most 200 bytes, its extension kept. */
export function safeFileName(name: string): string {
  const clean = name
    .replace(unsafe, '_')
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '');
  const named = clean === '' ? 'file' : reserved.test(clean) ? `_${clean}` : clean;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(named)?.[0] ?? '';
  const room = 200 - extension.length;
  let stem = '';
  for (const char of named.slice(0, named.length - extension.length)) {
    if (Buffer.byteLength(stem) + Buffer.byteLength(char) > room) break;
    stem += char;
  }
  return stem + extension;
}
