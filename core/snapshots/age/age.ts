/** Files of the age format, version 1 (age-encryption.org/v1), as streams: sealed to recipients, opened by identities. */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { AgeError } from './errors.js';
import { encodeBase64, headerText, parseHeader } from './header.js';
import type { Identity } from './keys.js';
import { openPayload, sealPayload } from './payload.js';
import type { Bytes } from './payload.js';
import { fileKeyBytes, unwrapAny, wrap } from './stanzas.js';

const nonceBytes = 16;
/** Far more than any number of recipients needs. */
const maxHeaderBytes = 1 << 20;

const derived = (fileKey: Uint8Array, salt: Uint8Array, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', fileKey, salt, info, 32));

const macOf = (covered: Uint8Array | string, fileKey: Uint8Array): Buffer =>
  createHmac('sha256', derived(fileKey, Buffer.alloc(0), 'header'))
    .update(covered)
    .digest();

/** Throws `recipient-not-readable`. There must be one recipient at least. */
export async function* seal(source: Bytes, recipients: readonly string[]): AsyncGenerator<Buffer> {
  if (recipients.length === 0) throw new Error('sealing needs a recipient');
  const fileKey = randomBytes(fileKeyBytes);
  const head = headerText(recipients.map((recipient) => wrap(fileKey, recipient)));
  const nonce = randomBytes(nonceBytes);
  yield Buffer.concat([Buffer.from(`${head} ${encodeBase64(macOf(head, fileKey))}\n`, 'latin1'), nonce]);
  yield* sealPayload(source, derived(fileKey, nonce, 'payload'));
}

/** Gives out proved plain bytes only; throws `AgeError`, at the latest at the end. */
export async function* open(source: Bytes, identities: readonly Identity[]): AsyncGenerator<Buffer> {
  const reader = new HeadReader(source);
  try {
    const { stanzas, mac, covered } = parseHeader(await reader.lines());
    const fileKey = unwrapAny(stanzas, identities);
    if (!timingSafeEqual(mac, macOf(covered, fileKey))) throw new AgeError('hmac');
    const nonce = await reader.exactly(nonceBytes);
    yield* openPayload(reader.rest(), derived(fileKey, nonce, 'payload'));
  } finally {
    await reader.close();
  }
}

/** Reads a stream line by line, then by length, then as it comes. */
class HeadReader {
  readonly #source: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: Bytes) {
    this.#source = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done) return false;
    this.#held = Buffer.concat([this.#held, next.value]);
    return true;
  }

  /** Lines up to the one that begins with `---`. */
  async lines(): Promise<string[]> {
    const lines: string[] = [];
    for (let read = 0; ;) {
      const end = this.#held.indexOf(0x0a);
      if (end < 0) {
        if (read + this.#held.length > maxHeaderBytes || !(await this.#more())) throw new AgeError('header');
        continue;
      }
      const line = this.#held.toString('latin1', 0, end);
      this.#held = this.#held.subarray(end + 1);
      read += end + 1;
      lines.push(line);
      if (line.startsWith('---')) return lines;
      if (read > maxHeaderBytes) throw new AgeError('header');
    }
  }

  async exactly(bytes: number): Promise<Buffer> {
    while (this.#held.length < bytes) if (!(await this.#more())) throw new AgeError('header');
    const found = this.#held.subarray(0, bytes);
    this.#held = this.#held.subarray(bytes);
    return found;
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    yield this.#held;
    for (let next = await this.#source.next(); !next.done; next = await this.#source.next()) yield next.value;
  }

  /** Lets go of a source that was not read to its end. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
