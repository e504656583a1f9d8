import { readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** Characters of a piece, about. */
export const pieceSize = 1 << 18;

/** The text of an open file in pieces. */
export function* textPieces(fd: number): Generator<string> {
  const bytes = Buffer.allocUnsafe(pieceSize);
  const decoder = new StringDecoder('utf8');
  for (let got = readSync(fd, bytes); got > 0; got = readSync(fd, bytes)) yield decoder.write(bytes.subarray(0, got));
  yield decoder.end();
}
