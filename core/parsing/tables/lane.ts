import type { StagedTable } from '../../../schemas/staging.js';
import type { RawRecord, SheetInfo, SheetRow } from '../cells.js';
import type { IssueList } from '../refusal.js';
import { Refusal } from '../refusal.js';
import { copyOf, within } from './head-row.js';
import type { ColumnRange } from './head-row.js';
import { HeaderMarks } from './header-marks.js';
import { findLayout, isMarkedHeader } from './layout.js';
import type { Layout } from './layout.js';
import { MergeFiller } from './merges.js';
import { beginsTable } from './next-table.js';
import { profilesOf } from './profiles.js';
import type { HeadRow } from './profiles.js';
import { countFilled, isCommentRow, isTotalRow, looksLikeNote } from './row-kinds.js';
import { sideBySide } from './side-by-side.js';
import { TableWriter } from './table-writer.js';
import type { RowsOptions } from './table-writer.js';

export interface StagingOptions {
  outDir: string;
  issues: IssueList;
  maxRows: number;
  /** Form of the rows; a CSV keeps its own delimiter, so that its bytes can be copied. */
  rows: RowsOptions;
}

export interface LaneOptions extends StagingOptions {
  /** Gives out the number of a table that is begun. */
  nextTable: () => number;
  /** Takes a table that is finished. */
  told: (table: StagedTable) => void;
}

const headRows = 200;
const headCells = 400_000;
const mostPending = 100;
const lookAhead = 8;
const sampleRows = 30;

/** The tables of a sheet, or of some columns of it, one below the other. Tables side by side become lanes of their own. */
export class Lane {
  private readonly info: SheetInfo;
  private readonly options: LaneOptions;
  private readonly range: ColumnRange | null;
  private lanes: Lane[] = [];
  private head: HeadRow[] = [];
  private headCells = 0;
  private layout: Layout | null = null;
  private marks = new HeaderMarks([], 0);
  private writer: TableWriter | null = null;
  private merges = new MergeFiller([]);
  private blanks: number[] = [];
  private pending: HeadRow[] = [];
  /** Rows in which another table may begin, held until enough are seen. */
  private ahead: HeadRow[] = [];
  /** The first data rows of the table, as a sample of what stands in its columns. */
  private sample: HeadRow[] = [];
  private sawEnd = false;
  private lastNumber = 0;
  /** Rows of which the workbook itself says what they are: they are looked at. */
  private readonly marked: Set<number>;

  constructor(info: SheetInfo, options: LaneOptions, range: ColumnRange | null) {
    this.info = info;
    this.options = options;
    this.range = range;
    this.marked = new Set((info.marked ?? []).flatMap(({ headerRow, totalRow }) => [headerRow, totalRow ?? headerRow]));
    this.reset();
  }

  row(row: SheetRow): void {
    if (this.lanes.length > 0) for (const lane of this.lanes) lane.row(within(row, lane.range ?? { from: 0, to: 0 }));
    else if (this.layout) this.bodyRow(row);
    else {
      this.head.push(copyOf(row));
      this.headCells += row.count;
      if (this.head.length >= headRows || this.headCells >= headCells) this.begin();
    }
  }

  end(): void {
    while (this.hasMore()) {
      if (this.ahead.length > 0) this.settleAhead();
      else if (!this.begin()) break;
    }
    for (const lane of this.lanes) lane.end();
    this.flushPending(true);
    this.closeTable();
  }

  /** Rows are held: those in which another table may begin, or the head of one. */
  private hasMore(): boolean {
    return this.ahead.length > 0 || (!this.layout && this.lanes.length === 0 && this.head.length > 0);
  }

  rawWidth(): number {
    const isHeld = this.pending.length > 0 || this.blanks.length > 0 || this.ahead.length > 0 || !this.merges.isIdle;
    return this.writer?.takesRaw === true && !isHeld && !this.sawEnd ? (this.layout?.width ?? 0) : 0;
  }

  rawFrom(): number {
    return this.layout?.firstCol ?? 0;
  }

