/**
 * Lane 1: one pass over each staged table. Per fed field `f` is the canonical text SQL is sure of and `r` the raw text where it
 * differs; a cell is open when `f` is NULL and `r` is not. A row is `accepted` at once when no cell is open and every rule holds.
 */
import { fieldType } from '../../schemas/fields/registry.js';
import type { ColumnContext } from '../../schemas/verdicts.js';
import { quoteText } from '../archive/sql-text.js';
import { bareSlots } from './bare.js';
import type { Bare } from './bare.js';
import { cellOf, looksUpRows } from './filling.js';
import type { Filling } from './filling.js';
import { flaggedSql, maskColumns } from './flags.js';
import { hashedSql, joinKnown } from './known-sql.js';
import { placedTexts, seldomSql } from './layout.js';
import type { PartPlan, Plan, Slot } from './plan.js';
import { repairsSql } from './repairs.js';
import { contentDigest, keyDigest, nothingOpen, rowIsSound } from './row-rules.js';
import { joinWords } from './words.js';
import type { WordSlots } from './words.js';

/** Slots that have words in any part. */
export const wordSlots = (plan: Plan, words: readonly WordSlots[]): number[] =>
  plan.slots.map((slot) => slot.index).filter((slot) => words.some((one) => one.has(slot)));

/** Fills the lane from one part. */
export function fillLane(plan: Plan, part: PartPlan, filling: Filling): string {
  const { contexts, words, layout, forced } = filling;
  const looksUp = looksUpRows(filling);
  const hashes = filling.known ? ['h1', 'h2'] : [];
  const masks = forced ? maskColumns(plan) : [];
  const told = plan.slots.flatMap((slot) => [
    derivedText(plan, slot, contexts),
    `${rawText(part, slot, forced)} AS ${slot.r}`,
  ]);
  const bare = bareSlots(plan, part, filling);
  const fixed = plan.slots.filter((slot) => words.has(slot.index) || bare.some((one) => one.slot === slot));
  const fixes = plan.slots.flatMap((slot) => {
    if (fixed.includes(slot)) return [`${fixesText(slot, words, bare)} AS v${slot.index}`];
    return layout.repaired.includes(slot.index) ? [`NULL::VARCHAR AS v${slot.index}`] : [];
  });
  const lookedUp = [...hashes, ...(looksUp ? ['known', 'kd', 'cd'] : [])];
  const rest = ['row', ...told, `${extraText(part)} AS extra`, ...masks, ...fixes, ...lookedUp];
  const sure = `coalesce(${nothingOpen(plan)} AND ${rowIsSound(plan)}${forced ? ` AND NOT ${flaggedSql(plan.slots.length)}` : ''}, FALSE)`;
  const { own, listed } = placedTexts(plan, layout);
  const kept = ['row', ...plan.slots.map(({ f }) => f), ...own];
  const digest = (known: string, made: string): string =>
    `CASE ${looksUp ? `WHEN known THEN ${known} ` : ''}WHEN sure THEN ${made} END`;
  const into = [...kept, 'seldom', 'accepted', 'key_digest', 'content_digest', 'known', ...hashes];
  const fresh = hashes.map((name) => (looksUp ? `CASE WHEN NOT known THEN ${name} END` : name));
  return `INSERT INTO ${plan.at}laid (part, ${into.join(', ')})
    SELECT ${[String(part.part), ...kept, seldomSql(listed), 'sure', digest('kd', keyDigest(plan, 'content')), 'content', looksUp ? 'known' : 'FALSE', ...fresh].join(', ')}
    FROM (SELECT *, ${digest('cd', contentDigest(plan, part.filled))} AS content, ${rowRepairs(plan, fixed)} AS repairs
    FROM (SELECT *, ${looksUp ? 'known OR ' : ''}${sure} AS sure FROM (SELECT ${rest.join(', ')} FROM (${decidedSql(plan, part, filling, bare)}))))`;
}

/** Of the word found, else of the padding taken off. */
function fixesText(slot: Slot, words: WordSlots, bare: readonly Bare[]): string {
  const found = words.has(slot.index) ? `CASE WHEN ${slot.f} IS NOT NULL THEN v${slot.index} END` : 'NULL::VARCHAR';
  const repairs = bare.find((one) => one.slot === slot)?.repairs;
  return repairs === undefined ? found : `coalesce(${repairs}, ${found})`;
}

