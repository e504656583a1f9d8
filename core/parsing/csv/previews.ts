/** How the beginning (or the first of it that tells) of a text file reads in the encodings it may be in, for a person to tell which one is right. */
import Papa from 'papaparse';
import type { DelimiterPreview, EncodingPreview } from '../../../schemas/staging.js';
import type { Dialect } from './dialect.js';
import { firstBytes } from '../first-bytes.js';
import { decoderFor } from './encoding.js';
import { isPlainlyLatin, legacyByEvidence } from './legacy-evidence.js';
import { tellingBytes } from './telling-bytes.js';

const multibyte = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'];
const singleByte = ['windows-1252', 'windows-1251'];
/** Of a text that is plainly Chinese they would only lengthen the list. */
const furtherLatin = ['windows-1250', 'windows-1254'];
const headBytes = 64 << 10;
const sampleChars = 60;

/** Those in which at most one in fifty characters is damaged, the one that the bytes speak for first; of those that read alike the first. */
export function encodingPreviews(path: string): EncodingPreview[] {
  const bytes = wholeLines(tellingBytes(path, headBytes));
  const likely = legacyByEvidence(bytes);
  const labels = [...multibyte, ...singleByte.toSpliced(1, 0, ...(likely === 'gb18030' ? [] : furtherLatin))];
  const ordered = labels.toSorted((a, b) => Number(b === likely) - Number(a === likely));
  const seen = new Set<string>();
  return ordered.flatMap((label) => {
    const text = decoderFor(label).decode(bytes);
    const damaged = text.split('\uFFFD').length - 1;
    if (seen.size === seen.add(text).size) return [];
    return damaged > Math.max(1, text.length / 50) ? [] : [{ label, sample: sampleOf(text) }];
  });
}

const mostHeadRows = 60;

/** The first rows with commas, as an encoding reads them. */
export function headRows(path: string, label: string): string[][] {
  const text = decoderFor(label).decode(headOf(path));
  return text
    .split(/\r\n?|\n/, mostHeadRows)
    .map((line) => Papa.parse<string[]>(line, { delimiter: ',', header: false, preview: 1 }).data[0] ?? []);
}

/** Whether its first characters beyond ASCII tell by their bytes alone that it is in Windows-1252. */
export const readsAsLatin = (path: string): boolean => isPlainlyLatin(wholeLines(tellingBytes(path, headBytes)));

const previewRows = 4;
const previewCells = 8;
const cellChars = 30;

/** The beginning as the delimiter found and its rival part it; [] = there is none. */
export function delimiterPreviews(path: string, label: string, dialect: Dialect): DelimiterPreview[] {
  const { delimiter, quote, sureness } = dialect;
  if (sureness.rival === null) return [];
  const text = decoderFor(label)
    .decode(headOf(path))
    .replace(/^\uFEFF/, '');
  return [delimiter, sureness.rival].map((one) => {
    const { data } = Papa.parse<string[]>(text, {
      delimiter: one,
      quoteChar: quote ?? '',
      header: false,
      skipEmptyLines: true,
      preview: previewRows,
    });
    const rows = data.map((cells) => cells.slice(0, previewCells).map((cell) => cell.slice(0, cellChars)));
    return { delimiter: one, rows };
  });
}

const headOf = (path: string): Buffer => wholeLines(firstBytes(path, headBytes));

/** A character may be cut at the end of what was read: up to the last line end it is not. */
function wholeLines(read: Buffer): Buffer {
  const end = read.length < headBytes ? read.length : read.lastIndexOf(10) + 1;
  return read.subarray(0, end > 0 ? end : read.length);
}

/** The first lines that are not plain ASCII, which read alike everywhere. */
function sampleOf(text: string): string {
  const lines = text.split(/\r\n?|\n/).filter((line) => /[^\u0020-\u007e\t]/.test(line));
  const sample = lines
    .slice(0, 2)
    .join(' / ')
    .replaceAll(/\p{Cc}+/gu, ' ');
  return sample.slice(0, sampleChars);
}
