/** The published table of a dataset as the rows of an export. */
import type { ExportPartitionConfig } from '../../schemas/config/types.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { NamedError } from '../../schemas/errors.js';
import { isoSql, num, quoteIdent, quoteText } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { publishedName } from '../archive/publish/names.js';
import type { Column } from './manifest.js';
import { keySql, partitionColumn } from './partitions.js';

export interface Source {
  dataset: string;
  /** In the order of the files. */
  columns: Column[];
  partitionBy: { field: string; by: string; column: string } | null;
  /** A query of the columns and, as `keyColumn`, the partition. */
  sql: string;
}

export const keyColumn = quoteIdent('~key');

/** Types that DuckDB, Arrow and Spark all know from Parquet. */
const plainTypes = /^(BIGINT|INTEGER|DOUBLE|BOOLEAN|VARCHAR|DATE|TIMESTAMP|DECIMAL\(\d+,\d+\))$/;

/** Tags are a list in the file; a masked one is a pseudonym, which is no list. */
function exported(name: string, type: string, tags: ReadonlySet<string>): { type: string; sql: string } {
  const column = quoteIdent(name);
  if (tags.has(name)) return { type: 'VARCHAR[]', sql: `string_split(${column}, ';')` };
  if (type === 'JSON') return { type: 'VARCHAR', sql: `${column}::VARCHAR` };
  if (plainTypes.test(type)) return { type, sql: column };
  throw new NamedError('export-type-unknown', `no Parquet type is settled for ${type}`, { exit: 'bug' });
}

/** Columns keep the place they have in `before`; new ones come behind. */
function inOrder<T extends { name: string }>(columns: readonly T[], before: readonly Column[]): T[] {
  const kept = before.flatMap(({ name }) => columns.filter((one) => one.name === name));
  return [...kept, ...columns.filter((one) => !kept.includes(one))];
}

export interface SourceRequest {
  /** Catalog name of the published file. */
  catalog: string;
  dataset: DatasetDef;
  /** Names of fields that are shown as they are. */
  shown: ReadonlySet<string>;
  partition: ExportPartitionConfig | null;
  /** Columns of the last export. */
  before: readonly Column[];
}

export async function sourceOf(s: Session, request: SourceRequest): Promise<Source> {
  const { catalog, dataset, shown, partition, before } = request;
  const found = await s.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns()
     WHERE database_name = ${quoteText(catalog)} AND schema_name = 'main' AND table_name = ${quoteText(dataset.name)}
     ORDER BY column_index`,
  );
  const lists = dataset.fields.filter(({ name, type }) => type === 'tags' && shown.has(name)).map(publishedName);
  const all = found.map(({ name, type }) => ({ name, ...exported(name, type, new Set(lists)) }));
  const columns = inOrder(all, before);
  const field = dataset.fields.find(({ name }) => name === partition?.field);
  const key = keySql(partition, field ? publishedName(field) : '');
  const list = columns.map(({ name, sql }) => `${sql} AS ${quoteIdent(name)}`).join(', ');
  return {
    dataset: dataset.name,
    columns: columns.map(({ name, type }) => ({ name, type })),
    partitionBy: partition ? { ...partition, column: partitionColumn(partition) } : null,
    sql: `SELECT ${list}, ${key} AS ${keyColumn} FROM ${catalog}.main.${quoteIdent(dataset.name)}`,
  };
}

export interface ShownMoment {
  publishedAt: string;
  lastSeq: number;
}

/** Which moment of the archive the published file shows, by itself. */
export async function momentOf(s: Session, catalog: string): Promise<ShownMoment> {
  const row = await s.one<{
    published_at: string;
    last_seq: string;
  }>(`SELECT ${isoSql('published_at')} AS published_at, last_seq
    FROM ${catalog}.main.meta`);
  return { publishedAt: row?.published_at ?? '', lastSeq: num(row?.last_seq) };
}
