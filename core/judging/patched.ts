/** Rows that lane 1 could not accept at once, with the law's verdicts put in: the table `patched`. */
import { quoteText } from '../archive/sql-text.js';
import { bareRepairs } from './bare.js';
import type { PartContexts } from './contexts.js';
import type { Plan, Slot } from './plan.js';
import { emptyText } from './lane.js';
import { cellsSql } from './rejected.js';
import { repairsSql } from './repairs.js';
import { contentDigest, keyDigest, rowIsSound } from './row-rules.js';

/**
 * Statements making `patched`: the columns of the lane, `bads` (slots the law rejected) and, of the rows not accepted, `cells` as `rejected` keeps them.
 * `words`: slots with a column `v<slot>`. A row is accepted when the law accepts its cells, its rules hold and it is not among `faulted`.
 */
export function createPatched(plan: Plan, contexts: PartContexts[], words: readonly number[]): string[] {
  const texts = plan.slots.flatMap((slot) => [slot.f, slot.r]);
  const derived = plan.slots.flatMap((slot) => {
    const text = currencyText(plan, slot, contexts);
    return [text === null ? slot.f : `${text} AS ${slot.f}`, slot.r];
  });
  return [
    `CREATE OR REPLACE TABLE ${plan.at}seconds AS ${secondValues(plan)}`,
    `CREATE OR REPLACE TABLE ${plan.at}several AS
      SELECT part, row FROM ${plan.at}patches WHERE slot >= 0 GROUP BY part, row HAVING count(*) > 1`,
    `CREATE OR REPLACE TABLE ${plan.at}patched AS
      SELECT part, row, ${[...texts, ''].join(', ')} extra, repairs, accepted, FALSE AS known, h1, h2,
        CASE WHEN accepted THEN ${keyDigest(plan, 'content')} END AS key_digest, content AS content_digest, bads,
        CASE WHEN NOT accepted THEN to_json(cells)::VARCHAR END AS cells
      FROM (SELECT *, CASE WHEN accepted THEN ${contentDigest(plan)} END AS content
      FROM (SELECT *, NOT faulted AND len(bads) = 0 AND ${rowIsSound(plan)} AS accepted
      FROM (SELECT part, row, ${[...derived, ''].join(', ')} extra, repairs, bads, faulted, cells, h1, h2 FROM (${joined(plan, words)}))))`,
    `DROP TABLE ${plan.at}several`,
  ];
}

/** `patched` where every row of the lane was accepted at once: without a row. */
export function createUnpatched(plan: Plan): string {
  const texts = plan.slots.flatMap((slot) => [slot.f, slot.r]);
  const columns = [
    'part',
    'row',
    ...texts,
    'extra',
    'repairs',
    'accepted',
    'known',
    'h1',
    'h2',
    'key_digest',
    'content_digest',
  ];
  return `CREATE OR REPLACE TABLE ${plan.at}patched AS
    SELECT ${columns.join(', ')}, []::INTEGER[] AS bads, NULL::VARCHAR AS cells FROM ${plan.at}lane LIMIT 0`;
}

const isFed = (slot: Slot): boolean => slot.currencyOf === null;

/** `now`: the canonical text; `raw`: the text as sent where it differs; `fixes`: repairs of an accepted cell. */
const verdictColumns = ['now', 'raw', 'ok', 'fixes', 'extra'] as const;

function verdicts(plan: Plan): string {
  const empties = plan.slots.map((slot) => `WHEN ${slot.index} THEN ${emptyText(slot)}`);
  const empty = empties.length === 0 ? 'NULL' : `CASE slot ${empties.join(' ')} END`;
  return `SELECT part, row, slot, ok, extra, CASE WHEN judged = '' THEN ${empty} ELSE judged END AS now,
    CASE WHEN coalesce(stored, text) IS DISTINCT FROM judged THEN nullif(coalesce(stored, text), '') END AS raw,
    CASE WHEN ok THEN repairs END AS fixes FROM ${plan.at}patches WHERE slot >= 0`;
}

/** One line per row with more than one open cell, with the columns of each slot's verdict: a join per slot would cut the rows into ever smaller pieces. */
function verdictsOfSeveral(plan: Plan): string {
  const columns = plan.slots
    .filter(isFed)
    .flatMap(({ index }) => verdictColumns.map((name) => `max(${name}) FILTER (slot = ${index}) AS ${name}${index}`));
  return `SELECT ${['part', 'row', ...columns].join(', ')} FROM (${verdicts(plan)})
    SEMI JOIN ${plan.at}several USING (part, row) GROUP BY part, row`;
}

