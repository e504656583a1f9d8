/** The file beside: every version of every thing of a dataset, `history_DATASET`. */
import { joinSql, quoteIdent } from '../sql-text.js';
import type { Build, Shown } from './build.js';
import { fill, isChanged, target, versionsTable } from './build.js';
import { historyTable, publishedName } from './names.js';
import { columnsOf, isLimited } from './sight.js';
import type { Sight } from './sight.js';
import { extraSql, typedFields, withTyped } from './typed.js';

/** The versions of the past, out of a query of versions. */
export function pastSql(sight: Sight, versions: string): string {
  const columns = ['v.id, v.version, v.valid_from, v.valid_to, v.batch', typedFields(sight, 'v')];
  return `SELECT ${joinSql(', ', [...columns, `${extraSql(sight, 'v')} AS extra`, 'v.source'])}
    FROM (${withTyped(sight.dataset, versions)}) v`;
}

/** `build` writes the history; `current` is the table of the dataset in the other file, of the same moment. */
export async function publishHistory(build: Build, { view, sight }: Shown, current: string): Promise<void> {
  const table = target(build, historyTable(view.dataset.name));
  if (build.since !== null) await build.s.run(`DELETE FROM ${table} WHERE ${isChanged(build, view, 'id')}`);
  const seen = isLimited(sight) ? `id IN (SELECT id FROM ${current})` : 'true';
  const past = `FROM ${versionsTable(view)} WHERE valid_to IS NOT NULL AND ${isChanged(build, view, 'id')} AND ${seen}`;
  await fill(build, table, pastSql(sight, past));
  const fields = columnsOf(sight).map((field) => quoteIdent(publishedName(field)));
  const columns = ['id, version, changed_at, CAST(NULL AS TIMESTAMP), batch', ...fields, 'extra', 'source'];
  await build.s.run(`INSERT INTO ${table}
    SELECT ${columns.join(', ')} FROM ${current} WHERE ${isChanged(build, view, 'id')}`);
}
