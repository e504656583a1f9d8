/** A person's answers out of a returned sheet 列对应确认 / Columns, as rows of text. */
import type { ReadingWords } from '../../schemas/decisions.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { choices, columnsSheetHeaders, columnTokenHeader, isTokenHeader } from '../../schemas/receipt.js';
import type { Claim } from './claims.js';
import { columnKey } from './columns.js';
import { subjectOfPart } from '../../schemas/reading-questions.js';
import { foldHeader as fold } from '../../schemas/header-text.js';

export interface AnsweredColumn {
  /** Header as sent. */
  header: string;
  /** 1 for the first column of that header. */
  occurrence: number;
  /** null = left unanswered. */
  choice: { field: string } | 'extra' | 'ignore' | null;
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
  /** null = no token of this workspace. */
  readToken(text: string): { delivery: string; part: string; row: number } | null;
  /** The datasets that may be chosen; fields are looked up in all of them. */
  datasets: readonly DatasetDef[];
}

const datasetRow = 'dataset';

/** Reads the answers; null when the table is no sheet of columns of this workspace. Rows without a token are passed over. */
export function readAnswers(sheet: AnswerSheet): Answers | null {
  const at = placesOf(sheet.headers);
  if (at.token < 0) return null;
  const answers = noAnswers('');
  const key: string[] = [];
  for (const row of sheet.rows) {
    const cell = (place: number): string => (place < 0 ? '' : (row[place] ?? '').trim());
    const token = sheet.readToken(cell(at.token));
    // Those about reading are of another sheet.
    if (!token || subjectOfPart(token.part) !== null) continue;
    answers.delivery = token.delivery;
    if (token.part === datasetRow) {
      answers.dataset = namedDataset(cell(at.means), sheet.datasets);
      continue;
    }
    const choice = choiceOf(cell(at.means), sheet.datasets);
    answers.columns.push({ header: row[at.header] ?? '', occurrence: token.row, choice });
    if (choice === null || typeof choice === 'string') continue;
    if (saysYes(cell(at.key))) key.push(choice.field);
    if (saysYes(cell(at.newest))) answers.newestBy = choice.field;
  }
  if (key.length > 0) answers.key = key;
  return answers.delivery === '' ? null : answers;
}

interface Places {
  token: number;
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
  return { token, header: place(1), means: place(3), key: place(4), newest: place(5) };
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
  const field =
    fields.find(({ name }) => name === named) ??
    fields.find(({ name, label }) => [name, label.en, label.zh].some((known) => fold(known) === folded));
  return field ? { field: field.name } : null;
}

function namedDataset(text: string, datasets: readonly DatasetDef[]): string | null {
  const named = /\(([a-z][a-z0-9_]*)\)\s*$/.exec(text.normalize('NFKC'))?.[1];
  return datasets.find(({ name, label }) => name === named || [name, label.en, label.zh].includes(text))?.name ?? null;
}

/** Claims of the answered columns by the name they are known under. Equal headers keep their number. */
export function answeredColumns(answers: Answers | null, known: ReadonlyMap<string, Claim>): Map<string, Claim> {
  const claims = new Map<string, Claim>();
  const given = new Set<string>();
  for (const { header, occurrence, choice } of answers?.columns ?? []) {
    if (choice === null) continue;
    const claim: Claim =
      choice === 'extra' ? { kind: 'extra' } : choice === 'ignore' ? { kind: 'ignored' } : { kind: 'field', ...choice };
    if (claim.kind === 'field') given.add(claim.field);
    claims.set(columnKey(fold(header), occurrence), claim);
  }
  for (const [key, claim] of known) {
    if (claim.kind === 'field' && given.has(claim.field) && !claims.has(key)) claims.set(key, { kind: 'extra' });
  }
  return claims;
}
