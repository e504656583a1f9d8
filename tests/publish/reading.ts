/** Opens published files as an analyst does, and holds two of them against each other. */
import { DuckDBInstance } from '@duckdb/node-api';
import { historyFile } from '../../core/archive/publish/state.js';

/** Rows of a query over a published file and its history, attached beside. */
export async function readBoth(out: string, sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(out, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH '${historyFile(out)}' AS history (READ_ONLY)`);
    const [name] = (await connection.runAndReadAll('SELECT current_database()')).getRowsJson()[0] as [string];
    await connection.run(`SET search_path = '"${name}".main,history.main'`);
    return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const tables = `SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal ORDER BY 1`;
/** When a file was made is its own; what nobody sees is not written out. */
const columnsOf = (table: string): string => (table === 'meta' ? '* EXCLUDE (published_at, last_seq)' : '*');

/** Every table of a published file and of its history, sorted; what two files of one moment agree on. */
export async function contentOf(out: string): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  for (const file of [out, historyFile(out)]) {
    const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
    const connection = await instance.connect();
    try {
      const names = (await connection.runAndReadAll(tables)).getRowsJson() as [string][];
      for (const [name] of names) {
        const rows = await connection.runAndReadAll(`SELECT ${columnsOf(name)} FROM "${name}" ORDER BY ALL`);
        content[`${file === out ? 'main' : 'history'}.${name}`] = rows.getRowObjectsJson();
      }
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }
  return content;
}
