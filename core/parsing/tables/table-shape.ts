import type { TableShape } from '../../../schemas/decisions.js';
import { filledAbove } from '../decisions/sheet-decisions.js';
import { headerTexts, signatureOf } from '../decisions/signature.js';
import type { Layout } from './layout.js';
import type { HeadRow } from './profiles.js';

/** What the table is known by in later files. */
export function shapeOf(head: readonly HeadRow[], layout: Layout, headerRows: readonly HeadRow[]): TableShape {
  const above = head.slice(0, layout.headerAt[0] ?? layout.dataAt);
  const between = headerRows.length > 0 ? [] : above.flatMap((row) => signatureOf(row) ?? []);
  const header = headerRows.map(headerTexts);
  return { header, width: layout.width, above: filledAbove(head, above.length), between, below: null };
}
