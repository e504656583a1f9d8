/** The first row of a text file, for a look at what export it is. Reads little; whether it is right shows when the file is parsed. */
import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import Papa from 'papaparse';
import { firstBytes } from '../first-bytes.js';

const headBytes = 64 << 10;

/** null = there is no end of a first row in the part looked at. */
export function firstRow(path: string): string[] | null {
  const head = firstBytes(path, headBytes);
  const end = head.length < headBytes ? head.length : head.lastIndexOf(10) + 1;
  if (end === 0) return null;
  const bytes = head.subarray(0, end);
  const text = new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
  return Papa.parse<string[]>(text, { preview: 1, header: false }).data[0] ?? null;
}
