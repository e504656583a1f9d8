import type { RawRecord, SheetInfo, SheetRow } from '../cells.js';
import type { DecidedStart } from '../decisions/sheet-decisions.js';
import { Refusal } from '../refusal.js';
import { rowsUnread, tableAbove, toldAbove } from './above.js';
import { asideOf } from './aside.js';
import { beginsOther } from './begins-other.js';
import { tellBeside } from './beside.js';
import { decidedLayout } from './decided-layout.js';
import { copyOf, within } from './head-row.js';
import type { ColumnRange } from './head-row.js';
import { formAbove } from './form-above.js';
import type { FormAbove } from './form-above.js';
import { pairsOneBelowOther } from './frame-lines.js';
import { areRecordRows, formsIn, mostRecords } from './forms.js';
import { findLayout, isMarkedHeader } from './layout.js';
import type { Layout } from './layout.js';
import { endOfLoneList, isTitleBehind } from './lone-list.js';
import { mayBegin } from './next-table.js';
import { OpenTable } from './open-table.js';
import { profilesOf } from './profiles.js';
import type { HeadRow } from './profiles.js';
import { rangesBeside } from './ranges-beside.js';
import { beginningOfRecord } from './raw-records.js';
import { countFilled } from './row-kinds.js';
import { sumsAbove } from './sums-above.js';
import { tableBegin } from './table-begin.js';
import { Telling, hasSeveral } from './telling.js';
import type { LaneOptions } from './telling.js';
import { turnBelow } from './turn-below.js';
import { isLegend, titlesUp, widerBelow, withoutTitles } from './wider-below.js';

const headRows = 200;
const headCells = 400_000;
const lookAhead = 8;

/** The tables of a sheet, or of some columns of it, one below the other. Tables side by side become lanes of their own. */
export class Lane {
  private readonly info: SheetInfo;
  private readonly options: LaneOptions;
  private readonly range: ColumnRange | null;
  private lanes: Lane[] = [];
  /** Number of the last row from which they were told. */
  private lastOfHead = 0;
  private head: HeadRow[] = [];
  private headCells = 0;
  /** So many rows are held before it is decided what they are. */
  private headRows = headRows;
  private table: OpenTable | null = null;
  /** Rows in which another table may begin, held until enough are seen. */
  private ahead: HeadRow[] = [];
  /** Rows above the next table that were not read. */
  private untold: HeadRow[] = [];
  /** Number of a row of the table that may be the header of another one; 0 = there is none. */
  private turnAt = 0;
  private readonly telling: Telling;
  /** Rows of which the workbook itself says what they are: they are looked at. */
  private readonly marked: Set<number>;

  constructor(info: SheetInfo, options: LaneOptions, range: ColumnRange | null) {
    this.info = info;
    this.options = options;
    this.range = range;
    this.telling = new Telling(info, options);
    this.marked = new Set((info.marked ?? []).flatMap(({ headerRow, totalRow }) => [headerRow, totalRow ?? headerRow]));
  }

  row(row: SheetRow): void {
    if (this.lanes.length > 0) this.rowOfLanes(row);
    else if (this.table) this.bodyRow(this.table, row);
    else {
      this.head.push(copyOf(row));
      this.headCells += row.count;
      if (this.headCells >= headCells || (this.head.length >= this.headRows && !this.holdsRecords())) this.begin();
    }
  }

  private rowOfLanes(row: SheetRow): void {
    const ranges = this.lanes.flatMap(({ range }) => range ?? []);
    if (row.number > this.lastOfHead) tellBeside(row, ranges, row.count, this.info, this.options.issues);
    this.lanes.forEach((lane, at) => lane.row(within(row, ranges[at] ?? { from: 0, to: 0 })));
  }

  end(): void {
    this.settle();
    this.closeTable();
  }

