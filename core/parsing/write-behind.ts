/** Writes large pieces of files while those who made them go on: the disk and the scan of a long file share its time. */
import { closeSync, openSync, rmSync, write, writeSync } from 'node:fs';

/** Size of the buffers that can be taken. */
export const behindBytes = 4 << 20;
const mostUnderWay = 2;

/**
 * A piece is taken only while few are under way; then, and where nobody gives the event loop a turn, the caller writes it itself:
 * every piece has its place in the file, so their order is free. The files are whole once `settled` has returned.
 */
export class WriteBehind {
  private readonly spare: Buffer[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private readonly closing: number[] = [];
  private failure: unknown = null;

  /** Takes `used` bytes of a buffer to write at `position`, and gives another one of its size for it; null = not now. */
  take(fd: number, buffer: Buffer, used: number, position: number): Buffer | null {
    if (buffer.length !== behindBytes || this.underWay.size >= mostUnderWay) return null;
    const work = this.writeAll(fd, buffer, used, position);
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
    return this.spare.pop() ?? Buffer.allocUnsafe(behindBytes);
  }

  /** Closes the file once its pieces are written. */
  close(fd: number): void {
    this.closing.push(fd);
  }

  /** Waits for all that was taken and closes what was to be closed. Throws what a write met. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
    for (const fd of this.closing.splice(0)) closeSync(fd);
    if (this.failure !== null) throw this.failure;
  }

  private async writeAll(fd: number, buffer: Buffer, used: number, position: number): Promise<void> {
    try {
      for (let at = 0; at < used;) at += await written(fd, buffer, at, used - at, position + at);
    } catch (thrown) {
      this.failure ??= thrown;
    }
    this.spare.push(buffer);
  }
}

const written = (fd: number, buffer: Buffer, at: number, length: number, position: number): Promise<number> =>
  new Promise((done, failed) => {
    write(fd, buffer, at, length, position, (error, bytes) => (error ? failed(error) : done(bytes)));
  });

/** Opens a new file for pieces; what is still under way goes to the file of an earlier reading, not into this one. */
export function openForPieces(path: string, behind: WriteBehind | null): number {
  if (behind) rmSync(path, { force: true });
  return openSync(path, 'w', 0o600);
}

/** Writes a piece, behind the caller's back where there is one; answers the buffer to go on with. */
export function writePiece(
  behind: WriteBehind | null,
  fd: number,
  buffer: Buffer,
  used: number,
  position: number,
): Buffer {
  // The last piece of a file is seldom full, and no other follows it.
  const isFull = used * 2 > buffer.length;
  const next = isFull ? (behind?.take(fd, buffer, used, position) ?? null) : null;
  if (next === null) writeAt(fd, buffer, used, position);
  return next ?? buffer;
}

export function closePieces(fd: number, behind: WriteBehind | null): void {
  if (behind) behind.close(fd);
  else closeSync(fd);
}

/** The same, at once. */
function writeAt(fd: number, buffer: Buffer, used: number, position: number): void {
  for (let at = 0; at < used;) at += writeSync(fd, buffer, at, used - at, position + at);
}
