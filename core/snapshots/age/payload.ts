/** The payload of an age file: chunks of 64 KiB, each authenticated with its number and whether it is the last. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AgeError } from './errors.js';

const cipher = 'chacha20-poly1305';
export const chunkBytes = 64 * 1024;
const tagBytes = 16;

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

interface Block {
  bytes: Buffer;
  last: boolean;
}

/** Cuts a stream into blocks of one size; the last may be shorter, and is empty only when nothing came at all. */
async function* blocks(source: Bytes, size: number): AsyncGenerator<Block> {
  let block = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length;) {
      if (filled === size) {
        yield { bytes: block, last: false };
        block = Buffer.allocUnsafe(size);
        filled = 0;
      }
      const take = Math.min(size - filled, chunk.length - at);
      block.set(chunk.subarray(at, at + take), filled);
      filled += take;
      at += take;
    }
  }
  yield { bytes: block.subarray(0, filled), last: true };
}

/** 11 bytes of the chunk's number, one that says whether it is the last. */
function nonceOf(n: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(n, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

export async function* sealPayload(source: Bytes, key: Uint8Array): AsyncGenerator<Buffer> {
  let n = 0;
  for await (const { bytes, last } of blocks(source, chunkBytes)) {
    const seal = createCipheriv(cipher, key, nonceOf(n, last), { authTagLength: tagBytes });
    yield Buffer.concat([seal.update(bytes), seal.final(), seal.getAuthTag()]);
    n += 1;
  }
}

/** The plain bytes of a chunk; null when it is not this chunk of this file. */
function openChunk(bytes: Buffer, key: Uint8Array, n: number, last: boolean): Buffer | null {
  const end = bytes.length - tagBytes;
  const open = createDecipheriv(cipher, key, nonceOf(n, last), { authTagLength: tagBytes });
  open.setAuthTag(bytes.subarray(end));
  const plain = open.update(bytes.subarray(0, end));
  try {
    open.final();
    return plain;
  } catch {
    return null;
  }
}

/** Gives out only what is proved; a payload that was cut or continued throws at its end. */
export async function* openPayload(source: Bytes, key: Uint8Array): AsyncGenerator<Buffer> {
  let n = 0;
  for await (const { bytes, last } of blocks(source, chunkBytes + tagBytes)) {
    // An empty last chunk is right only where there is nothing else.
    if (bytes.length < tagBytes || (bytes.length === tagBytes && n > 0)) throw new AgeError('payload');
    const plain = openChunk(bytes, key, n, last);
    if (plain) yield plain;
    else {
      // A full chunk before a cut, or the last one with something put behind it, is proved all the same.
      const full = bytes.length === chunkBytes + tagBytes;
      const proved = full ? openChunk(bytes, key, n, !last) : null;
      if (proved) yield proved;
      throw new AgeError('payload');
    }
    n += 1;
  }
}
