/** Opens a published file for statements of strangers: it can be read, and nothing else can be reached. */
import { DuckDBInstance, StatementType } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';

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

/** No files, no network, no extensions, no spilling to disk, no way to change any of this from SQL. */
export async function openSandbox(file: string, limits: SandboxLimits): Promise<Sandbox> {
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
    memory_limit: `${limits.memoryMb}MB`,
    threads: String(limits.threads),
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    enable_external_access: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  await connection.run('SET lock_configuration = true');
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  return { connection, close };
}

/** Streams the one reading statement in `sql`; throws `NotReading` for anything else. */
export async function streamStatement(connection: DuckDBConnection, sql: string): Promise<DuckDBResult> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) {
    throw new NotReading(`The text holds ${statements.count} statements; exactly one can be run.`);
  }
  const prepared = await statements.prepare(0);
  if (!reading.has(prepared.statementType)) {
    throw new NotReading(`A ${StatementType[prepared.statementType]} statement was given; the copy can only be read.`);
  }
  return prepared.stream();
}
