/** The contents of a dataset with the columns its definition has today, whatever the table in the file has. */
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { Session } from './duck.js';
import { quoteIdent, quoteText } from './sql-text.js';

export const fieldColumn = (id: string): string => quoteIdent(`f_${id}`);
export const rawColumn = (id: string): string => quoteIdent(`r_${id}`);

export interface ContentView {
  dataset: DatasetDef;
  /** A query of seq, record, f_… and r_… of every field, extra, repairs. */
  sql: string;
  /** The archive holds contents of this dataset. */
  exists: boolean;
}

/** Looks the tables up; a field or table that no delivery has needed yet reads as NULLs or as no rows. */
export async function contentViews(s: Session, datasets: readonly DatasetDef[]): Promise<ContentView[]> {
  const names = datasets.map(({ name }) => quoteText(`content_${name}`));
  const found = await s.rows<{ table_name: string; columns: string[] }>(
    `SELECT table_name, list(column_name) AS columns FROM duckdb_columns()
     WHERE database_name = 'archive' AND schema_name = 'log' AND table_name IN (${names.join(', ') || 'NULL'}) GROUP BY ALL`,
  );
  const columnsOf = new Map(found.map(({ table_name: table, columns }) => [table, columns]));
  return datasets.map((dataset) => viewOf(dataset, new Set(columnsOf.get(`content_${dataset.name}`))));
}

export async function contentView(s: Session, dataset: DatasetDef): Promise<ContentView> {
  const [view] = await contentViews(s, [dataset]);
  return view ?? viewOf(dataset, new Set());
}

function viewOf(dataset: DatasetDef, present: ReadonlySet<string>): ContentView {
  const column = (name: string): string =>
    present.has(name) ? quoteIdent(name) : `CAST(NULL AS VARCHAR) AS ${quoteIdent(name)}`;
  const fields = dataset.fields.flatMap(({ id }) => [column(`f_${id}`), column(`r_${id}`)]);
  const columns = [...fields, column('extra'), column('repairs')].join(', ');
  const exists = present.size > 0;
  const sql = exists
    ? `SELECT seq, record, ${columns} FROM archive.log.${quoteIdent(`content_${dataset.name}`)}`
    : `SELECT CAST(NULL AS BIGINT) AS seq, CAST(NULL AS BIGINT) AS record, ${columns} WHERE false`;
  return { dataset, sql, exists };
}
