/** A worksheet part from its first tag to its last: columns, rows, merged ranges. Feed chunks, then `finish`. */
import type { CellPlace, Merge, RowSink } from '../../cells.js';
import { Refusal } from '../../refusal.js';
import type { SheetLinks } from '../book/links.js';
import { isTrue } from '../xml/walk.js';
import { isNameEnd, SLASH } from './bytes.js';
import { CellScanner } from './cell-scanner.js';
import type { CellRules } from './cell-teller.js';
import { mergeOf, placeOf } from './references.js';
import { RowBuilder } from './row-builder.js';
import { isRow, readRowHead } from './row-head.js';
import type { RowHead } from './row-head.js';
import { SeenRows } from './seen-rows.js';
import { lastColumnOfSheet, lastRowOfSheet } from './sheet-size.js';
import { attribute, isSelfClosed, isSpecial, localName, nextTag, prefixBytes, skipSpecial, tagEnd } from './tags.js';
import { Window } from './window.js';

const maxMerges = 200_000;

export interface SheetRules extends Omit<CellRules, 'onColumnBeyond' | 'onLongCell'> {
  /** Addresses behind the cells of the sheet; null = none. */
  links: SheetLinks | null;
  maxRows: number;
  maxPendingBytes: number;
}

/** What was dropped or mended, counted; `first` is the number of the row where it happened first. */
export interface SheetFindings {
  rowsBeyond: number;
  columnsBeyond: { cells: number; first: number };
  rowsOutOfOrder: { rows: number; first: number };
  cellsTwice: { cells: number; first: number };
  mergesDropped: number;
}

export class SheetScanner {
  readonly merges: Merge[] = [];
  readonly hiddenColumns: number[] = [];
  /** Reference of the sheet's filter; '' without. */
  filter = '';
  readonly findings: SheetFindings = {
    rowsBeyond: 0,
    columnsBeyond: { cells: 0, first: 0 },
    rowsOutOfOrder: { rows: 0, first: 0 },
    cellsTwice: { cells: 0, first: 0 },
    mergesDropped: 0,
  };
  private readonly window: Window;
  private readonly rules: SheetRules;
  private readonly row: RowBuilder;
  private readonly cells: CellScanner;
  /** Bytes of the namespace prefix of the root, with its colon; -1 before the root was seen. */
  private prefix = -1;
  private inRows = false;
  private rowNumber = 0;
  /** As the file says it. */
  private saidNumber = 0;
  private readonly seenRows = new SeenRows();
  /** Numbers that more than one row has; null = none. */
  twice: SeenRows | null = null;
  private readonly head: RowHead = { number: 0, hidden: false };
  private rowOpen = false;
  private rowDropped = false;
  private rows = 0;
  private done = false;
  private begun = false;
  private start: CellPlace | null = null;
  private readonly begin: (start: CellPlace | null) => boolean;
  /** The sheet is not wanted: nothing more need be fed. */
  unwanted = false;

  private readonly doubted: SeenRows | null;

  /** `begin` is asked once, before the first row, whether the sheet is wanted; `doubted`: what `twice` was when the sheet was read before. */
  constructor(
    sink: RowSink,
    rules: SheetRules,
    begin: (start: CellPlace | null) => boolean,
    doubted: SeenRows | null = null,
  ) {
    this.begin = begin;
    this.doubted = doubted;
    this.rules = rules;
    this.window = new Window(rules.maxPendingBytes);
    this.row = new RowBuilder(
      sink,
      rules.maxColumns,
      rules.colours?.reduce((a, b) => Math.max(a, b), 0),
    );
    this.cells = new CellScanner(
      this.window,
      { ...rules, onColumnBeyond: () => this.columnBeyond(), onLongCell: (chars) => this.longCell(chars) },
      this.row,
    );
  }

  /** Formulas were told as without a result although the sheet was calculated, as a later one shows. */
  get misjudged(): boolean {
    return this.cells.misjudged;
  }

  /** A row for each cell with an address behind its text. */
  get linkedRows(): readonly number[] {
    return this.row.linkedRows;
  }

  feed(chunk: Buffer): void {
    this.window.append(chunk);
    this.window.pos = this.scan();
  }

  /** A part that ends inside a tag or before its root's end tag was cut. */
  finish(): void {
    if (this.unwanted) return;
    if (!this.done) throw new Refusal('xml-damaged');
    if (!this.begun) this.askToBegin();
  }

  /** Answers where the first tag starts that is not complete. */
  private scan(): number {
    const { buf, end } = this.window;
    let i = this.window.pos;
    while (!this.unwanted) {
      const lt = nextTag(buf, i, end);
      if (lt < 0) return end;
      const next = this.inRows ? this.rowTag(buf, lt, end) : this.outerTag(buf, lt, end);
      if (next < 0) return lt;
      i = next;
    }
    return end;
  }

  private askToBegin(): void {
    this.begun = true;
    this.unwanted = !this.begin(this.start);
  }

