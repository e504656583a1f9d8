/** Stages a form as a table of its own: its labels are the columns, each called by the place of its value; its values are the row. */
import type { StagedTable } from '../../../schemas/staging.js';
import { newSheetRow } from '../cells.js';
import type { RowProblem, SheetInfo } from '../cells.js';
import type { Form, FormField } from './forms.js';
import type { Layout } from './layout.js';
import { columnLetters, TableWriter } from './table-writer.js';
import type { RowsOptions } from './table-writer.js';

const confidence = 0.9;

export interface FormPlace {
  outDir: string;
  rows: RowsOptions;
  table: number;
  /** Rows of the sheet that are no part of a form, told with this one. */
  notes: readonly number[];
  /** What is wrong with its row, else null. */
  problem: RowProblem | null;
}

export function stagedForm(info: SheetInfo, { fields, firstRow, lastRow }: Form, place: FormPlace): StagedTable {
  const headers = fields.map(({ label }) => label);
  const layout: Layout = {
    headerAt: [],
    header: { by: 'evidence', confidence },
    dataAt: 0,
    firstCol: 0,
    width: fields.length,
    headers,
    labels: placesOf(info, fields),
  };
  const writer = new TableWriter(place.outDir, place.table, info, layout, [firstRow], place.rows);
  for (const number of place.notes) writer.skip(number, 'note');
  const row = newSheetRow();
  row.number = firstRow;
  row.count = fields.length;
  row.cells = fields.map(({ text }) => text);
  row.kinds = Uint8Array.from(fields, ({ kind }) => kind);
  row.notes = fields.flatMap(({ notes }, col) => notes.map((note) => ({ ...note, col })));
  row.noteCount = row.notes.length;
  row.problem = place.problem;
  writer.row(row, [], []);
  const staged = writer.finish({ header: [headers], width: fields.length, above: 0, between: [], below: null });
  return { ...staged, lastRow };
}

/** No two alike: values in one cell are numbered from the second on. */
function placesOf(info: SheetInfo, fields: readonly FormField[]): string[] {
  const seen = new Map<string, number>();
  return fields.map(({ row, col }) => {
    const place = info.labels === 'letters' ? `${columnLetters(col)}${row}` : `${row}:${col + 1}`;
    const count = (seen.get(place) ?? 0) + 1;
    seen.set(place, count);
    return count === 1 ? place : `${place}#${count}`;
  });
}
