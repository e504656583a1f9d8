/** What the workbook itself says of a sheet: where its tables, filters and their headers stand (ECMA-376 part 1, 18.5.1.2 and 18.2.5). */
import type { MarkedRange } from '../../cells.js';
import { mergeOf } from '../scan/references.js';
import { xmlText } from '../xml/decode.js';
import { walkXml } from '../xml/walk.js';
import type { ZipPackage } from '../zip/package.js';
import { maxSmallPartBytes } from './relationships.js';
import type { Relationship } from './relationships.js';
import type { BookSheet, Workbook } from './workbook.js';

const mostTables = 200;
const lastRow = 1_048_576;
const lastColumn = 16_384;

/** Of one sheet: its tables, and the range of its filter, which Excel keeps as a name of the workbook. */
export async function readMarkedRanges(
  zip: ZipPackage,
  book: Workbook,
  sheet: BookSheet,
  relations: readonly Relationship[],
): Promise<MarkedRange[]> {
  const ranges: MarkedRange[] = [];
  for (const { kind, external, target } of relations.slice(0, mostTables)) {
    const entry = kind === 'table' && !external ? zip.find(target) : undefined;
    const range = entry ? tableOf(xmlText(await zip.read(entry, maxSmallPartBytes))) : null;
    if (range) ranges.push(range);
  }
  for (const { name, sheetIndex, text } of book.names) {
    if (name !== '_xlnm._FilterDatabase' || sheetIndex !== sheet.index) continue;
    const range = markedRange(text.slice(text.lastIndexOf('!') + 1), { isTable: false, hasTotals: false });
    if (range) ranges.push(range);
  }
  return ranges;
}

function tableOf(xml: string): MarkedRange | null {
  let found: MarkedRange | null = null;
  walkXml(xml, {
    open(name, attributes) {
      if (name !== 'table' || found !== null || attributes.get('headerRowCount') === '0') return;
      const hasTotals = Number(attributes.get('totalsRowCount') ?? 0) > 0;
      found = markedRange(attributes.get('ref') ?? '', { isTable: true, hasTotals });
    },
  });
  return found;
}

interface RangeKind {
  isTable: boolean;
  hasTotals: boolean;
}

/** A range of several columns, `A3:F20` with `$` or without; null when it is none. */
export function markedRange(reference: string, { isTable, hasTotals }: RangeKind): MarkedRange | null {
  const range = mergeOf(reference, lastRow, lastColumn);
  if (!range || range.lastCol === range.firstCol) return null;
  const { firstRow: headerRow, firstCol, lastCol } = range;
  return { headerRow, firstCol, lastCol, isTable, totalRow: hasTotals ? range.lastRow : null };
}
