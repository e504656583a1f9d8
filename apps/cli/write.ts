/** Writing long answers without holding them: waits whenever the reader is slower. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';

export async function writeAll(out: Writable, pieces: AsyncIterable<string | Buffer>): Promise<void> {
  for await (const piece of pieces) {
    if (piece.length > 0 && !out.write(piece)) await once(out, 'drain');
  }
}
