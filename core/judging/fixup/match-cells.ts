/** Matches rows that lost token and key by the cells nobody changed. */
import { rawColumn, valueColumn } from '../../archive/digests.js';
import { quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import { rawSql } from './open-rows.js';

/** A value shared by more rows than this, on either side, tells nothing. */
const mostParents = 5;
const mostChildren = 20;

/** In an ordinary file rows are sought by this many fields, those that tell most rows apart; in a return by all. */
const soughtFields = 4;

export interface CellsInput {
  /** The file is a returned fix-up. */
  isReturn: boolean;
  /** As the judging told: cells of known rows stand in `known_cells`. */
  knownCells: boolean;
}

/**
 * Prepares tables in the scratch catalog and returns the query (part, row, batch, parent_part, parent_row), or null when there
 * is nothing to seek: for each waiting row the one accepted row with most equal cells, when it is the only best one in
 * both directions and at least half of the waiting row's filled cells are unchanged; of a row that is not `own` two thirds,
 * and two at least: customers of one town and one salesperson share half of theirs.
 */
export async function matchByCells(
  s: Session,
  at: string,
  { isReturn, knownCells }: CellsInput,
): Promise<string | null> {
  await s.run(`CREATE OR REPLACE TABLE ${at}waiting AS SELECT c.*, o.own FROM ${at}open_cells c
    JOIN ${at}open_rows o ON o.batch = c.batch AND o.part = c.part AND o."row" = c."row"`);
  await s.run(`CREATE OR REPLACE TABLE ${at}telling AS SELECT DISTINCT field, value FROM (
    SELECT batch, field, value FROM ${at}waiting GROUP BY ALL HAVING count(*) <= ${mostParents})`);
  const told = await s.rows<{ field: string }>(
    `SELECT field FROM ${at}telling GROUP BY field ORDER BY count(*) DESC, field`,
  );
  const fields = told.map(({ field }) => field);
  if (fields.length === 0) return null;
  const sought = isReturn ? fields : fields.slice(0, soughtFields);
  const all = await s.rows<{ field: string }>(`SELECT DISTINCT field FROM ${at}waiting ORDER BY field`);
  const ids = all.map(({ field }) => field);
  if (knownCells) await s.run(createTellingKnown(at, ids, sought));
  const judged = knownCells ? withKnown(at, ids) : `${at}judged`;
  const rare = `SELECT * FROM (${sought.map((id) => tellingCells(at, judged, id)).join(' UNION ALL ')})
    QUALIFY count(*) OVER (PARTITION BY field, value) <= ${mostChildren}`;
  await s.run(`CREATE OR REPLACE TABLE ${at}pairs AS
    SELECT DISTINCT h.part, h."row", w.batch, w.part AS parent_part, w."row" AS parent_row
    FROM (${rare}) h JOIN ${at}waiting w ON w.field = h.field AND w.value = h.value`);
  const cells = ids.map((id) => `[${quoteText(id)}, ${rawSql(id)}]`).join(', ');
  await s.run(`CREATE OR REPLACE TABLE ${at}pair_cells AS SELECT part, "row", c[1] AS field, c[2] AS value FROM (
    SELECT part, "row", unnest([${cells}]) AS c FROM ${judged} j
    SEMI JOIN ${at}pairs p ON p.part = j.part AND p."row" = j."row") WHERE c[2] IS NOT NULL`);
  return bestPairs(at);
}

const tellingValues = (at: string, id: string): string =>
  `SELECT value FROM ${at}telling WHERE field = ${quoteText(id)}`;

/** part, row, field, value of accepted rows whose value is a telling one. */
const tellingCells = (at: string, judged: string, id: string): string =>
  `SELECT part, "row", ${quoteText(id)} AS field, ${rawSql(id)} AS value FROM ${judged} WHERE ${rawSql(id)} IN (${tellingValues(at, id)})`;

/** Reads the staged file once for the rows known by their text that have a telling value. */
function createTellingKnown(at: string, ids: readonly string[], sought: readonly string[]): string {
  const tells = sought.map((id) => `${rawColumn(id)} IN (${tellingValues(at, id)})`).join(' OR ');
  return `CREATE OR REPLACE TABLE ${at}telling_known AS
    SELECT ${['part', '"row"', ...ids.map(rawColumn)].join(', ')} FROM ${at}known_cells WHERE ${tells}`;
}

/** The judged rows and those of `telling_known`, with the two columns of each field. */
function withKnown(at: string, ids: readonly string[]): string {
  const columns = ids.flatMap((id) => [valueColumn(id), rawColumn(id)]);
  const raws = ids.flatMap((id) => [`NULL::VARCHAR AS ${valueColumn(id)}`, rawColumn(id)]);
  return `(SELECT ${['part', '"row"', ...columns].join(', ')} FROM ${at}judged WHERE NOT known
    UNION ALL SELECT ${['part', '"row"', ...raws].join(', ')} FROM ${at}telling_known)`;
}

function bestPairs(at: string): string {
  const parent = 'batch, parent_part, parent_row';
  const child = 'batch, part, "row"';
  return `WITH scored AS (
      SELECT p.part, p."row", p.batch, p.parent_part, p.parent_row, count(c.value) AS equal, count(*) AS filled,
        any_value(w.own) AS own
      FROM ${at}pairs p JOIN ${at}waiting w ON w.batch = p.batch AND w.part = p.parent_part AND w."row" = p.parent_row
      LEFT JOIN ${at}pair_cells c ON c.part = p.part AND c."row" = p."row" AND c.field = w.field AND c.value = w.value
      GROUP BY ALL),
    enough AS (SELECT * FROM scored c WHERE equal * 2 >= filled AND (own OR (equal >= 2 AND equal * 3 >= filled * 2)) AND NOT EXISTS (
      SELECT 1 FROM ${at}resolutions q WHERE q.part = c.part AND q."row" = c."row" AND q.parent_batch = c.batch)),
    ranked AS (SELECT *, rank() OVER (PARTITION BY ${parent} ORDER BY equal DESC) AS of_parent,
      rank() OVER (PARTITION BY ${child} ORDER BY equal DESC) AS of_child FROM enough),
    best AS (SELECT *, count(*) OVER (PARTITION BY ${parent}) AS parents, count(*) OVER (PARTITION BY ${child}) AS children
      FROM ranked WHERE of_parent = 1 AND of_child = 1)
    SELECT part, "row", batch, parent_part, parent_row FROM best WHERE parents = 1 AND children = 1`;
}
