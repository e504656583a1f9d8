/** Files spoilt on purpose, the same ones for the same seed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZipFile } from '../core/parsing/zip/zip-file.js';
import type { Random } from './data/random.js';
import { zipOf } from './xlsx-zip.js';

const forText = ['"', '""', '\n', '\r', '\0', ',', ';', '\t', '\\', '#', 'E+9', '\u0010', '\uFEFF', '合计', '\uFFFD'];
const forXml = ['<', '>', '/>', '&', '&#0;', '&x;', '</c>', '<c', '<v>', '<is>', '<![CDATA[', '<!--', '<!DOCTYPE a>'];
const forCells = ['_x0000_', 's="99"', 'r="XFD1048577"', 't="s"', '1E999', '-0', '9'.repeat(400), '🧵', '=1+1'];
const splices = [forText, forXml, forCells].flat().map((text) => Buffer.from(text));
const raw = [Buffer.from([0xff]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xff, 0xfe]), Buffer.alloc(64)];
const pieces = [...splices, ...raw];

/** One to four changes: a byte, a cut, a splice, a stretch repeated or left out. */
export function mutated(bytes: Buffer, random: Random): Buffer {
  let result = Buffer.from(bytes);
  for (let left = random.int(1, 4); left > 0; left -= 1) {
    const at = random.int(0, result.length);
    const stretch = result.subarray(at, at + random.int(1, 200));
    const kind = random.int(0, 9);
    if (kind === 0) result = result.subarray(0, at);
    else if (kind <= 3 && at < result.length) result[at] = random.int(0, 255);
    else if (kind <= 6) result = Buffer.concat([result.subarray(0, at), random.pick(pieces), result.subarray(at)]);
    else if (kind === 7) result = Buffer.concat([result.subarray(0, at), result.subarray(at + stretch.length)]);
    else result = Buffer.concat([result.subarray(0, at), stretch, result.subarray(at)]);
  }
  return result;
}

const limits = { maxEntries: 2000, maxInflatedBytes: 64 << 20, maxRatio: 1000 };

/** The entries of a ZIP file; null when it is none. */
export async function entriesOf(bytes: Buffer): Promise<{ name: string; data: Buffer }[] | null> {
  const folder = mkdtempSync(join(tmpdir(), 'sheetkeep-mutate-'));
  try {
    const path = join(folder, 'whole.zip');
    writeFileSync(path, bytes);
    const zip = await ZipFile.open(path, limits);
    try {
      const entries: { name: string; data: Buffer }[] = [];
      for (const entry of zip.entries) {
        entries.push({ name: entry.nameBytes.toString(), data: await zip.read(entry, limits.maxInflatedBytes) });
      }
      return entries;
    } finally {
      await zip.close();
    }
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Spoils the file as it stands or, of a ZIP file, one of its entries: their check sums fit again. */
export function spoilt(
  bytes: Buffer,
  entries: readonly { name: string; data: Buffer }[] | null,
  random: Random,
): Buffer {
  if (!entries || entries.length === 0 || random.int(0, 3) === 0) return mutated(bytes, random);
  const chosen = random.int(0, entries.length - 1);
  return zipOf(entries.map((entry, at) => (at === chosen ? { ...entry, data: mutated(entry.data, random) } : entry)));
}
