/** Snapshots in a bucket of an S3-compatible service. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { NamedError } from '../../../schemas/errors.js';
import { errorCode, readPage } from './s3/answers.js';
import { send, textOf } from './s3/request.js';
import type { S3Request, S3Target } from './s3/request.js';
import { objectDiffers, objectLocked, objectMissing, storeFull, storeUnreachable } from './store.js';
import type { PutOptions, SnapshotStore, StagedFile, StoredEntry, StoredHead } from './store.js';

const dayMs = 24 * 3_600_000;
/** What one PUT can carry. */
const maxBytes = 5 * 1024 ** 3;

export interface S3Options extends S3Target {
  name: string;
  /** Before every key: empty, or ending with a slash. */
  prefix: string;
  lockDays: number;
}

export class S3Snapshots implements SnapshotStore {
  readonly name: string;
  readonly lockDays: number;
  readonly #options: S3Options;

  constructor(options: S3Options) {
    this.name = options.name;
    this.lockDays = options.lockDays;
    this.#options = options;
  }

  async put(key: string, file: StagedFile, { move = false }: PutOptions = {}): Promise<'stored' | 'there'> {
    const answer = await this.#put(key, file);
    if (move) await rm(file.path, { force: true });
    return answer;
  }

  async #put(key: string, file: StagedFile): Promise<'stored' | 'there'> {
    if (file.sizeBytes > maxBytes) {
      throw new NamedError('object-too-large', `${key} has ${file.sizeBytes} bytes; S3 takes ${maxBytes} at a time`, {
        hint: 'It stays in the stores that are folders.',
      });
    }
    if (await this.#holds(key, file)) return 'there';
    const answer = await this.#send({
      method: 'PUT',
      key,
      body: file,
      headers: {
        'if-none-match': '*',
        'content-type': 'application/octet-stream',
        'x-amz-meta-sha256': file.sha256,
        'x-amz-checksum-sha256': Buffer.from(file.sha256, 'hex').toString('base64'),
        ...this.#lockHeaders(),
      },
    });
    if (answer.statusCode === 200) return this.#drained(answer, 'stored' as const);
    // Another try of ours came through after all, or somebody was faster.
    if (answer.statusCode === 412) return this.#drained(answer, await this.#there(key, file));
    throw await this.#refused(answer);
  }

  async get(key: string): Promise<Readable> {
    const answer = await this.#send({ method: 'GET', key });
    if (answer.statusCode === 200) return Readable.from(this.#read(answer));
    if (answer.statusCode === 404) throw objectMissing(this.name, key);
    throw await this.#refused(answer);
  }

  async head(key: string): Promise<StoredHead | null> {
    const found = await this.#head(key);
    return found && { sizeBytes: found.sizeBytes, lockedUntil: found.lockedUntil };
  }

  async *list(prefix: string): AsyncGenerator<StoredEntry> {
    const { prefix: before } = this.#options;
    const query = { 'list-type': '2', 'encoding-type': 'url', prefix: before + prefix };
    for (let token: string | null = ''; token !== null;) {
      const next: Record<string, string> = token === '' ? {} : { 'continuation-token': token };
      const answer = await this.#send({ method: 'GET', key: null, query: { ...query, ...next } });
      if (answer.statusCode !== 200) throw await this.#refused(answer);
      const page = readPage(await this.#text(answer));
      for (const { key, sizeBytes } of page.entries) yield { key: key.slice(before.length), sizeBytes };
      token = page.next;
    }
  }

  /** Out of the keys: asked for common beginnings, some services tell of folders whose last object is gone. */
  async folders(): Promise<string[]> {
    const names = new Set<string>();
    for await (const { key } of this.list('')) if (key.includes('/')) names.add(key.slice(0, key.indexOf('/')));
    return [...names];
  }

  async delete(key: string): Promise<void> {
    // Where old versions are kept a DELETE only hides: asking first keeps a locked object in sight.
    const lockedUntil = (await this.head(key))?.lockedUntil;
    if (lockedUntil) throw objectLocked(this.name, key, lockedUntil);
    const answer = await this.#send({ method: 'DELETE', key });
    if ([200, 204, 404].includes(answer.statusCode ?? 0)) return this.#drained(answer, undefined);
    throw await this.#refused(answer);
  }

  /** A PUT is there whole or not at all. */
  async sweep(): Promise<void> {}

  localPath(): null {
    return null;
  }

  async #head(key: string): Promise<(StoredHead & { sha256: string | null }) | null> {
    const answer = await this.#send({ method: 'HEAD', key });
    const { headers, statusCode } = await this.#drained(answer, answer);
    if (statusCode === 404) return null;
    if (statusCode !== 200) throw await this.#refused(answer);
    const until = headers['x-amz-object-lock-retain-until-date'];
    const locked = typeof until === 'string' && Date.parse(until) > Date.now();
    const sha256 = headers['x-amz-meta-sha256'];
    return {
      sizeBytes: Number(headers['content-length']),
      lockedUntil: locked ? new Date(until).toISOString() : null,
      sha256: typeof sha256 === 'string' ? sha256 : null,
    };
  }

  /** Whether the same bytes lie there; prolongs their lock. Throws `object-differs`. */
  async #holds(key: string, file: StagedFile): Promise<boolean> {
    const found = await this.#head(key);
    if (found === null) return false;
    const sha256 = found.sizeBytes === file.sizeBytes ? (found.sha256 ?? (await this.#hashOf(key))) : null;
    if (sha256 !== file.sha256) throw objectDiffers(this.name, key);
    await this.#prolong(key, found.lockedUntil);
    return true;
  }

  async #there(key: string, file: StagedFile): Promise<'there'> {
    if (await this.#holds(key, file)) return 'there';
    throw storeUnreachable(this.name, `${key} was there and is gone`, true);
  }

  /** A body whose connection breaks off is told by the name of the store. */
  async *#read(answer: IncomingMessage): AsyncGenerator<Buffer> {
    try {
      for await (const part of answer) yield part as Buffer;
    } catch (thrown) {
      throw this.#broken(thrown);
    }
  }

  async #hashOf(key: string): Promise<string> {
    const hash = createHash('sha256');
    for await (const part of await this.get(key)) hash.update(part as Buffer);
    return hash.digest('hex');
  }

  #until(): string {
    return new Date(Date.now() + this.lockDays * dayMs).toISOString();
  }

  #lockHeaders(): Record<string, string> {
    if (this.lockDays === 0) return {};
    return { 'x-amz-object-lock-mode': 'COMPLIANCE', 'x-amz-object-lock-retain-until-date': this.#until() };
  }

  /** What a later snapshot needs again stays locked as long as that one. */
  async #prolong(key: string, lockedUntil: string | null): Promise<void> {
    const until = this.#until();
    if (this.lockDays === 0 || Date.parse(until) - Date.parse(lockedUntil ?? '1970-01-01') < dayMs / 2) return;
    const body = `<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>${until}</RetainUntilDate></Retention>`;
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    const answer = await this.#send({ method: 'PUT', key, query: { retention: '' }, body, headers });
    if (answer.statusCode !== 200) throw await this.#refused(answer);
    return this.#drained(answer, undefined);
  }

  async #send(asked: Omit<S3Request, 'key'> & { key: string | null }): Promise<IncomingMessage> {
    const key = asked.key === null ? '' : this.#options.prefix + asked.key;
    try {
      return await send(this.#options, { ...asked, key });
    } catch (thrown) {
      if (thrown instanceof NamedError) throw thrown;
      throw this.#broken(thrown);
    }
  }

  #broken(thrown: unknown): NamedError {
    const { code, message } = thrown as NodeJS.ErrnoException;
    return storeUnreachable(this.name, code ?? message, true, thrown);
  }

  async #text(answer: IncomingMessage): Promise<string> {
    try {
      return await textOf(answer);
    } catch (thrown) {
      throw this.#broken(thrown);
    }
  }

  async #drained<T>(answer: IncomingMessage, result: T): Promise<T> {
    await this.#text(answer);
    return result;
  }

  async #refused(answer: IncomingMessage): Promise<NamedError> {
    const status = answer.statusCode ?? 0;
    const code = errorCode(answer.readableEnded ? '' : await this.#text(answer));
    if (status === 507 || code === 'QuotaExceeded') return storeFull(this.name, code);
    const passing = status >= 500 || status === 429 || status === 409;
    return storeUnreachable(this.name, `it answered ${status}${code === '' ? '' : ` ${code}`}`, passing);
  }
}
