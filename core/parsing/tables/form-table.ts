/** Stages a form as a table of its own: its labels are the columns, each called by the place of its value; its values are the row. */
import type { StagedTable } from '../../../schemas/staging.js';
import { newSheetRow } from '../cells.js';
import type { RowProblem, SheetInfo, SheetRow } from '../cells.js';
import type { Form, FormField } from './form.js';
import type { Layout } from './layout.js';
import { columnLabel, columnLetters } from './column-label.js';
import { TableWriter } from './table-writer.js';
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

export function stagedForm(info: SheetInfo, form: Form, place: FormPlace): StagedTable {
  const { fields, firstRow, lastRow } = form;
  const headers = fields.map(({ label }) => label);
  const writer = writerOf(info, { headers, labels: placesOf(info, fields), firstRow }, place);
  writer.row(rowOf(firstRow, fields, place.problem), [], []);
  return { ...finished(writer, headers), lastRow };
}

/** Forms of a row each as one table: a column for each label that one of them has. */
export function stagedRecords(info: SheetInfo, forms: readonly Form[], place: FormPlace): StagedTable {
  const columns = new Map<string, FormField>();
  const keyed = forms.map(({ fields }) => fields.map((field, at) => [keyOf(fields, at), field] as const));
  for (const [key, field] of keyed.flat()) if (!columns.has(key)) columns.set(key, field);
  const headers = [...columns.values()].map(({ label }) => label);
  const labels = placesOf(info, [...columns.values()], (col) => columnLabel(info.labels, col));
  const writer = writerOf(info, { headers, labels, firstRow: forms[0]?.firstRow ?? 1 }, place);
  forms.forEach(({ firstRow }, at) => {
    const own = new Map(keyed[at]);
    const fields = [...columns.keys()].map((key) => own.get(key) ?? null);
    writer.row(rowOf(firstRow, fields, place.problem), [], []);
  });
  return finished(writer, headers);
}

/** The label, and which of its kind in the row it is. */
const keyOf = (fields: readonly FormField[], at: number): string => {
  const { label } = fields[at] as FormField;
  return `${label}#${fields.slice(0, at).filter((field) => field.label === label).length}`;
};

interface FormColumns {
  headers: string[];
  labels: string[];
  firstRow: number;
}

function writerOf(info: SheetInfo, { headers, labels, firstRow }: FormColumns, place: FormPlace): TableWriter {
  const layout: Layout = {
    headerAt: [],
    header: { by: 'evidence', confidence },
    dataAt: 0,
    firstCol: 0,
    width: headers.length,
    headers,
    labels,
  };
  const writer = new TableWriter(place.outDir, place.table, info, layout, [firstRow], place.rows);
  for (const number of place.notes) writer.skip(number, 'note');
  return writer;
}

const finished = (writer: TableWriter, headers: string[]): StagedTable =>
  writer.finish({ header: [headers], width: headers.length, above: 0, between: [], below: null });

function rowOf(number: number, fields: readonly (FormField | null)[], problem: RowProblem | null): SheetRow {
  const row = newSheetRow();
  row.number = number;
  row.count = fields.length;
  row.cells = fields.map((field) => field?.text ?? null);
  row.kinds = Uint8Array.from(fields, (field) => field?.kind ?? 0);
  row.notes = fields.flatMap((field, col) => (field?.notes ?? []).map((note) => ({ ...note, col })));
  row.noteCount = row.notes.length;
  row.problem = problem;
  return row;
}

/** No two alike: values in one cell are numbered from the second on. */
function placesOf(
  info: SheetInfo,
  fields: readonly FormField[],
  placeOf = (col: number, row: number): string =>
    info.labels === 'letters' ? `${columnLetters(col)}${row}` : `${row}:${col + 1}`,
): string[] {
  const seen = new Map<string, number>();
  return fields.map(({ row, col }) => {
    const place = placeOf(col, row);
    const count = (seen.get(place) ?? 0) + 1;
    seen.set(place, count);
    return count === 1 ? place : `${place}#${count}`;
  });
}
