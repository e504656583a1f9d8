/** Which tables and columns the log has. */
import type { Session } from './duck.js';

export interface LogColumn {
  name: string;
  type: string;
}

export interface LogTable {
  table: string;
  columns: LogColumn[];
}

/** Every table of `archive.log` with its columns, in order of names. */
export async function logSchema(s: Session): Promise<LogTable[]> {
  const rows = await s.rows<{ table_name: string; column_name: string; data_type: string }>(
    `SELECT table_name, column_name, data_type FROM duckdb_columns()
     WHERE database_name = 'archive' AND schema_name = 'log' ORDER BY table_name, column_index`,
  );
  const tables = new Map<string, LogColumn[]>();
  for (const { table_name: table, column_name: name, data_type: type } of rows) {
    tables.set(table, [...(tables.get(table) ?? []), { name, type }]);
  }
  return [...tables].map(([table, columns]) => ({ table, columns }));
}