  raw(number: number, record: RawRecord): boolean {
    const few = record.filled <= 1 && record.cells > 2;
    if (this.marked.has(number) || few || record.filled === 0 || record.fill[0] !== 1 || number !== this.lastNumber + 1)
      return false;
    if (this.marks.isSuspectRecord(record)) return false;
    this.checkRows();
    this.writer?.raw(number, record);
    this.lastNumber = number;
    return true;
  }

  private reset(): void {
    this.head = [];
    this.headCells = 0;
    this.layout = null;
    this.writer = null;
    this.merges = new MergeFiller(this.info.merges ?? []);
    this.blanks = [];
    this.pending = [];
    this.ahead = [];
    this.sample = [];
    this.sawEnd = false;
  }

  /** false = nothing is filled in the rows held, and they are let go. */
  private begin(): boolean {
    const { info, head, options } = this;
    const ranges = this.range === null ? sideBySide(head) : null;
    if (ranges) {
      this.lanes = ranges.map((range) => new Lane(info, options, range));
      this.head = [];
      for (const row of head) this.row(row);
      return true;
    }
    const layout = findLayout(head, info.labels === 'letters' || this.range !== null, info.marked);
    if (!layout) {
      // Looked at once: a file may begin with any number of blank lines.
      this.head = [];
      this.headCells = 0;
      return false;
    }
    this.layout = layout;
    const headerRows = layout.headerAt.map((at) => head[at]).filter((row) => row !== undefined);
    this.marks = new HeaderMarks(
      headerRows.map((row) => row.cells.slice(layout.firstCol, layout.firstCol + layout.width)),
      layout.firstCol,
    );
    const numbers = headerRows.map((row) => row.number);
    this.writer = new TableWriter(options.outDir, options.nextTable(), info, layout, numbers, options.rows);
    this.marks.tell(layout, numbers.at(-1), info, options.issues);
    const body = head.slice(layout.dataAt);
    this.lastNumber = (body[0]?.number ?? 1) - 1;
    this.head = [];
    // Rows of the header count for merges that reach down from it.
    for (const row of headerRows) this.merges.fill(copyOf(row));
    // Through `row`: one of them may begin another table, whose head is gathered anew.
    for (const row of body) this.row(row);
    return true;
  }

  private bodyRow(row: SheetRow): void {
    if (this.isMarkedHeader(row)) return this.nextTable([...this.titlesAhead(), copyOf(row)]);
    if (this.ahead.length > 0) {
      this.ahead.push(copyOf(row));
      if (this.ahead.length >= lookAhead) this.settleAhead();
      return;
    }
    const filled = countFilled(row.cells, row.count);
    if (this.mayBegin(row, filled)) this.ahead.push(copyOf(row));
    else this.tableRow(row, filled);
  }

  /** Of the rows held back, those behind the last one of several cells; the others are rows of this table. */
  private titlesAhead(): HeadRow[] {
    const held = this.ahead;
    this.ahead = [];
    const data = held.findLastIndex((row) => countFilled(row.cells, row.count) > 1) + 1;
    for (const row of held.slice(0, data)) this.tableRow(row, countFilled(row.cells, row.count));
    return held.slice(data);
  }

  private isMarkedHeader(row: SheetRow): boolean {
    if (!this.marked.has(row.number) || this.writer?.rows === 0) return false;
    const [profile] = profilesOf([row]);
    return profile !== undefined && (this.info.marked ?? []).some((range) => isMarkedHeader(range, row, profile));
  }

  /** A row behind a blank one, or a lone label: what follows tells whether another table begins there. */
  private mayBegin(row: SheetRow, filled: number): boolean {
    if (filled === 0 || this.writer?.rows === 0) return false;
    const isBehindBlank = this.blanks.length > 0 || row.number > this.lastNumber + 1;
    const isLone = filled === 1 && (this.layout?.width ?? 0) >= 3;
    return (isBehindBlank || isLone) && this.skipReason(row, filled) === null;
  }

  private settleAhead(): void {
    const held = this.ahead;
    if (held.length === 0) return;
    this.ahead = [];
    if (this.layout && beginsTable(held, this.layout, this.sample)) this.nextTable(held);
    else {
      // What stands behind the first row of several cells may begin another table all the same.
      const at = held.findIndex((row) => countFilled(row.cells, row.count) > 1);
      const settled = at < 0 ? held.length : at + 1;
      for (const row of held.slice(0, settled)) this.tableRow(row, countFilled(row.cells, row.count));
      for (const row of held.slice(settled)) this.row(row);
    }
  }

