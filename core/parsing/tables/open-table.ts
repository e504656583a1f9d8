import type { StagedTable } from '../../../schemas/staging.js';
import type { RawRecord, SheetInfo, SheetRow } from '../cells.js';
import { Refusal } from '../refusal.js';
import { TableBounds } from '../decisions/bounds.js';
import { tellBeside } from './beside.js';
import { CodedParents } from './coded-parents.js';
import { FramesAgain } from './frames-again.js';
import { footKind } from './foot-lines.js';
import type { FootKind } from './foot-lines.js';
import { GroupFiller, withGroupColumns } from './group-filler.js';
import { LoneRows } from './group-rows.js';
import type { SaidHeadings } from './group-kinds.js';
import { groupTotalAt } from './group-totals.js';
import { copyOf } from './head-row.js';
import { HeaderMarks } from './header-marks.js';
import { HeldRows } from './held-rows.js';
import { labelledTotal, TotalsProof } from './labelled-totals.js';
import type { Layout } from './layout.js';
import { MergeFiller } from './merges.js';
import { tellNameless } from './nameless-columns.js';
import { isPartedRecord } from './parted-otherwise.js';
import { areLastOfPage, lastRows } from './page-breaks.js';
import type { LastRows, Page } from './page-breaks.js';
import type { HeadRow } from './profiles.js';
import { beginningOfRecord, mayBeOtherThanData } from './raw-records.js';
import { countFilled, isTotalRow } from './row-kinds.js';
import type { Missing } from './said-rows.js';
import { SaidRows } from './said-rows.js';
import { skipReason } from './skip-reason.js';
import type { SkipReasons } from './skip-reason.js';
import { tellsStatistic } from './statistics.js';
import { TableWriter } from './table-writer.js';
import type { TableBegin, TableOptions } from './table-options.js';
import { widthProblem } from './width-problem.js';

const sampleRows = 30;

const isFilled = ({ cells, count }: SheetRow): boolean => countFilled(cells, count) > 0;

/** A table that has begun: says which of its rows are data, and writes them. */
export class OpenTable {
  readonly layout: Layout;
  lastNumber: number;
  /** Rows that may name groups. */
  readonly lone: LoneRows;
  readonly coded: CodedParents;
  readonly frames: FramesAgain;
  /** The first data rows, as a sample of what stands in the columns. */
  readonly sample: HeadRow[] = [];
  private readonly info: SheetInfo;
  private readonly options: TableOptions;
  private readonly begin: TableBegin;
  private readonly writer: TableWriter;
  private readonly marks: HeaderMarks;
  private readonly merges: MergeFiller;
  private readonly bounds: TableBounds | null;
  private readonly proof: TotalsProof | null;
  private readonly groups: GroupFiller | null;
  private readonly saidRows: SaidRows;
  private readonly delimiter: number;
  private readonly held = new HeldRows();
  private readonly reasons: SkipReasons;
  private sawEnd = false;
  /** Blank rows stand before this row, or before the lines that are held. */
  private isBehindBlank = false;

  constructor(info: SheetInfo, options: TableOptions, begin: TableBegin) {
    const { layout, headerRows, entry, table } = begin;
    this.info = info;
    this.options = options;
    this.begin = begin;
    this.layout = layout;
    this.lastNumber = begin.lastNumber;
    this.lone = new LoneRows(begin.above, headerRows[0]?.number);
    this.coded = new CodedParents(layout);
    this.frames = new FramesAgain(headerRows.length > 0 ? begin.above : []);
    this.bounds = entry && new TableBounds(entry);
    this.proof = options.provesTotals ? new TotalsProof() : null;
    this.delimiter = options.rows.delimiter.charCodeAt(0);
    const { firstCol, width } = layout;
    this.marks = new HeaderMarks(
      headerRows.map((row) => row.cells.slice(firstCol, firstCol + width)),
      firstCol,
      headerRows.length > 0 ? begin.above : [],
    );
    const numbers = headerRows.map((row) => row.number);
    const groups = options.groups.get(table);
    this.groups = groups ? new GroupFiller(groups, firstCol) : null;
    const written = groups ? withGroupColumns(layout, groups) : layout;
    this.saidRows = new SaidRows(entry, layout, info, options.issues);
    this.writer = new TableWriter(options.outDir, table, info, written, numbers, options.rows);
    this.marks.tell(layout, numbers.at(-1), info, options.issues);
    this.merges = new MergeFiller(info.merges ?? []);
    this.reasons = {
      layout,
      sample: this.sample,
      totalRows: new Set((info.marked ?? []).map(({ totalRow }) => totalRow)),
      hasRows: () => this.rows > 0,
      groups: this.groups,
      proof: this.proof,
      bounds: this.bounds,
      marks: this.marks,
    };
  }

  get saidHeadings(): SaidHeadings | null {
    return this.saidRows.headings;
  }

