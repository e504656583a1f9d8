/** Gathers the cells of one row and hands it on. */
import type { CellFlag } from '../../../../schemas/staging.js';
import { newSheetRow } from '../../cells.js';
import type { RowSink, SheetRow } from '../../cells.js';

export class RowBuilder {
  readonly row: SheetRow = newSheetRow();
  private readonly kinds: Uint8Array;
  private readonly sink: RowSink;
  private filled = 0;
  private struckCells = 0;
  private markedCount = 0;
  private markedNotes = 0;
  private markedFilled = 0;
  private markedStruck = 0;

  constructor(sink: RowSink, maxColumns: number) {
    this.sink = sink;
    this.kinds = new Uint8Array(maxColumns);
    this.row.kinds = this.kinds;
  }

  start(number: number, hidden: boolean): void {
    const { row } = this;
    row.number = number;
    row.hidden = hidden;
    row.count = 0;
    row.noteCount = 0;
    row.struck = false;
    this.filled = 0;
    this.struckCells = 0;
  }

  /** Remembers the row before a cell, should the cell turn out to be incomplete. */
  mark(): void {
    this.markedCount = this.row.count;
    this.markedNotes = this.row.noteCount;
    this.markedFilled = this.filled;
    this.markedStruck = this.struckCells;
  }

  rollback(): void {
    this.row.count = this.markedCount;
    this.row.noteCount = this.markedNotes;
    this.filled = this.markedFilled;
    this.struckCells = this.markedStruck;
  }

  /** null = no text, but perhaps a note. A column told twice keeps its last text. */
  set(col: number, text: string | null, kind: number): void {
    const { row, kinds } = this;
    const { cells } = row;
    for (let gap = row.count; gap < col; gap++) {
      cells[gap] = null;
      kinds[gap] = 0;
    }
    if (col >= row.count) row.count = col + 1;
    cells[col] = text;
    kinds[col] = kind;
    if (text !== null) this.filled += 1;
  }

  note(col: number, flag: CellFlag, raw: string | null): void {
    const { row } = this;
    if (flag === 'struck') this.struckCells += 1;
    const note = row.notes[row.noteCount];
    if (note) {
      note.col = col;
      note.flag = flag;
      note.raw = raw;
    } else row.notes.push({ col, flag, raw });
    row.noteCount += 1;
  }

  /** Rows without any cell are not handed on. */
  finish(): boolean {
    const { row } = this;
    if (this.filled === 0 && row.noteCount === 0) return false;
    if (this.struckCells > 0 && this.struckCells === this.filled) this.markStruck();
    this.sink.row(row);
    return true;
  }

  private markStruck(): void {
    const { row } = this;
    row.struck = true;
    let kept = 0;
    for (let i = 0; i < row.noteCount; i++) {
      const note = row.notes[i]!;
      if (note.flag === 'struck') continue;
      const slot = row.notes[kept]!;
      row.notes[kept] = note;
      row.notes[i] = slot;
      kept += 1;
    }
    row.noteCount = kept;
  }
}
