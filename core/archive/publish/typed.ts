/** Canonical text of a field as analysts' type: a misfit is NULL there and an issue beside, never an error. */
import type { DatasetDef, FieldDef } from '../../../schemas/datasets/dataset.js';
import { fieldType } from '../../../schemas/fields/registry.js';
import { fieldColumn } from '../content-view.js';
import { joinSql, quoteIdent, quoteText } from '../sql-text.js';
import { publishedName } from './names.js';
import { columnsOf, isGuarded, namesSql, plainFields, seenAs, shownSql } from './sight.js';
import type { Sight } from './sight.js';

// A cast of DuckDB rounds '1.5' to 2 and reads '1_000' and '0x1F': the text must look like the type first.
const shapes: [RegExp, string][] = [
  [/INT/, '-?[0-9]+'],
  [/^(DECIMAL|DOUBLE|FLOAT)/, '-?[0-9]+([.][0-9]+)?'],
  [/^BOOLEAN/, 'true|false'],
];

/** The published value of the canonical text expression `x`. */
export function typedSql(field: FieldDef, x: string): string {
  const type = fieldType(field.type);
  if (type.publishedType === 'VARCHAR') return type.publishSql(x);
  const shape = shapes.find(([name]) => name.test(type.publishedType))?.[1];
  const value = `TRY_CAST(${type.publishSql(x)} AS ${type.publishedType})`;
  return shape === undefined ? value : `CASE WHEN regexp_full_match(${x}, ${quoteText(shape)}) THEN ${value} END`;
}

/** The text of a field in `from`; NULL when it is unknown or "none". */
export const textSql = (field: FieldDef, from: string): string => `nullif(${from}.${fieldColumn(field.id)}, '')`;

const valueColumn = (field: FieldDef): string => quoteIdent(`v_${field.id}`);

/** `query` with f_… columns, and beside each its typed value as v_…. */
export function withTyped(dataset: DatasetDef, query: string): string {
  const values = dataset.fields.map((field) => `${typedSql(field, textSql(field, 'u'))} AS ${valueColumn(field)}`);
  return `SELECT u.*, ${values.join(', ')} FROM (${query}) u`;
}

/** Select list of the fields that the role sees under their published names, out of a `withTyped` named `from`. */
export function typedFields(sight: Sight, from: string): string {
  const fields = columnsOf(sight).map((field) => {
    const value =
      seenAs(sight, field) === 'show' ? `${from}.${valueColumn(field)}` : shownSql(sight, field, textSql(field, from));
    return `${value} AS ${quoteIdent(publishedName(field))}`;
  });
  return joinSql(', ', fields);
}

/** Key in `extra` of the text of a field that its type does not hold. */
export const textKey = (field: FieldDef): string => `${publishedName(field)}#text`;

/**
 * `extra` as JSON out of a `withTyped` named `from`, joined by what fields say that their types do not hold (a month
 * without a day, a text of an older type): `{"birthday#text": "2024-03"}`. NULL when there is nothing.
 */
export function extraSql(sight: Sight, from: string): string {
  const extra = seenExtra(sight, `TRY_CAST(${from}.extra AS JSON)`);
  const texts = plainFields(sight).flatMap((field) => {
    const type = fieldType(field.type);
    if (type.publishedType === 'VARCHAR') return [];
    const x = textSql(field, from);
    const kept = `CASE WHEN ${from}.${valueColumn(field)} IS NULL THEN ${x} END`;
    return [{ key: textKey(field), sql: type.partialSql ? `coalesce(${type.partialSql(x)}, ${kept})` : kept }];
  });
  if (texts.length === 0) return extra;
  const any = texts.map(({ sql }) => `${sql} IS NOT NULL`).join(' OR ');
  const beside = texts.map(({ key, sql }) => `${quoteText(key)}, ${sql}`).join(', ');
  // A merge patch takes a key with null away: only texts that are there stay.
  return `CASE WHEN ${any} THEN json_merge_patch(coalesce(${extra}, '{}'), json_object(${beside})) ELSE ${extra} END`;
}

/** Of columns that no field wanted nobody knows what they hold: who does not see all sees second values of plain fields. */
export function seenExtra(sight: Sight, extra: string): string {
  if (!isGuarded(sight)) return extra;
  const ids = plainFields(sight).map(({ id }) => id);
  const second = `regexp_matches(e.key, '^[a-z][a-z0-9_]*#[0-9]+$') AND split_part(e.key, '#', 1) IN (${namesSql(ids)})`;
  const kept = `list_filter(map_entries(CAST(${extra} AS MAP(VARCHAR, JSON))), lambda e : ${second})`;
  return `CASE WHEN len(${kept}) > 0 THEN CAST(to_json(map_from_entries(${kept})) AS JSON) END`;
}

/** A text that the type should have held: the VARCHAR expression `x` out of `extra`. null = the type holds all. */
export function misfitSql(field: FieldDef, x: string): string | null {
  const type = fieldType(field.type);
  if (type.publishedType === 'VARCHAR') return null;
  return type.partialSql ? `(${x} IS NOT NULL AND ${type.partialSql(x)} IS NULL)` : `(${x} IS NOT NULL)`;
}
