/** Parts of an OpenDocument package that are encrypted, as its manifest says (OpenDocument 1.2 part 3, 4.6 and 3.4). */
import { Refusal } from '../refusal.js';
import { resolveEntities } from '../xlsx/xml/text.js';
import { partKey } from '../xlsx/zip/part-name.js';

const isProgram = (key: string): boolean => /^(?:basic|dialogs)\//.test(key);

/**
 * Keys of the parts. A library of macros may have a password of its own, which the cells do not have.
 * @throws Refusal `encrypted` where others than macros are
 */
export function lockedPrograms(manifest: string): ReadonlySet<string> {
  const locked = new Set<string>();
  for (const entry of manifest.split(/<(?:[\w-]+:)?file-entry\b/).slice(1)) {
    if (!/<(?:[\w-]+:)?encryption-data\b/.test(entry)) continue;
    const path = /\bfull-path\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(entry);
    const key = partKey(resolveEntities(path?.[1] ?? path?.[2] ?? ''));
    if (!isProgram(key)) throw new Refusal('encrypted');
    locked.add(key);
  }
  return locked;
}
