/** Finds which rejected rows of earlier deliveries the accepted rows of this one correct: by token, else by key, else by unchanged cells. */
import { quoteIdent, quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import { liveBatchOf } from '../../archive/commit/ledger.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { KeyChoice } from '../../../schemas/mapping.js';
import type { CountedSource } from './counters.js';
import { comesAgainSql } from './counters.js';
import { matchByCells } from './match-cells.js';
import { createOpenCells, rawSql, rejectedRowsSql } from './open-rows.js';

export interface MatchInput {
  source: string;
  dataset: DatasetDef;
  key: KeyChoice;
  /** Read by `readTokens` before: `returned` stands in the scratch catalog. */
  hasTokens: boolean;
  /** The file is a returned fix-up (tokens or tag): then few equal cells may be enough for a row of what it corrects. */
  isReturn: boolean;
  /** The delivery that its hidden sheet or most of its tokens name. */
  parent: string | null;
  /** As they were judged: two rows are the same whatever number they have in their lists. */
  sources: readonly CountedSource[];
  /** As the judging told: cells of known rows stand in the view `known_cells`. */
  knownCells: boolean;
}

export interface MatchCounts {
  byToken: number;
  byKey: number;
  byCells: number;
}

/** More waiting rows than this are matched by token and key only. */
const mostRowsByCells = 100_000;

/**
 * Makes `resolutions(part, row, parent_batch, parent_part, parent_row)` in the scratch catalog, where `judged`,
 * `rejected` and `skipped` stand. A rejected row that this delivery brings again, just as it was, goes on waiting. A rejected row is resolved once; one accepted row may resolve the same row of several deliveries.
 */
export async function matchReturns(s: Session, scratch: string, input: MatchInput): Promise<MatchCounts> {
  const at = `${quoteIdent(scratch)}.main.`;
  await s.run(`CREATE OR REPLACE TABLE ${at}resolutions
    (part INTEGER, "row" BIGINT, parent_batch BIGINT, parent_part INTEGER, parent_row BIGINT)`);
  await s.run(`CREATE OR REPLACE TABLE ${at}open_rows AS SELECT batch, delivery, part, "row", cells, ${ownSql(at, input)} AS own
    FROM (${rejectedRowsSql(input.source, input.dataset.name)}) o
    WHERE NOT resolved AND NOT ${comesAgainSql(`${at}rejected`, input.sources, 'o')}`);
  const open = await s.count(`SELECT count(*) FROM ${at}open_rows`);
  const counts: MatchCounts = { byToken: 0, byKey: 0, byCells: 0 };
  if (open === 0) return counts;
  if (input.hasTokens) counts.byToken = await take(s, at, byTokenSql(at));
  for (const statement of createOpenCells(scratch, input.dataset)) await s.run(statement);
  if (input.key.kind === 'fields') counts.byKey = await take(s, at, byKeySql(at, input.dataset, input.key.fields));
  if (input.key.kind === 'fields') await leaveKeyed(s, at, input.dataset, input.key.fields);
  if (open <= mostRowsByCells) {
    const matches = await matchByCells(s, at, input);
    if (matches !== null) counts.byCells = await take(s, at, matches);
  }
  return counts;
}

/** BOOLEAN: the rows of this delivery were sent back in the workbook that returned. */
function ownSql(at: string, { hasTokens, parent }: MatchInput): string {
  const named = parent === null ? 'false' : `delivery = ${quoteText(parent)}`;
  return hasTokens ? `(${named} OR delivery IN (SELECT delivery FROM ${at}returned))` : named;
}

/**
 * Takes the rows out of those waiting whose key was filled and in order, but for those of a receipt that returned: a row with
 * another key is another thing (an order of the same customer, day and product), however many of its cells are the same.
 */
async function leaveKeyed(s: Session, at: string, dataset: DatasetDef, key: readonly string[]): Promise<void> {
  const fields = dataset.fields.filter(({ name }) => key.includes(name));
  const ids = fields.map(({ id }) => quoteText(id)).join(', ');
  const names = fields.flatMap(({ name, id }) => [quoteText(name), quoteText(id)]).join(', ');
  await s.run(`DELETE FROM ${at}open_rows WHERE NOT own AND (batch, part, "row") IN (
      SELECT (batch, part, "row") FROM ${at}open_cells WHERE field IN (${ids})
      GROUP BY batch, part, "row" HAVING count(DISTINCT field) = ${fields.length})
    AND (batch, part, "row") NOT IN (
      SELECT (batch, part, "row") FROM archive.log.issues
      WHERE batch IS NOT NULL AND part IS NOT NULL AND "row" IS NOT NULL AND level = 'error' AND field IN (${names}))`);
}

/** Adds the matches of a query (part, row, batch, parent_part, parent_row) and takes their rows out of those waiting. */
async function take(s: Session, at: string, matches: string): Promise<number> {
  await s.run(`CREATE OR REPLACE TABLE ${at}matches AS ${matches}`);
  await s.run(`INSERT INTO ${at}resolutions SELECT part, "row", batch, parent_part, parent_row FROM ${at}matches`);
  await s.run(`DELETE FROM ${at}open_rows o WHERE EXISTS (SELECT 1 FROM ${at}matches m
    WHERE m.batch = o.batch AND m.parent_part = o.part AND m.parent_row = o."row")`);
  return s.count(`SELECT count(*) FROM ${at}matches`);
}

/** A row copied with its token counts once: the first accepted one, else one that repeats an accepted row. */
function byTokenSql(at: string): string {
  return `SELECT t.part, t."row", o.batch, t.parent_part, t.parent_row FROM ${at}returned t
    JOIN ${at}open_rows o ON o.delivery = t.delivery AND o.part = t.parent_part AND o."row" = t.parent_row
    JOIN (SELECT part, "row", 0 AS worse FROM ${at}judged UNION ALL SELECT part, "row", 1 FROM ${at}skipped WHERE reason = 'duplicate') g
      ON g.part = t.part AND g."row" = t."row"
    QUALIFY row_number() OVER (PARTITION BY o.batch, t.parent_part, t.parent_row ORDER BY g.worse, t.part, t."row") = 1`;
}

/** Rejected rows whose raw key cells equal those of an accepted row. */
function byKeySql(at: string, dataset: DatasetDef, key: readonly string[]): string {
  const ids = dataset.fields.filter(({ name }) => key.includes(name)).map(({ id }) => id);
  const parent = ids.map((id, part) => `max(value) FILTER (field = ${quoteText(id)}) AS k${part}`);
  const child = ids.map((id, part) => `${rawSql(id)} AS k${part}`);
  return `SELECT any_value(j.part) AS part, min(j."row") AS "row", p.batch, p.part AS parent_part, p."row" AS parent_row
    FROM (SELECT c.batch, c.part, c."row", ${parent.join(', ')} FROM ${at}open_cells c
      SEMI JOIN ${at}open_rows o ON o.batch = c.batch AND o.part = c.part AND o."row" = c."row" GROUP BY c.batch, c.part, c."row") p
    JOIN (SELECT part, "row", ${child.join(', ')} FROM ${at}judged) j ON ${ids.map((_, part) => `j.k${part} = p.k${part}`).join(' AND ')}
    GROUP BY p.batch, p.part, p."row" HAVING count(*) = 1`;
}

/** The delivery that those rows were sent back by: `parent`, unless it was taken back and they correct others. */
export async function liveParent(s: Session, scratch: string, parent: string | null): Promise<string | null> {
  const rows = await s.rows<{ delivery: string }>(`SELECT b.delivery FROM ${quoteIdent(scratch)}.main.resolutions q
    JOIN archive.log.batches b ON b.seq = q.parent_batch GROUP BY ALL ORDER BY count(*) DESC, min(b.seq)`);
  const corrected = rows.map(({ delivery }) => delivery);
  if (parent === null || corrected.length === 0 || corrected.includes(parent)) return parent;
  return (await liveBatchOf(s, parent)) === null ? (corrected[0] ?? null) : parent;
}
