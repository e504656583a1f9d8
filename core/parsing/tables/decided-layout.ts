import type { DecidedStart } from '../decisions/sheet-decisions.js';
import { headerLevels } from './header-rows.js';
import type { Layout } from './layout.js';
import { profilesOf } from './profiles.js';
import type { HeadRow } from './profiles.js';
import { unitsRow, withUnits } from './units-row.js';

/** The table that begins where a person says. `trims`: its first column is the first filled one. */
export function decidedLayout(head: readonly HeadRow[], trims: boolean, start: DecidedStart): Layout {
  const { headerAt, dataAt, entry } = start;
  const from = headerAt[0] ?? dataAt;
  const rows = headerAt.flatMap((at) => head[at] ?? []);
  const body = profilesOf(head.slice(from));
  const firstCol = trims && body.length > 0 ? Math.min(...body.map((row) => row.first)) : 0;
  const widest = Math.max(...body.map((row) => row.last), ...(trims ? [] : rows.map((row) => row.count - 1)));
  const width = Math.max(1, (rows.length > 0 && !trims ? lastOf(rows) : widest) - firstCol + 1);
  const units = rows.length > 1 && unitsRow(profilesOf(head.slice(headerAt.at(-1))), head.slice(headerAt.at(-1)));
  const labels = units ? rows.slice(0, -1) : rows;
  const levels = headerLevels(labels, firstCol, width);
  const texts = levels.map((parts) => parts.join(' / '));
  return {
    headerAt,
    header: { by: entry.by, confidence: 1 },
    dataAt,
    firstCol,
    width,
    headers: withUnits(texts, units ? rows.at(-1) : null, firstCol),
    ...(labels.length > 1 && { levels }),
  };
}

const lastOf = (rows: readonly HeadRow[]): number => Math.max(...rows.map((row) => row.count - 1));
