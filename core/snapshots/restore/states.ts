/** Compares the records of an older archive with those of the living one, as SQL. */
import type { Session } from '../../archive/duck.js';
import { quoteIdent, quoteText } from '../../archive/duck.js';
import { rawColumn, valueColumn } from '../../archive/digests.js';
import type { Selection } from './selection.js';

/** Catalog of the archive that is written to. */
const live = 'archive';

/** In the older archive: its heads before what was undone since was undone there, too. */
export const formerHeads = 'derived.former_heads';

/** In the older archive: records that it had and that were removed since: nothing of them was restored. */
export const leftOut = 'derived.left_out';

/** Field ids with a column of that prefix in the contents of a dataset; null: there are none. */
export async function fieldsIn(
  s: Session,
  catalog: string,
  dataset: string,
  prefix: 'f' | 'r' = 'f',
): Promise<string[] | null> {
  const columns = await s.rows<{ name: string }>(
    `SELECT column_name AS name FROM duckdb_columns()
     WHERE database_name = $1 AND schema_name = 'log' AND table_name = $2 ORDER BY ALL`,
    [catalog, `content_${dataset}`],
  );
  if (columns.length === 0) return null;
  return columns.flatMap(({ name }) => (name.startsWith(`${prefix}_`) ? [name.slice(2)] : []));
}

export interface Compared {
  /** Field ids of either side. */
  fields: string[];
  past: string[];
  live: string[];
  /** With a raw text in the older archive. */
  raws: string[];
  /** What the living archive removed after this seq, the older one may have. */
  knownTo: number;
}

/** A value of the record's state: of its only content, or folded. */
const stateValue = (name: string): string => `CASE WHEN h.folded THEN f.${name} ELSE c.${name} END`;

/** Columns p_… or l_… of every field; a field that the side does not know says nothing. */
function valuesSql(side: 'p' | 'l', fields: readonly string[], known: readonly string[]): string {
  const columns = fields.map((id) => {
    const name = valueColumn(id);
    return `${known.includes(id) ? stateValue(name) : 'NULL::VARCHAR'} AS ${quoteIdent(`${side}_${id}`)}`;
  });
  return [...columns, `nullif(${stateValue('extra')}, '{}') AS ${side}_extra`].join(', ');
}

const joins = (catalog: string, dataset: string): string => `
  LEFT JOIN ${catalog}.log.${quoteIdent(`content_${dataset}`)} c ON c.seq = h.content
  LEFT JOIN ${catalog}.derived.${quoteIdent(`fold_${dataset}`)} f ON f.record = h.record AND h.folded`;

function pastSql(catalog: string, { dataset, id }: Selection, compared: Compared): string {
  const raws = compared.raws.map(
    (field) => `CASE WHEN NOT h.folded THEN c.${rawColumn(field)} END AS ${rawColumn(field)}`,
  );
  const columns = [valuesSql('p', compared.fields, compared.past), ...raws].join(', ');
  return `SELECT b.record AS past_record, b.source, b.golden, r.key_digest, h.record IS NOT NULL AS p_there,
      coalesce(h.gone, false) AS p_gone, h.effective_at AS p_effective, CASE WHEN NOT h.folded THEN c.repairs END AS repairs, ${columns}
    FROM ${catalog}.${formerHeads} b JOIN ${catalog}.log.records r ON r.seq = b.record
    LEFT JOIN ${catalog}.derived.heads h ON h.record = b.record ${joins(catalog, dataset.name)}
    WHERE ${wantedSql(dataset, id)}`;
}

const wantedSql = (dataset: Selection['dataset'], id: number | undefined): string =>
  `b.dataset = ${quoteText(dataset.name)} AND ${id === undefined ? 'true' : `(b.record = ${Math.trunc(id)} OR b.golden = ${Math.trunc(id)})`}`;

const removedSql = (catalog: string, { dataset, id }: Selection): string => `
  SELECT b.record AS past_record, b.source, b.golden, []::VARCHAR[] AS differing, {'state': 'skipped', 'reason': 'removed'} AS verdict
  FROM ${catalog}.${leftOut} b WHERE ${wantedSql(dataset, id)}`;

function liveSql({ dataset }: Selection, compared: Compared): string {
  const known = compared.live.length > 0;
  return `SELECT r.seq AS live_record, r.source, r.key_digest, h.golden AS l_golden, h.record IS NOT NULL AS l_there,
      coalesce(h.gone, false) AS l_gone, h.effective_at AS l_effective, ${known ? valuesSql('l', compared.fields, compared.live) : nothing(compared)}
    FROM ${live}.log.records r LEFT JOIN ${live}.derived.heads h ON h.record = r.seq ${known ? joins(live, dataset.name) : ''}
    WHERE r.dataset = ${quoteText(dataset.name)}`;
}

const nothing = ({ fields }: Compared): string =>
  [...fields.map((id) => `NULL::VARCHAR AS ${quoteIdent(`l_${id}`)}`), 'NULL::VARCHAR AS l_extra'].join(', ');

/** Names of the columns that are compared: the field asked for, or all and `extra`. */
const comparedNames = ({ field }: Selection, { fields }: Compared): string[] =>
  field === undefined ? [...fields, 'extra'] : fields.filter((id) => id === field);

const differsSql = (name: string): string => `${quoteIdent(`p_${name}`)} IS DISTINCT FROM ${quoteIdent(`l_${name}`)}`;

/**
 * One row per record of the older archive: its columns, those of the living one, `differing` (field ids and `extra`),
 * `state` and `reason` (docs/restore.md).
 */
export function statesSql(past: string, selection: Selection, compared: Compared): string {
  const names = comparedNames(selection, compared);
  const differing = names.map((name) => `CASE WHEN ${differsSql(name)} THEN ${quoteText(name)} END`);
  const whole = selection.field === undefined;
  const removedNow = `SELECT record FROM ${live}.log.erasures WHERE seq > ${compared.knownTo}`;
  return `SELECT *, CASE
      WHEN past_record IN (${removedNow}) THEN {'state': 'skipped', 'reason': 'removed'}
      WHEN NOT p_there THEN {'state': 'skipped', 'reason': 'undone'}
      WHEN p_gone THEN {'state': 'skipped', 'reason': 'gone'}
      WHEN NOT l_there THEN ${whole ? `{'state': 'created', 'reason': NULL}` : `{'state': 'failed', 'reason': 'not-there'}`}
      WHEN len(differing) > 0 THEN {'state': 'updated', 'reason': NULL}
      WHEN l_gone THEN ${whole ? `{'state': 'updated', 'reason': 'returned'}` : `{'state': 'unchanged', 'reason': NULL}`}
      ELSE {'state': 'unchanged', 'reason': NULL} END AS verdict
    FROM (SELECT *, list_filter([${differing.join(', ') || 'NULL'}]::VARCHAR[], lambda x : x IS NOT NULL) AS differing
      FROM (SELECT p.*, l.* EXCLUDE (source, key_digest) REPLACE (coalesce(l.l_there, false) AS l_there, coalesce(l.l_gone, false) AS l_gone)
        FROM (${pastSql(past, selection, compared)}) p
        LEFT JOIN (${liveSql(selection, compared)}) l ON l.source = p.source AND l.key_digest = p.key_digest))
    UNION ALL BY NAME ${removedSql(past, selection)}`;
}
