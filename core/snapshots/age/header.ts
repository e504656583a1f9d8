/** The head of an age file: stanzas, one per recipient, and a MAC over all of it. */
import { AgeError } from './errors.js';

export interface Stanza {
  /** The type first. */
  args: string[];
  body: Uint8Array;
}

export interface Header {
  stanzas: Stanza[];
  mac: Uint8Array;
  /** The bytes the MAC is over: from the start to `---`. */
  covered: Buffer;
}

const version = 'age-encryption.org/v1';
const columns = 64;

const fail = (): AgeError => new AgeError('header');

/** Base64 without padding, in its one canonical form. */
export function decodeBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/]*$/.test(text) || encodeBase64(bytes) !== text) throw fail();
  return bytes;
}

export const encodeBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

/** Everything up to `---`, as the MAC covers it. */
export function headerText(stanzas: readonly Stanza[]): string {
  const lines = stanzas.flatMap(({ args, body }) => {
    const text = encodeBase64(body);
    const full = Math.floor(text.length / columns);
    // The last line is shorter than 64 columns, if need be empty.
    const wrapped = Array.from({ length: full + 1 }, (_, i) => text.slice(i * columns, (i + 1) * columns));
    return [`-> ${args.join(' ')}`, ...wrapped];
  });
  return [version, ...lines, '---'].join('\n');
}

/** Parses the lines of a head; the last one is that of the MAC. */
export function parseHeader(lines: readonly string[]): Header {
  if (lines[0] !== version) throw fail();
  const stanzas: Stanza[] = [];
  let at = 1;
  while (lines[at]?.startsWith('-> ')) {
    const args = (lines[at] ?? '').slice(3).split(' ');
    if (args.some((arg) => !/^[\x21-\x7e]+$/.test(arg))) throw fail();
    let text = '';
    for (;;) {
      const line = lines[(at += 1)];
      if (line === undefined || line.length > columns || !/^[A-Za-z0-9+/]*$/.test(line)) throw fail();
      text += line;
      if (line.length < columns) break;
    }
    stanzas.push({ args, body: decodeBase64(text) });
    at += 1;
  }
  const mac = /^--- ([A-Za-z0-9+/]+)$/.exec(lines[at] ?? '')?.[1];
  if (mac === undefined || at !== lines.length - 1 || stanzas.length === 0) throw fail();
  const bytes = decodeBase64(mac);
  if (bytes.length !== 32) throw fail();
  return { stanzas, mac: bytes, covered: Buffer.from([...lines.slice(0, at), '---'].join('\n'), 'latin1') };
}
