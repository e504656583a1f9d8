/** Reads workbooks of other formats than .xlsx through the same sinks. Pure JavaScript; best in a thread, for the whole file is in memory. */
import type { WorkBook, WorkSheet } from '@e965/xlsx';
import type { FileIssue } from '../../../schemas/staging.js';
import type { Asides, MarkedRange, Merge, RowSink, SheetInfo } from '../cells.js';
import type { Encoding } from '../csv/encoding.js';
import { IssueList, Refusal } from '../refusal.js';
import { tellFindings } from '../xlsx/findings.js';
import { lastRowOfSheet } from '../xlsx/scan/sheet-size.js';
import type { SheetFindings } from '../xlsx/scan/sheet-scanner.js';
import type { Drawings } from '../xlsx/book/drawings.js';
import { markedRange } from '../xlsx/book/marked-ranges.js';
import type { CellStyle } from '../xlsx/styles/styles.js';
import type { CellValues } from '../xlsx/values/cell-values.js';
import { kindOf } from '../xlsx/values/cell-values.js';
import { pictureText } from '../xlsx/values/picture.js';
import { RowBuilder } from '../xlsx/scan/row-builder.js';
import { linkFormula } from '../links/link-formula.js';
import { StoredValues } from '../xlsx/values/stored.js';
import { BookStyles, cellText, denseOf, filled } from './book-cells.js';
import { hiddenAmong } from './hidden.js';
import type { SheetHidden } from './hidden.js';
import { mostColours, placeOf } from './xls-marks.js';
import type { SheetMarks } from './xls-marks.js';
import { openBook } from './open-book.js';
import type { BookSource } from './open-book.js';

export interface BookOptions extends BookSource {
  /** How cells are told; absent = as stored. */
  values?: (styles: readonly CellStyle[], date1904: boolean) => CellValues;
}

export interface BookRead {
  encoding: Encoding | null;
  issues: FileIssue[];
  /** Its day numbers count from 1904-01-01. */
  date1904: boolean;
  drawings: Drawings | null;
  asides: Asides[];
}

/** @throws Refusal as `openBook`, `sheet-not-found` */
export async function readBook(options: BookOptions, sink: RowSink): Promise<BookRead> {
  const opened = await openBook({ ...options, isShown: options.values !== undefined });
  const { book, encoding, hidden, hiddenSheets, marks, notCells, twice, uncalculated, active, drawings } = opened;
  const styles = new BookStyles();
  const chosen = chooseSheets(book, options.hints.sheet);
  for (const index of chosen) styles.gather(denseOf(sheetAt(book, index)));
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const values = options.values?.(styles.list, date1904) ?? new StoredValues(styles.list, date1904);
  const isHtml = options.format === 'html';
  const issues = new IssueList();
  const asides: Asides[] = [];
  for (const index of chosen) {
    const kind = notCells[index] ?? null;
    if (kind !== null) {
      issues.add({ code: 'sheet-not-cells', sheet: book.SheetNames[index] ?? '', params: { kind } });
      continue;
    }
    const reader = new SheetReader(book, index, isHtml, styles, values, {
      ...options,
      hidden: hidden[index] ?? nothingHidden,
      isHidden: hiddenSheets[index] ?? false,
      marks: marks[index] ?? noMarks,
      twice: twice[index] ?? noPlaces,
      uncalculated: uncalculated && options.values === undefined,
    });
    reader.read(sink);
    reader.tell(issues);
    asides.push({ code: 'cell-links', sheetIndex: index, rows: reader.linkedRows });
    asides.push({ code: 'cell-comments', sheetIndex: index, rows: commentedIn(sheetAt(book, index)) });
  }
  return {
    encoding,
    date1904,
    drawings,
    asides,
    issues: [...active, ...issues.items],
  };
}

function commentedIn(sheet: WorkSheet): number[] {
  const rows: number[] = [];
  for (const [at, cells] of filled(denseOf(sheet)))
    for (const [, { c }] of filled(cells)) if (c !== undefined && c.length > 0) rows.push(at + 1);
  return rows;
}

function chooseSheets({ SheetNames }: WorkBook, wanted: string | undefined): number[] {
  if (wanted === undefined) return SheetNames.map((_, index) => index);
  const named = SheetNames.indexOf(wanted);
  const found = named < 0 && /^\d{1,6}$/.test(wanted) ? Number(wanted) : named;
  if (found < 0 || found >= SheetNames.length) throw new Refusal('sheet-not-found', { sheets: SheetNames.length });
  return [found];
}

const sheetAt = (book: WorkBook, index: number): WorkSheet => book.Sheets[book.SheetNames[index] ?? ''] ?? {};

const noFindings = (): SheetFindings => ({
  rowsBeyond: 0,
  columnsBeyond: { cells: 0, first: 0 },
  rowsOutOfOrder: { rows: 0, first: 0 },
  cellsTwice: { cells: 0, first: 0 },
  mergesDropped: 0,
});

/** With what the library does not tell. */
type SheetOptions = BookOptions & {
  hidden: SheetHidden;
  isHidden: boolean;
  marks: SheetMarks;
  twice: ReadonlySet<number>;
  uncalculated: boolean;
};

const nothingHidden: SheetHidden = { rows: [], columns: [] };
const noMarks: SheetMarks = new Map();
const noPlaces: ReadonlySet<number> = new Set();