  /** A list whose rows say what their values are is held as a whole. */
  private holdsRecords(): boolean {
    if (this.range !== null || this.telling.hasTables || this.marked.size > 0 || !areRecordRows(this.head))
      return false;
    if (this.options.decisions?.start(this.head)) return false;
    if (this.head.length >= mostRecords) throw new Refusal('labelled-lines', { max: mostRecords });
    this.headRows = Math.min(this.headRows * 2, mostRecords);
    return true;
  }

  /** Only of a sheet, or of what stands below a list, that was seen as a whole is it known that it holds nothing but forms. */
  private takeForms(): void {
    const { info, head, options } = this;
    if (this.table || this.lanes.length > 0 || this.range !== null) return;
    const isDecided = (options.decisions?.start(head) ?? null) !== null;
    const found = isDecided || (info.marked ?? []).length > 0 ? null : formsIn(head);
    if (found === null) return;
    this.head = [];
    if (found !== 'unclear') this.telling.forms(found, null);
    else if (this.telling.hasTables) this.telling.unclear(head);
    else options.issues.add({ code: 'form-not-read', sheet: info.name });
  }

  /** A form above a list is a table of its own; its rows are taken off the head. What cannot be read is told beside the list. */
  private takeFormAbove({ found, isCustomer, count }: FormAbove): void {
    const rows = this.head.splice(0, count);
    if (found !== 'unclear') return this.telling.forms(found, isCustomer ? null : 'maybe-form');
    this.untold = this.telling.unclear(rows);
  }

  /** Nothing follows, or nothing that belongs to these tables. */
  private settle(): void {
    while (this.hasMore()) {
      if (this.ahead.length > 0) this.settleAhead();
      else {
        this.takeForms();
        if (this.hasMore() && !this.takeLegend() && !this.begin()) break;
      }
    }
    for (const lane of this.lanes) lane.end();
    this.lanes = [];
  }

  /** Rows are held: those in which another table may begin, or the head of one. */
  private hasMore(): boolean {
    return this.ahead.length > 0 || (!this.table && this.lanes.length === 0 && this.head.length > 0);
  }

  rawWidth(): number {
    return this.ahead.length > 0 ? 0 : (this.table?.rawWidth ?? 0);
  }

  rawFrom(): number {
    return this.table?.layout.firstCol ?? 0;
  }

  raw(number: number, record: RawRecord): boolean {
    const few = record.filled <= 1 && record.cells > 1;
    if (few || record.filled === 0 || record.fill[0] !== 1 || this.marked.has(number)) return false;
    const { decisions } = this.options;
    if (decisions?.looksAt(number, () => beginningOfRecord(record)) === true) return false;
    return this.table?.raw(number, record) ?? false;
  }

  /** false = nothing is filled in the rows held, and they are let go. */
  private begin(): boolean {
    const { info, options } = this;
    const start = options.decisions?.start(this.head) ?? null;
    const form = start || this.range !== null || this.marked.size > 0 ? null : formAbove(this.head);
    if (form) this.takeFormAbove(form);
    const { head } = this;
    const ranges = this.range === null ? this.rangesOf(head, start) : null;
    this.head = [];
    this.headCells = 0;
    this.headRows = headRows;
    if (ranges) {
      this.lanes = ranges.map((range) => new Lane(info, options, range));
      this.lastOfHead = head.at(-1)?.number ?? 0;
      for (const row of head) this.row(row);
      return true;
    }
    const trims = info.labels === 'letters' || this.range !== null;
    const layout = start ? decidedLayout(head, trims, start) : findLayout(head, trims, info.marked);
    // Looked at once: a file may begin with any number of blank lines.
    if (!layout) return false;
    const wider = start ? -1 : widerBelow(head, layout);
    const above = head.slice(0, wider < 0 ? (layout.headerAt[0] ?? layout.dataAt) : titlesUp(head, wider));
    const list = wider < 0 ? withoutTitles(above) : above;
    const first = start ? null : this.firstAbove(list);
    const lone = first && first.rows.length < list.length ? first : null;
    const upper = lone || wider < 0 || start ? (first?.layout ?? null) : findLayout(list, trims);
    const rows = lone?.rows ?? list;
    if (upper && isLegend(upper)) this.tellUnread(list, head.slice(list.length));
    else if (upper) this.beginAbove(rows, upper, head.slice(rows.length));
    else {
      this.table = this.open(head, layout, start);
      this.turnAt = start ? 0 : turnBelow(head, layout);
      this.telling.sums(start ? [] : sumsAbove(head, layout));
      if (start) this.table.leaveOutAbove(above);
      this.tellAbove(this.table, start ? [] : toldAbove(above, layout, head[layout.headerAt[0] ?? -1]?.number));
      // Through `row`: one of them may begin another table, whose head is gathered anew.
      for (const row of head.slice(layout.dataAt)) this.row(row);
    }
    return true;
  }

