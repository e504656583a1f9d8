import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { NamedError } from '../../../schemas/errors.js';
import { engineError, isInvalidation } from './engine-error.js';

/** A parameter of a statement (`?` or `$1` in order). Whole numbers travel as INTEGER or BIGINT; times as text with a cast in the SQL. */
export type Param = string | number | boolean | null;

/** A value as rows give it: BIGINT, HUGEINT, DECIMAL, UUID and times are text, smaller numbers are numbers. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Row = Record<string, Json>;

/** A whole number out of a row (BIGINT comes as text); throws past 2^53. */
export function num(value: unknown): number {
  const number = Number(value);
  if (value === null || value === undefined || !Number.isSafeInteger(number)) {
    throw new NamedError('engine-error', 'a count out of the archive is not a safe whole number', { exit: 'bug' });
  }
  return number;
}

/** A step around COMMIT, on the same connection. */
export type CommitStep = (session: Session) => Promise<void>;

/**
 * One connection in the hands of one async flow. Overlapping calls throw `session-busy`, calls after the end
 * `session-closed`: two flows on one connection would share a transaction.
 */
export class Session {
  /** Run inside the transaction, right before COMMIT. */
  readonly beforeCommit: CommitStep[] = [];
  /** Run after COMMIT succeeded, before the next write. */
  readonly afterCommit: CommitStep[] = [];
  #connection: DuckDBConnection;
  #busy = false;
  #closed = false;
  #failure: NamedError | null = null;
  #invalidated = false;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** Runs one statement, or several without parameters; nothing is fetched. */
  async run(sql: string, params: readonly Param[] = []): Promise<void> {
    await this.#exclusive(async () => {
      await this.#execute(sql, params);
    });
  }

  /** All rows, as objects. Meant for results of known, small size; `pages` is for the rest. */
  async rows<T = Row>(sql: string, params: readonly Param[] = []): Promise<T[]> {
    return this.#exclusive(async () => {
      const result = await this.#execute(sql, params);
      return (await result.getRowObjectsJson()) as T[];
    });
  }

  /** The first row, or undefined. */
  async one<T = Row>(sql: string, params: readonly Param[] = []): Promise<T | undefined> {
    return (await this.rows<T>(sql, params))[0];
  }

  /** The first column of the first row as a whole number. */
  async count(sql: string, params: readonly Param[] = []): Promise<number> {
    const row = await this.one(sql, params);
    return num(row && Object.values(row)[0]);
  }

  /**
   * Rows in chunks (about 2,048), so that only one chunk at a time is JavaScript objects; the engine holds the whole
   * result. (Its streams end without an error when the statement fails on the way.) Busy until the last chunk.
   */
  async *pages<T = Row>(sql: string, params: readonly Param[] = []): AsyncGenerator<T[]> {
    this.#enter();
    try {
      const result = await this.#execute(sql, params);
      for await (const page of result.yieldRowObjectJson()) yield page as T[];
    } catch (thrown) {
      throw this.#failed(thrown);
    } finally {
      this.#busy = false;
    }
  }

  /** The first error of any statement. COMMIT after an error answers OK although nothing was committed, so a write looks here. */
  get failure(): NamedError | null {
    return this.#failure;
  }

  /** Stops the running statement; it then throws `stopped`. */
  interrupt(): void {
    if (!this.#closed) this.#connection.interrupt();
  }

  /** Share of the running statement that is done, 0 to 1; -1 when unknown. */
  progress(): number {
    return this.#closed ? -1 : this.#connection.progress.percentage / 100;
  }

  close(): void {
    this.#closed = true;
    this.#connection.closeSync();
  }

  /** Prepared only where there is something to bind: preparing makes three turns on the engine's threads out of one. */
  #execute(sql: string, params: readonly Param[]): Promise<DuckDBResult> {
    return params.length === 0 ? this.#connection.run(sql) : this.#connection.run(sql, [...params]);
  }

  #enter(): void {
    if (this.#closed) throw new NamedError('session-closed', 'a session was used after its end', { exit: 'bug' });
    if (this.#busy) throw new NamedError('session-busy', 'two flows used one session at once', { exit: 'bug' });
    this.#busy = true;
  }

  /** A statement was refused because the engine gave the archive up: it must be attached anew. */
  get invalidated(): boolean {
    return this.#invalidated;
  }

  #failed(thrown: unknown): NamedError {
    if (isInvalidation(thrown)) this.#invalidated = true;
    const error = engineError(thrown);
    this.#failure ??= error;
    return error;
  }

  async #exclusive<T>(fn: () => Promise<T>): Promise<T> {
    this.#enter();
    try {
      return await fn();
    } catch (thrown) {
      throw this.#failed(thrown);
    } finally {
      this.#busy = false;
    }
  }
}
