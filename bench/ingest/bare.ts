/** The bare engine: the file into a table of text and numbers as it guesses them, nothing checked; `asItComes`: with its own settings, else with ours (rows in any order, the archive's layout). */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { storageVersion } from '../../core/archive/duck/attachment.js';

export async function bareLoad(path: string, folder: string, asItComes: boolean): Promise<{ rows: number }> {
  const instance = await DuckDBInstance.create(join(folder, 'bare.duckdb'), {
    threads: '2',
    memory_limit: '450MB',
    temp_directory: join(folder, 'tmp'),
    ...(asItComes ? {} : { preserve_insertion_order: 'false', storage_compatibility_version: storageVersion }),
  });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE customers AS SELECT * FROM read_csv('${path.replaceAll("'", "''")}')`);
  await connection.run('CHECKPOINT');
  const answer = await connection.runAndReadAll('SELECT count(*) FROM customers');
  connection.closeSync();
  instance.closeSync();
  return { rows: Number(answer.getRows()[0]?.[0]) };
}
