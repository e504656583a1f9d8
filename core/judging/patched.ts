/** Rows that lane 1 could not accept at once, with the law's verdicts put in: the table `patched`. */
import { quoteText } from '../archive/sql-text.js';
import type { PartContexts } from './contexts.js';
import { emptyText } from './lane.js';
import type { Plan, Slot } from './plan.js';
import { isOpen } from './row-rules.js';

/** Statements making `patched`: part, row, the texts, extra, repairs, `bads` (slots the law rejected; -1: a column no field wants). */
export function createPatched(plan: Plan, contexts: PartContexts[]): string[] {
  const texts = plan.slots.flatMap((slot) => [`${patchedText(slot)} AS ${slot.f}`, `${patchedRaw(slot)} AS ${slot.r}`]);
  const derived = plan.slots.flatMap((slot) => {
    const text = currencyText(plan, slot, contexts);
    return [text === null ? slot.f : `${text} AS ${slot.f}`, slot.r];
  });
  const columns = ['part', 'row', ...derived, 'extra', 'repairs', 'bads'];
  return [
    `CREATE OR REPLACE TABLE ${plan.at}seconds AS ${secondValues(plan)}`,
    `CREATE OR REPLACE TABLE ${plan.at}patched AS
      SELECT ${columns.join(', ')} FROM (
        SELECT l.part, l.row, ${[...texts, ''].join(', ')} coalesce(x.extra, l.extra) AS extra, p.repairs, p.bads, p.written
        FROM ${plan.at}lane l LEFT JOIN (${pivot(plan)}) p ON p.part = l.part AND p.row = l.row
        LEFT JOIN (${mergedExtra(plan)}) x ON x.part = l.part AND x.row = l.row
        WHERE l.accepted IS NOT TRUE)`,
  ];
}

const judged = (slot: Slot): string => `p.t${slot.index}`;
const lane = (column: string): string => `l.${column}`;
const open = (slot: Slot): string => isOpen({ ...slot, f: lane(slot.f), r: lane(slot.r) });

function patchedText(slot: Slot): string {
  return `CASE WHEN NOT ${open(slot)} THEN ${lane(slot.f)} WHEN ${judged(slot)} = '' THEN ${emptyText(slot)} ELSE ${judged(slot)} END`;
}

function patchedRaw(slot: Slot): string {
  const raw = `coalesce(p.s${slot.index}, ${lane(slot.r)})`;
  return `CASE WHEN NOT ${open(slot)} THEN ${lane(slot.r)} WHEN ${raw} IS DISTINCT FROM ${judged(slot)} THEN nullif(${raw}, '') END`;
}

/** One row per row with open cells. */
function pivot(plan: Plan): string {
  const ids = plan.slots.map((slot) => slot.field.id);
  const rank = [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const keyed = ids.map((id, index) => `WHEN ${index} THEN to_json(${quoteText(id)})::VARCHAR || ':' || repairs`);
  const ranked = ids.map((id, index) => `WHEN ${index} THEN ${rank.indexOf(id)}`);
  const repairs =
    ids.length === 0
      ? 'NULL'
      : `string_agg(CASE slot ${keyed.join(' ')} END, ',' ORDER BY CASE slot ${ranked.join(' ')} END)`;
  const money = plan.slots.find((slot) => slot.currencyOf !== null)?.currencyOf;
  const cells = plan.slots.flatMap(({ index }) => [
    `any_value(judged) FILTER (slot = ${index} AND ok) AS t${index}`,
    `any_value(stored) FILTER (slot = ${index}) AS s${index}`,
  ]);
  return `SELECT part, row, ${[...cells, ''].join(', ')} list(slot) FILTER (NOT ok) AS bads,
      '{' || ${repairs} FILTER (ok AND slot >= 0 AND repairs IS NOT NULL) || '}' AS repairs,
      ${money === undefined || money === null ? 'NULL::VARCHAR' : `any_value(extra::JSON ->> '$.currency') FILTER (slot = ${money})`} AS written
    FROM ${plan.at}patches GROUP BY part, row`;
}

/** Further values of a cell, as part, row, key, value. */
function secondValues(plan: Plan): string {
  const ids = plan.slots.map((slot) => `WHEN ${slot.index} THEN ${quoteText(slot.field.id)}`);
  if (ids.length === 0) return `SELECT 0 AS part, 0::BIGINT AS row, '' AS key, '' AS value LIMIT 0`;
  return `SELECT part, row, CASE slot ${ids.join(' ')} END || '#' || (n + 1)::VARCHAR AS key, vals[n] AS value
    FROM (SELECT part, row, slot, vals, unnest(range(1, len(vals) + 1)) AS n FROM (
      SELECT part, row, slot, from_json(extra::JSON -> '$.values', '["VARCHAR"]') AS vals
      FROM ${plan.at}patches WHERE ok AND slot >= 0 AND extra IS NOT NULL) WHERE vals IS NOT NULL)`;
}

/** `extra` of the rows with second values, keys sorted. */
function mergedExtra(plan: Plan): string {
  return `SELECT part, row, '{' || string_agg(to_json(key)::VARCHAR || ':' || to_json(value)::VARCHAR, ',' ORDER BY key) || '}' AS extra
    FROM (
      SELECT part, row, key, value FROM ${plan.at}seconds
      UNION ALL SELECT part, row, e.key, e.value FROM (
        SELECT part, row, unnest(map_entries((extra::JSON)::MAP(VARCHAR, VARCHAR))) AS e FROM ${plan.at}lane
        WHERE extra IS NOT NULL AND (part, row) IN (SELECT (part, row) FROM ${plan.at}seconds)))
    GROUP BY part, row`;
}

/** The currency written in the money cell, else the one declared for its column; null = not a derived slot. */
function currencyText(plan: Plan, slot: Slot, contexts: PartContexts[]): string | null {
  const money = slot.currencyOf === null ? undefined : plan.slots[slot.currencyOf];
  if (!money) return null;
  const declared = plan.parts.map(
    (part, at) => `WHEN ${part.part} THEN ${quoteText(contexts[at]?.[money.index]?.currency ?? null)}`,
  );
  return `CASE WHEN ${money.f} <> '' THEN coalesce(written, CASE part ${declared.join(' ')} END) END`;
}
