/** Whether a returned row says the same as the record that it corrects once more, and only adds to it. */
import { quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import { valueColumn } from '../../archive/digests.js';
import { contentTable, foldTable, storedFields } from '../../archive/log/tables.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';

/** Of a field with `empty: clear` an empty cell says something too. */
function fieldAgrees(id: string, empty: 'keep' | 'clear'): string {
  const now = `nullif(j.${valueColumn(id)}, '')`;
  const known = `nullif(CASE WHEN h.folded THEN f.${valueColumn(id)} ELSE c.${valueColumn(id)} END, '')`;
  return empty === 'keep'
    ? `coalesce(${now} = ${known}, true)`
    : `(j.${valueColumn(id)} IS NULL OR ${now} IS NOT DISTINCT FROM ${known})`;
}

/** The columns no field wants count as a whole: what is there must come again. */
function extraAgrees(): string {
  const known = 'CASE WHEN h.folded THEN f.extra ELSE c.extra END';
  const asMap = (text: string): string => `((${text})::JSON::MAP(VARCHAR, VARCHAR))`;
  const lost = `list_filter(map_keys(${asMap(known)}), lambda k: ${asMap(known)}[k] IS DISTINCT FROM ${asMap('j.extra')}[k])`;
  return `coalesce(len(${lost}) = 0, true)`;
}

/** A query of part and row: of the rows of `resolved_before`, those with which the state of their record agrees. */
export async function agreedSql(s: Session, at: string, source: string, dataset: DatasetDef): Promise<string> {
  const stored = new Set(await storedFields(s, dataset.name));
  const fields = dataset.fields.filter(({ id }) => stored.has(id)).map(({ id, empty }) => fieldAgrees(id, empty));
  return `SELECT j.part, j."row" FROM ${at}resolved_before t
    JOIN ${at}judged j ON j.part = t.part AND j."row" = t."row"
    JOIN archive.log.records k ON k.key_digest = j.key_digest
      AND k.source = ${quoteText(source)} AND k.dataset = ${quoteText(dataset.name)}
    JOIN archive.derived.heads h ON h.record = k.seq
    JOIN ${contentTable(dataset.name)} c ON c.seq = h.content
    LEFT JOIN ${foldTable(dataset.name)} f ON f.record = h.record
    WHERE ${[...fields, extraAgrees()].join(' AND ')}`;
}
