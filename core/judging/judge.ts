/** Judges one delivery: staged tables in, the judged set in the scratch catalog out. No clock, no archive: a preview is exact. */
import { NamedError } from '../../schemas/errors.js';
import { num } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { tellAssumed } from './assumed.js';
import { tellClocks } from './clocks.js';
import { provenContexts, sameContexts, sampledContexts } from './contexts.js';
import type { PartContexts } from './contexts.js';
import type { RowLookup } from './filling.js';
import { createFlagged, createForced, createMarks, readMarks } from './flags.js';
import { insertCellIssues, insertGiven, insertNotes, insertRowIssues } from './issues.js';
import { createJudged } from './judged.js';
import { createKnown, createKnownCells, knownParts } from './known.js';
import { fillLane, wordSlots } from './lane.js';
import { createLane, seldomSlots } from './layout.js';
import { judgeOpenCells } from './open-cells.js';
import type { OpenCells } from './open-cells.js';
import { createPatched, createUnpatched } from './patched.js';
import { createAnswers, createPlaces } from './places.js';
import { planJudging } from './plan.js';
import type { PartPlan, Plan } from './plan.js';
import { insertRefused } from './rejected.js';
import { settleRepeats } from './repeats.js';
import { markRounded } from './rounded.js';
import { takenRows } from './row-rules.js';
import { compareTotals } from './totals.js';
import type { JudgeCounts, JudgeInput, JudgeResult } from './types.js';

import { learnWords } from './words.js';
import { insertCurrencyIssues } from './written-currency.js';

export type * from './types.js';

const usualSampleRows = 20_000;

/**
 * Makes `judged`, `rejected`, `skipped` and `issues` in the catalog `scratch`, schema main, for the commit to read.
 * Throws `judged-rows-lost` or `verdicts-missing` when the sets do not add up: a bug.
 */
export async function judgeDelivery(s: Session, scratch: string, input: JudgeInput): Promise<JudgeResult> {
  const plan = planJudging(scratch, input);
  input.onProgress?.('evidence');
  await s.run(createPlaces(plan, input.problems ?? []));
  await s.run(createAnswers(plan));
  await s.run(createMarks(plan));
  for (const part of plan.parts) {
    if (part.source.kinds !== null) await s.run(readMarks(plan, part));
    await markRounded(s, plan, part, await takeSample(s, plan, part, input.sampleRows ?? usualSampleRows));
  }
  await s.run(createFlagged(plan));
  await s.run(createForced(plan));
  const { contexts, words, known, open } = await judgeCells(s, plan, input);
  for (const { part } of plan.parts) await s.run(`DROP TABLE ${plan.at}sample${part}`);
  const staged = await s.count(`SELECT count(*) FROM ${plan.at}lane`);
  const filled = input.countCells === true ? await countFilled(s, plan) : null;
  input.onProgress?.('rows');
  await judgeRows(s, plan, contexts, words);
  input.onProgress?.('repeats');
  const knownCells = createKnownCells(plan, known);
  if (knownCells !== null) await s.run(knownCells);
  await settleRepeats(s, plan, { rows: staged, hasKnown: knownCells !== null });
  await compareTotals(s, plan, input, contexts);
  await tellAssumed(s, plan, contexts);
  await s.run(createJudged(plan));
  await tellClocks(s, plan, contexts);
  for (const statement of createKnown(plan)) await s.run(statement);
  const counts = await countRows(s, plan, staged);
  const told = { known: toldKnown(plan, known), knownCells: knownCells !== null };
  return { counts, cells: { filled, ...open }, contexts: toldContexts(plan, contexts), ...told };
}

interface Filled {
  known: (RowLookup | null)[];
  /** Slots with words in any part. */
  words: readonly number[];
}

interface Cells extends Filled {
  contexts: PartContexts[];
  open: OpenCells;
}

/** Fills the lane and asks the law about its open cells, by the contexts that the sample suggests; once more where the whole columns prove others. */
async function judgeCells(s: Session, plan: Plan, input: JudgeInput): Promise<Cells> {
  const sampled: PartContexts[] = [];
  for (const part of plan.parts) sampled.push(await sampledContexts(s, plan, part, input.settings));
  const proven: PartContexts[] = [];
  const found = await judgeCellsBy(s, plan, input, sampled, async () => {
    for (const [at, part] of plan.parts.entries()) {
      // The sample of a short table was the whole of it.
      proven.push(part.isLong ? await provenContexts(s, plan, part, input.settings) : (sampled[at] ?? []));
    }
  });
  if (proven.every((one, at) => sameContexts(one, sampled[at] ?? []))) return { ...found, contexts: proven };
  return judgeCellsBy(s, plan, input, proven, async () => undefined);
}

async function judgeCellsBy(
  s: Session,
  plan: Plan,
  input: JudgeInput,
  contexts: PartContexts[],
  meanwhile: () => Promise<void>,
): Promise<Cells> {
  input.onProgress?.('lane');
  const filled = await fillAll(s, plan, input, contexts);
  input.onProgress?.('cells');
  return { ...filled, contexts, open: await judgeOpenCells(s, plan, input, contexts, meanwhile) };
}

