/** Which rows of a sheet have comments (notes) on their cells: what they say is not read. A conversation has one as well, for old programs. */
import { placeOf } from '../scan/references.js';
import { xmlText } from '../xml/decode.js';
import { walkXml } from '../xml/walk.js';
import type { ZipPackage } from '../zip/package.js';
import { maxSmallPartBytes, readRelationships } from './relationships.js';
import type { BookSheet } from './workbook.js';

/** A row for each comment. */
export interface Commented {
  sheetIndex: number;
  rows: number[];
}

export async function readCommented(zip: ZipPackage, { index, entry }: BookSheet): Promise<Commented> {
  const rows: number[] = [];
  const relations = entry ? await readRelationships(zip, entry.name) : [];
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
  return { sheetIndex: index, rows };
}
