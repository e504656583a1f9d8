/** Which members of a packed file are spreadsheets: by name where it tells, else by the bytes. */
import { ignoredName } from '../../../schemas/ignored-names.js';
import { openCsv } from '../csv/read-csv.js';
import { Refusal } from '../refusal.js';
import { sniff } from '../sniff.js';
import type { Sniffed } from '../sniff.js';

/** `spreadsheet`: one by its name, so whatever it holds is a delivery; `foreign`: surely none; `unsure`: the bytes decide. */
export type NamedKind = 'system' | 'spreadsheet' | 'packed' | 'foreign' | 'unsure';

const spreadsheets = /\.(?:csv|tsv|tab|xls[xmb]?|xlt[xm]?|ods|fods|et|ett|numbers|mht|mhtml)$/i;
const packed = /\.(?:zip|rar|7z|tar|tgz|tbz2?|txz|bz2|xz|zst|gz|gzip)$/i;
const foreign =
  /\.(?:png|jpe?g|gif|bmp|webp|heic|tiff?|svg|ico|psd|ai|pdf|ofd|docx?|wps|rtf|odt|pages|pptx?|dps|key|md|json|eml|msg|mp[34]|m4a|wav|amr|mov|avi|mkv|exe|dll|msi|apk|dmg|iso|bat|sh|js|py|sql|log|lnk|url)$/i;
const words = /^(?:readme|read me|licen[cs]e|notice|copying|changelog|说明|使用说明|必读|免责声明)/i;

const baseOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

export function kindByName(name: string): NamedKind {
  const base = baseOf(name);
  if (name.split('/').includes('__MACOSX') || ignoredName(base) !== null) return 'system';
  if (spreadsheets.test(base)) return 'spreadsheet';
  if (packed.test(base)) return 'packed';
  return foreign.test(base) || (words.test(base) && !/\.(?:html?|xml)$/i.test(base)) ? 'foreign' : 'unsure';
}

/** What was unpacked to `path`: worth a delivery of its own, a packed file again, nothing at all, or no spreadsheet. */
export function kindByContent(path: string, name: string): 'spreadsheet' | 'packed' | 'empty' | 'foreign' {
  const found: Sniffed = sniff(path, name);
  if (found.kind === 'refused' && found.code === 'empty-file') return 'empty';
  if (found.kind === 'zip' || found.kind === 'gzip' || isPacked(found) || packed.test(baseOf(name))) return 'packed';
  // Who names a file .xlsx or .csv means a spreadsheet: that it is damaged or protected is told on a receipt of its own.
  if (spreadsheets.test(baseOf(name))) return 'spreadsheet';
  if (found.kind === 'refused') return found.code === 'other-table-format' ? 'spreadsheet' : 'foreign';
  return found.kind !== 'csv' || isTabular(path) ? 'spreadsheet' : 'foreign';
}

const isPacked = (found: Sniffed): boolean =>
  found.kind === 'refused' && /^(?:rar|seven-zip|other)-archive$/.test(found.code);

/** Text that is a table by all signs: most of its lines have the same cells; prose has commas, too. */
function isTabular(path: string): boolean {
  try {
    const { delimiter, width, confidence } = openCsv(path, { legacyEncoding: 'gb18030' }).dialect;
    return confidence >= 0.8 && (delimiter === '\t' || delimiter === '|' ? width >= 2 : width >= 3);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
