/**
 * Rows of delimited text that stand whole in the cells of one column: a CSV file pasted into a workbook, or saved by a program that put
 * each line in quotes. They are parted, and told. All other rows pass as they are, from the first one on that has several cells.
 */
import { newSheetRow } from '../cells.js';
import type { RawRecord, SheetEnd, SheetInfo, SheetRow } from '../cells.js';
import { haveLabels } from '../csv/labelled-lines.js';
import { splitPlainly } from '../csv/split.js';
import type { IssueList } from '../refusal.js';
import type { StagedTable } from '../../../schemas/staging.js';
import { copyOf } from './head-row.js';
import { hasHeaderWords } from './header-words.js';
import type { HeadRow } from './profiles.js';
import { countFilled, firstFilled } from './row-kinds.js';
import type { TableSink } from './table-sink.js';

const delimiters = [',', ';', '\t', '|'];
/** Rows looked at before it is decided, and those of them that may be titles above the header. */
const lookedAt = 40;
const mostTitles = 3;
/** Of the rows below the header, those that have as many cells as it. */
const mostEven = 0.8;
/** Lines that each say what their value is are read as forms, up to so many; those that say so of several are rows of a list. */
const mostFormLines = 200;

interface Parting {
  delimiter: string;
  /** 0-based column of the sheet. */
  col: number;
}

/** What the sheet says of its columns is not said of those of the text. */
const ofOtherColumns = { merges: [], hiddenColumns: [], marked: [] };

export class OneColumn implements TableSink {
  private readonly inner: TableSink;
  private readonly issues: IssueList;
  private info: SheetInfo | null = null;
  /** Rows held until it is decided; null = it is. */
  private held: HeadRow[] | null = [];
  private parting: Parting | null = null;
  /** More lines of forms than are read: the sheet is passed over, and that is told. */
  private isPassedOver = false;
  private readonly made = newSheetRow();

  constructor(inner: TableSink, issues: IssueList) {
    this.inner = inner;
    this.issues = issues;
  }

  sheet(info: SheetInfo): boolean {
    this.info = info;
    this.held = [];
    this.parting = null;
    this.isPassedOver = false;
    return this.inner.sheet(info);
  }

  row(row: SheetRow): void {
    if (this.isPassedOver) return;
    if (this.held === null) return this.pass(row);
    const filled = countFilled(row.cells, row.count);
    const isOther = filled > 1 || (filled === 1 && this.isElsewhere(firstFilled(row.cells, row.count)));
    this.held.push(copyOf(row));
    if (isOther) this.letGo(null);
    else if (this.held.length >= lookedAt) this.look(this.held);
  }

  private look(held: readonly HeadRow[]): void {
    const texts = textsOf(held);
    if (!haveLabels(texts)) this.decide();
    // The tables know how many rows of a list they take.
    else if (held.length > mostFormLines && haveLabels(texts, 2)) this.letGo(null);
    else if (held.length > mostFormLines) this.passOver();
  }

  private passOver(): void {
    this.held = null;
    this.isPassedOver = true;
    this.issues.add({ code: 'form-not-read', sheet: this.info?.name ?? null });
  }

  endSheet(end: SheetEnd): 'done' | 'again' {
    if (this.held !== null) this.decide();
    return this.inner.endSheet(this.parting ? { ...end, ...ofOtherColumns } : end);
  }

  finish(): StagedTable[] {
    return this.inner.finish();
  }

  rawWidth(): number {
    return this.isOpen ? 0 : this.inner.rawWidth();
  }

  rawFrom(): number {
    return this.inner.rawFrom();
  }

  raw(number: number, record: RawRecord): boolean {
    return this.isOpen ? false : this.inner.raw(number, record);
  }

  /** Rows must come as rows. */
  private get isOpen(): boolean {
    return this.held !== null || this.parting !== null;
  }

  private isElsewhere(col: number): boolean {
    const first = this.held?.find(({ cells, count }) => countFilled(cells, count) > 0);
    return first !== undefined && firstFilled(first.cells, first.count) !== col;
  }

  private decide(): void {
    this.letGo(partingOf(this.held ?? []));
  }

  private letGo(parting: Parting | null): void {
    const { held, info } = this;
    this.held = null;
    this.parting = parting;
    if (parting && info) {
      // Columns of the text have no letters.
      this.inner.sheet({ ...info, labels: 'numbers', marked: [], merges: info.merges && [] });
      this.issues.add({ code: 'one-column', sheet: info.name, params: { delimiter: parting.delimiter } });
    }
    for (const row of held ?? []) this.pass(row);
  }

  private pass(row: SheetRow): void {
    this.inner.row(this.parting ? this.parted(row, this.parting) : row);
  }

  /** Cells behind the column are more than the row should have. */
  private parted(row: SheetRow, { delimiter, col }: Parting): SheetRow {
    const to = this.made;
    const text = row.cells[col] ?? null;
    const parts = text === null ? [] : partsOf(text, delimiter);
    const further = row.cells.slice(0, row.count).filter((cell, at) => at !== col && cell !== null);
    to.cells = [...parts, ...further].map((cell) => (cell === '' ? null : cell));
    to.count = to.cells.length;
    to.number = row.number;
    to.hidden = row.hidden;
    to.struck = row.struck;
    to.colour = row.colour;
    const isDamaged = row.notes.slice(0, row.noteCount).some(({ flag }) => flag === 'damaged-text');
    to.problem = row.problem ?? (isDamaged ? 'damaged-text' : further.length > 0 ? 'ragged-long' : null);
    return to;
  }
}

const partsOf = (text: string, delimiter: string): string[] =>
  splitPlainly(text, { delimiter, quote: '"', backslash: false, padded: false });

const textsOf = (held: readonly HeadRow[]): string[] =>
  held.map(({ cells, count }) => (cells[firstFilled(cells, count)] ?? '').trim()).filter((text) => text !== '');

/** null = the rows are no text of several cells: no header is among the first of them, or the rows below are of other widths. */
function partingOf(held: readonly HeadRow[]): Parting | null {
  const rows = held.filter(({ cells, count }) => countFilled(cells, count) > 0);
  const [first] = rows;
  if (!first) return null;
  const col = firstFilled(first.cells, first.count);
  const texts = rows.map(({ cells }) => cells[col] ?? '');
  for (const delimiter of delimiters)
    for (let at = 0; at <= Math.min(mostTitles, texts.length - 2); at += 1) {
      const header = partsOf(texts[at] ?? '', delimiter);
      if (header.length < 2 || !hasHeaderWords({ cells: header, count: header.length })) continue;
      const below = texts.slice(at + 1);
      const even = below.filter((text) => partsOf(text, delimiter).length === header.length).length;
      if (even >= Math.max(1, below.length * mostEven)) return { delimiter, col };
    }
  return null;
}
