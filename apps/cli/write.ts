/** Writing long answers without holding them: each piece is gone before the next is asked for. */
import type { Writable } from 'node:stream';

export async function writeAll(out: Writable, pieces: AsyncIterable<string | Buffer>): Promise<void> {
  for await (const piece of pieces) {
    if (piece.length > 0) await written(out, piece);
  }
}

/** A reader that went away (`| head`) is the matter of whoever owns the stream. */
const written = (out: Writable, piece: string | Buffer): Promise<void> =>
  new Promise((done, failed) => {
    out.write(piece, (error: NodeJS.ErrnoException | null | undefined) =>
      error && error.code !== 'EPIPE' ? failed(error) : done(),
    );
  });
