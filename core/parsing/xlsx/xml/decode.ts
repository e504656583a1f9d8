/** Bytes of an XML part as UTF-8, whatever it was stored in (XML 1.0, appendix F). */
import { asMeant } from '../../../../schemas/windows-1252.js';
import { Refusal } from '../../refusal.js';

/** Passes UTF-8 through untouched (without BOM); anything else is decoded and encoded again, chunk by chunk. */
export async function* asUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let first = true;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    let bytes = chunk;
    if (first) {
      first = false;
      const encoding = storedEncoding(chunk);
      if (encoding !== 'utf-8') decoder = decoderFor(encoding);
      else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) bytes = chunk.subarray(3);
    }
    yield decoder ? Buffer.from(asMeant(decoder.encoding, decoder.decode(bytes, { stream: true }))) : bytes;
  }
  if (decoder) yield Buffer.from(decoder.decode());
}

/** A whole small part as text. */
export function xmlText(bytes: Buffer): string {
  const decoder = decoderFor(storedEncoding(bytes));
  return asMeant(decoder.encoding, decoder.decode(bytes));
}

function storedEncoding(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be';
  const declaration = head.toString('latin1', 0, 200);
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(declaration)?.[1];
  const name = declared?.toLowerCase() ?? 'utf-8';
  return name === 'us-ascii' || name === 'utf8' || name.startsWith('utf-16') ? 'utf-8' : name;
}

function decoderFor(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new Refusal('xml-encoding', { encoding: encoding.slice(0, 20) });
  }
}
