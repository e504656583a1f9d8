import { closeSync, openSync, readSync } from 'node:fs';
import type { TextDecoder } from 'node:util';
import { decoderFor } from './encoding.js';
import type { Encoding } from './encoding.js';
import { withoutC1 } from './windows-1252.js';

/** A text file as UTF-8 bytes, whatever its encoding; undecodable bytes become U+FFFD, which the reader flags. */
export class Utf8Source {
  private readonly fd: number;
  private readonly decoder: TextDecoder | null;
  private readonly raw: Buffer | null;
  private readonly queue: Buffer[] = [];
  private ended = false;
  private skipBytes: number;
  private readonly is1252: boolean;

  constructor(path: string, encoding: Encoding) {
    this.fd = openSync(path, 'r');
    this.skipBytes = encoding.bomBytes;
    this.is1252 = encoding.label === 'windows-1252';
    const strict = encoding.label === 'utf-8' && !encoding.damaged;
    this.decoder = strict ? null : decoderFor(encoding.label);
    this.raw = strict ? null : Buffer.allocUnsafe(1 << 20);
  }

  /** Puts bytes at `target[at…]`, at most `room`; 0 = end of file. */
  read(target: Buffer, at: number, room: number): number {
    if (this.decoder === null) return this.readBytes(target, at, room);
    while (this.queue.length === 0 && !this.ended) this.decodeMore(this.decoder);
    const next = this.queue[0];
    if (!next) return 0;
    const taken = Math.min(room, next.length);
    next.copy(target, at, 0, taken);
    if (taken === next.length) this.queue.shift();
    else this.queue[0] = next.subarray(taken);
    return taken;
  }

  close(): void {
    closeSync(this.fd);
  }

  private readBytes(target: Buffer, at: number, room: number): number {
    if (this.skipBytes > 0) this.skipBom();
    return readSync(this.fd, target, at, room, null);
  }

  private decodeMore(decoder: TextDecoder): void {
    const raw = this.raw ?? Buffer.alloc(0);
    const got = this.readBytes(raw, 0, raw.length);
    const text = decoder.decode(raw.subarray(0, got), { stream: got > 0 });
    if (got === 0) this.ended = true;
    if (text.length > 0) this.queue.push(Buffer.from(this.is1252 ? withoutC1(text) : text, 'utf8'));
  }

  private skipBom(): void {
    readSync(this.fd, Buffer.alloc(this.skipBytes), 0, this.skipBytes, null);
    this.skipBytes = 0;
  }
}
