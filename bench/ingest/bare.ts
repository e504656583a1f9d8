/** The bare engine: the file into a table of text and numbers as it guesses them, nothing checked; `inOrder`: the rows keep their order. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export async function bareLoad(path: string, folder: string, inOrder: boolean): Promise<{ rows: number }> {
  const instance = await DuckDBInstance.create(join(folder, 'bare.duckdb'), {
    threads: '2',
    memory_limit: '450MB',
    temp_directory: join(folder, 'tmp'),
    preserve_insertion_order: String(inOrder),
  });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE customers AS SELECT * FROM read_csv('${path.replaceAll("'", "''")}')`);
  await connection.run('CHECKPOINT');
  const answer = await connection.runAndReadAll('SELECT count(*) FROM customers');
  connection.closeSync();
  instance.closeSync();
  return { rows: Number(answer.getRows()[0]?.[0]) };
}
