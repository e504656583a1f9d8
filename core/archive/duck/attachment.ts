/** The archive file as the engine has it attached, and its way back after the engine gave it up. */
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { NamedError } from '../../../schemas/errors.js';
import { quoteText } from '../sql-text.js';
import { engineError } from './engine-error.js';
import { Session } from './session.js';
import type { CommitStep } from './session.js';

/** Shortest time between two tries to attach the file again. */
const pauseMs = 500;

export class Attachment {
  /** Run on the file attached again, before anything else: the checks of an opening. */
  verify: CommitStep | null = null;
  readonly #instance: DuckDBInstance;
  readonly #path: string;
  readonly #readOnly: boolean;
  #lost = false;
  #notBeforeMs = 0;
  #lastError: NamedError | null = null;
  #mending: Promise<void> | null = null;

  constructor(instance: DuckDBInstance, path: string, readOnly: boolean) {
    this.#instance = instance;
    this.#path = path;
    this.#readOnly = readOnly;
  }

  get isLost(): boolean {
    return this.#lost;
  }

  lose(): void {
    this.#lost = true;
  }

  /**
   * Detaches what the engine gave up and attaches the file again: what was committed comes back from its write-ahead log.
   * `isIdle`: no session is open, so none still looks at the old one. Throws `archive-invalidated` while one is, and what
   * hinders (`disk-full`); both may be tried again.
   */
  async mend(isIdle: () => boolean): Promise<void> {
    if (!this.#lost) return;
    if (this.#mending) return this.#mending;
    if (!isIdle()) throw invalidated();
    if (this.#lastError && performance.now() < this.#notBeforeMs) throw this.#lastError;
    this.#mending = this.#attachAgain().finally(() => (this.#mending = null));
    return this.#mending;
  }

  async #attachAgain(): Promise<void> {
    const connection = await this.#instance.connect();
    try {
      await attachArchive(connection, this.#path, this.#readOnly);
      if (this.verify) await this.verify(new Session(connection));
      this.#lost = false;
      this.#lastError = null;
    } catch (thrown) {
      this.#lastError = engineError(thrown);
      this.#notBeforeMs = performance.now() + pauseMs;
      throw this.#lastError;
    } finally {
      connection.closeSync();
    }
  }
}

/**
 * How the engine lays out what it writes (docs/decisions/0025): its default is for the oldest engine that might read the file. A file laid
 * out in an older way is read as it is; what is written from now on is laid out so.
 */
export const storageVersion = 'v1.4.0';
export const layout = `(STORAGE_VERSION '${storageVersion}')`;

/** Attaches the file as `archive`, also when an earlier attachment of it is still there. */
export async function attachArchive(connection: DuckDBConnection, path: string, readOnly: boolean): Promise<void> {
  await connection.run('DETACH DATABASE IF EXISTS archive');
  await connection.run(`ATTACH ${quoteText(path)} AS archive ${readOnly ? '(READ_ONLY)' : layout}`);
}

const invalidated = (): NamedError =>
  new NamedError('archive-invalidated', 'the archive is being opened again after a failed write', {
    hint: 'It is tried again by itself.',
    retryable: true,
  });
