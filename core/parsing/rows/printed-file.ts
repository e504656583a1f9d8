/** A file of rows as they are printed: filled in large pieces, with a note of where the rows grew wider. */
import { closeSync } from 'node:fs';
import type { PrintedWidth } from '../../../schemas/staging.js';
import { behindBytes, closePieces, openForPieces, writePiece } from '../write-behind.js';
import type { WriteBehind } from '../write-behind.js';

const bufferBytes = 256 << 10;
const heldChars = 1 << 16;

export class PrintedFile {
  readonly path: string;
  /** From which byte on rows have how many cells; rising in both. */
  readonly widths: PrintedWidth[] = [];
  buffer: Buffer;
  used = 0;
  private written = 0;
  private held = '';
  private readonly fd: number;
  private readonly behind: WriteBehind | null;

  constructor(path: string, behind: WriteBehind | null) {
    this.path = path;
    this.behind = behind;
    this.buffer = Buffer.allocUnsafe(behind ? behindBytes : bufferBytes);
    this.fd = openForPieces(path, behind);
  }

  /** Width of the rows from here on: never less than of those before. */
  widen(count: number): number {
    const width = this.widths.at(-1)?.width ?? -1;
    if (count <= width) return width;
    this.flushText();
    this.widths.push({ fromByte: this.written + this.used, width: count });
    return count;
  }

  text(line: string): void {
    this.held += line;
    if (this.held.length > heldChars) this.flushText();
  }

  /** Makes room for `bytes` at `used` of `buffer`, behind all text so far. */
  room(bytes: number): void {
    if (this.held !== '') this.flushText();
    if (this.used + bytes <= this.buffer.length) return;
    this.flush();
    if (bytes > this.buffer.length) this.buffer = Buffer.allocUnsafe(bytes * 2);
  }

  close(): void {
    this.flushText();
    this.flush();
    closePieces(this.fd, this.behind);
  }

  abandon(): void {
    closeSync(this.fd);
  }

  private flushText(): void {
    const { held } = this;
    this.held = '';
    this.room(held.length * 3);
    this.used += this.buffer.write(held, this.used, 'utf8');
  }

  private flush(): void {
    const { behind, fd, buffer, used, written } = this;
    this.buffer = writePiece(behind, fd, buffer, used, written);
    this.written += used;
    this.used = 0;
  }
}
