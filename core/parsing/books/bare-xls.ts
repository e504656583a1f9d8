/**
 * Records of an .xls without the container of later versions, as reports of old programs have them: they seldom say in which encoding
 * their texts are ([MS-XLS] 2.4.52 CodePage), and the library then takes them for Windows-1252.
 */
import type { CellObject, WorkBook } from '@e965/xlsx';
import type { ParseHints } from '../../../schemas/staging.js';
import { windows1252 } from '../../../schemas/windows-1252.js';
import type { Encoding } from '../csv/encoding.js';
import { legacyByEvidence } from '../csv/legacy-evidence.js';
import { Refusal } from '../refusal.js';
import { denseOf, filled } from './book-cells.js';

const codePageRecord = 0x42;

/** Code pages by label of the encoding. */
const pages: Readonly<Record<string, number>> = {
  gb18030: 936,
  gbk: 936,
  gb2312: 936,
  big5: 950,
  shift_jis: 932,
  'euc-kr': 949,
  'windows-1252': 1252,
  'windows-1251': 1251,
  'windows-1250': 1250,
  'windows-1254': 1254,
};

export interface PagedBook {
  book: WorkBook;
  /** null = the file says it, or there is nothing beyond ASCII. */
  encoding: Encoding | null;
}

const western = 1252;

/** `read`: by a code page. @throws Refusal `encoding-unknown` */
export function readBare(bytes: Buffer, hints: ParseHints, read: (codepage: number) => WorkBook): PagedBook {
  const book = read(western);
  const texts = saysCodePage(bytes) ? Buffer.alloc(0) : bytesOf(textsOf(book));
  if (texts.every((byte) => byte < 0x80)) return { book, encoding: null };
  const encoding = encodingOf(texts, hints);
  const page = pages[encoding.label];
  if (page === undefined) throw new Refusal('encoding-unknown', { declared: encoding.label });
  return { book: page === western ? book : read(page), encoding };
}

/** As they stand in the file: what was read as Windows-1252 is turned back. */
const bytesOf = (text: string): Buffer =>
  Buffer.from(
    text.replace(/[^\0-\xff]/g, (character) => String.fromCharCode(0x80 + windows1252.indexOf(character))),
    'latin1',
  );

function encodingOf(bytes: Buffer, { encoding, legacyEncoding = 'evidence' }: ParseHints): Encoding {
  const declared = encoding ?? (legacyEncoding === 'evidence' ? undefined : legacyEncoding);
  const label = declared ?? legacyByEvidence(bytes);
  if (label === null) throw new Refusal('encoding-unknown');
  const sure = declared === undefined ? ({ by: 'evidence', confidence: 0.9 } as const) : declaredSurely;
  return { label: label.toLowerCase(), bomBytes: 0, damaged: false, ...sure };
}

const declaredSurely = { by: 'declared', confidence: 0.95 } as const;

function saysCodePage(bytes: Buffer): boolean {
  for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2))
    if (bytes.readUInt16LE(at) === codePageRecord) return true;
  return false;
}

/** A text per line. */
function textsOf(book: WorkBook): string {
  const texts: string[] = [];
  for (const sheet of Object.values(book.Sheets))
    for (const [, row] of filled(denseOf(sheet)))
      for (const [, { t, v }] of filled<CellObject>(row)) if (t === 's' && typeof v === 'string') texts.push(v);
  return texts.join('\n');
}