/** A column of the slot's verdict: `o` has the one verdict of nearly every unsure row, `p` those of a row with several open cells. */
const told = ({ index }: Slot, name: (typeof verdictColumns)[number], otherwise: string): string =>
  `CASE WHEN o.slot = ${index} THEN o.${name} WHEN p.ok${index} IS NOT NULL THEN p.${name}${index} ELSE ${otherwise} END`;

/** The unsure rows of the lane with their cells' verdicts, `written` (the currency that a money cell says) and `cells` (as they were sent). */
function joined(plan: Plan, words: readonly number[]): string {
  const texts = plan.slots.flatMap((slot) =>
    isFed(slot)
      ? [`${told(slot, 'now', `l.${slot.f}`)} AS ${slot.f}`, `${told(slot, 'raw', `l.${slot.r}`)} AS ${slot.r}`]
      : [`l.${slot.f}`, `l.${slot.r}`],
  );
  return `WITH unsure AS MATERIALIZED (SELECT * FROM ${plan.at}lane WHERE NOT accepted)
    SELECT ${['l.part', 'l.row', ...texts].join(', ')}, coalesce(x.extra, l.extra) AS extra, ${repairs(plan, words)} AS repairs,
      ${bads(plan)} AS bads, ${writtenCurrency(plan)} AS written, t.row IS NOT NULL AS faulted, ${sentCells(plan)} AS cells, l.h1, l.h2
    FROM unsure l
    LEFT JOIN (SELECT * FROM (${verdicts(plan)}) ANTI JOIN ${plan.at}several USING (part, row)) o ON o.row = l.row AND o.part = l.part
    LEFT JOIN (${verdictsOfSeveral(plan)}) p ON p.row = l.row AND p.part = l.part
    LEFT JOIN (${mergedExtra(plan)}) x ON x.row = l.row AND x.part = l.part
    LEFT JOIN ${plan.at}faulted t ON t.row = l.row AND t.part = l.part`;
}

function bads(plan: Plan): string {
  const found = plan.slots.filter(isFed).map(({ index }) => `CASE WHEN NOT p.ok${index} THEN ${index} END`);
  const several =
    found.length === 0 ? '[]::INTEGER[]' : `list_filter([${found.join(', ')}]::INTEGER[], slot -> slot IS NOT NULL)`;
  return `CASE WHEN p.row IS NOT NULL THEN ${several} WHEN NOT o.ok THEN [o.slot] ELSE []::INTEGER[] END`;
}

/** The cells as they were sent, as a list: one entry per column of the part. */
function sentCells(plan: Plan): string {
  const lists = plan.parts.map((part) => `WHEN ${part.part} THEN ${cellsSql(part, plan)}`);
  return lists.length === 0 ? '[]::VARCHAR[]' : `CASE l.part ${lists.join(' ')} END`;
}

/** From the law now, else as the lane told or took them off. */
const repairs = (plan: Plan, words: readonly number[]): string =>
  repairsSql(plan.slots.filter(isFed), (slot) =>
    told(slot, 'fixes', words.includes(slot.index) ? `l.v${slot.index}` : bareRepairs(`l.${slot.f}`, `l.${slot.r}`)),
  );

/** The money that a slot tells the currency of. */
function moneyOf(plan: Plan, slot: Slot | undefined): Slot | undefined {
  if (slot?.field.name !== 'currency') return undefined;
  return slot.currencyOf === null
    ? plan.slots.find(({ field }) => field.type === 'money')
    : plan.slots[slot.currencyOf];
}

/** ISO code written in the cell of the money slot that has a currency. */
function writtenCurrency(plan: Plan): string {
  const money = moneyOf(
    plan,
    plan.slots.find(({ field }) => field.name === 'currency'),
  );
  return money === undefined ? 'NULL::VARCHAR' : `(${told(money, 'extra', 'NULL')})::JSON ->> '$.currency'`;
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

/** The currency of its own column, else that written in the money cell, else the one declared for its column; null = another slot. */
function currencyText(plan: Plan, slot: Slot, contexts: PartContexts[]): string | null {
  const money = moneyOf(plan, slot);
  if (!money) return null;
  if (isFed(slot))
    return `CASE WHEN coalesce(${slot.f}, '') = '' AND ${money.f} <> '' THEN coalesce(written, ${slot.f}) ELSE ${slot.f} END`;
  const declared = plan.parts.map(
    (part, at) => `WHEN ${part.part} THEN ${quoteText(contexts[at]?.[money.index]?.currency ?? null)}`,
  );
  return `CASE WHEN ${money.f} <> '' THEN coalesce(written, CASE part ${declared.join(' ')} END) END`;
}
