import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, read, readSync } from 'node:fs';
import type { TextDecoder } from 'node:util';
import { decoderFor, lastCharacterStart, NotUtf8 } from './encoding.js';
import type { Encoding } from './encoding.js';
import { endOfText } from './end-mark.js';
import { withoutC1 } from '../../../schemas/windows-1252.js';

/** A text file as UTF-8 bytes, whatever its encoding; undecodable bytes become U+FFFD, which the reader flags. */
export class Utf8Source {
  private readonly fd: number;
  private readonly decoder: TextDecoder | null;
  private readonly raw: Buffer | null;
  private readonly queue: Buffer[] = [];
  private ended = false;
  /** Place of the next byte, and of the first one behind the text. */
  private position: number;
  private readonly textEnd: number;
  private readonly is1252: boolean;
  private readonly unproved: boolean;
  private ahead: ReadAhead | null = null;

  constructor(path: string, encoding: Encoding) {
    this.fd = openSync(path, 'r');
    this.position = encoding.bomBytes;
    this.textEnd = encoding.label.startsWith('utf-16') ? Number.POSITIVE_INFINITY : endOfText(this.fd);
    this.is1252 = encoding.label === 'windows-1252';
    this.unproved = encoding.unproved === true;
    const strict = encoding.label === 'utf-8' && !encoding.damaged;
    this.decoder = strict ? null : decoderFor(encoding.label);
    this.raw = strict ? null : Buffer.allocUnsafe(Math.min(1 << 20, fstatSync(this.fd).size + 1));
  }

  /** The text takes no more bytes than this. */
  get mostBytes(): number {
    const left = Math.max(0, Math.min(this.textEnd, fstatSync(this.fd).size) - this.position);
    return this.decoder === null ? left : left * mostGrowth;
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

  /**
   * The same with a turn of the event loop; what needs no decoding is read while the caller looks at what came before.
   * Throws NotUtf8 where only the beginning was known to be UTF-8.
   */
  async readOn(target: Buffer, at: number, room: number): Promise<number> {
    if (this.decoder === null)
      return (this.ahead ??= new ReadAhead(this.fd, this.position, this.textEnd, this.unproved)).read(target, at, room);
    await new Promise(setImmediate);
    return this.read(target, at, room);
  }

  close(): void {
    closeSync(this.fd);
  }

  /** Ends what `readOn` began, too. */
  async closeRead(): Promise<void> {
    await this.ahead?.settled();
    this.close();
  }

  private readBytes(target: Buffer, at: number, room: number): number {
    const got = readSync(this.fd, target, at, Math.min(room, this.textEnd - this.position), this.position);
    this.position += got;
    return got;
  }

  private decodeMore(decoder: TextDecoder): void {
    const raw = this.raw ?? Buffer.alloc(0);
    const got = this.readBytes(raw, 0, raw.length);
    const text = decoder.decode(raw.subarray(0, got), { stream: got > 0 });
    if (got === 0) this.ended = true;
    if (text.length > 0) this.queue.push(Buffer.from(this.is1252 ? withoutC1(text) : text, 'utf8'));
  }
}

/** A byte of another encoding takes as many in UTF-8. */
const mostGrowth = 3;
const aheadBytes = 4 << 20;
/** Before each piece, for the bytes of a character that began in the piece before. */
const lead = 4;

/** Reads a file one piece ahead of those who ask for it; `unproved`: as UTF-8, or NotUtf8 is thrown. */
class ReadAhead {
  private readonly fd: number;
  private position: number;
  private readonly end: number;
  private readonly unproved: boolean;
  private piece: Buffer = Buffer.alloc(0);
  /** Of a piece: a short file is one. */
  private readonly size: number;
  private spare: Buffer;
  private next: Promise<Buffer>;
  /** Bytes of a character that the last piece ended in. */
  private begun: Buffer = Buffer.alloc(0);

  constructor(fd: number, position: number, end: number, unproved: boolean) {
    this.fd = fd;
    this.position = position;
    this.end = end;
    this.unproved = unproved;
    this.size = Math.max(1, Math.min(aheadBytes, end - position));
    this.spare = Buffer.allocUnsafe(lead + this.size);
    this.next = this.begin(Buffer.allocUnsafe(lead + this.size));
  }

  async read(target: Buffer, at: number, room: number): Promise<number> {
    if (this.piece.length === 0) {
      const piece = await this.next;
      if (this.unproved) this.prove(piece);
      if (piece.length === 0) return 0;
      this.piece = piece;
      this.next = this.begin(this.spare);
      this.spare = Buffer.from(piece.buffer, piece.byteOffset - lead, lead + this.size);
    }
    const taken = this.piece.copy(target, at, 0, Math.min(room, this.piece.length));
    this.piece = this.piece.subarray(taken);
    return taken;
  }

  async settled(): Promise<void> {
    await this.next.catch(() => undefined);
  }

  private prove(piece: Buffer): void {
    const { begun } = this;
    const bytes = Buffer.from(piece.buffer, piece.byteOffset - begun.length, begun.length + piece.length);
    begun.copy(bytes);
    const cut = piece.length === 0 ? bytes.length : lastCharacterStart(bytes, bytes.length);
    if (!isUtf8(bytes.subarray(0, cut))) throw new NotUtf8();
    this.begun = Buffer.from(bytes.subarray(cut));
  }

  private begin(into: Buffer): Promise<Buffer> {
    const piece = new Promise<Buffer>((done, failed) => {
      read(this.fd, into, lead, Math.min(this.size, this.end - this.position), this.position, (error, bytes) => {
        this.position += bytes;
        if (error) failed(error);
        else done(into.subarray(lead, lead + bytes));
      });
    });
    // A failure is told to those who ask for the piece.
    piece.catch(() => undefined);
    return piece;
  }
}
