/** Identifiers that fields refer to, and the things that carry them. */
import type { DatasetDef, FieldDef } from '../../../schemas/datasets/dataset.js';
import type { ContentView } from '../content-view.js';
import { fieldColumn } from '../content-view.js';
import { quoteIdent, quoteText } from '../sql-text.js';
import type { Build } from './build.js';
import { versionsTable } from './build.js';

const tableOf = (dataset: string, field: string, by: string): string =>
  `temp.main.${quoteIdent(`keys_${dataset}_${field}_${by}`)}`;

/** value, id: the only thing of any source that carries the value; id NULL where there are several. */
export const keysByValue = (dataset: string, field: string): string => tableOf(dataset, field, 'value');
/** value, source, id: the same inside one source. */
export const keysBySource = (dataset: string, field: string): string => tableOf(dataset, field, 'source');

/** Makes both tables for every referenced field and every identifier; a merged thing answers to all identifiers of its records. */
export async function makeKeys(build: Build): Promise<void> {
  const { s, views } = build;
  for (const view of views) {
    for (const field of view.dataset.fields.filter((each) => isKey(view.dataset, each, views))) {
      const only = `CASE WHEN min(id) = max(id) THEN min(id) END AS id, count(DISTINCT id) AS things`;
      await s.run(`CREATE TEMP TABLE ${keysBySource(view.dataset.name, field.name)} AS
        SELECT value, source, ${only} FROM (${carriersSql(view, field)}) GROUP BY value, source`);
      await s.run(`CREATE TEMP TABLE ${keysByValue(view.dataset.name, field.name)} AS
        SELECT value, ${only}, count(DISTINCT source) AS sources FROM (${carriersSql(view, field)}) GROUP BY value`);
    }
  }
}

function isKey(dataset: DatasetDef, field: FieldDef, views: ContentView[]): boolean {
  const referred = views.some((view) =>
    view.dataset.fields.some(({ references: to }) => to?.dataset === dataset.name && to.field === field.name),
  );
  return referred || field.role === 'identifier';
}

function carriersSql(view: ContentView, field: FieldDef): string {
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
