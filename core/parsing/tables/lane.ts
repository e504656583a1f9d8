import type { TableShape } from '../../../schemas/decisions.js';
import type { StagedTable } from '../../../schemas/staging.js';
import type { RawRecord, SheetInfo, SheetRow } from '../cells.js';
import type { IssueList } from '../refusal.js';
import { Refusal } from '../refusal.js';
import { TableBounds } from '../decisions/bounds.js';
import { filledAbove } from '../decisions/sheet-decisions.js';
import type { DecidedStart, SheetDecisions } from '../decisions/sheet-decisions.js';
import { headerTexts, signatureOf } from '../decisions/signature.js';
import { decidedLayout } from './decided-layout.js';
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
  /** What people said of the sheet's tables; null = nothing. */
  decisions: SheetDecisions | null;
  /** Gives out the number of a table that is begun. */
  nextTable: () => number;
  /** Takes a table that is finished. */
  told: (table: StagedTable) => void;
}

const noShape: TableShape = { header: [], width: 0, above: 0, between: [], below: null };

const headRows = 200;
const headCells = 400_000;
/** Bytes of a record that are compared with how decided rows begin. */
const mostLookedAt = 256;
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
  private bounds: TableBounds | null = null;
  private shape: TableShape = noShape;
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
    if (this.marks.isSuspectRecord(record) || !this.mayCopy(number, record)) return false;
    this.checkRows();
    this.writer?.raw(number, record);
    this.lastNumber = number;
    return true;
  }

  private mayCopy(number: number, { buffer, start, end }: RawRecord): boolean {
    const { bounds } = this;
    const { decisions } = this.options;
    if (!bounds && !decisions) return true;
    const from = buffer[start] === 0x22 ? start + 1 : start;
    const text = (): string => buffer.toString('utf8', from, Math.min(end, from + mostLookedAt));
    return (bounds?.mayCopy(number, text) ?? true) && !decisions?.looksAt(number, text);
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
    this.bounds = null;
    this.shape = noShape;
  }

  /** false = nothing is filled in the rows held, and they are let go. */
  private begin(): boolean {
    const { info, head, options } = this;
    const start = options.decisions?.start(head) ?? null;
    const ranges = this.range === null ? sideBySide(start ? head.slice(beginOf(start)) : head) : null;
    if (ranges) {
      this.lanes = ranges.map((range) => new Lane(info, options, range));
      this.head = [];
      for (const row of head) this.row(row);
      return true;
    }
    const trims = info.labels === 'letters' || this.range !== null;
    const layout = start ? decidedLayout(head, trims, start) : findLayout(head, trims, info.marked);
    if (!layout) {
      // Looked at once: a file may begin with any number of blank lines.
      this.head = [];
      this.headCells = 0;
      return false;
    }
    this.layout = layout;
    const headerRows = layout.headerAt.map((at) => head[at]).filter((row) => row !== undefined);
    this.setDecided(start, layout, headerRows);
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

  /** What the table is known by, and which of its rows a person leaves out. */
  private setDecided(start: DecidedStart | null, layout: Layout, headerRows: readonly HeadRow[]): void {
    const { head } = this;
    const entry = start?.entry ?? this.options.decisions?.loose() ?? null;
    this.bounds = entry && new TableBounds(entry);
    const above = head.slice(0, layout.headerAt[0] ?? layout.dataAt);
    const between = headerRows.length > 0 ? [] : above.flatMap((row) => signatureOf(row) ?? []);
    const header = headerRows.map(headerTexts);
    this.shape = { header, width: layout.width, above: filledAbove(head, above.length), between, below: null };
  }

  private bodyRow(row: SheetRow): void {
    if (this.beginsNext(row)) return this.nextTable([...this.titlesAhead(), copyOf(row)]);
    if (this.bounds && countFilled(row.cells, row.count) > 0 && this.bounds.leavesOut(row)) return this.leaveOut(row);
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

  /** A person, or the workbook itself, says that another table begins here. */
  private beginsNext(row: SheetRow): boolean {
    if (this.writer?.rows === 0) return false;
    const isDecided = this.options.decisions?.begins(row) === true && !this.marks.isRepeat(row);
    return isDecided || this.isMarkedHeader(row);
  }

  private leaveOut(row: SheetRow): void {
    const { bounds } = this;
    while (this.ahead.length > 0) this.settleAhead();
    // One of the rows held back began another table.
    if (this.bounds !== bounds) return this.row(row);
    this.flushPending(true);
    this.merges.fill(row);
    this.writer?.skip(row.number, 'left-out');
    this.lastNumber = row.number;
  }

  private isMarkedHeader(row: SheetRow): boolean {
    if (!this.marked.has(row.number)) return false;
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
    const { bounds, shape } = this;
    const between = bounds && shape.header.length > 0 ? bounds.between : shape.between;
    const table = this.writer?.finish({ ...shape, between, below: bounds?.below ?? null }) ?? null;
    this.writer = null;
    if (!table) return;
    if (bounds?.missesEnd === true)
      this.options.issues.add({ code: 'table-end-missing', sheet: this.info.name, row: table.lastRow });
    if (table.headerRows.length === 0 && table.rows > 0 && table.header.by === 'evidence') {
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

const beginOf = ({ headerAt, dataAt }: DecidedStart): number => headerAt[0] ?? dataAt;
