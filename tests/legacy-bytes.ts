import { TextDecoder } from 'node:util';

/** Bytes of a text in a legacy encoding, by asking the decoder about every one and two bytes. */
export function encoded(label: string, text: string): Buffer {
  const decoder = new TextDecoder(label, { fatal: true });
  const known = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes));
      if (!known.has(character)) known.set(character, bytes);
    } catch {
      // These bytes are no character.
    }
  };
  for (let first = 0; first < 256; first += 1) learn([first]);
  for (let first = 0x81; first < 0xff; first += 1)
    for (let second = 0x40; second < 0xff; second += 1) learn([first, second]);
  return Buffer.from(Array.from(text).flatMap((character) => known.get(character) ?? [0x3f]));
}
