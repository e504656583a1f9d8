import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { DuckDBInstance } from '@duckdb/node-api';
import { runSql } from '../../core/archive/sql/run.js';
import type { SqlRequest } from '../../core/archive/sql/run.js';

/** A folder with a small published file. */
export async function makePublished(
  sql: string[],
): Promise<{ folder: string; file: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sheetkeep-sql-'));
  const file = join(folder, 'analyst.duckdb');
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const statement of sql) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
  return { folder, file, remove: () => rm(folder, { recursive: true, force: true }) };
}

export function collector(): { out: Writable; text: () => string } {
  const parts: Buffer[] = [];
  const out = new Writable({
    write(bytes: Buffer, _encoding, done) {
      parts.push(bytes);
      done();
    },
  });
  return { out, text: () => Buffer.concat(parts).toString('utf8') };
}

export async function ask(file: string, sql: string, more: Partial<SqlRequest> = {}) {
  const { out, text } = collector();
  const done = await runSql({ file, sql, format: 'ndjson', out, ...more });
  return { done, text: text() };
}