async function takeSample(s: Session, plan: Plan, part: PartPlan, rows: number): Promise<string> {
  const sample = `${plan.at}sample${part.part}`;
  await s.run(`CREATE OR REPLACE TABLE ${sample} AS SELECT * FROM ${part.source.staged} LIMIT ${rows}`);
  const fed = plan.slots.filter((slot) => part.feeds[slot.index]);
  const full = fed.map((slot) => `count(nullif(c${part.feeds[slot.index]?.position}, '')) = count(*)`);
  const told = await s.one<{ n: string; filled: boolean[] }>(
    `SELECT count(*) AS n, [${full.join(', ')}]::BOOLEAN[] AS filled FROM ${sample}`,
  );
  part.isLong = num(told?.n) === rows;
  part.filled = new Set(fed.filter((_, at) => told?.filled[at] === true).map((slot) => slot.index));
  return sample;
}

async function fillAll(s: Session, plan: Plan, input: JudgeInput, contexts: PartContexts[]): Promise<Filled> {
  const words = await learnWords(s, plan, input, contexts);
  const known = await knownParts(s, plan, input, contexts);
  const layout = { repaired: wordSlots(plan, words), seldom: await seldomSlots(s, plan, contexts) };
  for (const statement of createLane(plan, layout)) await s.run(statement);
  for (const [at, part] of plan.parts.entries()) {
    const forced = part.source.kinds !== null || (input.problems ?? []).some((problem) => problem.part === part.part);
    const own = { contexts: contexts[at] ?? [], words: words[at] ?? new Set<number>(), known: known[at] ?? null };
    await s.run(fillLane(plan, part, { ...own, layout, forced }));
  }
  return { words: layout.repaired, known };
}

async function judgeRows(s: Session, plan: Plan, contexts: PartContexts[], words: readonly number[]): Promise<void> {
  const { at } = plan;
  for (const part of plan.parts) {
    if (part.source.skipped === null) continue;
    await s.run(`INSERT INTO ${at}skipped SELECT ${part.part}, row::BIGINT, reason FROM ${part.source.skipped}`);
  }
  await s.run(insertNotes(plan));
  await s.run(insertGiven(plan));
  const currencies = insertCurrencyIssues(plan);
  if (currencies !== null) await s.run(currencies);
  // Every cell with a verdict of the law is of an unsure row.
  if ((await s.count(`SELECT count(*) FROM ${at}lane WHERE NOT accepted`)) > 0)
    await judgeUnsure(s, plan, contexts, words);
  else await s.run(createUnpatched(plan));
  await s.run(`DROP TABLE ${at}patches`);
}

/** The rows that lane 1 could not accept at once. */
async function judgeUnsure(s: Session, plan: Plan, contexts: PartContexts[], words: readonly number[]): Promise<void> {
  const { at } = plan;
  await s.run(`CREATE OR REPLACE TABLE ${at}faulted AS
    SELECT part, row FROM ${at}issues WHERE level = 'error' UNION SELECT part, row FROM ${at}patches WHERE slot < 0 AND NOT ok`);
  for (const statement of createPatched(plan, contexts, words)) await s.run(statement);
  await s.run(insertCellIssues(plan));
  const rowIssues = insertRowIssues(plan);
  if (rowIssues !== null) await s.run(rowIssues);
  await s.run(insertRefused(plan));
  await s.run(`DROP TABLE ${at}seconds; DROP TABLE ${at}faulted`);
}

async function countFilled(s: Session, plan: Plan): Promise<number> {
  const fed = plan.slots.filter((slot) => slot.currencyOf === null);
  if (fed.length === 0) return 0;
  const counts = fed.map((slot) => `count(*) FILTER (${slot.f} <> '' OR ${slot.r} <> '')`);
  return s.count(`SELECT ${counts.join(' + ')} FROM ${plan.at}lane`);
}

async function countRows(s: Session, plan: Plan, staged: number): Promise<JudgeCounts> {
  const { at } = plan;
  const row =
    await s.one(`SELECT (SELECT count(*) FROM ${takenRows(plan, ['row'])}) AS accepted, (SELECT count(*) FROM ${at}rejected) AS rejected,
    (SELECT count(*) FROM ${at}skipped WHERE reason = 'duplicate') AS duplicates,
    (SELECT count(*) FROM ${at}skipped WHERE reason <> 'duplicate') AS skipped`);
  const [accepted, rejected] = [num(row?.['accepted']), num(row?.['rejected'])];
  const [duplicates, skipped] = [num(row?.['duplicates']), num(row?.['skipped'])];
  if (staged !== accepted + rejected + duplicates) {
    const found = `${accepted} accepted, ${rejected} rejected, ${duplicates} duplicates`;
    throw new NamedError('judged-rows-lost', `${staged} data rows were judged as ${found}`, { exit: 'bug' });
  }
  return { rows: staged + skipped, accepted, rejected, duplicates, skipped };
}

const toldKnown = (plan: Plan, known: readonly (RowLookup | null)[]): JudgeResult['known'] =>
  plan.parts.flatMap(({ part }, at) => {
    const context = known[at]?.context;
    return context === undefined ? [] : [{ part, context }];
  });

function toldContexts(plan: Plan, contexts: PartContexts[]): JudgeResult['contexts'] {
  return plan.parts.flatMap((part, at) =>
    plan.slots.flatMap((slot) => {
      const context = contexts[at]?.[slot.index];
      return context ? [{ part: part.part, field: slot.field.name, context }] : [];
    }),
  );
}
