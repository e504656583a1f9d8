import { join } from 'node:path';
import type { TableShape } from '../../../schemas/decisions.js';
import type { CellFlag, CellKind, SkipReason, StagedColumn, StagedTable } from '../../../schemas/staging.js';
import { cellKinds } from '../cells.js';
import type { RawRecord, RowMarks, SheetInfo, SheetRow } from '../cells.js';
import { CsvWriter } from '../rows/csv-writer.js';
import { NdjsonWriter } from '../rows/ndjson-writer.js';
import type { RowForm, RowWriter } from '../rows/row-writer.js';
import { StageWriter } from '../stage.js';
import { behindBytes } from '../write-behind.js';
import type { WriteBehind } from '../write-behind.js';
import { columnLabel } from './column-label.js';
import type { Layout } from './layout.js';
import { RowColours } from './row-colours.js';

/** Buffer of the sparse files, which most often stay small. */
const sparseBytes = 64 << 10;

export interface RowsOptions {
  form: RowForm;
  /** Of the staged cells, and of the records that come as bytes. */
  delimiter: string;
  /** Takes the staged cells off the reader's hands, for files that are read with turns of the event loop. */
  behind?: WriteBehind | null;
  /** Tables that are being written. */
  open: Set<TableWriter>;
}

function openRows(base: string, { form, delimiter, behind = null }: RowsOptions): RowWriter {
  if (form === 'ndjson') return new NdjsonWriter(`${base}.ndjson`, delimiter, behind);
  if (form === 'csv') return new CsvWriter(`${base}.csv`, delimiter, behind);
  return new StageWriter(`${base}.csv`, delimiter, behindBytes, behind);
}

/** Writes one table: its cells, and beside them what their text does not tell and which rows were skipped. */
export class TableWriter {
  rows = 0;
  firstRow = 0;
  lastRow = 0;
  /** Widest row so far; rows written before a wider one are shorter. */
  width: number;
  private readonly layout: Layout;
  private readonly sheet: SheetInfo;
  private readonly table: number;
  private readonly headerRows: number[];
  private readonly base: string;
  private readonly cells: RowWriter;
  private readonly open: Set<TableWriter>;
  private kinds: StageWriter | null = null;
  private skipped: StageWriter | null = null;
  private readonly colours = new RowColours();
  private readonly skippedBy: StagedTable['skippedBy'] = {};
  private counts: (Float64Array | null)[] = cellKinds.map(() => null);

  constructor(
    outDir: string,
    table: number,
    sheet: SheetInfo,
    layout: Layout,
    headerRows: number[],
    rows: RowsOptions,
  ) {
    this.base = join(outDir, `t${table}`);
    this.table = table;
    this.sheet = sheet;
    this.layout = layout;
    this.headerRows = headerRows;
    this.width = layout.width;
    this.cells = openRows(this.base, rows);
    this.open = rows.open;
    this.open.add(this);
  }

  get takesRaw(): boolean {
    return this.cells.takesRaw;
  }

  /** Writes a data row; columns whose value comes from a merged cell, those that have the name of its group, and those filled from the row above. */
  row(
    row: SheetRow,
    filledCols: readonly number[],
    grouped: readonly number[],
    filledDown: readonly number[] = [],
  ): void {
    const { firstCol } = this.layout;
    let used = row.count;
    while (used > firstCol + this.layout.width && (row.cells[used - 1] ?? '') === '') used -= 1;
    const count = Math.max(this.layout.width, used - firstCol);
    this.width = Math.max(this.width, count);
    this.cells.row(row.number, this.withinCount(row), firstCol, count);
    this.count(row, count);
    this.flagRow(row, filledCols);
    for (const col of grouped) this.flag(row.number, col - firstCol, 't', 'grouped', null);
    for (const col of filledDown) this.flag(row.number, col - firstCol, 't', 'filled-down', null);
    this.advance(row.number);
  }

