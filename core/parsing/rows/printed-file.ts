/** A file of rows as they are printed: filled in large pieces, with a note of where the rows grew wider. */
import { closeSync, openSync, rmSync } from 'node:fs';
import type { PrintedWidth } from '../../../schemas/staging.js';
import { behindBytes, writeAt } from '../write-behind.js';
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
    // What is still under way goes to the file of an earlier reading, not into this one.
    if (behind) rmSync(path, { force: true });
    this.fd = openSync(path, 'w', 0o600);
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
    if (this.behind) this.behind.close(this.fd);
    else closeSync(this.fd);
  }

  private flushText(): void {
    const { held } = this;
    this.held = '';
    this.room(held.length * 3);
    this.used += this.buffer.write(held, this.used, 'utf8');
  }

  private flush(): void {
    const { fd, buffer, used, written } = this;
    const next = this.behind?.take(fd, buffer, used, written) ?? null;
    if (next) this.buffer = next;
    else writeAt(fd, buffer, used, written);
    this.written += used;
    this.used = 0;
  }
}
