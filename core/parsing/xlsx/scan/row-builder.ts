/** Gathers the cells of one row and hands it on: as bytes where the sink takes them, else as texts. */
import type { CellFlag } from '../../../../schemas/staging.js';
import { newSheetRow } from '../../cells.js';
import type { RawSink, RowSink, SheetRow } from '../../cells.js';
import { addressBehind } from '../../links/address-behind.js';
import { RowBytes } from './row-bytes.js';

export class RowBuilder {
  readonly row: SheetRow = newSheetRow();
  readonly bytes: RowBytes;
  /** The row is gathered as bytes: cells go to `bytes`, and nothing stands in `row` but marks. */
  inBytes = false;
  /** Cells of the row that were told twice, with different values. */
  twice = 0;
  /** A row for each cell with an address behind its text. */
  readonly linkedRows: number[] = [];
  private readonly kinds: Uint8Array;
  private readonly sink: RowSink;
  private readonly raw: RawSink | null;
  private filled = 0;
  private struckCells = 0;
  private markedCount = 0;
  private markedNotes = 0;
  private markedFilled = 0;
  private markedStruck = 0;
  private markedTwice = 0;
  /** What the cell being read took the place of. */
  private replaced: { col: number; text: string | null; kind: number } | null = null;
  /** Filled cells by background colour. */
  private readonly colours: Uint32Array;
  /** The colour of most cells so far; 0 = none is painted. */
  private commonest = 0;
  private lastPainted = 0;

  /** `colours`: the greatest number of a background colour. */
  constructor(sink: RowSink | RawSink, maxColumns: number, colours = 0) {
    this.sink = sink;
    this.raw = 'raw' in sink ? sink : null;
    this.kinds = new Uint8Array(maxColumns);
    this.bytes = new RowBytes(this.kinds);
    this.colours = new Uint32Array(colours + 1);
    this.row.kinds = this.kinds;
  }

  start(number: number, hidden: boolean): void {
    const { row, raw } = this;
    row.number = number;
    row.hidden = hidden;
    row.count = 0;
    row.noteCount = 0;
    row.struck = false;
    row.colour = 0;
    row.problem = null;
    this.twice = 0;
    if (this.commonest > 0) this.colours.fill(0);
    this.commonest = 0;
    this.lastPainted = 0;
    this.filled = 0;
    this.struckCells = 0;
    const width = raw === null ? 0 : raw.rawWidth();
    this.inBytes = width > 0;
    if (raw !== null && width > 0) this.bytes.begin(raw.rawFrom(), width);
  }

  /** Remembers the row before a cell, should the cell turn out to be incomplete. */
  mark(): void {
    this.markedCount = this.row.count;
    this.markedNotes = this.row.noteCount;
    this.markedFilled = this.filled;
    this.markedStruck = this.struckCells;
    this.markedTwice = this.twice;
    this.replaced = null;
    this.lastPainted = 0;
    if (this.inBytes) this.bytes.mark();
  }

  rollback(): void {
    this.row.count = this.markedCount;
    this.row.noteCount = this.markedNotes;
    this.filled = this.markedFilled;
    this.struckCells = this.markedStruck;
    this.twice = this.markedTwice;
    if (this.replaced !== null) {
      this.row.cells[this.replaced.col] = this.replaced.text;
      this.kinds[this.replaced.col] = this.replaced.kind;
    }
    this.replaced = null;
    if (this.lastPainted > 0) this.colours[this.lastPainted] = this.painted(this.lastPainted) - 1;
    this.lastPainted = 0;
    if (this.inBytes) this.bytes.rollback();
  }

