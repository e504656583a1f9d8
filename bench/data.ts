/** Seeded made-up customers for benches and tests: the same arguments give the same bytes. Nobody in it exists. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { customerRow, customerHeaders } from './data/customer.js';
import type { CustomerOptions } from './data/customer.js';

export interface MadeFile {
  rows: number;
  cells: number;
  badCells: number;
  sizeBytes: number;
}

const chunkChars = 1 << 20;
const mustQuote = /[",\r\n]/;

const csvCell = (text: string): string => (mustQuote.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Writes `rows` customers of 13 columns (about 160 bytes each) as UTF-8 CSV with LF, header first; memory stays flat. */
export async function writeCustomersCsv(path: string, rows: number, options: CustomerOptions): Promise<MadeFile> {
  const out = createWriteStream(path);
  let text = `${customerHeaders.join(',')}\n`;
  let badCells = 0;
  let sizeBytes = 0;
  for (let index = 0; index < rows; index += 1) {
    const made = customerRow(index, options);
    badCells += made.badCells;
    text += `${made.cells.map(csvCell).join(',')}\n`;
    if (text.length < chunkChars && index + 1 < rows) continue;
    const chunk = Buffer.from(text);
    sizeBytes += chunk.length;
    text = '';
    if (!out.write(chunk)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return { rows, cells: rows * customerHeaders.length, badCells, sizeBytes };
}
