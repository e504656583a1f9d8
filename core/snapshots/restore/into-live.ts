/**
 * Brings records of an older archive back into the living one: never over anything, but as a delivery of its own that
 * says again what was said then (docs/restore.md). Taken back by `undo` like any import.
 */
import { NamedError } from '../../../schemas/errors.js';
import { commitBatch, isHeld } from '../../archive/commit.js';
import type { Duck, Session } from '../../archive/duck.js';
import { num } from '../../archive/duck.js';
import { appendAudit } from '../../archive/log/audit.js';
import { landDelivery, newDeliveryId, recordOutcome } from '../../archive/log/deliveries.js';
import { rulesVersion, schemaVersion } from '../../archive/log/versions.js';
import { transaction } from '../../archive/log/transactions.js';
import type { HashedFile } from '../../archive/files.js';
import { originalRef } from '../../archive/objects.js';
import { fillJudged, restoredDataset } from './judged.js';
import type { LivePlan } from './plan.js';
import { isIdle, planOf, writeLines } from './plan.js';
import type { Selection } from './selection.js';
import { fieldsIn, statesSql } from './states.js';
import type { Compared } from './states.js';

export interface IntoLive {
  duck: Duck;
  /** A prepared older archive (`preparePast`). */
  pastFile: string;
  /** The last seq of the living archive when its book of removals was written for that: what was removed later stays away, too. */
  knownTo: number;
  selection: Selection;
  /** Id of the snapshot it comes from. */
  snapshot: string;
  actor: string;
  product: string;
  signal?: AbortSignal;
}

export interface Execution {
  /** The order in writing, landed as the original of the delivery. */
  order: HashedFile;
  /** Path of the file with the state of each record. */
  lines: string;
  /** Told when the plan is known, before anything is written. */
  planned?: (plan: LivePlan) => void;
}

export interface Restored extends LivePlan {
  /** One per source, the first is the parent of the others; none when there was nothing to do. */
  batches: { batch: number; delivery: string; source: string; rows: number }[];
}

/** Compares only; `lines`: where to write the state of each record if nothing is to be done. Throws `dataset-not-in-snapshot`, `thing-unknown`. */
export function planRestore(request: IntoLive, lines?: string): Promise<LivePlan> {
  const { duck, pastFile, selection, signal } = request;
  return duck.attached(
    pastFile,
    (past) =>
      duck.scratch(async (s, scratch) => {
        await compare(s, past, scratch, request);
        const plan = await planOf(s, statesOf(scratch), selection.dataset, isWhole(selection));
        if (lines !== undefined && isIdle(plan)) await writeLines(s, statesOf(scratch), selection.dataset, lines);
        return plan;
      }, signal),
    signal,
  );
}

const statesOf = (scratch: string): string => `${scratch}.main.states`;
const isWhole = ({ id }: Selection): boolean => id === undefined;

/** Makes the table of states. */
async function compare(s: Session, past: string, scratch: string, { selection, knownTo }: IntoLive): Promise<Compared> {
  const { dataset, id } = selection;
  const known = await fieldsIn(s, past, dataset.name);
  if (known === null) {
    throw new NamedError('dataset-not-in-snapshot', `at that time the archive held no ${dataset.name}`, {
      exit: 'usage',
    });
  }
  const live = (await fieldsIn(s, 'archive', dataset.name)) ?? [];
  const raws = (await fieldsIn(s, past, dataset.name, 'r')) ?? [];
  const fields = [...new Set([...dataset.fields.map((field) => field.id), ...known, ...live])].sort();
  const compared = { fields, past: known, live, raws, knownTo };
  await s.run(`CREATE OR REPLACE TABLE ${statesOf(scratch)} AS ${statesSql(past, selection, compared)}`);
  if (id !== undefined && (await s.count(`SELECT count(*) FROM ${statesOf(scratch)}`)) === 0) {
    throw new NamedError('thing-unknown', `at that time ${dataset.name} had no id ${id}`, { exit: 'usage' });
  }
  return compared;
}

/** Compares and writes, all sources in one transaction, or nothing. Throws as `planRestore`, and `restore-differs`. */
export async function restoreIntoLive(request: IntoLive, execution: Execution): Promise<Restored> {
  const { duck, pastFile, signal } = request;
  return duck.attached(
    pastFile,
    async (past) => {
      const sources = await duck.read((s) => sourcesOf(s, past, request.selection));
      return withScratches(duck, sources, signal, (scratches) => execute(request, execution, past, scratches));
    },
    signal,
  );
}

async function sourcesOf(s: Session, past: string, { dataset }: Selection): Promise<string[]> {
  const rows = await s.rows<{ source: string }>(
    `SELECT DISTINCT source FROM ${past}.derived.heads WHERE dataset = $1 ORDER BY source`,
    [dataset.name],
  );
  return rows.map(({ source }) => source);
}

