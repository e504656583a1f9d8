import type { StagedTable } from '../../../schemas/staging.js';
import { newSheetRow } from '../cells.js';
import type { SheetInfo, SheetRow } from '../cells.js';
import { Refusal } from '../refusal.js';
import type { Layout } from './layout.js';
import type { TableSink } from './table-sink.js';
import { TableWriter } from './table-writer.js';
import type { RowsOptions } from './table-writer.js';

const noShape = { header: [], width: 0, above: 0, between: [], below: null };

export interface WholeSheetOptions {
  outDir: string;
  maxRows: number;
  rows: RowsOptions;
}

/**
 * A sheet as it stands, every row and column from the first used ones on, blank rows too: what Excel itself saves as CSV.
 * Takes one sheet, the first it is given that has cells.
 */
export class WholeSheet implements TableSink {
  private readonly tables: StagedTable[] = [];
  private readonly options: WholeSheetOptions;
  private info: SheetInfo | null = null;
  private writer: TableWriter | null = null;
  private firstCol = 0;
  private nextRow = 1;
  /** A cell stood outside of where the sheet said that its cells start. */
  private isOutside = false;
  private readonly blank = newSheetRow();

  constructor(options: WholeSheetOptions) {
    this.options = options;
  }

  sheet(info: SheetInfo): boolean {
    if (this.tables.length > 0) return false;
    const start = this.isOutside ? undefined : info.start;
    this.info = info;
    this.writer = null;
    this.firstCol = start?.col ?? 0;
    this.nextRow = start?.row ?? 1;
    this.isOutside = false;
    return true;
  }

  row(row: SheetRow): void {
    if (this.isOutside || row.number < this.nextRow || firstCell(row) < this.firstCol) {
      this.isOutside = true;
      return;
    }
    if (row.number - this.nextRow > this.options.maxRows)
      throw new Refusal('too-many-rows', { max: this.options.maxRows });
    for (; this.nextRow < row.number; this.nextRow += 1) this.write({ ...this.blank, number: this.nextRow });
    this.write(row);
    this.nextRow += 1;
  }

  endSheet(): 'done' | 'again' {
    if (this.isOutside) {
      this.writer?.finish(noShape);
      return 'again';
    }
    // An empty sheet is shown as nothing; that is no refusal.
    const writer = this.writer ?? this.newWriter();
    if (writer) this.tables.push(writer.finish(noShape));
    this.writer = null;
    return 'done';
  }

  finish(): StagedTable[] {
    return this.tables;
  }

  /** Every record comes through `row`. */
  rawWidth(): number {
    return 0;
  }

  rawFrom(): number {
    return 0;
  }

  raw(): boolean {
    return false;
  }

  private write(row: SheetRow): void {
    const { options } = this;
    this.writer ??= this.newWriter();
    if (!this.writer) return;
    if (this.writer.rows >= options.maxRows) throw new Refusal('too-many-rows', { max: options.maxRows });
    this.writer.row(row, [], []);
  }

  private newWriter(): TableWriter | null {
    const { info, options } = this;
    return info && new TableWriter(options.outDir, 0, info, this.layout(), [], options.rows);
  }

  private layout(): Layout {
    return {
      headerAt: [],
      header: { by: 'declared', confidence: 1 },
      dataAt: 0,
      firstCol: this.firstCol,
      width: 1,
      headers: [],
    };
  }
}

function firstCell(row: SheetRow): number {
  let col = 0;
  while (col < row.count && row.cells[col] === null) col += 1;
  return col;
}
