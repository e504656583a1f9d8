/** Snapshots in a bucket of an S3-compatible service. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { again, patient } from './retry.js';
import type { RetryProfile } from './retry.js';
import { readPage, readUploads } from './s3/answers.js';
import { base64Of } from './s3/parts.js';
import type { S3Target } from './s3/request.js';
import { abort, uploadInParts } from './s3/upload.js';
import { S3Wire } from './s3/wire.js';
import { objectDiffers, objectLocked, objectMissing, storeUnreachable } from './store.js';
import type { PutOptions, SnapshotStore, StagedFile, StoredEntry, StoredHead } from './store.js';

const dayMs = 24 * 3_600_000;
/** One request carries 5 GiB at most; what is longer than this goes in parts of it, so that a failure costs one part. */
const usualPartBytes = 256 * 1024 ** 2;

export interface S3Options extends S3Target {
  name: string;
  /** Before every key: empty, or ending with a slash. */
  prefix: string;
  lockDays: number;
  /** Bytes of each part but the last; services take no less than 5 MiB. */
  partBytes?: number;
  /** Longer objects go in parts; absent: longer than one. */
  partsAbove?: number;
  /** For each part. */
  retry?: RetryProfile;
  /** Uploads in parts that were begun so long ago are taken for left behind. */
  abandonedMs?: number;
}

export class S3Snapshots implements SnapshotStore {
  readonly name: string;
  readonly lockDays: number;
  readonly #options: S3Options;
  readonly #wire: S3Wire;

  constructor(options: S3Options) {
    this.name = options.name;
    this.lockDays = options.lockDays;
    this.#options = options;
    this.#wire = new S3Wire(options.name, options, options.prefix);
  }

  async put(key: string, file: StagedFile, { move = false }: PutOptions = {}): Promise<'stored' | 'there'> {
    const answer = await this.#put(key, file);
    if (move) await rm(file.path, { force: true });
    return answer;
  }

  async #put(key: string, file: StagedFile): Promise<'stored' | 'there'> {
    if (await this.#holds(key, file)) return 'there';
    const { partBytes = usualPartBytes, partsAbove = partBytes } = this.#options;
    return file.sizeBytes > partsAbove ? this.#putParts(key, file, partBytes) : this.#putWhole(key, file);
  }

  async #putWhole(key: string, file: StagedFile): Promise<'stored' | 'there'> {
    const answer = await this.#wire.send({
      method: 'PUT',
      key,
      body: file,
      headers: {
        'if-none-match': '*',
        'x-amz-checksum-sha256': base64Of(file.sha256),
        ...this.#objectHeaders(file),
      },
    });
    if (answer.statusCode === 200) return this.#wire.drained(answer, 'stored' as const);
    // Another try of ours came through after all, or somebody was faster.
    if (answer.statusCode === 412) return this.#wire.drained(answer, await this.#there(key, file));
    throw await this.#wire.refused(answer);
  }

  /** Looked at once more in any case: parts say nothing of the whole, and some services forget the lock of one that came in parts. */
  async #putParts(key: string, file: StagedFile, partBytes: number): Promise<'stored' | 'there'> {
    const { name, retry = patient } = this.#options;
    const headers = this.#objectHeaders(file);
    const request = { wire: this.#wire, store: name, key, file, partBytes, retry, headers };
    const answer = await uploadInParts(request);
    const found = await again(retry, () => this.#there(key, file));
    return answer === 'stored' ? 'stored' : found;
  }

  async get(key: string): Promise<Readable> {
    const answer = await this.#wire.send({ method: 'GET', key });
    if (answer.statusCode === 200) return Readable.from(this.#wire.read(answer));
    if (answer.statusCode === 404) throw objectMissing(this.name, key);
    throw await this.#wire.refused(answer);
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
      const answer = await this.#wire.send({ method: 'GET', key: null, query: { ...query, ...next } });
      if (answer.statusCode !== 200) throw await this.#wire.refused(answer);
      const page = readPage(await this.#wire.text(answer));
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
    const answer = await this.#wire.send({ method: 'DELETE', key });
    if ([200, 204, 404].includes(answer.statusCode ?? 0)) return this.#wire.drained(answer, undefined);
    throw await this.#wire.refused(answer);
  }

  /** Parts of uploads that never came to an end; the next time more, if they are very many. */
  async sweep(): Promise<void> {
    const { prefix, abandonedMs = dayMs } = this.#options;
    const query = { uploads: '', 'encoding-type': 'url', prefix };
    const answer = await this.#wire.send({ method: 'GET', key: null, query });
    // Keys that may not look at uploads, or a service that has none: then a rule of the bucket ends them, or nothing has to.
    if ([403, 405, 501].includes(answer.statusCode ?? 0)) return this.#wire.drained(answer, undefined);
    if (answer.statusCode !== 200) throw await this.#wire.refused(answer);
    for (const { key, upload, begunAt } of readUploads(await this.#wire.text(answer))) {
      const old = Date.now() - Date.parse(begunAt) >= abandonedMs;
      if (old && key.startsWith(prefix)) await abort(this.#wire, key.slice(prefix.length), upload);
    }
  }

  localPath(): null {
    return null;
  }

  async #head(key: string): Promise<(StoredHead & { sha256: string | null }) | null> {
    const answer = await this.#wire.send({ method: 'HEAD', key });
    const { headers, statusCode } = await this.#wire.drained(answer, answer);
    if (statusCode === 404) return null;
    if (statusCode !== 200) throw await this.#wire.refused(answer);
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

  async #hashOf(key: string): Promise<string> {
    const hash = createHash('sha256');
    for await (const part of await this.get(key)) hash.update(part as Buffer);
    return hash.digest('hex');
  }

  #until(): string {
    return new Date(Date.now() + this.lockDays * dayMs).toISOString();
  }

  #objectHeaders({ sha256 }: StagedFile): Record<string, string> {
    const told = { 'content-type': 'application/octet-stream', 'x-amz-meta-sha256': sha256 };
    return { ...told, ...this.#lockHeaders() };
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
    const answer = await this.#wire.send({ method: 'PUT', key, query: { retention: '' }, body, headers });
    if (answer.statusCode !== 200) throw await this.#wire.refused(answer);
    return this.#wire.drained(answer, undefined);
  }
}