  /** What was said of this very file and does not stand in the table; null = nothing was said by place. */
  get missing(): Missing | null {
    return this.saidRows.missing((number) => this.groups?.names({ number }) === true);
  }

  get rows(): number {
    return this.writer.rows;
  }

  /** Whether blank rows stand before the row of that number. */
  standsBehindBlank(number: number): boolean {
    return this.held.hasBlanks || number > this.lastNumber + 1;
  }

  /** Rows above the header that are more than titles. */
  tellAbove(rows: readonly HeadRow[]): void {
    for (const row of rows)
      if (isTotalRow(row.cells, row.count)) this.totalRow(row);
      else this.writer.skip(row.number, 'note');
  }

  /** A person said where the header stands: what is above it, and more than a title, is left out by that. */
  leaveOutAbove(rows: readonly HeadRow[]): void {
    for (const row of rows) if (countFilled(row.cells, row.count) > 1) this.writer.skip(row.number, 'left-out');
  }

  /** Cells that a record must have to be taken as bytes; 0 = none are now. */
  get rawWidth(): number {
    const isHeld = !this.held.isEmpty || !this.merges.isIdle || this.proof !== null || this.coded.isWaiting;
    const isFilled = this.groups !== null || this.saidRows.fills;
    return this.writer.takesRaw && !isHeld && !isFilled && !this.sawEnd ? this.layout.width : 0;
  }

  isRepeat(row: SheetRow): boolean {
    return this.marks.isRepeat(row);
  }

  /** Whether the rows above the header that is repeated are of this table: names of groups, or the last rows of a page. */
  goesOn(above: readonly SheetRow[], header: SheetRow): boolean {
    const isPage = above.some(isFilled) && above.every((row) => !isFilled(row) || this.isRepeat(row));
    return isPage || this.lone.continues(above, header) || areLastOfPage(above, header, this.page);
  }

  /** Where, behind lines of this table's frame, its header comes again; -1 = it does not. */
  frameAgain(held: readonly SheetRow[]): number {
    const at = held.findIndex((row) => countFilled(row.cells, row.count) > 1 && this.isRepeat(row));
    const header = held[at];
    return header && this.frames.continues(held.slice(0, at), header) ? at : -1;
  }

  /** How many of the rows above the header of another table are of this one. */
  lastRows(held: readonly SheetRow[]): LastRows {
    return lastRows(held, this.page);
  }

  private get page(): Page {
    return { lastNumber: this.lastNumber, hasBlanks: this.held.hasBlanks, sample: this.sample };
  }

  /** The row is a line below the table, its last row, or what the next table is called. */
  doubtedRow(row: SheetRow): void {
    if (this.skips(row, 1) || this.footKind(row, 1) !== null) return void this.row(row, 1);
    this.releaseHeld(false);
    this.lastNumber = row.number;
    this.doubtedNote(row, this.merges.fill(row));
  }

  leavesOut(row: SheetRow): boolean {
    return this.bounds?.leavesOut(row) ?? false;
  }

  raw(number: number, record: RawRecord): boolean {
    if (number !== this.lastNumber + 1 || this.marks.isSuspectRecord(record)) return false;
    if (mayBeOtherThanData(record, this.delimiter) || this.coded.mayBe(record, this.delimiter)) return false;
    if (this.bounds?.mayCopy(number, () => beginningOfRecord(record)) === false) return false;
    this.checkRows();
    this.writer.raw(number, record);
    this.lone.full(number, record.colour);
    this.lastNumber = number;
    return true;
  }

  /** `filled`: cells filled by the row itself, not by merges. false = not taken: another version of the table begins with it. */
  row(row: SheetRow, filled: number): boolean {
    const filledCols = this.merges.fill(row);
    if (filled <= 0) this.held.blank(row.number);
    else {
      if (!this.held.hasLines) this.isBehindBlank = this.standsBehindBlank(row.number);
      this.lastNumber = row.number;
      if (this.marks.startsVersion(row, filled)) return false;
      this.filledRow(row, filled, filledCols);
    }
    return true;
  }

  /** Whether the row is no data by what it is. */
  skips(row: SheetRow, filled: number): boolean {
    return skipReason(row, filled, this.reasons) !== null;
  }

  private filledRow(row: SheetRow, filled: number, filledCols: readonly number[]): void {
    const { writer, layout } = this;
    const skip = skipReason(row, filled, this.reasons);
    if (skip !== null) {
      if (!this.held.areNotes) this.releaseHeld(false);
      this.sawEnd = this.sawEnd || skip === 'total';
      if (skip === 'group') {
        this.groups?.begin(row);
        this.proof?.head(row);
      }
      return skip === 'total' ? this.totalRow(row) : writer.skip(row.number, skip);
    }
    const isLine = (layout.width >= 2 || filled > 1) && !this.held.isFull && !this.isPartedRecord(row);
    const kind = isLine ? this.footKind(row, filled) : null;
    if (kind !== null) return this.held.line(row, filledCols, kind);
    this.releaseHeld(false);
    this.sawEnd = false;
    this.data(row, filledCols);
  }

