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

/** Looks the table up; a field or table that no delivery has needed yet reads as NULLs or as no rows. */
export async function contentView(s: Session, dataset: DatasetDef): Promise<ContentView> {
  const table = `content_${dataset.name}`;
  const found = await s.rows<{ column_name: string }>(
    `SELECT column_name FROM duckdb_columns()
     WHERE database_name = 'archive' AND schema_name = 'log' AND table_name = ${quoteText(table)}`,
  );
  const present = new Set(found.map((row) => row.column_name));
  const column = (name: string): string =>
    present.has(name) ? quoteIdent(name) : `CAST(NULL AS VARCHAR) AS ${quoteIdent(name)}`;
  const fields = dataset.fields.flatMap(({ id }) => [column(`f_${id}`), column(`r_${id}`)]);
  const columns = [...fields, column('extra'), column('repairs')].join(', ');
  const exists = present.size > 0;
  const sql = exists
    ? `SELECT seq, record, ${columns} FROM archive.log.${quoteIdent(table)}`
    : `SELECT CAST(NULL AS BIGINT) AS seq, CAST(NULL AS BIGINT) AS record, ${columns} WHERE false`;
  return { dataset, sql, exists };
}
