/** What `sheetkeep read FILE` prints: what the program sees in a file, without a workspace. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type {
  FileIssue,
  ParsedFile,
  ParseHints,
  ParseLimits,
  ParseOutcome,
  Refused,
  StagedColumn,
  StagedTable,
} from '../../schemas/staging.js';
import type { ParseTask } from './parse.js';
import { csvCell } from './rows/csv-writer.js';
import { readPrinted } from './rows/printed-rows.js';

export interface ReadOptions {
  path: string;
  hints: ParseHints;
  limits: ParseLimits;
  /** What `pieces` answers. */
  form: 'ndjson' | 'csv';
  as: 'stored' | 'shown';
  /** `parseFile`, or the same through a pool. */
  parse: (task: ParseTask) => Promise<ParseOutcome>;
}

/** One table as `read` tells it. */
export interface TableLine {
  table: number;
  sheet: string | null;
  headerRows: number[];
  firstRow: number;
  lastRow: number;
  /** Header texts; '' where there is none. */
  columns: string[];
  /** Letters for spreadsheets, 1-based numbers for CSV. */
  labels: string[];
  /** How many cells of each stored kind. */
  kinds: StagedColumn['kinds'][];
}

export interface ReadReport {
  tables: (TableLine & { rows: number; skipped: number; flagged: number })[];
  format: ParsedFile['format'];
  encoding: string | null;
  dialect: ParsedFile['dialect'];
  issues: FileIssue[];
}

export interface ReadFile {
  ok: true;
  /** The one object of `--json`. */
  report: ReadReport;
  /** NDJSON: a line per table, then a line per row. CSV: the table with most rows, header first. */
  pieces(): AsyncGenerator<string | Buffer>;
  /** Removes the temporary files. */
  close(): void;
}

/**
 * Reads a file into a temporary folder, in the form asked for, from which the answer streams: memory does not grow with the file, and
 * nothing is printed of a file that turns out to be unreadable.
 */
export async function openRead(options: ReadOptions): Promise<ReadFile | Refused> {
  const outDir = mkdtempSync(join(tmpdir(), 'sheetkeep-read-'));
  const close = (): void => rmSync(outDir, { recursive: true, force: true });
  try {
    const { path, hints, limits, form, as } = options;
    const outcome = await options.parse({ path, fileName: basename(path), outDir, hints, limits, form, as });
    if (!outcome.ok) {
      close();
      return outcome;
    }
    const { tables } = outcome;
    const pieces = () => (form === 'csv' ? csv(tables) : ndjson(tables));
    return { ok: true, report: reportOf(outcome), pieces, close };
  } catch (error) {
    close();
    throw error;
  }
}

function tableLine({ table, sheet, headerRows, firstRow, lastRow, columns }: StagedTable): TableLine {
  return {
    table,
    sheet,
    headerRows,
    firstRow,
    lastRow,
    columns: columns.map((column) => column.header),
    labels: columns.map((column) => column.label),
    kinds: columns.map((column) => column.kinds),
  };
}

function reportOf({ tables, format, encoding, dialect, issues }: ParsedFile): ReadReport {
  const lines = tables.map((table) => ({
    ...tableLine(table),
    rows: table.rows,
    skipped: table.skipped?.lines ?? 0,
    flagged: table.kinds?.lines ?? 0,
  }));
  return { tables: lines, format, encoding, dialect, issues };
}

async function* ndjson(tables: readonly StagedTable[]): AsyncGenerator<string | Buffer> {
  for (const table of tables) {
    yield `${JSON.stringify(tableLine(table))}\n`;
    yield* readPrinted(table);
  }
}

async function* csv(tables: readonly StagedTable[]): AsyncGenerator<string | Buffer> {
  const largest = tables.toSorted((one, other) => other.rows - one.rows)[0];
  if (!largest) return;
  if (largest.headerRows.length > 0) yield `${largest.columns.map((column) => csvCell(column.header)).join(',')}\n`;
  yield* readPrinted(largest);
}
