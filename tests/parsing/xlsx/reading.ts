/** Helpers of the XLSX tests: write bytes, read them, gather what the sink was told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partsOf } from '../../../bench/xlsx-book.js';
import type { HandMade } from '../../../bench/xlsx-book.js';
import { zipOf } from '../../../bench/xlsx-zip.js';
import { cellKinds } from '../../../core/parsing/cells.js';
import type { RowSink, SheetEnd, SheetInfo } from '../../../core/parsing/cells.js';
import { readXlsx } from '../../../core/parsing/xlsx/read-xlsx.js';
import type { XlsxOptions, XlsxOutcome } from '../../../core/parsing/xlsx/read-xlsx.js';
import type { ParseLimits } from '../../../schemas/staging.js';

export const limits: ParseLimits = {
  maxInflatedBytes: 1 << 30,
  maxRatio: 200,
  maxEntries: 2000,
  archiveDepth: 1,
  maxRows: 1_048_576,
  maxColumns: 16_384,
  maxCellChars: 1 << 20,
  timeoutMs: 60_000,
  threadMemoryMb: 512,
};

export interface ReadRow {
  row: number;
  cells: (string | null)[];
  /** One letter code per cell, joined by a blank. */
  kinds: string;
  /** `col:flag` or `col:flag:raw`. */
  notes?: string[];
  hidden?: true;
  struck?: true;
  /** Number of the background most of its cells have. */
  colour?: number;
}

export interface ReadSheet {
  name: string | null;
  hidden: boolean;
  rows: ReadRow[];
  merges: SheetEnd['merges'];
  hiddenColumns: readonly number[];
}

/** A sink that copies all it is told. */
export function gathering(): RowSink & { sheets: ReadSheet[] } {
  const sheets: ReadSheet[] = [];
  return {
    sheets,
    sheet(info: SheetInfo) {
      sheets.push({ name: info.name, hidden: info.hidden, rows: [], merges: [], hiddenColumns: [] });
      return true;
    },
    row(row) {
      const cells = row.cells.slice(0, row.count);
      const read: ReadRow = {
        row: row.number,
        cells,
        kinds: cells.map((_, col) => cellKinds[row.kinds?.[col] ?? 0]).join(' '),
      };
      const notes = row.notes.slice(0, row.noteCount);
      if (notes.length > 0) {
        read.notes = notes.map(({ col, flag, raw }) => `${col}:${flag}${raw === null ? '' : `:${raw}`}`);
      }
      if (row.hidden) read.hidden = true;
      if (row.struck) read.struck = true;
      if (row.colour > 0) read.colour = row.colour;
      sheets.at(-1)!.rows.push(read);
    },
    endSheet(end) {
      Object.assign(sheets.at(-1)!, { merges: [...end.merges], hiddenColumns: [...end.hiddenColumns] });
      return 'done';
    },
  };
}

export interface Reading {
  outcome: XlsxOutcome;
  sheets: ReadSheet[];
}

export async function readFileAt(path: string, options: Partial<XlsxOptions> = {}): Promise<Reading> {
  const sink = gathering();
  const outcome = await readXlsx(path, sink, { limits, ...options });
  return { outcome, sheets: sink.sheets };
}

/** Lends the bytes as a file. */
export async function withFile<T>(bytes: Buffer, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sheetkeep-xlsx-'));
  try {
    const path = join(folder, 'book.xlsx');
    writeFileSync(path, bytes);
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function readBytes(bytes: Buffer, options: Partial<XlsxOptions> = {}): Promise<Reading> {
  return withFile(bytes, (path) => readFileAt(path, options));
}

export function readBook(book: HandMade, options: Partial<XlsxOptions> = {}): Promise<Reading> {
  return readBytes(zipOf(partsOf(book)), options);
}

/** Rows of the only sheet of a workbook that must be readable. */
export async function rowsOf(book: HandMade): Promise<ReadRow[]> {
  const { outcome, sheets } = await readBook(book);
  if (!outcome.ok) throw new Error(outcome.code);
  return sheets[0]!.rows;
}