class SheetReader {
  private readonly sheet: WorkSheet;
  private readonly info: SheetInfo;
  private readonly styles: BookStyles;
  private readonly values: CellValues;
  private readonly options: SheetOptions;
  private findings = noFindings();
  /** A row for each cell with an address behind its text. */
  linkedRows: readonly number[] = [];

  constructor(
    book: WorkBook,
    index: number,
    isHtml: boolean,
    styles: BookStyles,
    values: CellValues,
    options: SheetOptions,
  ) {
    this.sheet = sheetAt(book, index);
    this.styles = styles;
    this.values = values;
    this.options = options;
    const state = book.Workbook?.Sheets?.[index]?.Hidden ?? 0;
    const name = isHtml ? null : (book.SheetNames[index] ?? null);
    this.info = {
      index,
      name,
      hidden: state > 0 || options.isHidden,
      labels: 'letters',
      merges: mergesOf(this.sheet),
      marked: filterOf(this.sheet),
    };
  }

  read(sink: RowSink): void {
    if (!sink.sheet(this.info)) return;
    this.rows(sink);
    const columns = [...filled(this.sheet['!cols'] ?? [])];
    const told = columns.flatMap(([at, { hidden }]) => (hidden === true ? [at] : []));
    const hiddenColumns =
      told.length > 0 ? told : hiddenPlaces(this.options.hidden.columns, this.options.limits.maxColumns);
    const end = { merges: this.info.merges ?? [], hiddenColumns };
    if (sink.endSheet(end) === 'again') {
      sink.sheet(this.info);
      this.rows(sink);
      sink.endSheet(end);
    }
  }

  private rows(sink: RowSink): void {
    const { maxColumns } = this.options.limits;
    const builder = new RowBuilder(sink, maxColumns, this.options.marks.size > 0 ? mostColours : 0);
    const heads = this.sheet['!rows'] ?? [];
    const isHidden = hiddenAmong(this.options.hidden.rows);
    const findings = noFindings();
    for (const [at, cells] of filled(denseOf(this.sheet))) {
      if (at >= lastRowOfSheet) {
        findings.rowsBeyond += 1;
        continue;
      }
      builder.start(at + 1, heads[at]?.hidden === true || isHidden(at + 1));
      for (const [col, cell] of filled(cells)) {
        if (col < maxColumns) {
          this.put(builder, cell, at, col);
          if (this.options.twice.has(placeOf(at, col))) tellTwice(builder, findings, at, col);
        } else if (findings.columnsBeyond.cells++ === 0) findings.columnsBeyond.first = at + 1;
      }
      builder.finish();
    }
    this.findings = findings;
    this.linkedRows = builder.linkedRows;
  }

  /** As shown, a number of OpenDocument is the text that its program wrote beside it. */
  private seenText({ t, w }: Parameters<typeof cellText>[0], saved: string | null): string | null {
    const isBeside = this.options.format === 'ods' && this.options.values !== undefined && (t === 'n' || t === 'b');
    return isBeside && saved !== null && w !== undefined && w !== '' ? w : saved;
  }

  /** What could not be told, as issues of the file. */
  tell(issues: IssueList): void {
    tellFindings(this.info.name ?? '', this.findings, issues);
  }

  private put(builder: RowBuilder, cell: Parameters<typeof cellText>[0], row: number, col: number): void {
    const { values } = this;
    const hasNone = cell.f !== undefined && this.options.uncalculated;
    const isTold = cell.t === 's' && !hasNone;
    const link = cell.f === undefined ? null : linkFormula(cell.f);
    const itself = cell.f === undefined || isTold ? null : (link?.text ?? pictureText(cell.f));
    const isSaved = !hasNone && (itself === null || cell.t !== 'e');
    const saved = isSaved ? cellText(cell, this.styles.at(cell), values) : null;
    const text = this.seenText(cell, saved) ?? (itself && values.text(itself, 0));
    if (text === null) {
      if (cell.f === undefined || isTold) return;
      builder.set(col, null, kindOf.f);
      builder.note(col, 'no-cached-value', null);
      return;
    }
    const { maxCellChars } = this.options.limits;
    if (text.length > maxCellChars) throw new Refusal('cell-too-long', { chars: text.length, maxChars: maxCellChars });
    builder.set(col, text, values.kind);
    if (values.flag !== null) builder.note(col, values.flag, values.raw);
    const target = link?.address ?? cell.l?.Target;
    if (target !== undefined) builder.link(col, target);
    const mark = this.options.marks.get(placeOf(row, col));
    if (mark === undefined) return;
    builder.paint(mark.colour);
    if (mark.struck) builder.note(col, 'struck', null);
  }
}

function tellTwice(builder: RowBuilder, { cellsTwice }: SheetFindings, row: number, col: number): void {
  builder.note(col, 'told-twice', null);
  if (cellsTwice.cells++ === 0) cellsTwice.first = row + 1;
}

function filterOf(sheet: WorkSheet): MarkedRange[] {
  const range = markedRange(sheet['!autofilter']?.ref ?? '', { isTable: false, hasTotals: false });
  return range ? [range] : [];
}

/** 0-based columns of 1-based ranges, as far as columns go. */
const hiddenPlaces = (ranges: SheetHidden['columns'], maxColumns: number): number[] =>
  ranges.flatMap(({ first, last }) =>
    Array.from({ length: Math.max(0, Math.min(last, maxColumns) - first + 1) }, (_, at) => first - 1 + at),
  );

function mergesOf(sheet: WorkSheet): Merge[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({
    firstRow: s.r + 1,
    lastRow: e.r + 1,
    firstCol: s.c,
    lastCol: e.c,
  }));
}
