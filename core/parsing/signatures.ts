/** Files told by their first bytes that are refused by name: pictures and documents, packed files, databases, tables of other programs. */
export interface Signature {
  code: string;
  params?: Record<string, string>;
}

interface Known extends Signature {
  bytes: string;
  /** Where they stand; absent = at the start. */
  at?: number;
}

const archive = (kind: string, bytes: string, at = 0): Known => ({
  code: 'other-archive',
  params: { kind },
  bytes,
  at,
});
const database = (kind: string, bytes: string, at = 0): Known => ({ code: 'database', params: { kind }, bytes, at });
const other = (kind: string): Signature => ({ code: 'other-table-format', params: { kind } });

const known: readonly Known[] = [
  { code: 'pdf', bytes: '%PDF' },
  { code: 'picture', bytes: '\x89PNG' },
  { code: 'picture', bytes: '\xff\xd8\xff' },
  { code: 'picture', bytes: 'GIF8' },
  { code: 'picture', bytes: 'II*\0' }, // TIFF
  { code: 'picture', bytes: 'MM\0*' },
  { code: 'rar-archive', bytes: 'Rar!' },
  { code: 'seven-zip-archive', bytes: '7z\xbc\xaf' },
  archive('tar', 'ustar', 257),
  archive('xz', '\xfd7zXZ\0'),
  archive('Zstandard', '\x28\xb5\x2f\xfd'),
  archive('Cabinet', 'MSCF\0\0\0\0'),
  archive('LZ4', '\x04\x22\x4d\x18'),
  archive('compress (.Z)', '\x1f\x9d'),
  database('SQLite', 'SQLite format 3\0'),
  database('Microsoft Access', 'Standard ACE DB', 4),
  database('Microsoft Access', 'Standard Jet DB', 4),
  database('Parquet', 'PAR1'),
  { ...other('Lotus 1-2-3'), bytes: '\0\0\x02\0\x06\x04\x06\0' },
  { ...other('Lotus 1-2-3'), bytes: '\0\0\x1a\0' },
];

/** null = none of them. */
export function signatureOf(head: Buffer): Signature | null {
  const at = (from: number, to: number): string => head.toString('latin1', from, to);
  const found = known.find(({ bytes, at: from = 0 }) => at(from, from + bytes.length) === bytes);
  if (found) return { code: found.code, ...(found.params && { params: found.params }) };
  if (/^BZh[1-9]1AY&SY/.test(at(0, 10))) return { code: 'other-archive', params: { kind: 'bzip2' } };
  if (/^[^]{2}-l[hz][0-7ds]-/.test(at(0, 7)) && head.includes(0))
    return { code: 'other-archive', params: { kind: 'LHA' } };
  if (isPicture(head)) return { code: 'picture' };
  if (isDbase(head)) return other('dBase (.dbf)');
  const text = at(0, 400);
  if (/^ID;P[^\r\n]*\r?\n(?:P|B|C|F|O|W|NN|NU);/.test(text)) return other('SYLK (.slk)');
  return /^TABLE\r?\n0,1\r?\n"[^\r\n]*"\r?\n(?:VECTORS|TUPLES)\r?\n/.test(text) ? other('DIF') : null;
}

/** WebP in RIFF, HEIC and AVIF in ISO boxes, BMP with a header of a known length: their first bytes alone could begin a text. */
function isPicture(head: Buffer): boolean {
  const at = (from: number, to: number): string => head.toString('latin1', from, to);
  if (at(0, 4) === 'RIFF') return at(8, 12) === 'WEBP';
  if (at(4, 8) === 'ftyp') return /^(?:hei[cfmsx]|hev[cx]|mif1|msf1|avif)/.test(at(8, 12));
  return at(0, 2) === 'BM' && head.length > 18 && [12, 40, 52, 56, 64, 108, 124].includes(head.readUInt32LE(14));
}

/** Version, day of the last change, and a header of so many bytes that ends as one does. */
function isDbase(head: Buffer): boolean {
  if (head.length < 65 || ![0x03, 0x30, 0x31, 0x83, 0x8b, 0xf5].includes(head[0] ?? 0)) return false;
  const [, , month = 0, day = 0] = head;
  const headerBytes = head.readUInt16LE(8);
  const isDated = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isDated && headerBytes >= 65 && (headerBytes > head.length || head.subarray(64, headerBytes).includes(0x0d));
}

/** Records of a workbook of before 1997 without the container around them, as old programs write them: each begins with its version. */
export const isBareWorkbook = (head: Buffer): boolean =>
  head.length > 12 && head[0] === 0x09 && [0, 2, 4, 8].includes(head[1] ?? -1) && isBof(head);

/** The last of them is by old versions of SheetJS, which wrote 0x10 the other way round. */
const substreams = [0x10, 0x05, 0x100, 0x20, 0x40, 0x1000];

const isBof = (head: Buffer): boolean =>
  [4, 6, 8, 16].includes(head.readUInt16LE(2)) && substreams.includes(head.readUInt16LE(6));

/** Bytes of a program or of packed data: control characters of many kinds that no text has. */
export function isBinary(head: Buffer): boolean {
  const found = head.filter((byte) => byte < 0x20 && !(byte === 0 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1a));
  return new Set(found).size >= 8 && found.length > head.length / 50;
}