/** A scratch catalog for each source, and one more for the states under the name ''. */
async function withScratches<T>(
  duck: Duck,
  sources: readonly string[],
  signal: AbortSignal | undefined,
  fn: (scratches: ReadonlyMap<string, string>) => Promise<T>,
): Promise<T> {
  const open = (left: readonly string[], names: ReadonlyMap<string, string>): Promise<T> => {
    const [next, ...rest] = left;
    if (next === undefined) return fn(names);
    return duck.scratch((_, scratch) => open(rest, new Map([...names, [next, scratch]])), signal);
  };
  return open(['', ...sources], new Map());
}

async function execute(
  request: IntoLive,
  { order, lines, planned }: Execution,
  past: string,
  scratches: ReadonlyMap<string, string>,
): Promise<Restored> {
  const { duck, selection, signal } = request;
  const scratch = scratches.get('') ?? '';
  const states = statesOf(scratch);
  let plan: LivePlan | null = null;
  let compared: Compared | null = null;
  const prepare = async (s: Session): Promise<void> => {
    compared = await compare(s, past, scratch, request);
    plan = await planOf(s, states, selection.dataset, isWhole(selection));
    planned?.(plan);
    await writeLines(s, states, selection.dataset, lines);
    for (const [source, into] of scratches) {
      if (source !== '') await fillJudged(s, into, states, source, selection, compared);
    }
  };
  const batches = await duck.write(
    async (s) => {
      if (!plan || !compared) throw new NamedError('restore-differs', 'the plan is not there', { exit: 'bug' });
      const written = await commitSources(s, request, order, scratches, compared);
      await assertRestored(s, past, selection, compared);
      return written;
    },
    signal,
    prepare,
  );
  if (!plan) throw new NamedError('restore-differs', 'the plan is not there', { exit: 'bug' });
  return { ...(plan as LivePlan), batches };
}

async function commitSources(
  s: Session,
  request: IntoLive,
  order: HashedFile,
  scratches: ReadonlyMap<string, string>,
  compared: Compared,
): Promise<Restored['batches']> {
  const { selection, snapshot, actor, product } = request;
  const dataset = restoredDataset(selection.dataset, compared);
  const batches: Restored['batches'] = [];
  for (const [source, scratch] of scratches) {
    const rows = source === '' ? 0 : await s.count(`SELECT count(*) FROM ${scratch}.main.judged`);
    if (rows === 0) continue;
    await transaction(s, 'restore');
    const parent = batches[0]?.delivery ?? null;
    const { delivery } = await landDelivery(s, {
      delivery: newDeliveryId(),
      ...order,
      ref: originalRef(order.sha256),
      source,
      dataset: selection.dataset.name,
      fileName: `restore-${snapshot}.json`,
      sourceTime: null,
      via: 'restore',
      parent,
    });
    const committed = await commitBatch(s, {
      delivery,
      parentDelivery: parent,
      source,
      dataset,
      mappingVersion: 0,
      schemaVersion: await schemaVersion(s, selection.dataset),
      rulesVersion: await rulesVersion(s, { product }),
      complete: false,
      lossShare: 1,
      approvedLoss: true,
      scratch,
      counts: { rows, accepted: rows, rejected: 0, duplicates: 0, skipped: 0 },
      parts: [{ part: 0, sheet: null, headerRows: [], columns: [] }],
      resolutions: [],
      actor,
    });
    if (isHeld(committed)) throw new NamedError('restore-differs', 'a restore was held', { exit: 'bug' });
    const { batch, counts } = committed;
    await recordOutcome(s, {
      delivery,
      batch: String(batch),
      status: 'committed',
      reason: null,
      mappingVersion: null,
      receipt: null,
      ...counts,
    });
    batches.push({ batch, delivery, source, rows });
  }
  if (batches.length > 0) await auditOf(s, request, batches);
  return batches;
}

async function auditOf(
  s: Session,
  { snapshot, selection, actor }: IntoLive,
  batches: Restored['batches'],
): Promise<void> {
  const { dataset, id, field, withUndone } = selection;
  const detail = {
    dataset: dataset.name,
    ...(id === undefined ? {} : { id }),
    ...(field === undefined ? {} : { field }),
    withUndone,
    batches: batches.map(({ batch }) => batch),
    rows: batches.reduce((sum, { rows }) => sum + rows, 0),
  };
  await appendAudit(s, { actor, action: 'restore', subject: snapshot, detail });
}

/** Inside the transaction: compared once more, nothing is left to do; else nothing stays. */
async function assertRestored(s: Session, past: string, selection: Selection, compared: Compared): Promise<void> {
  const live = (await fieldsIn(s, 'archive', selection.dataset.name)) ?? [];
  const states = statesSql(past, selection, { ...compared, live });
  const row = await s.one(`SELECT count(*) AS n FROM (${states}) WHERE verdict.state IN ('created', 'updated')`);
  const left = num(row?.['n']);
  if (left === 0) return;
  throw new NamedError('restore-differs', `${left} records would not say what the snapshot says`, { exit: 'bug' });
}
