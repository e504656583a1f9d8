/** What parsing hands on: tables found in an original, as files. Plain data; crosses threads as is. */
import type { ReadingRule, ReadingWords, TableShape } from './decisions.js';

export type FileFormat = 'csv' | 'xlsx' | 'xls' | 'xlsb' | 'ods' | 'xml-2003' | 'html';

/** How a file's cells lie in `csv`. */
export interface StagedCsv {
  /** Absolute path while inside one machine; activities turn it into a Ref. */
  path: string;
  /**
   * `numbered`: our canonical dialect (UTF-8, comma, `"` doubled, LF, no header, first column = row number;
   * a missing cell is unquoted-empty, an empty string cell is `""`, every other cell quoted where needed; line ends, NUL and DLE
   * inside cells are escaped with DLE, see core/parsing/stage.ts). Read it through `readStagedSql`, which knows all this.
   * `plain`: the original itself where a scan proved it plain; no row-number column; the first data line is `firstRow`.
   * `ndjson`, `csv`: rows as `read` prints them; never given to the engine.
   */
  layout: 'numbered' | 'plain' | 'ndjson' | 'csv';
  /** For `ndjson` and `csv`: from which byte on rows have how many cells; rising in both. */
  widths?: PrintedWidth[];
  /** For `plain` only. `newline` is the file's own. */
  plain?: { delimiter: string; quote: string | null; newline: '\n' | '\r\n'; skipLines: number };
  /** For `numbered`: the delimiter, `,` unless the file's own bytes were copied. */
  delimiter?: string;
  /** For `numbered`: longest line, so that the engine's line limit can be set. */
  longestLineBytes?: number;
  /** For `numbered`: 0-based columns in which some cell holds escapes. */
  escapedColumns?: number[];
  /** For `numbered`: some lines have fewer cells than there are columns; the rest is missing. */
  padded?: boolean;
}

export interface PrintedWidth {
  fromByte: number;
  width: number;
}

export interface StagedColumn {
  /** Letter for spreadsheets (`A`), 1-based number for CSV (`1`). */
  label: string;
  /** Header text, several header rows joined by ` / `; '' when the header cell is empty. */
  header: string;
  /** The labels of several header rows, top first; absent when there is but one row. */
  levels?: string[];
  /** How many cells of each stored kind: evidence for mapping and judging. Sparse; absent kinds are 0. */
  kinds: Partial<Record<CellKind, number>>;
}

/** text, number, date, time, datetime, boolean, error, formula without cached value. */
export type CellKind = 't' | 'n' | 'd' | 'h' | 'dt' | 'b' | 'e' | 'f';

/**
 * Flags of the sparse kinds file. One CSV line (same canonical dialect) `row,col,kind,flag,raw` per flagged cell;
 * `col` is the 0-based position among `columns`, missing when the flag is of the whole row; raw is the stored text when it differs from the staged one, else missing.
 * The file is sparse: a date by style whose text is full ISO is not listed (the column's `kinds` counts tell it).
 */
export type CellFlag =
  | 'precision-lost' // number with 16+ significant digits or |n| >= 1e15
  | 'scientific' // CSV text such as 1.10101E+17
  | 'error' // #N/A …; staged text is the error text
  | 'no-cached-value' // formula without value; staged cell is missing
  | 'invalid-date' // date style on a serial that is no date (60 in 1900, negative); staged text is the number
  | 'percent'
  | 'currency'
  | 'zero-padded' // a whole number under a format of zeros only (00000): the text has them, raw is the number as stored
  | 'picture' // the cell shows a picture; the text is its formula in WPS, =DISPIMG(…), or what Excel stores, #VALUE!
  | 'linked' // an address stands behind the text, which does not show it; raw is the address, '' when it is too long
  | 'shared-string-missing'
  | 'told-twice' // the file has the cell twice, with different values; the text is the last one, raw is the other
  | 'double-encoded' // C1 controls read as the Windows-1252 characters they were; raw has them as they stand
  | 'damaged-text' // U+FFFD, undecodable bytes, NUL
  | 'filled' // value filled from a merged cell
  | 'grouped' // the name of the group that the row stands under, from a row of its own above
  | 'filled-down' // filled from the row above, as a person said
  | 'struck' // struck-through
  | 'hidden' // in a hidden row or column
  // The following are told of a whole row (col is missing), as 'hidden', 'struck' and 'damaged-text' may be:
  | 'highlighted' // has a background colour that few rows of its table have
  | 'row-twice' // the file has another row of that number
  | 'ragged-short' // fewer cells than the table has columns
  | 'ragged-long' // more filled cells than the table has columns
  | 'other-delimiter' // its cells are parted by another delimiter than those of the file
  | 'maybe-group-row' // its only cell may be the name of a group
  | 'maybe-note' // its only cell, below the table, may be a note or a name
  | 'maybe-form' // a form above a list, which may tell who made the list
  | 'stray-quote'; // its quotes do not pair up; read as the table's width suggests

/** `left-out`: by a person's decision. `group`: it names the group of the rows below, which have the name in a column. */
export type SkipReason =
  'blank' | 'total' | 'repeated-header' | 'comment' | 'note' | 'hidden' | 'struck' | 'left-out' | 'group';