  /** Writes a record as the bytes that stand in the file. */
  raw(number: number, record: RawRecord): void {
    this.cells.raw(number, record, record.cells);
    const { kinds, fill } = record;
    const { firstCol } = this.layout;
    const text = this.counter(0);
    for (let at = 0; at < record.cells; at += 1) {
      if (fill[at] === 0) continue;
      const kind = kinds === null ? 0 : (kinds[firstCol + at] as number);
      const counts = kind === 0 ? text : this.counter(kind);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    this.flagMarks(number, record);
    this.advance(number);
  }

  flag(row: number | null, col: number | null, kind: CellKind | null, flag: CellFlag, raw: string | null): void {
    this.kinds ??= new StageWriter(`${this.base}.kinds.csv`, ',', sparseBytes);
    this.kinds.values([row, col, kind, flag, raw]);
  }

  skip(row: number, reason: SkipReason): void {
    this.putSkipped(row, reason, null);
  }

  /** A row of totals keeps its cells, from its word on, so that they can be compared with the sums of the rows. */
  skipTotal(row: SheetRow, from: number): void {
    const { firstCol, width } = this.layout;
    const cells = Array.from({ length: width }, (_, at) =>
      firstCol + at < row.count && firstCol + at >= from ? (row.cells[firstCol + at] ?? null) : null,
    );
    this.putSkipped(row.number, 'total', JSON.stringify(cells));
  }

  private putSkipped(row: number, reason: SkipReason, cells: string | null): void {
    this.skipped ??= new StageWriter(`${this.base}.skipped.csv`, ',', sparseBytes);
    this.skipped.values([row, reason, cells]);
    this.skippedBy[reason] = (this.skippedBy[reason] ?? 0) + 1;
  }

  /** Gives the files of a reading up that came to no end. */
  abandon(): void {
    for (const writer of [this.cells, this.kinds, this.skipped]) writer?.abandon();
    this.open.delete(this);
  }

  /** Closes the files and tells what is in them. */
  finish(shape: TableShape): StagedTable {
    this.open.delete(this);
    for (const row of this.colours.marked()) this.flag(row, null, null, 'highlighted', null);
    this.cells.close();
    this.kinds?.close();
    this.skipped?.close();
    const fileOf = (writer: StageWriter | null) => (writer ? { path: writer.path, lines: writer.lines } : null);
    return {
      table: this.table,
      sheet: this.sheet.name,
      sheetIndex: this.sheet.index,
      sheetHidden: this.sheet.hidden,
      headerRows: this.headerRows,
      ...(this.layout.unitLine !== undefined && { unitLine: this.layout.unitLine }),
      header: this.layout.header,
      shape,
      firstRow: this.firstRow,
      lastRow: this.lastRow,
      columns: Array.from({ length: this.width }, (_, at) => this.column(at)),
      rows: this.rows,
      csv: this.cells.told(this.width > this.layout.width),
      kinds: fileOf(this.kinds),
      skipped: fileOf(this.skipped),
      skippedBy: this.skippedBy,
    };
  }

  private column(at: number): StagedColumn {
    const col = this.layout.firstCol + at;
    const kinds: StagedColumn['kinds'] = {};
    this.counts.forEach((counts, kind) => {
      const count = counts?.[at] ?? 0;
      const name = cellKinds[kind];
      if (count > 0 && name !== undefined) kinds[name] = count;
    });
    const own = columnLabel(this.sheet.labels, col);
    const label = this.layout.labels?.[at] ?? own;
    const levels = this.layout.levels?.[at];
    return { label, header: this.layout.headers[at] ?? '', ...(levels && { levels }), kinds };
  }

  /** Cells behind `count` are left over from other rows: the writer must see none there. */
  private withinCount(row: SheetRow): readonly (string | null)[] {
    const need = this.layout.firstCol + this.layout.width;
    for (let at = row.count; at < need; at += 1) row.cells[at] = null;
    return row.cells;
  }

  private count(row: SheetRow, count: number): void {
    const { firstCol } = this.layout;
    for (let at = 0; at < count; at += 1) {
      const cell = row.cells[firstCol + at];
      if (cell === null || cell === undefined || firstCol + at >= row.count) continue;
      const counts = this.counter(row.kinds?.[firstCol + at] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }

  private flagRow(row: SheetRow, filledCols: readonly number[]): void {
    this.flagMarks(row.number, row);
    for (const col of filledCols) this.flag(row.number, col - this.layout.firstCol, 't', 'filled', null);
    if (row.problem !== null) this.flag(row.number, null, null, row.problem, null);
  }

  private flagMarks(number: number, marks: RowMarks): void {
    for (let at = 0; at < marks.noteCount; at += 1) {
      const note = marks.notes[at];
      const col = (note?.col ?? -1) - this.layout.firstCol;
      if (note && col >= 0) {
        this.flag(number, col, cellKinds[marks.kinds?.[note.col] ?? 0] ?? 't', note.flag, note.raw);
      }
    }
    if (marks.hidden) this.flag(number, null, null, 'hidden', null);
    if (marks.struck) this.flag(number, null, null, 'struck', null);
    this.colours.add(number, marks.colour);
  }

  private advance(number: number): void {
    this.rows += 1;
    if (this.firstRow === 0) this.firstRow = number;
    this.lastRow = number;
  }

  private counter(kind: number): Float64Array {
    const known = this.counts[kind];
    if (known && known.length >= this.width) return known;
    const counter = new Float64Array(Math.max(this.width, 16));
    if (known) counter.set(known);
    this.counts[kind] = counter;
    return counter;
  }
}
