/** Names that analysts see. */
import type { FieldDef } from '../../../schemas/datasets/dataset.js';

/** Columns of every dataset's table beside its fields. */
export const systemColumns = [
  'id',
  'customer_id',
  'extra',
  'source',
  'delivery',
  'sheet',
  'row',
  'changed_at',
  'version',
  'batch',
  'gone',
] as const;

/** Tables beside the datasets'. A dataset cannot have such a name. */
export const systemTables = [
  'records',
  'aliases',
  'rejected',
  'deliveries',
  'batches',
  'issues',
  'issue_codes',
  'meta',
  'dictionary',
] as const;

const taken: ReadonlySet<string> = new Set([...systemColumns, 'valid_from', 'valid_to']);

/** The field's name; with `_value` behind it where a system column has that name. */
export function publishedName(field: Pick<FieldDef, 'name'>): string {
  return taken.has(field.name) ? `${field.name}_value` : field.name;
}

/** The table of the file beside with every version of every thing of a dataset. */
export const historyTable = (dataset: string): string => `history_${dataset}`;
