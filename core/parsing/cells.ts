/**
 * The seam between the readers of file formats and what follows them (table finding, staging, `read`).
 * A reader pushes one `SheetRow` at a time; it reuses the row and everything in it, so a sink copies what it keeps.
 */
import type { CellFlag, CellKind } from '../../schemas/staging.js';

/** `SheetRow.kinds` holds positions in this list; 0 is text. */
export const cellKinds: readonly CellKind[] = ['t', 'n', 'd', 'h', 'dt', 'b', 'e', 'f'];

/** Something about one cell that its text does not tell. */
export interface CellNote {
  /** 0-based column of the sheet (A = 0). */
  col: number;
  flag: CellFlag;
  /** The stored text where it differs from the cell's text, else null. */
  raw: string | null;
}

/** Merged range, all 0-based columns and 1-based rows, ends included. */
export interface Merge {
  firstRow: number;
  lastRow: number;
  firstCol: number;
  lastCol: number;
}

export interface SheetInfo {
  /** 0-based position in the workbook; 0 for CSV. */
  index: number;
  /** null for CSV. */
  name: string | null;
  hidden: boolean;
  /** How columns are called: letters for spreadsheets, 1-based numbers for CSV. */
  labels: 'letters' | 'numbers';
  /** Known only when the sheet is read again (see `endSheet`) or the format tells merges first. */
  merges: readonly Merge[] | null;
  /** Where the sheet says that its cells start, if it says so; a sheet may lie. */
  start?: CellPlace;
  /** Tables and filters that the workbook itself knows of. */
  marked?: readonly MarkedRange[];
}

/** A table or the range of a filter: its first row is a header. 1-based rows, 0-based columns. */
export interface MarkedRange {
  headerRow: number;
  firstCol: number;
  lastCol: number;
  /** A table's header surely is one; a filter may stand on any row. */
  isTable: boolean;
  totalRow: number | null;
}

/** 1-based row, 0-based column. */
export interface CellPlace {
  row: number;
  col: number;
}

/** What the texts of a row do not tell. */
export interface RowMarks {
  /** Position in `cellKinds` per column of the sheet; null = all text. */
  kinds: Uint8Array | null;
  /** Entries from `noteCount` on are left over from other rows. */
  notes: CellNote[];
  noteCount: number;
  hidden: boolean;
  /** Every filled cell of the row is struck through. Single struck cells are notes. */
  struck: boolean;
  /** Background that more than half of its filled cells have: a number per colour, 0 = none. */
  colour: number;
}

/** What cells of a sheet have beside their texts, which no column holds: comments, and addresses behind the text. */
export interface Asides {
  code: 'cell-comments' | 'cell-links';
  sheetIndex: number;
  /** A row for each cell. */
  rows: readonly number[];
}

export interface SheetRow extends RowMarks {
  /** 1-based, as the spreadsheet shows it; rising within a sheet, gaps are blank rows. CSV counts records, blank lines too. */
  number: number;
  /** Text per column from A = 0; null = no cell (or nothing in it). Entries from `count` on are left over from other rows. */
  cells: (string | null)[];
  count: number;
  /** Code of what is wrong with the line itself, else null. */
  problem: RowProblem | null;
}

export type RowProblem =
  | 'damaged-text'
  | 'row-twice'
  | 'stray-quote'
  | 'ragged-short'
  | 'ragged-long'
  | 'other-delimiter'
  | 'maybe-group-row'
  | 'maybe-form'
  | 'maybe-note';

export interface SheetEnd {
  merges: readonly Merge[];
  /** 0-based columns that the sheet hides. */
  hiddenColumns: readonly number[];
  /** The range of the sheet's filter, which stands behind its rows. */
  marked?: readonly MarkedRange[];
  /** Rows already told turned out doubtful: read again, they tell it. */
  doubts?: boolean;
}

/** Where rows go. Any method may throw `Refusal` to end the file. */
export interface RowSink {
  /** false = this sheet is not wanted: the reader goes on to the next. */
  sheet(info: SheetInfo): boolean;
  row(row: SheetRow): void;
  /** 'again' = read the same sheet once more, with `merges` and `marked` in its info: what was written is dropped. Asked for at most once per sheet. */
  endSheet(end: SheetEnd): 'done' | 'again';
}

/** A record as it stands in a file, or as it would in a CSV file: quoted where needed, quotes doubled. Valid until the next one. */
export interface RawRecord extends RowMarks {
  buffer: Buffer;
  start: number;
  /** Behind the last byte; the line end does not belong to the record. */
  end: number;
  cells: number;
  filled: number;
  /** Per cell: 0 missing, 1 filled, 2 an empty text. */
  fill: Uint8Array;
  /** Per cell: behind its last byte; the next one begins behind the delimiter there. */
  ends: Int32Array;
  /** `cutCount` offsets, rising: the first quote of an empty quoted cell, and CR and LF inside quotes. */
  cuts: Int32Array;
  /** The 0-based cells they stand in. */
  cutCells: Int32Array;
  cutCount: number;
  /** An empty quoted cell is an empty text, not a missing cell. */
  keepsEmpty: boolean;
}

/** Where the text of a record's first cell begins: behind its quote, where it has one. */
export const firstTextAt = ({ buffer, start }: Pick<RawRecord, 'buffer' | 'start'>): number =>
  buffer[start] === 0x22 ? start + 1 : start;

/** A sink that can take records as bytes. */
export interface RawSink extends RowSink {
  /** Cells that a record must have for `raw`; 0 = none are taken now. */
  rawWidth(): number;
  /** 0-based column of the sheet where the record's first cell stands. */
  rawFrom(): number;
  /** false = not taken: the record must come through `row`. */
  raw(number: number, record: RawRecord): boolean;
}

/** An empty row for a reader to fill and reuse. */
export function newSheetRow(): SheetRow {
  return {
    number: 0,
    cells: [],
    count: 0,
    kinds: null,
    notes: [],
    noteCount: 0,
    hidden: false,
    struck: false,
    colour: 0,
    problem: null,
  };
}
