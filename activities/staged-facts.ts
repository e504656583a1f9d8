/** What only staging knows of a delivery under way: how it was read, questions, samples, why it was refused or held. */
import { readStagedSql } from '../core/parsing/stage-sql.js';
import type { IssueKind, ReceiptInput, ReceiptPart } from '../core/intake/receipts/input.js';
import { detectReturn } from '../core/judging/fixup/detect.js';
import { encodingQuestion } from '../core/mapping/reading-questions.js';
import { issueLevel } from '../schemas/issues/catalogue.js';
import type { IssueParams } from '../schemas/issues/issue.js';
import type { Mapping } from '../schemas/mapping.js';
import { foundReading, type Mapped } from '../schemas/reading.js';
import { isAboutText } from '../schemas/reading-questions.js';
import type { Ref } from '../schemas/refs.js';
import type { FileIssue, ParsedFile, Refused, StagedTable } from '../schemas/staging.js';
import type { ActivityDeps } from './deps.js';
import type { Plan } from './plan.js';
import { withoutOwnFrame } from './returns.js';
import { findStaged, readParsed, readStaged } from './staged.js';

export type StagedFacts = Pick<
  ReceiptInput,
  'reading' | 'readingQuestions' | 'proposedKey' | 'parts' | 'issues' | 'questions' | 'reasonParams'
> & { dataset: string | null; mapping: Mapping | null };

const samplesShown = 3;
const sampledRows = 200;
const sampleChars = 40;

/** A few different filled cells of each column. */
async function samplesOf(deps: ActivityDeps, table: StagedTable): Promise<string[][]> {
  const columns = table.columns.map((_, at) => `c${at}`);
  const sql = `SELECT ${columns.join(', ')} FROM ${readStagedSql(table)} LIMIT ${sampledRows}`;
  const rows = await deps.duck.read((s) => s.rows<Record<string, string | null>>(sql));
  return columns.map((column) => {
    const cells = rows.flatMap((row) => (row[column] ? [row[column].slice(0, sampleChars)] : []));
    return [...new Set(cells)].slice(0, samplesShown);
  });
}

async function partOf(deps: ActivityDeps, table: StagedTable, plan: Plan | null, asks: boolean): Promise<ReceiptPart> {
  const mapped = plan?.tables.find((one) => one.table === table.table)?.columns;
  const samples = asks ? await samplesOf(deps, table) : [];
  const columns = table.columns.map(({ label, header }, at) => {
    const found = mapped?.find(({ position }) => position === at);
    const own = { label, header, field: found?.field ?? null, ignored: found?.ignored === true };
    return samples[at] ? { ...own, samples: samples[at] } : own;
  });
  return { part: table.table, sheet: table.sheet, columns };
}

const placesShown = 10;

/** Issues of the reader by code, for a delivery that was not judged. */
function kindsOf(issues: readonly FileIssue[]): IssueKind[] {
  const kinds = new Map<string, FileIssue[]>();
  for (const issue of issues) kinds.set(issue.code, [...(kinds.get(issue.code) ?? []), issue]);
  return [...kinds].map(([code, found]) => ({
    code,
    level: issueLevel(code),
    field: null,
    count: found.length,
    places: found.slice(0, placesShown).map(({ sheet, row, column, value, params }) => ({
      sheet: sheet ?? null,
      row: row ?? null,
      column: column ?? null,
      value: value ?? null,
      params: params ?? {},
    })),
  }));
}

const isGone = (error: unknown): boolean => (error as { code?: string } | null)?.code === 'staging-gone';

/** Staging that is gone tells nothing; the receipt then says what the archive knows. */
async function ifThere<T>(ref: Ref | null, read: (ref: Ref) => Promise<T>): Promise<T | null> {
  if (ref === null) return null;
  return read(ref).catch((error: unknown) => {
    if (isGone(error)) return null;
    throw error;
  });
}

/** What the plan says of the tables; in a receipt that came back its own sheets are none. */
export function mappedTables({ tables }: Pick<ParsedFile, 'tables'>, plan: Plan | null): Mapped {
  if (plan === null || plan.dataset === null) return { notTaken: new Map(), columns: new Map() };
  const reasons = new Map<number, string>(plan.skipped.map(({ table, reason }) => [table, reason]));
  for (const { table } of tables) {
    const isTaken = plan.tables.some((one) => one.table === table);
    if (!isTaken && !reasons.has(table)) reasons.set(table, 'own-sheet');
  }
  return { notTaken: reasons, columns: new Map(plan.tables.map(({ table, columns }) => [table, columns])) };
}

export async function stagedFacts(
  deps: ActivityDeps,
  parsedRef: Ref | null,
  planRef: Ref | null,
  delivery: string,
): Promise<StagedFacts> {
  const parsed = await ifThere<ParsedFile>(parsedRef, (ref) => readParsed(deps, ref));
  const plan = await ifThere<Plan>(planRef, (ref) => readStaged<Plan>(deps, ref));
  const refusal = await findStaged<Pick<Refused, 'params' | 'encodings'>>(deps, delivery, 'refusal');
  const held = await findStaged<{ params?: IssueParams }>(deps, delivery, 'held');
  const answered = await findStaged<string[]>(deps, delivery, 'answered');
  const issues = parsed?.issues ?? [];
  const ownFrame = detectReturn(parsed?.tables ?? []) !== null;
  const readingQuestions = plan?.reading ?? (refusal?.encodings ? [encodingQuestion(refusal.encodings)] : []);
  const waitsForText = readingQuestions.some(isAboutText);
  const asks = plan !== null && (plan.questions.length > 0 || plan.proposedKey !== null);
  const parts: ReceiptPart[] = [];
  for (const table of parsed?.tables ?? []) {
    const wanted = !plan || plan.dataset === null || plan.tables.some((one) => one.table === table.table);
    if (wanted) parts.push(await partOf(deps, table, plan, asks));
  }
  return {
    reading: parsed && foundReading(parsed, mappedTables(parsed, plan)),
    dataset: plan?.dataset ?? null,
    mapping: plan?.mapping ?? null,
    proposedKey: waitsForText ? null : (plan?.proposedKey ?? null),
    questions: waitsForText ? [] : (plan?.questions ?? []),
    readingQuestions,
    parts,
    issues: kindsOf(ownFrame ? withoutOwnFrame(issues) : issues),
    reasonParams: refusal?.params ?? held?.params ?? (answered ? { answered: answered.join(' ') } : {}),
  };
}
