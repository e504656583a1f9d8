/**
 * Lane 1: one pass over each staged table. Per fed field `f` is the canonical text SQL is sure of and `r` the raw text where it
 * differs; a cell is open when `f` is NULL and `r` is not. A row is `accepted` at once when no cell is open and every rule holds.
 */
import { fieldType } from '../../schemas/fields/registry.js';
import type { ColumnContext } from '../../schemas/verdicts.js';
import { quoteText } from '../archive/sql-text.js';
import { flaggedSql, maskColumns } from './flags.js';
import type { PartPlan, Plan, Slot } from './plan.js';
import { contentDigest, keyDigest, nothingOpen, rowIsSound } from './row-rules.js';

export function createLane(plan: Plan): string {
  const texts = plan.slots.flatMap((slot) => [`${slot.f} VARCHAR`, `${slot.r} VARCHAR`]);
  const columns = ['part INTEGER', 'row BIGINT', ...texts, 'extra VARCHAR', 'repairs VARCHAR', 'accepted BOOLEAN'];
  return `CREATE OR REPLACE TABLE ${plan.at}lane (${[...columns, 'key_digest UUID', 'content_digest UUID'].join(', ')})`;
}

/** Fills the lane from one part. `contexts` by slot; null where the part does not feed it. */
export function fillLane(plan: Plan, part: PartPlan, contexts: (ColumnContext | null)[], forced: boolean): string {
  const cells = part.source.columns.map((_, position) => `nullif(c${position}, '') AS c${position}`);
  const masks = forced ? maskColumns(plan) : [];
  const join = forced ? `LEFT JOIN ${plan.at}forced k ON k.part = ${part.part} AND k.row = s.row` : '';
  const read = `SELECT ${['s.row', ...cells, ...masks.map((mask) => `k.${mask}`)].join(', ')} FROM (SELECT * FROM ${part.source.staged}) s ${join}`;
  const decided = plan.slots.map((slot) => `${acceptedText(plan, part, slot, contexts, forced)} AS ${slot.f}`);
  const told = plan.slots.flatMap((slot) => [
    derivedText(plan, slot, contexts),
    `${rawText(part, slot, forced)} AS ${slot.r}`,
  ]);
  const rest = ['row', ...told, `${extraText(part)} AS extra`, ...masks];
  const sure = `${nothingOpen(plan)} AND ${rowIsSound(plan)}${forced ? ` AND NOT ${flaggedSql(plan.slots.length)}` : ''}`;
  const texts = plan.slots.flatMap((slot) => [slot.f, slot.r]);
  return `INSERT INTO ${plan.at}lane
    SELECT ${part.part}, row, ${[...texts, 'extra'].join(', ')}, NULL, sure,
      CASE WHEN sure THEN ${keyDigest(plan, 'content')} END, CASE WHEN sure THEN content END
    FROM (SELECT *, CASE WHEN sure THEN ${contentDigest(plan)} END AS content
    FROM (SELECT *, ${sure} AS sure FROM (SELECT ${rest.join(', ')} FROM (SELECT *, ${decided.join(', ')} FROM (${read})))))`;
}

const position = (part: PartPlan, slot: Slot): string | null => {
  const feed = part.feeds[slot.index];
  return feed ? `c${feed.position}` : null;
};

function acceptedText(
  plan: Plan,
  part: PartPlan,
  slot: Slot,
  contexts: (ColumnContext | null)[],
  forced: boolean,
): string {
  const cell = position(part, slot);
  const context = contexts[slot.index];
  if (cell === null || !context) return 'NULL::VARCHAR';
  const short = plan.lawOnly ? null : fieldType(slot.field.type).acceptSql(cell, context);
  const branches = [
    forced ? `WHEN ${flaggedSql(slot.index)} THEN NULL` : '',
    `WHEN ${cell} IS NULL THEN ${emptyText(slot)}`,
  ];
  return `CASE ${branches.join(' ')} ELSE ${short ?? 'NULL::VARCHAR'} END`;
}

/** What an empty cell of the slot says. */
export const emptyText = (slot: Slot): string => (slot.field.empty === 'clear' ? `''` : 'NULL::VARCHAR');

function derivedText(plan: Plan, slot: Slot, contexts: (ColumnContext | null)[]): string {
  const money = slot.currencyOf === null ? undefined : plan.slots[slot.currencyOf];
  const declared = money && contexts[money.index]?.currency;
  return declared ? `CASE WHEN ${money.f} <> '' THEN ${quoteText(declared)} END AS ${slot.f}` : slot.f;
}

function rawText(part: PartPlan, slot: Slot, forced: boolean): string {
  const cell = position(part, slot);
  if (cell === null) return 'NULL::VARCHAR';
  const differs = `WHEN ${slot.f} IS DISTINCT FROM ${cell} THEN ${cell}`;
  return `CASE ${forced ? `WHEN ${flaggedSql(slot.index)} THEN coalesce(${cell}, '')` : ''} ${differs} END`;
}

function extraText(part: PartPlan): string {
  if (part.unmapped.length === 0) return 'NULL::VARCHAR';
  const pairs = part.unmapped.map(
    ({ position: at, key }) => `to_json(${quoteText(key)})::VARCHAR || ':' || to_json(c${at})::VARCHAR`,
  );
  return `nullif('{' || concat_ws(',', ${pairs.join(', ')}) || '}', '{}')`;
}
