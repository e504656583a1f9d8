/** Opens a published file for statements of strangers: it can be read, and nothing else can be reached. */
import { DuckDBInstance, StatementType } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { quoteIdent, quoteText } from '../sql-text.js';

export interface SandboxLimits {
  memoryMb: number;
  threads: number;
}

export interface Sandbox {
  connection: DuckDBConnection;
  close(): void;
}

/** The statement is more than one, or does something other than read. */
export class NotReading extends Error {}

const reading: ReadonlySet<StatementType> = new Set([StatementType.SELECT, StatementType.EXPLAIN]);

/** No files but these, no network, no extensions, no spilling to disk, no way to change any of this from SQL. */
export async function openSandbox(file: string, history: string | null, limits: SandboxLimits): Promise<Sandbox> {
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
    memory_limit: `${limits.memoryMb}MB`,
    threads: String(limits.threads),
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    ...(history === null ? { enable_external_access: 'false' } : {}),
  });
  const connection = await instance.connect();
  if (history !== null) await attachHistory(connection, history);
  await connection.run(`SET TimeZone = 'UTC'`);
  await connection.run('SET lock_configuration = true');
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  return { connection, close };
}

/** Its tables are found without naming it. Afterwards nothing more can be opened. */
async function attachHistory(connection: DuckDBConnection, file: string): Promise<void> {
  await connection.run(`ATTACH ${quoteText(file)} AS history (READ_ONLY)`);
  await connection.run('SET enable_external_access = false');
  const [[main]] = (await connection.runAndReadAll('SELECT current_database()')).getRowsJson() as [[string]];
  await connection.run(`SET search_path = ${quoteText(`${quoteIdent(main)}.main,history.main`)}`);
}

/**
 * Streams the one reading statement in `sql`, inside a transaction; throws `NotReading` for anything else. The stream
 * ends without an error when the statement fails on the way: ask `confirmWhole` after the last row.
 */
export async function streamStatement(connection: DuckDBConnection, sql: string): Promise<DuckDBResult> {
  // The engine has no words of its own for a text without one.
  if (sql.replace(/--.*|\/\*[^]*?\*\/|;/g, '').trim() === '') throw new NotReading('The text holds no statement.');
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) {
    throw new NotReading(`The text holds ${statements.count} statements; exactly one can be run.`);
  }
  const prepared = await statements.prepare(0);
  if (!reading.has(prepared.statementType)) {
    throw new NotReading(`A ${StatementType[prepared.statementType]} statement was given; the copy can only be read.`);
  }
  await connection.run('BEGIN TRANSACTION READ ONLY');
  return prepared.stream();
}

/**
 * Throws when the stream that just ended was cut short. A failed statement aborts its transaction, which the next
 * statement tells; what went wrong is told by a second run that is not streamed.
 */
export async function confirmWhole(connection: DuckDBConnection, sql: string): Promise<void> {
  try {
    await connection.run('SELECT 1');
    return;
  } catch {
    await connection.run('ROLLBACK');
  }
  await connection.run(sql);
  throw new Error('The statement failed on the way; the rows written are not all.');
}
