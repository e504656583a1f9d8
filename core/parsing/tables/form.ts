/** What a form says: one customer, labels beside their values. */
import type { CellNote } from '../cells.js';

export interface FormField {
  label: string;
  hasColon: boolean;
  text: string | null;
  kind: number;
  /** Where the value stands. */
  row: number;
  col: number;
  notes: CellNote[];
}

export interface Form {
  fields: FormField[];
  firstRow: number;
  lastRow: number;
}

export interface FormSheet {
  forms: Form[];
  /** Titles, headings of sections, lines of who filled it in. */
  notes: number[];
}
