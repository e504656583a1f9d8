/** How a file was read: what was found in it and how surely. Names of sheets and headers stand in it, no cell. */
import type { TableShape } from './decisions.js';
import type { IssueParams } from './issues/issue.js';
import type { ColumnMapping } from './mapping.js';
import type { FileFormat, ParsedFile, SkipReason, Sureness } from './staging.js';

export interface FoundTable {
  table: number;
  sheet: string | null;
  /** Labels of its first and last column. */
  from: string;
  to: string;
  headerRows: number[];
  header: Sureness;
  /** Header texts of the first columns, to know the table by. */
  headers: string[];
  firstRow: number;
  lastRow: number;
  rows: number;
  /** Rows left out, by reason. */
  skippedBy: Partial<Record<SkipReason, number>>;
  /** null = taken; else why not. */
  notTaken: string | null;
  /** What people said of its rows and cells, where they did. */
  said?: Pick<TableShape, 'headings' | 'fillDown'>;
}

export interface FoundReading {
  format: FileFormat;
  encoding: string | null;
  dialect: ParsedFile['dialect'];
  sureness: ParsedFile['sureness'];
  tables: FoundTable[];
  /** Sheets of which no table was looked at, with the catalogue code that says why. */
  sheetsLeftOut: { sheet: string; code: string; params?: IssueParams }[];
}

const headersTold = 6;
const sheetCodes = new Set([
  'hidden-sheet-skipped',
  'summary-sheet-skipped',
  'repeat-sheet-skipped',
  'instruction-sheet-skipped',
  'sheet-not-cells',
  'form-not-read',
]);

/** What mapping says of the tables, by their numbers. */
export interface Mapped {
  /** Why a table was not taken; tables that are not in it were. */
  notTaken: ReadonlyMap<number, string>;
  columns: ReadonlyMap<number, readonly ColumnMapping[]>;
}

/** A header that names a field, by itself or as a person said, is no chance. */
export const isKnownHeader = (columns: readonly ColumnMapping[]): boolean =>
  columns.some(({ field, confidence }) => field !== null && confidence === 1);

const known = 0.98;

export function foundReading(file: ParsedFile, { notTaken, columns: mapped }: Mapped): FoundReading {
  const { format, encoding, dialect, sureness } = file;
  const tables = file.tables.map(
    ({ table, sheet, headerRows, header, firstRow, lastRow, rows, skippedBy, columns, shape }): FoundTable => ({
      table,
      sheet,
      from: columns[0]?.label ?? '',
      to: columns.at(-1)?.label ?? '',
      headerRows,
      header: isKnownHeader(mapped.get(table) ?? []) ? confirmed(header) : header,
      headers: columns.slice(0, headersTold).map((column) => column.header),
      firstRow,
      lastRow,
      rows,
      skippedBy,
      notTaken: notTaken.get(table) ?? null,
      ...saidOf(shape),
    }),
  );
  const sheetsLeftOut = file.issues.flatMap(({ code, sheet, params }) =>
    sheetCodes.has(code) && typeof sheet === 'string' ? [{ sheet, code, ...(params && { params }) }] : [],
  );
  return { format, encoding, dialect, sureness, tables, sheetsLeftOut };
}

function saidOf({ headings, fillDown }: TableShape): Pick<FoundTable, 'said'> {
  if (!headings && !fillDown) return {};
  return { said: { ...(headings && { headings }), ...(fillDown && { fillDown }) } };
}

const confirmed = ({ by, confidence }: Sureness): Sureness => ({ by, confidence: Math.max(confidence, known) });

/** Rows left out of all tables, by reason, most first. */
export function skippedRows(tables: readonly Pick<FoundTable, 'skippedBy'>[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { skippedBy } of tables)
    for (const [reason, count] of Object.entries(skippedBy)) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}

/** Whether two readings of the same bytes come to the same rows. */
export function sameReading(one: FoundReading, other: FoundReading): boolean {
  const of = ({ encoding, dialect, tables }: FoundReading): unknown => [
    encoding,
    dialect && [dialect.delimiter, dialect.quote],
    tables
      .filter(({ notTaken }) => notTaken === null)
      .map(({ sheet, from, to, headerRows, firstRow, lastRow, rows, said }) => [
        sheet,
        from,
        to,
        headerRows,
        firstRow,
        lastRow,
        rows,
        ...(said ? [said] : []),
      ]),
  ];
  return JSON.stringify(of(one)) === JSON.stringify(of(other));
}
