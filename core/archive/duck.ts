/** The only opener of DuckDB in the keeper: one in-memory instance with the archive file attached as `archive`. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DuckDBInstance } from '@duckdb/node-api';
import { NamedError } from '../../schemas/errors.js';
import { Attachment, attachArchive } from './duck/attachment.js';
import { archiveUnreadable, engineError } from './duck/engine-error.js';
import { admit } from './duck/guard.js';
import { Session } from './duck/session.js';
import type { CommitStep } from './duck/session.js';
import { mostLog, Tidying } from './duck/tidying.js';
import { quoteText } from './sql-text.js';

export { num, Session } from './duck/session.js';
export type { CommitStep, Json, Param, Row } from './duck/session.js';
export { isoSql, joinSql, quoteIdent, quoteText } from './sql-text.js';

export interface DuckOptions {
  /** The archive file; null = none (a check that stores nothing). */
  archivePath: string | null;
  /** Where the engine spills what exceeds its memory. Created when missing; null = nowhere. */
  tempDir: string | null;
  /** Nothing is written: a disk that lets nothing be written still answers. The file must be there. */
  readOnly?: boolean;
  memoryLimitMb: number;
  threads: number;
}

/** Opens the engine; throws `archive-open-twice`, `engine-in-thread`, `archive-in-use`, `archive-unreadable`. */
export async function openDuck(options: DuckOptions): Promise<Duck> {
  const { archivePath, tempDir, readOnly = false } = options;
  const release = admit(archivePath);
  try {
    if (tempDir !== null) await mkdir(tempDir, { recursive: true });
    if (archivePath && !readOnly) await mkdir(dirname(archivePath), { recursive: true });
    const { DuckDBInstance } = await import('./duck/engine.js');
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${options.memoryLimitMb}MB`,
      threads: String(options.threads),
      temp_directory: tempDir ?? '',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      preserve_insertion_order: 'false',
      checkpoint_threshold: mostLog,
    });
    return await attach(instance, { archivePath, readOnly }, release);
  } catch (thrown) {
    release();
    throw engineError(thrown);
  }
}

type Place = Required<Pick<DuckOptions, 'archivePath' | 'readOnly'>>;

async function attach(instance: DuckDBInstance, place: Place, release: () => void): Promise<Duck> {
  const { archivePath, readOnly } = place;
  const connection = await instance.connect();
  try {
    await connection.run(`SET GLOBAL TimeZone = 'UTC'`);
    if (archivePath) await attachArchive(connection, archivePath, readOnly);
  } catch (thrown) {
    connection.closeSync();
    instance.closeSync();
    throw unreadable(thrown);
  }
  connection.closeSync();
  return new Duck(instance, place, release);
}

/** What stands behind a failed ATTACH: a lock and a full disk keep their names, all else is an unreadable file. */
function unreadable(thrown: unknown): NamedError {
  const error = engineError(thrown);
  if (error.code !== 'engine-error') return error;
  return archiveUnreadable(`the archive file cannot be opened: ${error.message}`);
}

type InScratch<T> = (s: Session, scratch: string, afterwards: (work: () => Promise<unknown>) => void) => Promise<T>;

/** The engine. Sessions live as long as the function that got them. */
export class Duck {
  readonly #attachment: Attachment | null;
  readonly #readOnly: boolean;
  readonly #tidying: Tidying | null;
  #sessions = 0;
  #instance: DuckDBInstance;
  #release: () => void;
  #tail: Promise<unknown> = Promise.resolve();
  #inWrite = new AsyncLocalStorage<true>();
  #active = new Set<Promise<unknown>>();
  #scratches = 0;
  #afterEachWrite: CommitStep | null = null;
  #closed = false;

  constructor(instance: DuckDBInstance, { archivePath, readOnly }: Place, release: () => void) {
    this.#instance = instance;
    this.#readOnly = readOnly;
    this.#attachment = archivePath === null ? null : new Attachment(instance, archivePath, readOnly);
    this.#tidying = archivePath === null || readOnly ? null : new Tidying(archivePath, () => this.checkpoint());
    this.#release = release;
  }

  get hasArchive(): boolean {
    return this.#attachment !== null;
  }

  /** Runs `fn` on a connection of its own, outside the write queue. */
  async read<T>(fn: (s: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    this.#refuseWhenClosed();
    return this.#track(this.#session(fn, signal));
  }

  /**
   * Runs `fn` inside one transaction, one at a time in order of arrival. Any error rolls everything back and is
   * rethrown; after COMMIT the steps in `s.afterCommit` run before the next write (they read back what was promised).
   * `prepare` runs in the same turn before BEGIN: the temp tables it makes are read by all threads, those made inside the transaction by one.
   */
  async write<T>(fn: (s: Session) => Promise<T>, signal?: AbortSignal, prepare?: CommitStep): Promise<T> {
    const done = await this.#enqueue(async (s) => {
      await prepare?.(s);
      const result = await inTransaction(s, fn);
      await this.#afterEachWrite?.(s);
      return result;
    }, signal);
    this.#tidying?.touched();
    return done;
  }

  /** Like `write`, but nothing stays: the exact plan of a change. */
  async rehearse<T>(fn: (s: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#enqueue((s) => inRehearsal(s, fn), signal);
  }

  /** Sets the step that ends every write, after those the write itself asked for. */
  set afterEachWrite(step: CommitStep) {
    this.#afterEachWrite = step;
  }

  /** Sets what must hold of the file whenever it is attached again after the engine gave it up (a full disk at a checkpoint). */
  set verify(step: CommitStep) {
    if (this.#attachment) this.#attachment.verify = step;
  }

  /**
   * Runs `fn` with an in-memory database attached beside the archive; its catalog name is the second argument. What is given to `afterwards`
   * still finds it, but nobody waits for that, and a failure of it is nobody's: for what may be lost.
   */
  async scratch<T>(fn: InScratch<T>, signal?: AbortSignal): Promise<T> {
    this.#refuseWhenClosed();
    const name = `scratch_${++this.#scratches}`;
    return this.#track(this.#withScratch(name, fn, signal));
  }

  /** Runs `fn` with the file of another archive, which nobody has open, attached for reading; its catalog name is the argument. */
  async attached<T>(file: string, fn: (catalog: string) => Promise<T>, signal?: AbortSignal): Promise<T> {
    this.#refuseWhenClosed();
    const name = `attached_${++this.#scratches}`;
    const work = async (): Promise<T> => {
      await this.#session((s) => s.run(`ATTACH ${quoteText(file)} AS ${name} (READ_ONLY)`), signal);
      try {
        return await fn(name);
      } finally {
        await this.#session((s) => s.run(`DETACH DATABASE IF EXISTS ${name}`));
      }
    };
    return this.#track(work());
  }

  /** Moves the log of the last writes into the file. Done by the engine at times and at close anyway. */
  async checkpoint(): Promise<void> {
    if (this.hasArchive) await this.#enqueue((s) => s.run('CHECKPOINT archive'));
  }

  /** Waits for all that is under way, what nobody else waits for included: work behind an answer, the memory of a judged set given back. */
  async settled(): Promise<void> {
    while (this.#active.size > 0) await Promise.allSettled(this.#active);
  }

  /** Waits for what runs, then closes the file. Further calls throw `archive-closed`. */
  async close(): Promise<void> {
    await this.#end(this.#readOnly ? 'DETACH archive' : 'CHECKPOINT archive; DETACH archive');
  }

  /** Like `close` without moving the write-ahead log into the file: what was found is left as it was. */
  async abandon(): Promise<void> {
    await this.#end('PRAGMA disable_checkpoint_on_shutdown');
  }

  async #end(lastSql: string): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#tidying?.stop();
    await this.settled();
    const connection = await this.#instance.connect();
    try {
      if (this.#attachment)
        await connection.run(this.#attachment.isLost ? 'DETACH DATABASE IF EXISTS archive' : lastSql);
    } catch (thrown) {
      // What is committed stands in the write-ahead log; the next opening moves it into the file.
      const error = engineError(thrown);
      if (error.code !== 'disk-full') throw error;
    } finally {
      connection.closeSync();
      this.#instance.closeSync();
      this.#release();
    }
  }

  async #withScratch<T>(name: string, fn: InScratch<T>, signal?: AbortSignal): Promise<T> {
    const later: (() => Promise<unknown>)[] = [];
    const detach = (): Promise<void> => this.#session((s) => s.run(`DETACH DATABASE IF EXISTS ${name}`));
    try {
      return await this.#session(async (s) => {
        await s.run(`ATTACH ':memory:' AS ${name}`);
        return fn(s, name, (work) => void later.push(work));
      }, signal);
    } finally {
      const work = Promise.allSettled(later.map(async (one) => one())).then(detach);
      if (later.length === 0) await work;
      else this.#track(work).catch(() => undefined);
    }
  }

  async #session<T>(fn: (s: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    await this.#attachment?.mend(() => this.#sessions === 0);
    this.#sessions += 1;
    const session = await this.#instance.connect().then(
      (connection) => new Session(connection),
      (thrown: unknown) => {
        this.#sessions -= 1;
        throw thrown;
      },
    );
    const stop = () => session.interrupt();
    signal?.addEventListener('abort', stop);
    try {
      return await fn(session);
    } finally {
      signal?.removeEventListener('abort', stop);
      session.close();
      this.#sessions -= 1;
      if (session.invalidated) this.#attachment?.lose();
    }
  }

  async #enqueue<T>(fn: (s: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    this.#refuseWhenClosed();
    if (this.#inWrite.getStore()) {
      throw new NamedError('write-inside-write', 'a write was started inside a write', { exit: 'bug' });
    }
    const turn = this.#tail.then(() => this.#inWrite.run(true, () => this.#session(fn, signal)));
    this.#tail = turn.catch(() => undefined);
    return this.#track(turn);
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new NamedError('archive-closed', 'the archive is being closed', { retryable: true });
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#active.add(work);
    try {
      return await work;
    } finally {
      this.#active.delete(work);
    }
  }
}

async function inTransaction<T>(s: Session, fn: (s: Session) => Promise<T>): Promise<T> {
  // The archive is mostly text: trying every codec on it costs more time than FSST alone costs space.
  await s.run(`SET GLOBAL force_compression = 'fsst'; BEGIN TRANSACTION`);
  let result: T;
  try {
    result = await fn(s);
    for (const step of s.beforeCommit) await step(s);
    if (s.failure) throw s.failure;
    await s.run('COMMIT');
  } catch (thrown) {
    // The first error is the one to tell; the engine may have rolled back by itself.
    await s.run('ROLLBACK').catch(() => undefined);
    await s.run('RESET GLOBAL force_compression').catch(() => undefined);
    throw thrown;
  }
  await s.run('RESET GLOBAL force_compression');
  for (const step of s.afterCommit) await step(s);
  return result;
}

/** Runs `fn` in a transaction that is always rolled back: what it answers is what would happen. */
async function inRehearsal<T>(s: Session, fn: (s: Session) => Promise<T>): Promise<T> {
  await s.run('BEGIN TRANSACTION');
  try {
    return await fn(s);
  } finally {
    await s.run('ROLLBACK');
  }
}
