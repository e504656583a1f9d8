/** Reads workbooks of other formats than .xlsx through the same sinks. Pure JavaScript; best in a thread, for the whole file is in memory. */
import type { WorkBook, WorkSheet } from '@e965/xlsx';
import type { FileIssue } from '../../../schemas/staging.js';
import type { MarkedRange, Merge, RowSink, SheetInfo } from '../cells.js';
import type { Encoding } from '../csv/encoding.js';
import { Refusal } from '../refusal.js';
import { markedRange } from '../xlsx/book/marked-ranges.js';
import type { CellStyle } from '../xlsx/styles/styles.js';
import type { CellValues } from '../xlsx/values/cell-values.js';
import { kindOf } from '../xlsx/values/cell-values.js';
import { RowBuilder } from '../xlsx/scan/row-builder.js';
import { StoredValues } from '../xlsx/values/stored.js';
import { BookStyles, cellText, denseOf } from './book-cells.js';
import { openBook } from './open-book.js';
import type { BookSource } from './open-book.js';

export interface BookOptions extends BookSource {
  /** How cells are told; absent = as stored. */
  values?: (styles: readonly CellStyle[], date1904: boolean) => CellValues;
}

export interface BookRead {
  encoding: Encoding | null;
  issues: FileIssue[];
}

/** @throws Refusal as `openBook`, `sheet-not-found` */
export async function readBook(options: BookOptions, sink: RowSink): Promise<BookRead> {
  const { book, encoding } = await openBook(options);
  const styles = new BookStyles();
  const chosen = chooseSheets(book, options.hints.sheet);
  for (const index of chosen) styles.gather(denseOf(sheetAt(book, index)));
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const values = options.values?.(styles.list, date1904) ?? new StoredValues(styles.list, date1904);
  const isHtml = options.format === 'html';
  for (const index of chosen) new SheetReader(book, index, isHtml, styles, values, options).read(sink);
  return { encoding, issues: book.vbaraw === undefined ? [] : [{ code: 'macros', params: { parts: 1 } }] };
}

function chooseSheets({ SheetNames }: WorkBook, wanted: string | undefined): number[] {
  if (wanted === undefined) return SheetNames.map((_, index) => index);
  const named = SheetNames.indexOf(wanted);
  const found = named < 0 && /^\d{1,6}$/.test(wanted) ? Number(wanted) : named;
  if (found < 0 || found >= SheetNames.length) throw new Refusal('sheet-not-found', { sheets: SheetNames.length });
  return [found];
}

const sheetAt = (book: WorkBook, index: number): WorkSheet => book.Sheets[book.SheetNames[index] ?? ''] ?? {};

class SheetReader {
  private readonly sheet: WorkSheet;
  private readonly info: SheetInfo;
  private readonly styles: BookStyles;
  private readonly values: CellValues;
  private readonly options: BookOptions;

  constructor(
    book: WorkBook,
    index: number,
    isHtml: boolean,
    styles: BookStyles,
    values: CellValues,
    options: BookOptions,
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
      hidden: state > 0,
      labels: 'letters',
      merges: mergesOf(this.sheet),
      marked: filterOf(this.sheet),
    };
  }

  read(sink: RowSink): void {
    if (!sink.sheet(this.info)) return;
    this.rows(sink);
    const hiddenColumns = (this.sheet['!cols'] ?? []).flatMap((column, at) => (column?.hidden === true ? [at] : []));
    const end = { merges: this.info.merges ?? [], hiddenColumns };
    if (sink.endSheet(end) === 'again') {
      sink.sheet(this.info);
      this.rows(sink);
      sink.endSheet(end);
    }
  }

  private rows(sink: RowSink): void {
    const { limits } = this.options;
    const builder = new RowBuilder(sink, limits.maxColumns);
    const heads = this.sheet['!rows'] ?? [];
    denseOf(this.sheet).forEach((cells, at) => {
      if (!cells) return;
      builder.start(at + 1, heads[at]?.hidden === true);
      cells.forEach((cell, col) => {
        if (cell && col < limits.maxColumns) this.put(builder, cell, col);
      });
      builder.finish();
    });
  }

  private put(builder: RowBuilder, cell: Parameters<typeof cellText>[0], col: number): void {
    const { values } = this;
    const text = cellText(cell, this.styles.at(cell), values);
    if (text === null) {
      if (cell.f === undefined || cell.t === 's') return;
      builder.set(col, null, kindOf.f);
      builder.note(col, 'no-cached-value', null);
      return;
    }
    const { maxCellChars } = this.options.limits;
    if (text.length > maxCellChars) throw new Refusal('cell-too-long', { chars: text.length, maxChars: maxCellChars });
    builder.set(col, text, values.kind);
    if (values.flag !== null) builder.note(col, values.flag, values.raw);
  }
}

function filterOf(sheet: WorkSheet): MarkedRange[] {
  const range = markedRange(sheet['!autofilter']?.ref ?? '', { isTable: false, hasTotals: false });
  return range ? [range] : [];
}

function mergesOf(sheet: WorkSheet): Merge[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({
    firstRow: s.r + 1,
    lastRow: e.r + 1,
    firstCol: s.c,
    lastCol: e.c,
  }));
}