  private rowTag(buf: Buffer, lt: number, end: number): number {
    const name = lt + 1 + this.prefix;
    if (name + 1 < end && buf[name] === 0x63 && isNameEnd(buf[name + 1]!)) {
      return this.cells.scan(name + 1, this.prefix);
    }
    if (lt + 1 < end && isSpecial(buf[lt + 1])) return skipSpecial(buf, lt, end);
    const gt = tagEnd(buf, lt, end);
    if (gt < 0) return -1;
    if (buf[lt + 1] === SLASH) {
      // A row is handed on when it is known what follows it.
      if (!isRow(buf, name + 1) && localName(buf, lt, gt) === 'sheetData') this.endRows();
    } else if (isRow(buf, name)) this.startRow(buf, name + 3, gt);
    return gt + 1;
  }

  private endRows(): void {
    if (this.rowOpen) this.endRow();
    this.inRows = false;
  }

  private startRow(buf: Buffer, from: number, gt: number): void {
    readRowHead(buf, from, gt, this.head);
    const number = this.head.number || this.rowNumber + 1;
    if (this.rowOpen) this.endRow();
    this.saidNumber = number;
    this.rowDropped = number > lastRowOfSheet;
    if (this.rowDropped) this.findings.rowsBeyond += 1;
    else if (number <= this.rowNumber) {
      this.outOfOrder(number);
      this.rowNumber += 1;
    } else this.rowNumber = number;
    this.row.start(this.rowNumber, this.head.hidden);
    if (this.doubted?.has(number) && !this.rowDropped) this.row.row.problem = 'row-twice';
    this.cells.startRow();
    this.rowOpen = true;
  }

  private endRow(): void {
    if (!this.rowDropped) this.handOn();
    if (this.rows > this.rules.maxRows) throw new Refusal('too-many-rows', { max: this.rules.maxRows });
    this.rowOpen = false;
  }

  private handOn(): void {
    const { row, findings } = this;
    this.tellLinks();
    if (!row.finish()) return;
    this.rows += 1;
    if (this.seenRows.has(this.saidNumber)) (this.twice ??= new SeenRows()).add(this.saidNumber);
    this.seenRows.add(this.saidNumber);
    if (row.twice === 0) return;
    if (findings.cellsTwice.cells === 0) findings.cellsTwice.first = this.rowNumber;
    findings.cellsTwice.cells += row.twice;
  }

  private tellLinks(): void {
    const { links, maxColumns } = this.rules;
    if (links === null) return;
    for (const { col, target } of links.get(this.saidNumber) ?? []) if (col < maxColumns) this.row.link(col, target);
  }

  private outerTag(buf: Buffer, lt: number, end: number): number {
    if (lt + 1 < end && isSpecial(buf[lt + 1])) return skipSpecial(buf, lt, end);
    const gt = tagEnd(buf, lt, end);
    if (gt < 0) return -1;
    const first = this.prefix < 0;
    if (first) this.prefix = prefixBytes(buf, lt, gt);
    const local = localName(buf, lt, gt);
    const closes = buf[lt + 1] === SLASH;
    if (prefixBytes(buf, lt, gt) !== this.prefix) return gt + 1;
    if (local === 'worksheet' && (closes || isSelfClosed(buf, gt))) this.done = true;
    else if (first && local !== 'worksheet') throw new Refusal('xml-damaged');
    else if (local === 'sheetData' && !closes) {
      this.inRows = !isSelfClosed(buf, gt);
      if (!this.begun) this.askToBegin();
    } else if (local === 'dimension' && !closes) this.start = placeOf(attribute(buf, lt, gt, 'ref') ?? '');
    else if (local === 'col' && !closes) this.column(buf, lt, gt);
    else if (local === 'autoFilter' && !closes) this.filter = attribute(buf, lt, gt, 'ref') ?? '';
    else if (local === 'mergeCell' && !closes) this.merge(attribute(buf, lt, gt, 'ref') ?? '');
    return gt + 1;
  }

  private column(buf: Buffer, lt: number, gt: number): void {
    if (!isTrue(attribute(buf, lt, gt, 'hidden'))) return;
    const min = Number(attribute(buf, lt, gt, 'min') ?? 0);
    const max = Math.min(Number(attribute(buf, lt, gt, 'max') ?? 0), lastColumnOfSheet);
    if (!(min >= 1) || this.hiddenColumns.length > lastColumnOfSheet) return;
    for (let col = min; col <= max; col++) this.hiddenColumns.push(col - 1);
  }

  private merge(reference: string): void {
    const merge = mergeOf(reference, lastRowOfSheet, lastColumnOfSheet);
    if (merge && this.merges.length < maxMerges) this.merges.push(merge);
    else this.findings.mergesDropped += 1;
  }

  private outOfOrder(number: number): void {
    const { rowsOutOfOrder } = this.findings;
    if (rowsOutOfOrder.rows === 0) rowsOutOfOrder.first = number;
    rowsOutOfOrder.rows += 1;
  }

  private columnBeyond(): void {
    const { columnsBeyond } = this.findings;
    if (this.rowDropped) return;
    if (columnsBeyond.cells === 0) columnsBeyond.first = this.rowNumber;
    columnsBeyond.cells += 1;
  }

  private longCell(chars: number): void {
    throw new Refusal('cell-too-long', { row: this.rowNumber, chars, max: this.rules.maxCellChars });
  }
}