  /** The columns of the lists of the sheet, where it is not one of all of them. */
  private rangesOf(head: readonly HeadRow[], start: DecidedStart | null): ColumnRange[] | null {
    const aside = start || this.marked.size > 0 ? null : asideOf(head);
    if (!aside) return rangesBeside(start ? head.slice(beginOf(start)) : head, this.info, this.options.issues);
    this.telling.rows('explanation-not-read', aside.rows);
    return [aside.range];
  }

  /** The list of one column, or the table, with which rows above a table begin. */
  private firstAbove(above: readonly HeadRow[]): { rows: readonly HeadRow[]; layout: Layout } | null {
    const trims = this.info.labels === 'letters' || this.range !== null;
    const lone = endOfLoneList(above);
    const end = lone === above.length && isTitleBehind(above) ? lone - 1 : lone;
    const rows = end < 0 ? above : above.slice(0, end);
    const layout = end < 0 ? tableAbove(above, trims) : findLayout(rows, trims);
    return layout && { rows, layout };
  }

  /** A table above the one that was found begins first, and another one above that even before. */
  private beginAbove(above: readonly HeadRow[], layout: Layout, rest: readonly HeadRow[]): void {
    const upper = above.slice(0, layout.headerAt[0] ?? layout.dataAt);
    const first = this.firstAbove(upper);
    if (first) return this.beginAbove(first.rows, first.layout, [...above.slice(first.rows.length), ...rest]);
    this.table = this.open(above, layout, null);
    this.tellAbove(this.table, toldAbove(upper, layout, above[upper.length]?.number));
    for (const row of above.slice(layout.dataAt)) this.row(row);
    this.settle();
    this.nextTable(rest);
  }

  private tellAbove(table: OpenTable, told: readonly HeadRow[]): void {
    const isFrame = pairsOneBelowOther(profilesOf(told), told) === told.length;
    if (rowsUnread(told)) this.telling.rows(isFrame ? 'frame-not-read' : 'explanation-not-read', told);
    table.tellAbove([...this.untold.splice(0), ...told]);
  }

  /** What stands above a list and only explains it. */
  private tellUnread(above: readonly HeadRow[], rest: readonly HeadRow[]): void {
    this.untold.push(...this.telling.explanation(above));
    for (const next of rest) this.row(next);
  }

  private open(head: readonly HeadRow[], layout: Layout, start: DecidedStart | null): OpenTable {
    const { info, options, range } = this;
    return new OpenTable(info, options, tableBegin(head, layout, start, { range, options }));
  }

  private bodyRow(table: OpenTable, row: SheetRow): void {
    if (this.beginsNext(table, row)) return this.nextTable([...this.titlesAhead(), copyOf(row)]);
    if (countFilled(row.cells, row.count) > 0 && table.leavesOut(row)) return this.leaveOut(table, row);
    if (this.ahead.length > 0) {
      this.ahead.push(copyOf(row));
      if (this.ahead.length >= lookAhead) this.settleAhead();
      return;
    }
    const filled = countFilled(row.cells, row.count);
    if (mayBegin(table, row, filled)) this.ahead.push(copyOf(row));
    else this.tableRow(row, filled);
  }

