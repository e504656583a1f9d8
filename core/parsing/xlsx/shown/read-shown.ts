/** A sheet as Excel shows it, row by row, from the first used row and column on: what Excel itself saves as CSV. */
import type { ParseLimits, Refused } from '../../../../schemas/staging.js';
import type { RowSink, SheetInfo, SheetRow } from '../../cells.js';
import { readXlsx } from '../read-xlsx.js';
import type { XlsxOutcome } from '../read-xlsx.js';
import { ShownValues } from './shown-values.js';

export interface ShownOptions {
  limits: ParseLimits;
  /** Name or 0-based number as text; absent = the first. */
  sheet?: string;
}

export interface ShownRows {
  /** Forget the rows so far: a cell stood outside of what the sheet had claimed. */
  restart(): void;
  /** Texts from the first used column on; '' where there is none. The array is the caller's own. */
  row(cells: string[]): void;
}

/** Blank rows between and before others are handed on as empty ones. */
export async function readShown(path: string, rows: ShownRows, options: ShownOptions): Promise<XlsxOutcome | Refused> {
  const sink = new ShownSink(rows);
  const { limits, sheet = '0' } = options;
  return readXlsx(path, sink, { limits, sheet, values: (styles, date1904) => new ShownValues(styles, date1904) });
}

class ShownSink implements RowSink {
  private readonly rows: ShownRows;
  private firstCol = 0;
  private nextRow = 1;
  private outside = false;

  constructor(rows: ShownRows) {
    this.rows = rows;
  }

  sheet(info: SheetInfo): boolean {
    const start = this.outside ? undefined : info.start;
    this.firstCol = start?.col ?? 0;
    this.nextRow = start?.row ?? 1;
    this.outside = false;
    return true;
  }

  row(row: SheetRow): void {
    if (this.outside || row.number < this.nextRow || firstFilled(row) < this.firstCol) {
      this.outside = true;
      return;
    }
    for (; this.nextRow < row.number; this.nextRow++) this.rows.row([]);
    const cells: string[] = [];
    for (let col = this.firstCol; col < row.count; col++) cells.push(row.cells[col] ?? '');
    this.rows.row(cells);
    this.nextRow += 1;
  }

  endSheet(): 'done' | 'again' {
    if (!this.outside) return 'done';
    this.rows.restart();
    return 'again';
  }
}

function firstFilled(row: SheetRow): number {
  let col = 0;
  while (col < row.count && row.cells[col] === null) col++;
  return col;
}
