/** What stands above a table's header: titles, or rows that must not go missing. */
import { findLayout } from './layout.js';
import type { Layout } from './layout.js';
import { profilesOf } from './profiles.js';
import type { HeadRow } from './profiles.js';
import { countFilled } from './row-kinds.js';

const leastRows = 2;
const leastConfidence = 0.8;

/** The layout of a table of its own in the rows above another: labels that are surely a header, and rows of several cells below them. */
export function tableAbove(above: readonly HeadRow[], trims: boolean): Layout | null {
  const layout = above.length > leastRows ? findLayout(above, trims) : null;
  if (!layout || layout.headerAt.length === 0 || layout.header.confidence < leastConfidence) return null;
  const rows = profilesOf(above.slice(layout.dataAt)).filter(({ filled }) => filled > 1);
  return rows.length >= leastRows ? layout : null;
}

/** Rows of several cells, which are more than a title. */
export const fullerRows = (above: readonly HeadRow[]): HeadRow[] =>
  above.filter(({ cells, count }) => countFilled(cells, count) > 1);