  /** Of the rows held back, those behind the last one of several cells; the others are rows of this table. */
  private titlesAhead(): HeadRow[] {
    const held = this.ahead;
    this.ahead = [];
    const data = held.findLastIndex(hasSeveral) + 1;
    this.tableRows(held.slice(0, data));
    return held.slice(data);
  }

  /** A person, or the workbook itself, says that another table begins here. */
  private beginsNext(table: OpenTable, row: SheetRow): boolean {
    if (table.rows === 0) return false;
    const isDecided = this.options.decisions?.begins(row) === true && !table.isRepeat(row);
    return isDecided || this.isMarkedHeader(row);
  }

  private leaveOut(table: OpenTable, row: SheetRow): void {
    while (this.ahead.length > 0) this.settleAhead();
    // One of the rows held back began another table.
    if (this.table !== table) return this.row(row);
    table.leaveOut(row);
  }

  private isMarkedHeader(row: SheetRow): boolean {
    if (!this.marked.has(row.number)) return false;
    const [profile] = profilesOf([row]);
    return profile !== undefined && (this.info.marked ?? []).some((range) => isMarkedHeader(range, row, profile));
  }

  private settleAhead(): void {
    const held = this.ahead;
    if (held.length === 0) return;
    this.ahead = [];
    const table = this.table;
    const again = table?.frameAgain(held) ?? -1;
    if (again >= 0) return this.feedFrom(held, again + 1);
    const header = held.find(hasSeveral);
    // The next group of a report that repeats its header for each. What stands behind the header may begin one more.
    if (table && header && table.isRepeat(header) && table.goesOn(held.slice(0, held.indexOf(header)), header))
      this.feedFrom(held, held.indexOf(header) + 1);
    else if (table && beginsOther(held, table, this.range === null)) this.nextTable(this.withoutLastRows(held, table));
    else {
      // What stands behind the first row of several cells may begin another table all the same.
      const at = held.findIndex(hasSeveral);
      this.feedFrom(held, at < 0 ? held.length : at + 1);
    }
  }

  /** The first `settled` of them are rows of this table; the others are looked at anew. */
  private feedFrom(held: readonly HeadRow[], settled: number): void {
    this.tableRows(held.slice(0, settled));
    for (const row of held.slice(settled)) this.row(row);
  }

  /** The first of the rows held may be the last ones of the table that ends. */
  private withoutLastRows(held: readonly HeadRow[], table: OpenTable): readonly HeadRow[] {
    const { sure, doubted } = table.lastRows(held);
    this.tableRows(held.slice(0, sure));
    for (const row of held.slice(sure, sure + doubted)) table.doubtedRow(row);
    return held.slice(sure + doubted);
  }

  /** A legend below the tables of a sheet is no table; what stands behind it would be one. */
  private takeLegend(): boolean {
    const { head, info } = this;
    const layout = this.telling.hasTables && this.range === null ? findLayout(head, info.labels === 'letters') : null;
    if (!layout || !isLegend(layout)) return false;
    this.head = [];
    this.telling.explanation(head);
    return true;
  }

  private nextTable(rows: readonly SheetRow[]): void {
    this.closeTable();
    for (const row of rows) this.row(row);
  }

  private tableRows(rows: readonly HeadRow[]): void {
    for (const row of rows) this.tableRow(row, countFilled(row.cells, row.count));
  }

  private tableRow(row: SheetRow, filled: number): void {
    if (row.number === this.turnAt && this.table?.skips(row, filled) === false)
      this.telling.rows('maybe-list-below', [row]);
    if (this.table?.row(row, filled) === false) this.nextTable([copyOf(row)]);
  }

  private closeTable(): void {
    const { table } = this;
    this.table = null;
    this.head = [];
    this.headCells = 0;
    this.ahead = [];
    if (table) this.telling.table(table.close(), table);
  }
}

const beginOf = ({ headerAt, dataAt }: DecidedStart): number => headerAt[0] ?? dataAt;
