/** Where the data rows of a table go, and how they then lie. */
import type { StagedCsv } from '../../../schemas/staging.js';
import type { RawRecord } from '../cells.js';

export interface RowWriter {
  readonly path: string;
  /** Rows written so far. */
  readonly lines: number;
  /** Whether a record's bytes can be taken as they stand. */
  readonly takesRaw: boolean;
  /** Writes the row number and `cells[from … from + count)`. */
  row(number: number, cells: readonly (string | null)[], from: number, count: number): void;
  /** Writes the row number and a record's bytes, of `width` cells. */
  raw(number: number, record: RawRecord, width: number): void;
  close(): void;
  /** Gives the file up: it will not be whole. Nothing of it may be under way any more. */
  abandon(): void;
  /** How the rows lie, once closed; `padded`: some rows have fewer cells than the table has columns. */
  told(padded: boolean): StagedCsv;
}

/** Form of the rows: the staging dialect, or one of those that `read` prints. */
export type RowForm = 'staged' | 'ndjson' | 'csv';