/**
 * What a finding goes by. `bom`: the file's own mark; `valid`: nothing else reads without damage; `nul-bytes`: where they stand;
 * `declared`: the settings of the source, or the file itself; `evidence`: what the content looks like; `decided`: a person, of this file;
 * `remembered`: a person, of a file of the same shape.
 */
export type FoundBy = 'bom' | 'valid' | 'nul-bytes' | 'declared' | 'evidence' | 'decided' | 'remembered';

/** How sure a finding is, 0…1: below `unsure` it is told as a question. */
export interface Sureness {
  by: FoundBy;
  confidence: number;
}

export const unsure = 0.6;

export interface StagedTable {
  /** 0-based number of the table in the file. */
  table: number;
  /** Sheet name; null for CSV. */
  sheet: string | null;
  /** 0-based position in the workbook; 0 for CSV. */
  sheetIndex: number;
  sheetHidden: boolean;
  /** Day numbers without a date format count from 1904-01-01, as the workbook says; absent = from 1900. */
  epoch1904?: boolean;
  headerRows: number[];
  /** What a line above the header says of the unit of its amounts (万元); absent = nothing. */
  unitLine?: string;
  /** That these are the header rows, or that there is none. */
  header: Sureness;
  /** What the table is known by in later files. */
  shape: TableShape;
  /** First and last data row, 1-based as the spreadsheet shows them (CSV: line where the record starts… see note). For CSV the row number counts records, header = 1, blank lines count too. */
  firstRow: number;
  lastRow: number;
  columns: StagedColumn[];
  /** Columns behind the file's own, the last of `columns`, in order: what other files know of ids in this one. */
  looked?: LookedUp[];
  /** Data rows staged in `csv` (without skipped ones). */
  rows: number;
  csv: StagedCsv;
  /** Sparse kinds file; null when no cell is flagged. */
  kinds: { path: string; lines: number } | null;
  /** Rows inside [firstRow, lastRow] or below that are not data; file `row,reason,cells` in the canonical dialect (`cells`: for totals a JSON array of the row's texts, else missing); null when none. */
  skipped: { path: string; lines: number } | null;
  /** Rows in `skipped` by reason; absent = none. */
  skippedBy: Partial<Record<SkipReason, number>>;
}

/** A column whose text is looked up: by the first of the columns `by` whose id stands in the list. */
export interface LookedUp {
  /** Positions of columns with ids. */
  by: number[];
  /** CSV of `key,value` without header, each key once. */
  path: string;
  /** Ids may carry this; keys do not. */
  prefix: string;
}

/** A problem of the whole file or of one place in it, told as a catalogue code. Never carries a cell's value in `params` for logs; `value` may. */
export interface FileIssue {
  code: string;
  sheet?: string | null;
  row?: number;
  column?: string;
  value?: string;
  params?: Record<string, string | number>;
}

/** Hints remembered per source or given on the command line; absent = found from evidence. */
export interface ParseHints {
  encoding?: string;
  /** Encoding tried when bytes are neither BOM-marked nor valid UTF-8/16; absent = ask; `evidence` = gb18030 or windows-1252 by the bytes. */
  legacyEncoding?: string;
  delimiter?: string;
  quote?: string;
  /** Sheet name or 0-based number as text. */
  sheet?: string;
  /** Sheets hidden in the workbook are read like others; absent = they are left out and told. */
  hiddenSheets?: 'include';
  /** What a person says of this very file; goes before everything else. */
  words?: ReadingWords;
  /** What was decided for files of the source; each holds for files of its shape. */
  rules?: readonly ReadingRule[];
}

export interface ParseLimits {
  maxInflatedBytes: number;
  maxRatio: number;
  maxEntries: number;
  /** How deep ZIP files in ZIP files are opened; 1 = only the file itself. */
  archiveDepth: number;
  maxRows: number;
  maxColumns: number;
  maxCellChars: number;
  timeoutMs: number;
  threadMemoryMb: number;
}

export interface DialectSureness extends Sureness {
  /** Another delimiter by which the file would read nearly as well. */
  rival: string | null;
}

export interface ParsedFile {
  ok: true;
  format: FileFormat;
  encoding: string | null;
  /** `confidence`: share of the records at the beginning of the file that have the width of most, 0…1. */
  dialect: { delimiter: string; quote: string | null; newline: string; confidence: number } | null;
  /** How sure encoding and dialect are; null where the format has none. */
  sureness: { encoding: Sureness | null; dialect: DialectSureness | null };
  tables: StagedTable[];
  issues: FileIssue[];
  /** Where the encoding is unsure: the others that it may be in. */
  encodings?: EncodingPreview[];
  /** Where two delimiters fit: what each of them gives. */
  delimiters?: DelimiterPreview[];
}

/** A named refusal: the file is kept, its receipt says why and what to do. `code` is in the catalogue with level `refusal`. */
export interface Refused {
  ok: false;
  code: string;
  params?: Record<string, string | number>;
  /** The file can be read once a person says in which of these encodings it is. */
  encodings?: EncodingPreview[];
}

/** How the beginning of a file reads in an encoding. */
export interface EncodingPreview {
  label: string;
  sample: string;
}

/** The first rows as a delimiter parts them. */
export interface DelimiterPreview {
  delimiter: string;
  rows: string[][];
}

export type ParseOutcome = ParsedFile | Refused;
