import type { StagedTable } from '../../../schemas/staging.js';
import { newSheetRow } from '../cells.js';
import type { RowSink, SheetEnd, SheetInfo, SheetRow } from '../cells.js';
import type { RecordScanner } from '../csv/scan.js';
import type { IssueList } from '../refusal.js';
import { Refusal } from '../refusal.js';
import { findLayout } from './layout.js';
import type { HeadRow, Layout } from './layout.js';
import { hasBodyMerge, MergeFiller } from './merges.js';
import {
  countFilled,
  firstFilled,
  isCommentRow,
  isRepeatedHeader,
  isTotalRow,
  looksLikeNote,
  isSuspect,
  suspectStarts,
} from './row-kinds.js';
import { columnLetters, TableWriter } from './table-writer.js';
import type { RowsOptions } from './table-writer.js';

export interface FinderOptions {
  outDir: string;
  issues: IssueList;
  maxRows: number;
  maxColumns: number;
  /** Form of the rows; a CSV keeps its own delimiter, so that its bytes can be copied. */
  rows: RowsOptions;
  /** Take hidden sheets too (one was asked for by name). */
  hiddenSheets: boolean;
}

const headRows = 200;
const headCells = 400_000;
const mostPending = 100;
const serialHeader = /^(?:序号|序|行号|no\.?|#|s\/n|sn)$/i;

/** Finds the table of each sheet pushed into it and stages its rows. Looks at the head of a sheet, then streams. */
export class TableFinder implements RowSink {
  readonly tables: StagedTable[] = [];
  private readonly options: FinderOptions;
  private info: SheetInfo | null = null;
  private head: HeadRow[] = [];
  private headCells = 0;
  private layout: Layout | null = null;
  private headers: (string | null)[][] = [];
  private writer: TableWriter | null = null;
  private merges = new MergeFiller([]);
  private blanks: number[] = [];
  private pending: HeadRow[] = [];
  private sawEnd = false;
  /** Tables of the sheets before this one. */
  private tablesBefore = 0;
  private issuesBefore = 0;
  private firstDataRow = 0;
  private suspects = new Set<number>();
  private headerTexts = new Set<string>();

  constructor(options: FinderOptions) {
    this.options = options;
  }

  sheet(info: SheetInfo): boolean {
    if (info.hidden && !this.options.hiddenSheets) {
      this.options.issues.add({ code: 'hidden-sheet-skipped', sheet: info.name });
      return false;
    }
    this.tablesBefore = this.tables.length;
    this.issuesBefore = this.options.issues.items.length;
    this.firstDataRow = 0;
    this.reset(info);
    return true;
  }

  private reset(info: SheetInfo): void {
    this.info = info;
    this.head = [];
    this.headCells = 0;
    this.layout = null;
    this.headers = [];
    this.writer = null;
    this.merges = new MergeFiller(info.merges ?? []);
    this.blanks = [];
    this.pending = [];
    this.sawEnd = false;
  }

  row(row: SheetRow): void {
    if (row.count > this.options.maxColumns) {
      throw new Refusal('too-many-columns', { columns: row.count, max: this.options.maxColumns });
    }
    if (this.layout) return this.bodyRow(row);
    this.head.push(copyOf(row));
    this.headCells += row.count;
    if (this.head.length >= headRows || this.headCells >= headCells) this.begin();
  }

  endSheet(end: SheetEnd): 'done' | 'again' {
    for (let before = -1; !this.layout && this.head.length !== before;) {
      before = this.head.length;
      this.begin();
    }
    this.flushPending(true);
    const { info } = this;
    const table = this.closeTable();
    const isFirstReading = info?.merges === null;
    if (table && isFirstReading && hasBodyMerge(end.merges, this.firstDataRow, table.lastRow)) {
      this.tables.length = this.tablesBefore;
      this.options.issues.rollback(this.issuesBefore);
      return 'again';
    }
    for (const col of end.hiddenColumns) {
      this.options.issues.add({ code: 'hidden-column', sheet: info?.name ?? null, column: this.label(col) });
    }
    return 'done';
  }

  /** How many cells a record must have to be taken as bytes; 0 = not yet. */
  rawWidth(): number {
    return this.writer?.takesRaw === true && this.pending.length === 0 && this.blanks.length === 0 && !this.sawEnd
      ? (this.layout?.width ?? 0)
      : 0;
  }

  /** Takes a record as bytes when it surely is plain data of the table's width; false = it must come as a row. */
  raw(number: number, scanner: RecordScanner): boolean {
    const { buffer, start } = scanner;
    const few = scanner.filled <= 1 && scanner.cells > 2;
    if (few || scanner.filled === 0 || scanner.fill[0] === 0) return false;
    let at = start;
    let first = buffer[at] as number;
    if (first === 0x22) first = buffer[++at] as number;
    if (first === 0x23 || first <= 0x20 || isSuspect(this.suspects, first, buffer[at + 1] ?? 0, buffer[at + 2] ?? 0))
      return false;
    this.checkRows();
    this.writer?.raw(number, scanner);
    return true;
  }

  private begin(): void {
    const { info, head, options } = this;
    if (!info) return;
    const layout = findLayout(head, info.labels === 'letters');
    if (!layout) return;
    this.layout = layout;
    const headerRows = layout.headerAt.map((at) => head[at]).filter((row) => row !== undefined);
    this.headers = headerRows.map((row) => row.cells.slice(layout.firstCol, layout.firstCol + layout.width));
    this.headerTexts = new Set(this.headers.flatMap((cells) => cells.map((cell) => (cell ?? '').trim())));
    this.headerTexts.delete('');
    this.suspects = suspectStarts(this.headerTexts);
    const numbers = headerRows.map((row) => row.number);
    this.writer = new TableWriter(options.outDir, this.tables.length, info, layout, numbers, options.rows);
    this.noteHeaders(layout, numbers);
    const body = head.slice(layout.dataAt);
    this.head = [];
    // Rows of the header count for merges that reach down from it.
    for (const row of headerRows) this.merges.fill(copyOf(row));
    // Through `row`: one of them may begin another table, whose head is gathered anew.
    for (const row of body) this.row(row);
  }

  private bodyRow(row: SheetRow): void {
    const filledCols = this.merges.fill(row);
    const filled = countFilled(row.cells, row.count) - filledCols.length;
    if (filled <= 0) return this.blankRow(row.number);
    const { writer, layout } = this;
    if (!writer || !layout) return;
    if (this.startsTable(row, filled)) return this.nextTable(row);
    const skip = this.skipReason(row, filled, layout);
    if (skip !== null) {
      this.flushPending(false);
      this.sawEnd = this.sawEnd || skip === 'total';
      return writer.skip(row.number, skip);
    }
    const mayBeNote =
      layout.width >= 2 &&
      filled === 1 &&
      (looksLikeNote(row.cells, row.count, filled) || (this.sawEnd && layout.width >= 3));
    if (mayBeNote && this.pending.length < mostPending) {
      this.pending.push(copyOf(row));
      return;
    }
    this.flushPending(false);
    this.sawEnd = false;
    this.data(row, filledCols);
  }

  /** A row made of this table's own headers, but other ones than it has: another version of the table follows. */
  private startsTable(row: SheetRow, filled: number): boolean {
    if (this.headers.length !== 1 || filled < 3) return false;
    const first = row.cells[firstFilled(row.cells, row.count)] ?? '';
    if (!this.headerTexts.has(first.trim())) return false;
    let shared = 0;
    for (let at = 0; at < row.count; at += 1) {
      const cell = row.cells[at];
      if (cell !== null && cell !== undefined && this.headerTexts.has(cell.trim())) shared += 1;
    }
    const known = this.headerTexts.size;
    return shared >= 3 && shared * 2 > Math.max(filled, known) && !(shared === known && filled === shared);
  }

  private closeTable(): StagedTable | null {
    const table = this.writer?.finish() ?? null;
    this.writer = null;
    if (!table) return null;
    if (table.headerRows.length === 0 && table.rows > 0) this.issue('no-header', table.firstRow);
    if (this.tables.length === this.tablesBefore) this.firstDataRow = table.firstRow;
    this.tables.push(table);
    return table;
  }

  private nextTable(row: SheetRow): void {
    const info = this.info;
    this.flushPending(true);
    this.closeTable();
    if (info) this.reset(info);
    this.row(row);
  }

  private skipReason(row: SheetRow, filled: number, layout: Layout) {
    if (isTotalRow(row.cells, row.count) && layout.width > 1) return 'total' as const;
    if (layout.width > 1 && isCommentRow(row.cells, row.count, filled, row.count === layout.width))
      return 'comment' as const;
    if (isRepeatedHeader(row.cells, row.count, layout.firstCol, this.headers)) return 'repeated-header' as const;
    return null;
  }

  private data(row: SheetRow, filledCols: readonly number[]): void {
    this.checkRows();
    this.checkWidth(row);
    this.writer?.row(row, filledCols);
  }

  /** Spreadsheets leave trailing cells out as they like; in a delimited file a row of another width may be a shifted one. */
  private checkWidth(row: SheetRow): void {
    const { layout, info } = this;
    if (!layout || info?.labels !== 'numbers') return;
    const over =
      row.count > layout.width ? countFilled(row.cells.slice(layout.width, row.count), row.count - layout.width) : 0;
    if (row.count < layout.width) this.rowProblem(row, 'ragged-short');
    else if (over > 0) this.rowProblem(row, 'ragged-long');
    if (row.problem !== null) this.issue(row.problem, row.number);
  }

  private rowProblem(row: SheetRow, problem: 'ragged-short' | 'ragged-long'): void {
    row.problem ??= problem;
  }

  private checkRows(): void {
    if ((this.writer?.rows ?? 0) >= this.options.maxRows)
      throw new Refusal('too-many-rows', { max: this.options.maxRows });
  }

  private blankRow(number: number): void {
    if (this.pending.length > 0) return;
    if (this.writer && this.blanks.length < 1_048_576) this.blanks.push(number);
  }

  /** Rows held back are notes at the end of the sheet, else they were data; blank rows count only when something follows. */
  private flushPending(atEnd: boolean): void {
    const { writer } = this;
    if (!writer) return;
    if (!atEnd || this.pending.length > 0) for (const number of this.blanks) writer.skip(number, 'blank');
    this.blanks = [];
    const held = this.pending;
    this.pending = [];
    for (const row of held) {
      if (atEnd) writer.skip(row.number, 'note');
      else this.data(row, []);
    }
  }

  private noteHeaders(layout: Layout, headerRows: readonly number[]): void {
    const seen = new Map<string, number>();
    const row = headerRows.at(-1);
    if (row === undefined) return;
    layout.headers.forEach((header, at) => {
      const column = this.label(layout.firstCol + at);
      if (header === '') this.issue('empty-header', row, column);
      else if (seen.has(header)) this.issue('duplicate-header', row, column);
      else if (serialHeader.test(header)) this.issue('serial-column', row, column);
      seen.set(header, at);
    });
  }

  private label(col: number): string {
    return this.info?.labels === 'letters' ? columnLetters(col) : String(col + 1);
  }

  private issue(code: string, row: number, column?: string): void {
    const sheet = this.info?.name ?? null;
    this.options.issues.add(column === undefined ? { code, sheet, row } : { code, sheet, row, column });
  }
}

function copyOf(row: SheetRow): HeadRow {
  const copy = newSheetRow();
  copy.number = row.number;
  copy.count = row.count;
  copy.cells = row.cells.slice(0, row.count);
  copy.kinds = row.kinds ? row.kinds.slice(0, row.count) : null;
  copy.notes = row.notes.slice(0, row.noteCount).map((note) => ({ ...note }));
  copy.noteCount = row.noteCount;
  copy.hidden = row.hidden;
  copy.struck = row.struck;
  copy.problem = row.problem;
  return copy;
}
