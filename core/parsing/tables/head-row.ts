import { newSheetRow } from '../cells.js';
import type { SheetRow } from '../cells.js';
import type { HeadRow } from './profiles.js';

/** Readers reuse their row: what is kept is copied. */
export function copyOf(row: SheetRow): HeadRow {
  const copy = newSheetRow();
  copy.number = row.number;
  copy.count = row.count;
  copy.cells = row.cells.slice(0, row.count);
  copy.kinds = row.kinds ? row.kinds.slice(0, row.count) : null;
  copy.notes = row.notes.slice(0, row.noteCount).map((note) => ({ ...note }));
  copy.noteCount = row.noteCount;
  copy.hidden = row.hidden;
  copy.struck = row.struck;
  copy.colour = row.colour;
  copy.problem = row.problem;
  return copy;
}

/** The row with nothing outside the columns `from` … `to`. */
export function within(row: SheetRow, { from, to }: ColumnRange): HeadRow {
  const copy = copyOf(row);
  copy.count = Math.min(copy.count, to + 1);
  copy.cells.length = copy.count;
  copy.cells.fill(null, 0, Math.min(from, copy.count));
  copy.notes = copy.notes.filter(({ col }) => col >= from && col <= to);
  copy.noteCount = copy.notes.length;
  return copy;
}

/** 0-based columns of the sheet, ends included. */
export interface ColumnRange {
  from: number;
  to: number;
}
