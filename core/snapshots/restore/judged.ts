/** The judged set of a restore: what a commit takes, made of the states of an older archive. */
import { contentDigestSql, rawColumn, valueColumn } from '../../archive/digests.js';
import type { Session } from '../../archive/duck.js';
import { quoteIdent, quoteText } from '../../archive/duck.js';
import type { DatasetDef, FieldDef } from '../../../schemas/datasets/dataset.js';
import type { Selection } from './selection.js';
import type { Compared } from './states.js';

/** The dataset as a restore commits it: with fields that only the archive knows, and every one of them may be set to "none". */
export function restoredDataset(dataset: DatasetDef, { fields }: Compared): DatasetDef {
  const known = new Map(dataset.fields.map((field) => [field.id, field]));
  const [any] = dataset.fields;
  return {
    ...dataset,
    fields: fields.map((id): FieldDef => ({ ...(known.get(id) ?? (any as FieldDef)), id, empty: 'clear' })),
  };
}

/** What the row says: the older value, "none" where only today has one, nothing where neither has. */
function wantedSql(name: string, none: string): string {
  const [past, live] = [quoteIdent(`p_${name}`), quoteIdent(`l_${name}`)];
  return `CASE WHEN ${past} IS NOT NULL THEN ${past} WHEN ${live} IS NOT NULL THEN ${none} END`;
}

/**
 * Makes `judged`, `rejected`, `skipped` and `issues` in a catalog for the records of one source that are created or
 * updated. `states`: a table of `statesSql`. A row counts from the time of what it takes the place of, so that what is
 * delivered later still wins.
 */
export async function fillJudged(
  s: Session,
  into: string,
  states: string,
  source: string,
  selection: Selection,
  compared: Compared,
): Promise<void> {
  const at = `${into}.main.`;
  const { fields, raws } = compared;
  const asked = (id: string): boolean => selection.field === undefined || selection.field === id;
  const columns = fields.flatMap((id) => [
    `${asked(id) ? wantedSql(id, `''`) : 'NULL::VARCHAR'} AS ${valueColumn(id)}, `,
    `${raws.includes(id) && asked(id) ? rawColumn(id) : 'NULL::VARCHAR'} AS ${rawColumn(id)}, `,
  ]);
  const extra = selection.field === undefined ? wantedSql('extra', `'{}'`) : 'NULL::VARCHAR';
  const repairs = selection.field === undefined ? 'repairs' : 'NULL::VARCHAR AS repairs';
  await s.run(`CREATE TABLE ${at}judged AS
    SELECT *, ${contentDigestSql(fields, valueColumn, 'extra')} AS content_digest FROM (
      SELECT 0 AS part, row_number() OVER (ORDER BY past_record) AS "row", ${columns.join('')}
        ${extra} AS extra, ${repairs}, greatest(p_effective, l_effective) AS effective_at, key_digest
      FROM ${states} WHERE source = ${quoteText(source)} AND verdict.state IN ('created', 'updated'))`);
  await s.run(`CREATE TABLE ${at}rejected (part INTEGER, "row" BIGINT, cells VARCHAR)`);
  await s.run(`CREATE TABLE ${at}skipped (part INTEGER, "row" BIGINT, reason VARCHAR)`);
  await s.run(`CREATE TABLE ${at}issues (part INTEGER, sheet VARCHAR, "row" BIGINT, col VARCHAR, field VARCHAR,
    code VARCHAR, level VARCHAR, value VARCHAR, params VARCHAR, suggestion VARCHAR)`);
}