  private isPartedRecord(row: SheetRow): boolean {
    return this.info.labels === 'numbers' && isPartedRecord(row, this.layout);
  }

  private totalRow(row: SheetRow): void {
    if (tellsStatistic(row)) {
      this.proof?.statistic(row);
      return this.writer.skip(row.number, 'total');
    }
    this.proof?.total(row);
    const notes = row.notes.slice(0, row.noteCount);
    if (notes.some(({ flag }) => flag === 'no-cached-value'))
      this.options.issues.add({ code: 'total-not-compared', sheet: this.info.name, row: row.number });
    this.writer.skipTotal(row, groupTotalAt(row.cells, row.count));
  }

  private footKind(row: SheetRow, filled: number): FootKind | null {
    const { layout, sample, isBehindBlank } = this;
    const isBehindTotal = this.sawEnd && layout.width >= 3;
    return footKind(row, filled, { layout, sample, isBehindTotal, isBehindBlank, ...this.held.seen });
  }

  /** A person said that the row is no data. */
  leaveOut(row: SheetRow): void {
    this.releaseHeld(true);
    this.merges.fill(row);
    this.writer.skip(row.number, 'left-out');
    this.lastNumber = row.number;
  }

  /** Ends the table. */
  close(): StagedTable {
    this.releaseHeld(true);
    const { bounds, options, info } = this;
    const { shape } = this.begin;
    const between = bounds && shape.header.length > 0 ? bounds.between : shape.between;
    const table = this.writer.finish({
      ...shape,
      between,
      below: bounds?.below ?? null,
      ...this.saidRows.remembered(this.groups?.said ?? null),
    });
    this.saidRows.tell(table, this.sample);
    tellNameless(table, this.layout.width, options.issues);
    const named = this.groups?.told();
    if (named) options.issues.add({ code: 'group-rows', sheet: info.name, params: named });
    if (bounds?.missesEnd === true)
      options.issues.add({ code: 'table-end-missing', sheet: info.name, row: table.lastRow });
    if (table.headerRows.length === 0 && table.rows > 0 && table.header.by === 'evidence') {
      options.issues.add({ code: 'no-header', sheet: info.name, row: table.firstRow });
    }
    return table;
  }

  private data(row: SheetRow, filledCols: readonly number[]): void {
    this.checkRows();
    this.checkColumns(row);
    if (this.proof) this.proof.data(row);
    else if (labelledTotal(row)) this.options.sawLabelled();
    if (!this.frames.has(row.number)) this.learn(row, filledCols);
    if (this.groups?.doubts(row) === true) this.doubt(row);
    const grouped = this.groups?.fill(row) ?? [];
    this.writer.row(row, filledCols, grouped, this.saidRows.fill(row));
  }

  /** What its rows are like: evidence of those that are none. */
  private learn(row: SheetRow, filledCols: readonly number[]): void {
    if (countFilled(row.cells, row.count) - filledCols.length === 1) this.lone.lone(row);
    else this.lone.full(row.number, row.colour);
    this.coded.look(row);
    if (this.sample.length < sampleRows) this.sample.push(copyOf(row));
  }

  private checkColumns(row: SheetRow): void {
    const { layout, options, info, begin } = this;
    if (begin.range !== null) return;
    if (layout.firstCol > 0) tellBeside(row, [], layout.firstCol, info, options.issues);
    if (info.labels !== 'numbers') return;
    row.problem ??= widthProblem(row, layout, options.rows.delimiter);
    if (row.problem !== null) options.issues.add({ code: row.problem, sheet: info.name, row: row.number });
  }

  /** It is no evidence of what names groups. */
  private doubtedNote(row: SheetRow, filledCols: readonly number[]): void {
    this.checkRows();
    row.problem ??= 'maybe-note';
    this.options.issues.add({ code: 'maybe-note', sheet: this.info.name, row: row.number });
    this.writer.row(row, filledCols, []);
  }

  private doubt(row: SheetRow): void {
    row.problem ??= 'maybe-group-row';
    this.options.issues.add({ code: 'maybe-group-row', sheet: this.info.name, row: row.number });
  }

  private checkRows(): void {
    const { maxRows } = this.options;
    if (this.writer.rows >= maxRows) throw new Refusal('too-many-rows', { max: maxRows });
  }

  private releaseHeld(atEnd: boolean): void {
    for (const held of this.held.release(atEnd, this.layout, this.sample)) {
      if (held.as === 'blank') this.writer.skip(held.number, 'blank');
      else if (held.as === 'note') this.writer.skip(held.row.number, 'note');
      else if (held.as === 'doubted') this.doubtedNote(held.row, held.filledCols);
      else this.data(held.row, held.filledCols);
    }
  }
}
