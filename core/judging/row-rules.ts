/** Rules over whole rows, as SQL over columns `f` of the lane or of the patched rows. */
import type { RowRule } from '../../schemas/datasets/dataset.js';
import { contentDigestSql } from '../archive/digests.js';
import { contentKeySql, fieldKeySql } from './digests.js';
import type { Plan, Slot } from './plan.js';

/** Expression of a field's canonical text, NULL when empty, unknown or not fed. */
export function valueOf(plan: Plan, field: string): string {
  const slot = plan.slots.find((one) => one.field.name === field);
  return slot ? `nullif(${slot.f}, '')` : 'NULL::VARCHAR';
}

export const holds = (plan: Plan, rule: RowRule): string => `(${rule.holdsSql((field) => valueOf(plan, field))})`;

export const isOpen = (slot: Slot): string => `(${slot.f} IS NULL AND ${slot.r} IS NOT NULL)`;

/** BOOLEAN: nothing required or of the key is missing, every rule holds. */
export function rowIsSound(plan: Plan): string {
  const needed = new Set([
    ...plan.dataset.fields.filter((field) => field.required).map((field) => field.name),
    ...(plan.key ?? []).map((part) => part.name),
  ]);
  const conditions = [
    ...[...needed].map((field) => `${valueOf(plan, field)} IS NOT NULL`),
    ...plan.dataset.rules.map((rule) => holds(plan, rule)),
  ];
  return conditions.length === 0 ? 'TRUE' : `(${conditions.join(' AND ')})`;
}

/** BOOLEAN over the lane: SQL decided every cell. */
export const nothingOpen = (plan: Plan): string =>
  plan.slots.length === 0 ? 'TRUE' : plan.slots.map((slot) => `NOT ${isOpen(slot)}`).join(' AND ');

/** `filled`: slots that rarely are empty. */
export function contentDigest(plan: Plan, filled: ReadonlySet<number> = new Set()): string {
  const values = new Map(plan.slots.map((slot) => [slot.field.id, slot.f]));
  const often = plan.slots.filter((slot) => filled.has(slot.index)).map((slot) => slot.field.id);
  return contentDigestSql([...values.keys()], (id) => values.get(id) ?? 'NULL::VARCHAR', 'extra', new Set(often));
}

/** `content` is the expression of the content digest; a row without a key counts as the first of its content. */
export function keyDigest(plan: Plan, content: string, occurrence = '1'): string {
  if (plan.key === null) return contentKeySql(plan.source, plan.dataset.name, content, occurrence);
  const values = new Map(plan.key.map((part) => [part.id, part.slot?.f ?? 'NULL::VARCHAR']));
  return fieldKeySql(plan.source, plan.dataset.name, values);
}

/** The key of a row of `patched` that is rejected for something else: it tells that its record was seen. NULL where the key itself is bad. */
export function readableKey(plan: Plan): string {
  const slots = plan.key?.map((part) => part.slot) ?? [];
  const known = slots.flatMap((slot) => slot ?? []);
  if (known.length === 0 || known.length < slots.length) return 'NULL::UUID';
  const filled = known.map((slot) => `nullif(${slot.f}, '') IS NOT NULL`);
  return `CASE WHEN ${filled.join(' AND ')} THEN ${keyDigest(plan, 'NULL::UUID')} END`;
}

/** Relation of the rows accepted so far, with the given columns that `lane` and `patched` share. */
export const takenRows = (plan: Plan, columns: readonly string[]): string =>
  `(SELECT ${columns.join(', ')} FROM ${plan.at}lane WHERE accepted
    UNION ALL SELECT ${columns.join(', ')} FROM ${plan.at}patched WHERE accepted)`;
