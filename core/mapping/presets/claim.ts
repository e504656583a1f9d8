/** What a preset says about the columns of a table. */
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { Claim } from '../claims.js';
import type { Column } from '../columns.js';
import type { Preset } from './preset.js';

/**
 * Claims of the columns the preset knows, by position. A field takes the first of its headers that has a filled cell, else the
 * first that is there; its other headers are kept as extra. `fed` = fields that stored columns or answers feed already.
 */
export function presetClaims(
  preset: Preset,
  columns: readonly Column[],
  dataset: DatasetDef,
  fed: ReadonlySet<string>,
): Map<number, Claim> {
  const claims = new Map<number, Claim>();
  for (const column of columns)
    if (preset.extra.has(column.read.folded)) claims.set(column.position, { kind: 'extra' });
  for (const [field, headers] of preset.fields) {
    if (!dataset.fields.some(({ name }) => name === field)) continue;
    const able = headers.flatMap((header) => columns.filter(({ read }) => read.folded === header));
    for (const { position } of able) if (!claims.has(position)) claims.set(position, { kind: 'extra' });
    const chosen = able.find(({ empty }) => !empty) ?? able[0];
    if (chosen && !fed.has(field)) claims.set(chosen.position, { kind: 'field', field });
  }
  return claims;
}

/** What no preset knows is never asked about: unsure columns are kept as extra. */
export function unasked(claims: ReadonlyMap<number, Claim>): Map<number, Claim> {
  return new Map(
    [...claims].map(([position, claim]) => [
      position,
      claim.kind === 'alike' || claim.kind === 'conflict' ? { kind: 'extra' } : claim,
    ]),
  );
}
