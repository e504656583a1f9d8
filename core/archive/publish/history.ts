/** The file beside: every version of every thing of a dataset, `history_DATASET`. */
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { ContentView } from '../content-view.js';
import { quoteIdent } from '../sql-text.js';
import type { Build } from './build.js';
import { fill, isChanged, target, versionsTable } from './build.js';
import { historyTable, publishedName } from './names.js';
import { extraSql, typedFields, withTyped } from './typed.js';

/** The versions of the past, out of a query of versions. */
export const pastSql = (dataset: DatasetDef, versions: string): string =>
  `SELECT v.id, v.version, v.valid_from, v.valid_to, v.batch, ${typedFields(dataset, 'v')},
    ${extraSql(dataset, 'v')} AS extra, v.source
  FROM (${withTyped(dataset, versions)}) v`;

/** `build` writes the history; `current` is the table of the dataset in the other file, of the same moment. */
export async function publishHistory(build: Build, view: ContentView, current: string): Promise<void> {
  const { dataset } = view;
  const table = target(build, historyTable(dataset.name));
  if (build.since !== null) await build.s.run(`DELETE FROM ${table} WHERE ${isChanged(build, view, 'id')}`);
  const past = `FROM ${versionsTable(view)} WHERE valid_to IS NOT NULL AND ${isChanged(build, view, 'id')}`;
  await fill(build, table, pastSql(dataset, past));
  const fields = dataset.fields.map((field) => quoteIdent(publishedName(field))).join(', ');
  await build.s.run(`INSERT INTO ${table}
    SELECT id, version, changed_at, CAST(NULL AS TIMESTAMP), batch, ${fields}, extra, source
    FROM ${current} WHERE ${isChanged(build, view, 'id')}`);
}