/** Most rows have none. */
function rowRepairs(plan: Plan, fixed: readonly Slot[]): string {
  if (fixed.length === 0) return 'NULL::VARCHAR';
  const some = fixed.map((slot) => `v${slot.index} IS NOT NULL`).join(' OR ');
  return `CASE WHEN ${some} THEN ${repairsSql(plan.slots, (slot) => (fixed.includes(slot) ? `v${slot.index}` : null))} END`;
}

/** The staged rows with `f` of every slot: of the cell as it was sent, else (`t` holds it) without its padding. */
function decidedSql(plan: Plan, part: PartPlan, filling: Filling, bare: readonly Bare[]): string {
  const found = [...filling.words].flatMap((slot) => [`w${slot}`, `v${slot}`]);
  const masks = filling.forced ? maskColumns(plan) : [];
  const accepted = plan.slots.map((slot) => `${acceptedText(plan, part, slot, filling)} AS ${slot.f}`);
  const asSent = `SELECT *, ${accepted.join(', ')} FROM (${readSql(plan, part, filling, [...masks, ...found])})`;
  if (bare.length === 0) return asSent;
  const texts = bare.map(({ slot, text }) => `${text} AS t${slot.index}`);
  const taken = bare.map((one) => `${one.taken} AS ${one.slot.f}`);
  return `SELECT * REPLACE (${taken.join(', ')}) FROM (SELECT *, ${texts.join(', ')} FROM (${asSent}))`;
}

/** The staged rows, empty cells as NULL, with the masks, words and digests found for them. Of a known row most cells are left out. */
function readSql(plan: Plan, part: PartPlan, filling: Filling, more: string[]): string {
  const { words, forced, known } = filling;
  const joins = [...words].map((slot) => joinWords(plan, part, slot));
  if (forced) joins.push(`LEFT JOIN ${plan.at}forced k ON k.part = ${part.part} AND k.row = s.row`);
  const own = forced ? 'k.row IS NULL' : 'TRUE';
  const hashes = known ? [`CASE WHEN ${own} THEN s.h1 END AS h1`, 's.h2'] : [];
  const isKnown = `(${own} AND kd IS NOT NULL)`;
  const found = looksUpRows(filling) ? [`${isKnown} AS known`, 'kd', 'cd'] : [];
  const kept = keptOfKnown(plan, part, filling);
  const cells = part.source.columns.map((_, at) => {
    const cell = `nullif(s.c${at}, '')`;
    return `${kept.has(at) ? cell : `CASE WHEN NOT ${isKnown} THEN ${cell} END`} AS c${at}`;
  });
  if (known?.relation) joins.push(joinKnown(known.relation));
  const staged = known ? hashedSql(part, known) : `(SELECT * FROM ${part.source.staged})`;
  return `SELECT ${['s.row', ...cells, ...more, ...hashes, ...found].join(', ')} FROM ${staged} s ${joins.join(' ')}`;
}

/** Positions of the columns that the lane holds of every row: of known ones few, where rows are looked up. */
function keptOfKnown({ slots }: Plan, part: PartPlan, filling: Filling): ReadonlySet<number | undefined> {
  const { known } = filling;
  if (!looksUpRows(filling)) return new Set(part.source.columns.keys());
  return new Set(slots.filter(({ index }) => known?.keeps.has(index)).map(({ index }) => part.feeds[index]?.position));
}

function acceptedText(plan: Plan, part: PartPlan, slot: Slot, filling: Filling): string {
  const { contexts, words, forced } = filling;
  const cell = cellOf(part, slot);
  const context = contexts[slot.index];
  if (cell === null || !context) return 'NULL::VARCHAR';
  const short = plan.lawOnly ? null : fieldType(slot.field.type).acceptSql(cell, context);
  const branches = [
    looksUpRows(filling) ? `WHEN known THEN ${cell}` : '',
    forced ? `WHEN ${flaggedSql(slot.index)} THEN NULL` : '',
    `WHEN ${cell} IS NULL THEN ${emptyText(slot)}`,
    words.has(slot.index) ? `WHEN w${slot.index} IS NOT NULL THEN w${slot.index}` : '',
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
  const cell = cellOf(part, slot);
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
