/** A receipt workbook that came back: whom it corrects, what it answers. */
import type { Session } from '../core/archive/duck.js';
import { findDelivery } from '../core/archive/log/deliveries.js';
import { detectReturn, type ReturnedTables } from '../core/judging/fixup/detect.js';
import { sheetByName, sheetsByToken } from '../core/judging/fixup/sheets.js';
import { parseToken } from '../core/judging/fixup/token.js';
import { readTokens, type TokenSource } from '../core/judging/fixup/tokens.js';
import { mergedAnswers, readReadingAnswers } from '../core/mapping/reading-answers.js';
import { readAnswers, type Answers } from '../core/mapping/answers.js';
import { readStagedSql } from '../core/parsing/stage-sql.js';
import { taggedDelivery } from '../schemas/receipt.js';
import type { FileIssue, StagedTable } from '../schemas/staging.js';
import type { ActivityDeps } from './deps.js';

/** What a receipt hides itself: its tokens and its lists of choices. */
const isOwnFrame = ({ code, sheet }: FileIssue): boolean =>
  code === 'hidden-column' || (code === 'hidden-sheet-skipped' && taggedDelivery(sheet ?? '', []) !== null);

export const withoutOwnFrame = (issues: readonly FileIssue[]): FileIssue[] =>
  issues.filter((issue) => !isOwnFrame(issue));

export interface Returned {
  /** The corrected delivery; null = an ordinary file, or a workbook that answers only. */
  parent: string | null;
  isReturn: boolean;
  /** Tables with rows. */
  tables: StagedTable[];
  tokens: { table: number; position: number }[];
  /** The sheets of the sender's own file that the tables' rows stood on. */
  sheets: { table: number; sheet: string }[];
  /** Answers by the delivery that asked. */
  answers: Map<string, Answers>;
  /** There is a sheet of answers, and nothing tells whom it answers. */
  isAnswerOfNone: boolean;
}

/** The sources of tokens as the reader of tokens wants them. */
export function tokenSources(tables: readonly StagedTable[], tokens: Returned['tokens']): TokenSource[] {
  return tokens.flatMap(({ table, position }) => {
    const staged = tables.find((one) => one.table === table);
    return staged ? [{ part: table, staged: readStagedSql(staged), position }] : [];
  });
}

interface Origin {
  /** The deliveries that the file's tokens name, most rows first; then the one that its hidden sheet names. */
  named: string[];
  sheets: Map<number, string>;
}

async function originOf(deps: ActivityDeps, sources: TokenSource[], tagged: string | null): Promise<Origin> {
  const last = tagged === null ? [] : [tagged];
  if (sources.length === 0) return { named: last, sheets: new Map() };
  return deps.duck.scratch(async (s, scratch) => {
    const { parents } = await readTokens(s, scratch, sources, deps.secret);
    return { named: [...parents.map(({ delivery }) => delivery), ...last], sheets: await sheetsByToken(s, scratch) };
  });
}

async function parentOf(deps: ActivityDeps, { named }: Origin): Promise<string | null> {
  for (const delivery of named) if (await deps.duck.read((s) => findDelivery(s, delivery))) return delivery;
  return null;
}

/** By tokens, else by the names of the sheets to fix. */
async function originalSheets(
  { duck }: ActivityDeps,
  tables: readonly StagedTable[],
  parent: string | null,
  { sheets }: Origin,
): Promise<Returned['sheets']> {
  const found: Returned['sheets'] = [];
  for (const { table, sheet: name } of tables) {
    const isNamed = parent !== null && name !== null && !sheets.has(table);
    const sheet = isNamed ? await duck.read((s) => sheetByName(s, parent, name)) : sheets.get(table);
    if (sheet) found.push({ table, sheet });
  }
  return found;
}

async function rowsOf(s: Session, table: StagedTable): Promise<(string | null)[][]> {
  const columns = table.columns.map((_, at) => `c${at}`);
  const rows = await s.rows<Record<string, string | null>>(
    `SELECT ${columns.join(', ')} FROM ${readStagedSql(table)} ORDER BY row`,
  );
  return rows.map((row) => columns.map((column) => row[column] ?? null));
}

async function answersIn(
  deps: ActivityDeps,
  tables: StagedTable[],
  tagged: string | null,
): Promise<Map<string, Answers>> {
  const found = new Map<string, Answers>();
  const readToken = (text: string) => {
    const token = parseToken(deps.secret, text);
    return token === null || token === 'foreign' ? null : token;
  };
  for (const table of tables) {
    const rows = await deps.duck.read((s) => rowsOf(s, table));
    const headers = table.columns.map(({ header }) => header);
    const sheet = { headers, rows, readToken, tagged };
    const answers = readReadingAnswers(sheet) ?? readAnswers({ ...sheet, datasets: deps.config.datasets });
    if (answers && (await deps.duck.read((s) => findDelivery(s, answers.delivery))))
      found.set(answers.delivery, mergedAnswers(found.get(answers.delivery) ?? null, answers));
  }
  return found;
}

/** What of a receipt the file has. */
export async function readReturned(deps: ActivityDeps, tables: StagedTable[]): Promise<Returned> {
  const found: ReturnedTables | null = detectReturn(tables);
  if (found === null)
    return { parent: null, isReturn: false, tables, tokens: [], sheets: [], answers: new Map(), isAnswerOfNone: false };
  const of = (numbers: readonly { table: number }[]) =>
    tables.filter(({ table }) => numbers.some((one) => one.table === table));
  const tokens = found.rows.flatMap(({ table, tokenPosition }) =>
    tokenPosition === null ? [] : [{ table, position: tokenPosition }],
  );
  const origin = await originOf(deps, tokenSources(tables, tokens), found.tagged);
  const parent = await parentOf(deps, origin);
  const answers = await answersIn(deps, of(found.columns), found.tagged);
  return {
    parent,
    isReturn: true,
    tables: of(found.rows),
    tokens,
    sheets: await originalSheets(deps, of(found.rows), parent, origin),
    answers,
    isAnswerOfNone: found.columns.length > 0 && answers.size === 0 && parent === null,
  };
}
