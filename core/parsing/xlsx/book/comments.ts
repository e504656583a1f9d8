/** Which rows of a sheet have comments (notes) on their cells: what they say is not read. A conversation has one as well, for old programs. */
import { Refusal } from '../../refusal.js';
import { placeOf } from '../scan/references.js';
import { xmlText } from '../xml/decode.js';
import { walkXml } from '../xml/walk.js';
import type { ZipPackage } from '../zip/package.js';
import { maxSmallPartBytes } from './relationships.js';
import type { Relationship } from './relationships.js';

/** A row for each comment of a sheet. A part that is damaged or too large costs nothing but this telling: no cell hangs on it. */
export async function readCommented(zip: ZipPackage, relations: readonly Relationship[]): Promise<number[]> {
  const rows: number[] = [];
  try {
    await readRows(zip, relations, rows);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return rows;
}

async function readRows(zip: ZipPackage, relations: readonly Relationship[], rows: number[]): Promise<void> {
  for (const { kind, external, target } of relations) {
    const part = kind === 'comments' && !external ? zip.find(target) : undefined;
    if (!part) continue;
    walkXml(xmlText(await zip.read(part, maxSmallPartBytes)), {
      open(name, attributes) {
        const place = name === 'comment' ? placeOf(attributes.get('ref') ?? '') : null;
        if (place) rows.push(place.row);
      },
    });
  }
}
