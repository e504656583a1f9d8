/** Identifiers that fields refer to, and the things that carry them. */
import type { DatasetDef, FieldDef } from '../../../schemas/datasets/dataset.js';
import { fieldColumn } from '../content-view.js';
import { quoteIdent, quoteText } from '../sql-text.js';
import type { Build } from './build.js';
import { isTouched, versionsTable } from './build.js';
import { askedValues, keyFields } from './key-fields.js';
import type { KeyField } from './key-fields.js';

const tableOf = (dataset: string, field: string, by: string): string =>
  `temp.main.${quoteIdent(`keys_${dataset}_${field}_${by}`)}`;

/** value, id: the only thing of any source that carries the value, NULL where there are `several`; in `many_sources`. */
export const keysByValue = (dataset: string, field: string): string => tableOf(dataset, field, 'value');
/** value, source, id: the same inside one source. */
export const keysBySource = (dataset: string, field: string): string => tableOf(dataset, field, 'source');

/** The key fields that things to be written have or refer to. */
export const keysAsked = (build: Build): KeyField[] =>
  keyFields(build.views).filter((key) => [key, ...key.referring].some(({ view }) => isTouched(build, view)));

/** Makes both tables for every key field asked for; a merged thing answers to all identifiers of its records. */
export async function makeKeys(build: Build): Promise<void> {
  const { s } = build;
  const rows = await s.rows<{ dataset: string; sources: number }>(
    `SELECT dataset, CAST(count(DISTINCT source) AS INTEGER) AS sources FROM archive.derived.heads GROUP BY dataset`,
  );
  const sources = new Map(rows.map((row) => [row.dataset, row.sources]));
  for (const key of keysAsked(build)) {
    const asked =
      (sources.get(key.view.dataset.name) ?? 0) > 1 || key.referring.some(({ view }) => sources.has(view.dataset.name));
    await makeKey(build, key, asked);
  }
}

/** Empty tables where nothing will ask them. */
async function makeKey({ s, since }: Build, key: KeyField, asked: boolean): Promise<void> {
  const [dataset, field] = [key.view.dataset.name, key.field.name];
  const [bySource, byValue] = [keysBySource(dataset, field), keysByValue(dataset, field)];
  const only = 'CASE WHEN min(least_id) = max(greatest_id) THEN min(least_id) END AS id';
  const which = since === null ? 'true' : `value IN (${askedValues(key)})`;
  await s.run(`CREATE TEMP TABLE ${bySource} AS
    SELECT value, source, min(id) AS least_id, max(id) AS greatest_id, CASE WHEN min(id) = max(id) THEN min(id) END AS id
    FROM (${carriersSql(key)}) WHERE ${asked} AND ${which} GROUP BY value, source`);
  await s.run(`CREATE TEMP TABLE ${byValue} AS
    SELECT value, ${only}, min(least_id) <> max(greatest_id) AS several, min(source) <> max(source) AS many_sources
    FROM ${bySource} GROUP BY value`);
}

function carriersSql({ view, field }: KeyField): string {
  const column = fieldColumn(field.id);
  return `SELECT c.${column} AS value, h.source, h.golden AS id
      FROM archive.derived.heads h JOIN (${view.sql}) c ON c.seq = h.content
      WHERE h.dataset = ${quoteText(view.dataset.name)} AND c.${column} <> ''
    UNION ALL
    SELECT v.${column}, v.source, v.id FROM ${versionsTable(view)} v WHERE v.valid_to IS NULL AND v.${column} <> ''`;
}

/** The field that says to which customer a row belongs, or null. */
export function customerReference(dataset: DatasetDef): FieldDef | null {
  const field = dataset.fields.find((each) => each.name === dataset.customerField);
  return field?.references ? field : null;
}
