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
  StagedTable,
} from '../../schemas/staging.js';
import type { ParseTask } from './parse.js';
import { readStagedRows } from './stage-rows.js';

export interface ReadOptions {
  path: string;
  hints: ParseHints;
  limits: ParseLimits;
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
  columns: { column: string; header: string; kinds: StagedTable['columns'][number]['kinds'] }[];
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
  /** Pieces of NDJSON: a line per table, then a line per row. */
  ndjson(): AsyncGenerator<string>;
  /** Pieces of CSV: the largest table, or `table`; header first. */
  csv(table?: number): AsyncGenerator<string>;
  /** Removes the temporary files. */
  close(): void;
}

/** Reads a file into a temporary folder, from which the answers stream: memory does not grow with the file. */
export async function openRead(options: ReadOptions): Promise<ReadFile | Refused> {
  const outDir = mkdtempSync(join(tmpdir(), 'sheetkeep-read-'));
  const close = (): void => rmSync(outDir, { recursive: true, force: true });
  try {
    const { path, hints, limits } = options;
    const outcome = await options.parse({ path, fileName: basename(path), outDir, hints, limits });
    if (!outcome.ok) {
      close();
      return outcome;
    }
    const { tables } = outcome;
    return {
      ok: true,
      report: reportOf(outcome),
      ndjson: () => ndjson(tables),
      csv: (table) => csv(tables, table),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function tableLine({ table, sheet, headerRows, firstRow, lastRow, columns }: StagedTable): TableLine {
  const told = columns.map(({ label, header, kinds }) => ({ column: label, header, kinds }));
  return { table, sheet, headerRows, firstRow, lastRow, columns: told };
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

async function* ndjson(tables: readonly StagedTable[]): AsyncGenerator<string> {
  for (const table of tables) {
    yield `${JSON.stringify(tableLine(table))}\n`;
    for await (const rows of readStagedRows(table)) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}

async function* csv(tables: readonly StagedTable[], number: number | undefined): AsyncGenerator<string> {
  const table = number === undefined ? largest(tables) : tables.find((each) => each.table === number);
  if (!table) return;
  if (table.headerRows.length > 0) yield csvLine(table.columns.map((column) => column.header));
  for await (const rows of readStagedRows(table)) yield rows.map((row) => csvLine(row.cells)).join('');
}

const largest = (tables: readonly StagedTable[]): StagedTable | undefined =>
  tables.reduce<StagedTable | undefined>((best, table) => (best && best.rows >= table.rows ? best : table), undefined);

const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(csvCell).join(',')}\n`;

function csvCell(cell: string | null): string {
  if (cell === null) return '';
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
