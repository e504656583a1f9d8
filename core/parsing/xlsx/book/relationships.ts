/** Relationships between parts (ECMA-376 part 2, clause 9): ids, kinds and targets. */
import { relationshipsOf, resolveTarget } from '../zip/part-name.js';
import type { ZipPackage } from '../zip/package.js';
import { xmlText } from '../xml/decode.js';
import { walkXml } from '../xml/walk.js';

export interface Relationship {
  id: string;
  /** Last step of the type's URI: `worksheet`, `sharedStrings` …; the same for strict and transitional files. */
  kind: string;
  /** Part name, or the outside address when `external`. */
  target: string;
  external: boolean;
}

/** Small parts: everything but sheets and shared strings. */
export const maxSmallPartBytes = 64 << 20;

/** Of the part `from`, or of the package with ''; none when there is no such part. */
export async function readRelationships(zip: ZipPackage, from: string): Promise<Relationship[]> {
  const entry = zip.find(relationshipsOf(from));
  if (!entry) return [];
  const found: Relationship[] = [];
  walkXml(xmlText(await zip.read(entry, maxSmallPartBytes)), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const external = attributes.get('TargetMode') === 'External';
      const target = attributes.get('Target') ?? '';
      found.push({
        id: attributes.get('Id') ?? '',
        kind: (attributes.get('Type') ?? '').split('/').pop() ?? '',
        target: external ? target : resolveTarget(from, target),
        external,
      });
    },
  });
  return found;
}
