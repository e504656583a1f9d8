/** A person's answers out of a returned sheet 列对应确认 / Columns, as rows of text. */
import type { ReadingWords } from '../../schemas/decisions.js';
import type { DatasetDef, FieldDef } from '../../schemas/datasets/dataset.js';
import { choices, columnsSheetHeaders, columnTokenHeader, isTokenHeader } from '../../schemas/receipt.js';
import type { Claim } from './claims.js';
import { columnKey } from './columns.js';
import { lookupOf } from './lookup.js';
import { subjectOfPart } from '../../schemas/reading-questions.js';
import { foldHeader as fold } from '../../schemas/header-text.js';

export interface AnsweredColumn {
  /** Header as sent. */
  header: string;
  /** 1 for the first column of that header. */
  occurrence: number;
  /** null = left unanswered. */
  choice: FieldChoice | 'extra' | 'ignore' | null;
  /** What stands there instead of a choice. */
  unread?: string;
  isKey?: true;
  isNewest?: true;
}

interface FieldChoice {
  field: string;
  /** It was named by this label alone, which may be another field's in another dataset. */
  label?: string;
}

export interface Answers {
  /** The delivery that asked. */
  delivery: string;
  columns: AnsweredColumn[];
  /** Fields said to be the key; null = nothing said. */
  key: string[] | null;
  newestBy: string | null;
  /** The dataset chosen for a file whose dataset was not known. */
  dataset: string | null;
  /** How the file is to be read; null = nothing said. */
  reading: ReadingWords | null;
}

export const noAnswers = (delivery: string): Answers => ({
  delivery,
  columns: [],
  key: null,
  newestBy: null,
  dataset: null,
  reading: null,
});

/** The table of a returned sheet: its headers and rows as text, and how a token is read. */
export interface AnswerSheet {
  headers: readonly string[];
  rows: readonly (readonly (string | null)[])[];
  /** The delivery that the hidden sheet of the workbook names: whom it answers where its tokens were removed. */
  tagged?: string | null;
  /** null = no token of this workspace. */
  readToken: (text: string) => { delivery: string; part: string; row: number } | null;
  /** The datasets that may be chosen; fields are looked up in all of them. */
  datasets: readonly DatasetDef[];
}

const datasetRow = 'dataset';

type RowToken = NonNullable<ReturnType<AnswerSheet['readToken']>>;

/** null = the row tells of no column for certain. */
function tokensOf({ rows, readToken, tagged = null }: AnswerSheet, at: Places): (RowToken | null)[] {
  const cell = (row: AnswerSheet['rows'][number], place: number): string => (row[place] ?? '').trim();
  if (at.token >= 0) return rows.map((row) => readToken(cell(row, at.token)));
  if (tagged === null || at.header < 0 || at.means < 0) return [];
  const headers = rows.map((row) => fold(cell(row, at.header)));
  return rows.map((row, n) => {
    // The one question about the file itself stands beside no column.
    if (at.column >= 0 && cell(row, at.column) === '') return { delivery: tagged, part: datasetRow, row: 0 };
    const isAlone = headers.filter((header) => header === headers[n]).length === 1;
    return isAlone ? { delivery: tagged, part: 'c', row: 1 } : null;
  });
}

/**
 * Reads the answers; null when the table is no sheet of columns of this workspace. Rows without a token are passed over; with
 * the whole column gone a column goes by its header, where no other has the same.
 */
export function readAnswers(sheet: AnswerSheet): Answers | null {
  const at = placesOf(sheet.headers);
  const tokens = tokensOf(sheet, at);
  const answers = noAnswers('');
  const key: string[] = [];
  for (const [n, row] of sheet.rows.entries()) {
    const cell = (place: number): string => (place < 0 ? '' : (row[place] ?? '').trim());
    const token = tokens[n];
    // Those about reading are of another sheet.
    if (!token || subjectOfPart(token.part) !== null) continue;
    answers.delivery = token.delivery;
    if (token.part === datasetRow) {
      answers.dataset = namedDataset(cell(at.means), sheet.datasets);
      continue;
    }
    const means = cell(at.means);
    const choice = choiceOf(means, sheet.datasets);
    const unread = choice === null && means !== '' ? { unread: means } : {};
    const column: AnsweredColumn = { header: row[at.header] ?? '', occurrence: token.row, choice, ...unread };
    answers.columns.push(column);
    if (saysYes(cell(at.key))) column.isKey = true;
    if (saysYes(cell(at.newest))) column.isNewest = true;
    if (choice === null || typeof choice === 'string') continue;
    if (column.isKey) key.push(choice.field);
    if (column.isNewest) answers.newestBy = choice.field;
  }
  if (key.length > 0) answers.key = key;
  return answers.delivery === '' ? null : answers;
}

