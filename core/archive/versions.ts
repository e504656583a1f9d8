/** What was said about a thing, and the versions that makes: the newest live statement of each field wins. */
import type { ContentView } from './content-view.js';
import { fieldColumn } from './content-view.js';
import type { PointOfView } from './pov.js';
import { liveBatchesSql } from './pov.js';
import { quoteText } from './sql-text.js';

/** The order of statements, oldest first. */
export const statementOrder = 'effective_at, landing, part, "row", sighting';

/**
 * Every live statement about some things: golden, record, source, sighting, batch, landing, part, row, effective_at,
 * content, f_… and extra. `members` is a query of (record, golden).
 */
export function statementsSql(view: ContentView, pov: PointOfView, members: string): string {
  const cut = pov.effective === null ? '' : `AND s.effective_at <= ${quoteText(pov.effective)}::TIMESTAMP`;
  const fields = view.dataset.fields.map((field) => `c.${fieldColumn(field.id)}`).join(', ');
  return `SELECT m.golden, s.record, b.source, s.seq AS sighting, s.batch, b.landing, s.part, s."row", s.effective_at,
      s.content, ${fields}, c.extra
    FROM (${members}) m
    JOIN archive.log.sightings s ON s.record = m.record AND s.kind = 'seen' ${cut}
    JOIN (${liveBatchesSql(pov)}) b ON b.seq = s.batch
    JOIN (${view.sql}) c ON c.seq = s.content`;
}

/**
 * The versions of some things: id, version (1, 2 …), valid_from, valid_to (NULL: still), batch, sighting, record, source,
 * part, row, f_… (NULL: unknown or "none") and extra. A statement that changes nothing makes no version.
 */
export function versionsSql(view: ContentView, pov: PointOfView, members: string): string {
  const names = view.dataset.fields.map((field) => fieldColumn(field.id));
  const last = (column: string): string => `last_value(${column} IGNORE NULLS) OVER upto`;
  const folds = [...names.map((name) => `nullif(${last(name)}, '') AS ${name}`), `${last('extra')} AS extra`].join(
    ', ',
  );
  const columns = [...names, 'extra'].join(', ');
  const order = `PARTITION BY golden ORDER BY ${statementOrder}`;
  return `SELECT golden AS id, CAST(row_number() OVER w AS INTEGER) AS version, effective_at AS valid_from,
      lead(effective_at) OVER w AS valid_to, batch, sighting, record, source, part, "row", ${columns}
    FROM (
      SELECT *, row(${columns}) IS DISTINCT FROM lag(row(${columns})) OVER w AS differs
      FROM (
        SELECT golden, record, source, sighting, batch, landing, part, "row", effective_at, ${folds}
        FROM (${statementsSql(view, pov, members)})
        WINDOW upto AS (${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))
      WINDOW w AS (${order}))
    WHERE differs WINDOW w AS (${order})`;
}