  /** null = no text, but perhaps a note. A column told twice keeps its last text, with a note of the other one. */
  set(col: number, text: string | null, kind: number): void {
    if (this.inBytes && this.setBytes(col, text, kind)) return;
    const { row, kinds } = this;
    const { cells } = row;
    for (let gap = row.count; gap < col; gap++) {
      cells[gap] = null;
      kinds[gap] = 0;
    }
    const before = col < row.count ? this.replace(col, text, kind) : null;
    if (col >= row.count) row.count = col + 1;
    cells[col] = text;
    kinds[col] = kind;
    if (text !== null && before === null) this.filled += 1;
  }

  /** Answers the text that the column had by now. */
  private replace(col: number, text: string | null, kind: number): string | null {
    const before = this.row.cells[col] ?? null;
    const kindBefore = this.kinds[col] as number;
    this.replaced ??= { col, text: before, kind: kindBefore };
    if (before !== null && (before !== text || kindBefore !== kind)) {
      this.twice += 1;
      this.note(col, 'told-twice', before);
    }
    return before;
  }

  /** Bytes of a text without escapes, made of `traits`; false = it must come through `set`. */
  copy(col: number, kind: number, source: Buffer, from: number, to: number, traits: number): boolean {
    if (!this.bytes.takes(col)) return false;
    this.bytes.copy(col, source, from, to, traits);
    this.kinds[col] = kind;
    this.filled += 1;
    return true;
  }

  /** An address stands behind the text of a cell that was read: told where the text does not show it. */
  link(col: number, target: string): void {
    const text = this.textAt(col);
    const address = text === null ? null : addressBehind(text, target);
    if (address === null) return;
    this.note(col, 'linked', address);
    this.linkedRows.push(this.row.number);
  }

  private textAt(col: number): string | null {
    if (!this.inBytes) return col < this.row.count ? (this.row.cells[col] ?? null) : null;
    const at = col - (this.raw?.rawFrom() ?? 0);
    return at < 0 ? null : this.bytes.textAt(at);
  }

  private setBytes(col: number, text: string | null, kind: number): boolean {
    const { bytes } = this;
    const isTaken = bytes.takes(col);
    if (isTaken && text === null) bytes.missing(col);
    else if (!isTaken || text === null || !bytes.text(col, text)) {
      this.leaveBytes();
      return false;
    }
    this.kinds[col] = kind;
    if (text !== null) this.filled += 1;
    return true;
  }

  /** The cell just filled has this background. */
  paint(colour: number): void {
    if (colour === 0) return;
    this.colours[colour] = this.painted(colour) + 1;
    if (this.painted(colour) > this.painted(this.commonest)) this.commonest = colour;
    this.lastPainted = colour;
  }

  private painted(colour: number): number {
    return this.colours[colour] ?? 0;
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
    const { commonest } = this;
    if (commonest > 0 && this.painted(commonest) * 2 > this.filled) row.colour = commonest;
    if (this.inBytes && row.problem !== null) this.leaveBytes();
    if (this.inBytes && this.tookBytes()) return true;
    this.sink.row(row);
    return true;
  }

  private tookBytes(): boolean {
    const { bytes, row } = this;
    bytes.finish();
    bytes.notes = row.notes;
    bytes.noteCount = row.noteCount;
    bytes.hidden = row.hidden;
    bytes.struck = row.struck;
    bytes.colour = row.colour;
    if (this.raw?.raw(row.number, bytes) === true) return true;
    this.leaveBytes();
    return false;
  }

  /** Goes on with texts: those gathered as bytes are decoded. */
  private leaveBytes(): void {
    const { bytes, row, kinds } = this;
    const from = this.raw?.rawFrom() ?? 0;
    this.inBytes = false;
    for (let col = 0; col < from; col++) row.cells[col] = null;
    kinds.fill(0, 0, from);
    for (let at = 0; at < bytes.cells; at++) row.cells[from + at] = bytes.textAt(at);
    row.count = bytes.cells === 0 ? 0 : from + bytes.cells;
    // What a cell that turns out to be incomplete goes back to.
    this.markedCount = bytes.markedCells === 0 ? 0 : from + bytes.markedCells;
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
