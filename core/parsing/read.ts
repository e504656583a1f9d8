/** What `sheetkeep read FILE` prints: what the program sees in a file, without a workspace. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { FileIssue, ParsedFile, StagedColumn, StagedTable } from '../../schemas/staging.js';
import type { ReadOptions } from './read-options.js';
import type { ReadMember, ReadPacked, RefusedPacked } from './read-packed.js';
import { csvCell } from './rows/csv-writer.js';
import { printedMarks } from './rows/printed-marks.js';
import { readPrinted } from './rows/printed-rows.js';
import { sniff } from './sniff.js';

/** One table as `read` tells it. */
export interface TableLine {
  /** The member of a packed file it lies in. */
  member?: string;
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
  tables: (TableLine & Pick<StagedTable, 'rows' | 'header' | 'skippedBy'> & { skipped: number; flagged: number })[];
  format: ParsedFile['format'] | 'zip';
  encoding: string | null;
  dialect: ParsedFile['dialect'];
  /** How sure both are. */
  sureness: ParsedFile['sureness'];
  issues: (FileIssue & { member?: string })[];
  /** Of a packed file: what lies in it, the spreadsheets first. */
  members?: ReadMember[];
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
export async function openRead(options: ReadOptions): Promise<ReadFile | RefusedPacked> {
  const outDir = mkdtempSync(join(tmpdir(), 'sheetkeep-read-'));
  const close = (): void => rmSync(outDir, { recursive: true, force: true });
  try {
    const outcome = await read(options, outDir);
    if (!outcome.ok) {
      close();
      return outcome;
    }
    const { tables, report } = outcome;
    const pieces = () => (options.form === 'csv' ? csv(tables) : ndjson(tables, options.marks === true));
    return { ok: true, report, pieces, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** A table with the member it lies in; undefined = the file itself. */
interface ReadTable {
  member: string | undefined;
  table: StagedTable;
}

interface Read {
  ok: true;
  tables: ReadTable[];
  report: ReadReport;
}

async function read(options: ReadOptions, outDir: string): Promise<Read | RefusedPacked> {
  const { path, hints, limits, form, as } = options;
  const fileName = basename(path);
  const { kind } = sniff(path, fileName);
  if (kind === 'zip' || kind === 'gzip') {
    const { readPacked } = await import('./read-packed.js');
    const packed = await readPacked(options, outDir);
    if (packed.ok) return readOf(packed, kind === 'gzip' ? packed.files[0]?.file : undefined);
    // Read by itself, the file in a .gz tells what it is.
    if (kind === 'zip' || packed.code !== 'packed-nothing-to-read') return packed;
  }
  const file = await options.parse({ path, fileName, outDir, hints, limits, form, as });
  if (!file.ok) return file;
  const { tables, format, encoding, dialect, sureness, issues } = file;
  const found = tables.map((table) => ({ member: undefined, table }));
  const told = { tables: found.map(toldTable), format, encoding, dialect, sureness, issues };
  return { ok: true, tables: found, report: told };
}

/** A ZIP file has neither; its members are told one by one. */
const zipped = { format: 'zip' as const, encoding: null, dialect: null, sureness: { encoding: null, dialect: null } };

/** `only`: the file in a .gz, which is told as if it were not packed. */
function readOf({ files, members }: ReadPacked, only: ParsedFile | undefined): Read {
  const tables = files.flatMap(({ member, file }) => file.tables.map((table) => ({ member, table })));
  const issues = files.flatMap(({ member, file }) => file.issues.map((issue) => ({ member, ...issue })));
  const { format, encoding, dialect, sureness } = only ?? zipped;
  const told = { tables: tables.map(toldTable), format, encoding, dialect, sureness };
  return { ok: true, tables, report: { ...told, issues, members } };
}

function tableLine({ member, table: found }: ReadTable): TableLine {
  const { table, sheet, headerRows, firstRow, lastRow, columns } = found;
  return {
    ...(member !== undefined && { member }),
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

const toldTable = (found: ReadTable): ReadReport['tables'][number] => ({
  ...tableLine(found),
  rows: found.table.rows,
  header: found.table.header,
  skipped: found.table.skipped?.lines ?? 0,
  skippedBy: found.table.skippedBy,
  flagged: found.table.kinds?.lines ?? 0,
});

async function* ndjson(tables: readonly ReadTable[], withMarks: boolean): AsyncGenerator<string | Buffer> {
  for (const found of tables) {
    yield `${JSON.stringify(tableLine(found))}\n`;
    yield* readPrinted(found.table);
    if (withMarks) yield* printedMarks(found.table);
  }
}

/** Labels of several rows as one reads them: Payroll staff, Headcount. */
const printedHeader = ({ header, levels }: StagedColumn): string =>
  levels ? header.replace(levels.join(' / '), () => levels.join(' ')) : header;

async function* csv(tables: readonly ReadTable[]): AsyncGenerator<string | Buffer> {
  const largest = tables.map(({ table }) => table).toSorted((one, other) => other.rows - one.rows)[0];
  if (!largest) return;
  if (largest.headerRows.length > 0)
    yield `${largest.columns.map((column) => csvCell(printedHeader(column))).join(',')}\n`;
  yield* readPrinted(largest);
}
