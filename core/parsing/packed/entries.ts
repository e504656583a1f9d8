/** The entries of a ZIP file under the names that tell them apart, with what stands in the way of reading one. */
import { Refusal } from '../refusal.js';
import { extraField } from '../zip/directory.js';
import type { RawEntry } from '../zip/directory.js';
import { checkedName, entryName } from './names.js';

export interface ListedEntry {
  entry: RawEntry;
  name: string;
  /** Catalogue code; null = it can be read. */
  obstacle: 'member-encrypted' | 'member-link' | 'member-method' | null;
  /** ISO 8601 UTC, where the entry tells a time that needs no time zone. */
  modifiedAt: string | null;
}

const timestampField = 0x5455;
const typeOfMode = 0o170000;
const regular = 0o100000;
const unixLike = new Set([3, 19]);

/**
 * In the order of the directory.
 * @throws Refusal `zip-absolute-name`, `zip-climbing-name`, `zip-repeated-name`
 */
export function listEntries(entries: readonly RawEntry[], legacy: string): ListedEntry[] {
  const seen = new Set<string>();
  return entries.map((entry) => {
    const name = checkedName(entryName(entry, legacy));
    if (seen.has(name)) throw new Refusal('zip-repeated-name');
    seen.add(name);
    return { entry, name, obstacle: obstacleOf(entry), modifiedAt: timeOf(entry) };
  });
}

function obstacleOf({ encrypted, method, madeOn, mode }: RawEntry): ListedEntry['obstacle'] {
  const type = mode & typeOfMode;
  if (unixLike.has(madeOn) && type !== 0 && type !== regular) return 'member-link';
  if (encrypted) return 'member-encrypted';
  return method === 0 || method === 8 ? null : 'member-method';
}

/** Seconds since 1970, UTC, of the extended timestamp; the entry's own time is of an unknown zone and not used. */
function timeOf(entry: RawEntry): string | null {
  const field = extraField(entry, timestampField);
  if (!field || field.length < 5 || ((field[0] ?? 0) & 1) === 0) return null;
  return new Date(field.readInt32LE(1) * 1000).toISOString();
}
