/** Which file names are never deliveries, and how a sender's file name is shown. Pure. */

export type IgnoredName = 'lock' | 'temp' | 'system' | 'hidden';

/** Lock and owner files of Excel, WPS, LibreOffice: they say that the file beside them is open. */
const locks = [/^~\$/, /^\.~lock\..*#$/, /^\.~/, /^~wr[ldfc]\d+/i, /^et.{4,8}\.tmp$/i];

/** Files still being written: downloads, copies, saves, synced folders. */
const temps = [
  /\.(tmp|temp|part|partial|crdownload|download|opdownload|filepart|swp|swx|!ut|td|aria2)$/i,
  /~$/,
  /^~.*\.tmp$/i,
  /^[0-9a-f]{8}$/i,
  /^\.?goutputstream-/i,
  /^\.syncthing\..*\.tmp$/i,
  /^~syncthing~/i,
  /\.(sync|bts|!sync|dropbox|nfs[0-9a-f]+|baiduyun\.p\.downloading|downloading|xltd)$/i,
  /^\._/,
];

const systems = [/^desktop\.ini$/i, /^thumbs\.db$/i, /^ehthumbs.*\.db$/i, /^icon\r$/i, /^\$recycle\.bin$/i];

/** Why a name in an inbox is passed over in silence; null = it may be a delivery. */
export function ignoredName(name: string): IgnoredName | null {
  if (locks.some((pattern) => pattern.test(name))) return 'lock';
  if (temps.some((pattern) => pattern.test(name))) return 'temp';
  if (systems.some((pattern) => pattern.test(name))) return 'system';
  return name.startsWith('.') ? 'hidden' : null;
}

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
