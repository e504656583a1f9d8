/** Requests to a bucket whose failures carry the name of the store. */
import type { IncomingMessage } from 'node:http';
import { NamedError } from '../../../../schemas/errors.js';
import { storeFull, storeUnreachable } from '../store.js';
import { errorCode } from './answers.js';
import { send, textOf } from './request.js';
import type { S3Request, S3Target } from './request.js';

const keysHint = 'Check the keys of the store in the environment of the keeper, and what they may do.';

/** By the code of the answer: what no look into the settings would tell. */
const hints: Readonly<Record<string, string>> = {
  RequestTimeTooSkewed: 'The clock of this machine or of the service is wrong: set it.',
  RequestExpired: 'The clock of this machine or of the service is wrong: set it.',
  InvalidAccessKeyId: keysHint,
  SignatureDoesNotMatch: keysHint,
  AccessDenied: keysHint,
  NoSuchBucket: 'There is no such bucket: make it, or correct its name in snapshots.stores.',
};

export class S3Wire {
  readonly #name: string;
  readonly #target: S3Target;
  readonly #prefix: string;

  /** `name`: of the store; `prefix`: before every key. */
  constructor(name: string, target: S3Target, prefix: string) {
    this.#name = name;
    this.#target = target;
    this.#prefix = prefix;
  }

  /** `key` null: the bucket itself. The answer's body is still to be read. */
  async send(asked: Omit<S3Request, 'key'> & { key: string | null }): Promise<IncomingMessage> {
    const key = asked.key === null ? '' : this.#prefix + asked.key;
    try {
      return await send(this.#target, { ...asked, key });
    } catch (thrown) {
      if (thrown instanceof NamedError) throw thrown;
      throw this.broken(thrown);
    }
  }

  /** A body whose connection breaks off is told by the name of the store. */
  async *read(answer: IncomingMessage): AsyncGenerator<Buffer> {
    try {
      for await (const part of answer) yield part as Buffer;
    } catch (thrown) {
      throw this.broken(thrown);
    }
  }

  async text(answer: IncomingMessage): Promise<string> {
    try {
      return await textOf(answer);
    } catch (thrown) {
      throw this.broken(thrown);
    }
  }

  async drained<T>(answer: IncomingMessage, result: T): Promise<T> {
    await this.text(answer);
    return result;
  }

  broken(thrown: unknown): NamedError {
    const { code, message } = thrown as NodeJS.ErrnoException;
    return storeUnreachable(this.#name, code ?? message, true, thrown);
  }

  /** What an answer means that is none of those hoped for. */
  async refused(answer: IncomingMessage, said?: string): Promise<NamedError> {
    const status = answer.statusCode ?? 0;
    const code = errorCode(said ?? (answer.readableEnded ? '' : await this.text(answer)));
    if (status === 507 || code === 'QuotaExceeded') return storeFull(this.#name, code);
    // A success that turned into a failure on the way was the service's own.
    const passing = status >= 500 || status === 429 || status === 409 || status === 200;
    const why = `it answered ${status}${code === '' ? '' : ` ${code}`}`;
    return storeUnreachable(this.#name, why, passing, undefined, hints[code]);
  }
}
