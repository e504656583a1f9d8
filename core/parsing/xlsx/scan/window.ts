import { Refusal } from '../../refusal.js';

const startBytes = 1 << 20;

/** A sliding piece of a part: what is not yet scanned moves to the front when more comes in. */
export class Window {
  buf: Buffer = Buffer.allocUnsafeSlow(startBytes);
  /** Where scanning goes on. */
  pos = 0;
  end = 0;
  private latin1: string | null = null;
  private readonly maxPendingBytes: number;

  /** A single tag, cell or string longer than `maxPendingBytes` refuses the file. */
  constructor(maxPendingBytes: number) {
    this.maxPendingBytes = maxPendingBytes;
  }

  append(chunk: Buffer): void {
    const pending = this.end - this.pos;
    if (pending > this.maxPendingBytes) throw new Refusal('cell-too-long', { maxBytes: this.maxPendingBytes });
    const needed = pending + chunk.length;
    if (needed > this.buf.length) {
      const wider = Buffer.allocUnsafeSlow(Math.max(needed, this.buf.length * 2));
      this.buf.copy(wider, 0, this.pos, this.end);
      this.buf = wider;
    } else if (this.pos > 0) this.buf.copyWithin(0, this.pos, this.end);
    chunk.copy(this.buf, pending);
    this.pos = 0;
    this.end = needed;
    this.latin1 = null;
  }

  /** Text of ASCII bytes. Cheaper than a decoding per cell: one string serves the whole window. */
  ascii(from: number, to: number): string {
    this.latin1 ??= this.buf.toString('latin1', 0, this.end);
    return this.latin1.substring(from, to);
  }

  utf8(from: number, to: number): string {
    return this.buf.toString('utf8', from, to);
  }
}