  private nextTable(rows: readonly SheetRow[]): void {
    this.blanks = [];
    this.flushPending(true);
    this.closeTable();
    this.reset();
    for (const row of rows) this.row(row);
  }

  /** `filled`: cells filled by the row itself, not by merges. */
  private tableRow(row: SheetRow, filled: number): void {
    const filledCols = this.merges.fill(row);
    if (filled <= 0) return this.blankRow(row.number);
    const { writer, layout } = this;
    if (!writer || !layout) return;
    this.lastNumber = row.number;
    if (this.marks.startsVersion(row, filled)) return this.nextTable([copyOf(row)]);
    const skip = this.skipReason(row, filled);
    if (skip !== null) {
      this.flushPending(false);
      this.sawEnd = this.sawEnd || skip === 'total';
      return skip === 'total' ? writer.skipTotal(row) : writer.skip(row.number, skip);
    }
    const isNote = looksLikeNote(row.cells, row.count, filled) || (this.sawEnd && layout.width >= 3);
    if (layout.width >= 2 && filled === 1 && isNote && this.pending.length < mostPending) {
      this.pending.push(copyOf(row));
      return;
    }
    this.flushPending(false);
    this.sawEnd = false;
    this.data(row, filledCols);
  }

  private skipReason(row: SheetRow, filled: number) {
    const width = this.layout?.width ?? 0;
    if (this.info.marked?.some(({ totalRow }) => totalRow === row.number)) return 'total' as const;
    if (isTotalRow(row.cells, row.count) && width > 1) return 'total' as const;
    if (width > 1 && isCommentRow(row.cells, row.count, filled, row.count === width)) return 'comment' as const;
    return this.marks.isRepeat(row) ? ('repeated-header' as const) : null;
  }

  private closeTable(): void {
    const table = this.writer?.finish() ?? null;
    this.writer = null;
    if (!table) return;
    if (table.headerRows.length === 0 && table.rows > 0) {
      this.options.issues.add({ code: 'no-header', sheet: this.info.name, row: table.firstRow });
    }
    this.options.told(table);
  }

  private data(row: SheetRow, filledCols: readonly number[]): void {
    this.checkRows();
    this.checkWidth(row);
    if (this.sample.length < sampleRows) this.sample.push(copyOf(row));
    this.writer?.row(row, filledCols);
  }

  /** Spreadsheets leave trailing cells out as they like; in a delimited file a row of another width may be a shifted one. */
  private checkWidth(row: SheetRow): void {
    const { layout, info } = this;
    if (!layout || info.labels !== 'numbers' || this.range !== null) return;
    const over =
      row.count > layout.width ? countFilled(row.cells.slice(layout.width, row.count), row.count - layout.width) : 0;
    if (row.count < layout.width) row.problem ??= 'ragged-short';
    else if (over > 0) row.problem ??= 'ragged-long';
    if (row.problem !== null) this.options.issues.add({ code: row.problem, sheet: info.name, row: row.number });
  }

  private checkRows(): void {
    const { maxRows } = this.options;
    if ((this.writer?.rows ?? 0) >= maxRows) throw new Refusal('too-many-rows', { max: maxRows });
  }

  private blankRow(number: number): void {
    if (this.writer && this.blanks.length < 1_048_576) this.blanks.push(number);
  }

  /** Rows held back are notes at the end of the sheet, else they were data; blank rows count only when something follows. */
  private flushPending(atEnd: boolean): void {
    const { writer, blanks, pending } = this;
    if (!writer) return;
    this.blanks = [];
    this.pending = [];
    const lastHeld = pending.at(-1)?.number ?? 0;
    for (const number of blanks) if (!atEnd || number < lastHeld) writer.skip(number, 'blank');
    for (const row of pending) {
      if (atEnd) writer.skip(row.number, 'note');
      else this.data(row, []);
    }
  }
}