interface Places {
  token: number;
  column: number;
  header: number;
  means: number;
  key: number;
  newest: number;
}

/** Where the columns of the sheet stand; people may have moved them. */
function placesOf(headers: readonly string[]): Places {
  const place = (number: number): number => {
    const names = [columnsSheetHeaders.en[number], columnsSheetHeaders.zh[number]].map((name) => fold(name ?? ''));
    return headers.findIndex((header) => names.includes(fold(header)));
  };
  const token = headers.findIndex((header) => isTokenHeader(header, columnTokenHeader));
  return { token, column: place(0), header: place(1), means: place(3), key: place(4), newest: place(5) };
}

const saysYes = (text: string): boolean =>
  [choices.yes.en, choices.yes.zh, 'y', '1', 'true'].includes(text.toLowerCase());

/** `label (name)`, a bare name or label, or one of the fixed choices. */
function choiceOf(text: string, datasets: readonly DatasetDef[]): AnsweredColumn['choice'] {
  const folded = fold(text);
  if (folded === '') return null;
  if (Object.values(choices.extra).some((choice) => fold(choice) === folded)) return 'extra';
  if (Object.values(choices.ignore).some((choice) => fold(choice) === folded)) return 'ignore';
  const fields = datasets.flatMap((dataset) => dataset.fields);
  const named = /\(([a-z][a-z0-9_]*)\)\s*$/.exec(text.normalize('NFKC'))?.[1];
  const exact = fields.find(({ name }) => name === named || fold(name) === folded);
  if (exact) return { field: exact.name };
  const labelled = fieldLabelled(fields, text);
  return labelled ? { field: labelled.name, label: text } : null;
}

const fieldLabelled = (fields: readonly FieldDef[], text: string): FieldDef | undefined =>
  fields.find(({ label }) => [label.en, label.zh].some((known) => fold(known) === fold(text)));

const without = ({ unread: _unread, ...column }: AnsweredColumn): AnsweredColumn => column;

/** The field that columns of this name are known to feed. */
function fieldCalled(dataset: DatasetDef, text: string): string | null {
  const [best, next] = lookupOf(dataset).get(fold(text)) ?? [];
  return best && (!next || next.rank > best.rank) ? best.field : null;
}

/** The answers as they are about files of this dataset; what names no field of it is unread. */
export function answersFor(answers: Answers | null, dataset: DatasetDef): Answers | null {
  if (answers === null) return null;
  const { fields } = dataset;
  const columns = answers.columns.map((column): AnsweredColumn => {
    const { choice, unread } = column;
    const alias = unread === undefined ? null : fieldCalled(dataset, unread);
    if (alias !== null) return { ...without(column), choice: { field: alias } };
    if (choice === null || typeof choice === 'string') return column;
    const { field, label } = choice;
    const known = label === undefined ? fields.find(({ name }) => name === field) : fieldLabelled(fields, label);
    if (known) return { ...column, choice: { field: known.name } };
    return { ...column, choice: null, unread: label ?? field };
  });
  const fieldsThat = (says: (column: AnsweredColumn) => boolean): string[] =>
    columns.flatMap((column) =>
      column.choice !== null && typeof column.choice === 'object' && says(column) ? [column.choice.field] : [],
    );
  const key = fieldsThat(({ isKey }) => isKey === true);
  const newest = fieldsThat(({ isNewest }) => isNewest === true).at(-1);
  return { ...answers, columns, key: key.length > 0 ? key : answers.key, newestBy: newest ?? answers.newestBy };
}

function namedDataset(text: string, datasets: readonly DatasetDef[]): string | null {
  const named = /\(([a-z][a-z0-9_]*)\)\s*$/.exec(text.normalize('NFKC'))?.[1];
  return datasets.find(({ name, label }) => name === named || [name, label.en, label.zh].includes(text))?.name ?? null;
}

/** Claims of the answered columns by the name they are known under. Equal headers keep their number. */
export function answeredColumns(answers: Answers | null, known: ReadonlyMap<string, Claim>): Map<string, Claim> {
  const claims = new Map<string, Claim>();
  const given = new Set<string>();
  for (const { header, occurrence, choice, unread } of answers?.columns ?? []) {
    if (unread !== undefined) claims.set(columnKey(fold(header), occurrence), { kind: 'unread', said: unread });
    if (choice === null) continue;
    const claim: Claim =
      choice === 'extra'
        ? { kind: 'extra' }
        : choice === 'ignore'
          ? { kind: 'ignored' }
          : { kind: 'field', field: choice.field };
    if (claim.kind === 'field') given.add(claim.field);
    claims.set(columnKey(fold(header), occurrence), claim);
  }
  for (const [key, claim] of known) {
    if (claim.kind === 'field' && given.has(claim.field) && !claims.has(key)) claims.set(key, { kind: 'extra' });
  }
  return claims;
}
