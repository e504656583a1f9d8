/** File names that are never somebody's table: what programs and systems leave beside files. Pure. */

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

/** Why a name in an inbox or a ZIP file is passed over; null = it may be a delivery. */
export function ignoredName(name: string): IgnoredName | null {
  if (locks.some((pattern) => pattern.test(name))) return 'lock';
  if (temps.some((pattern) => pattern.test(name))) return 'temp';
  if (systems.some((pattern) => pattern.test(name))) return 'system';
  return name.startsWith('.') ? 'hidden' : null;
}
