import { rm } from 'node:fs/promises';
import type { Session } from '../core/archive/duck.js';
import { appendAudit } from '../core/archive/log/audit.js';
import { lastOutcome, recordOutcome, type StoredOutcome } from '../core/archive/log/deliveries.js';
import { recordReading } from '../core/archive/log/readings.js';
import { reasonParams, writeReason } from '../core/archive/log/reasons.js';
import { correctedBy } from '../core/archive/log/lineage.js';
import { whileDue } from '../core/intake/receipts/due.js';
import { issueDef, issueLevel } from '../schemas/issues/catalogue.js';
import type { IssueParams } from '../schemas/issues/issue.js';
import { isAnswers } from '../schemas/outcomes.js';
import type { Conclusion, DeliveryInput, StepOutcome } from '../schemas/steps.js';
import type { ActivityDeps } from './deps.js';
import { knownDelivery } from './delivery.js';
import { packedParams, summedUp } from './members.js';
import type { Plan } from './plan.js';
import { placeReceipt, renewReceipt } from './receipt.js';
import { stagedFacts } from './staged-facts.js';
import { findStaged, readStaged } from './staged.js';
import type { StepContext } from './step.js';

/** The outcome is there already: a retry after a lost answer. What is asked may have changed since it was asked before. */
const same = (before: StoredOutcome | null, { status, batch, reason }: Conclusion): boolean =>
  before !== null &&
  status !== 'needs-mapping' &&
  before.status === status &&
  before.batch === batch &&
  before.reason === reason &&
  before.receipt !== null;

async function mappingVersion(deps: ActivityDeps, { plan }: Conclusion): Promise<number | null> {
  if (plan === null) return null;
  const found = await readStaged<Plan>(deps, plan).catch(() => null);
  const isDecided = found?.questions.length === 0 && (found.reading ?? []).length === 0;
  return isDecided ? (found.mapping?.version ?? null) : null;
}

/** The reason stands in the log already, with the same numbers. */
const isTold = async (s: Session, before: StoredOutcome | null, reason: string, params: IssueParams) =>
  before?.reason === reason &&
  JSON.stringify(params) === JSON.stringify(await reasonParams(s, before.delivery, reason));

/** Writes the receipt, then the outcome: an outcome without its receipt is never seen. */
async function record(
  deps: ActivityDeps,
  delivery: string,
  conclusion: Conclusion,
  before: StoredOutcome | null,
): Promise<void> {
  const { status, reason, batch, counts, parsed, plan } = conclusion;
  const staged = await stagedFacts(deps, parsed, plan, delivery);
  const params = (await deps.duck.read((s) => packedParams(s, delivery))) ?? staged.reasonParams;
  const older = before?.receipt ?? null;
  const replaces = before?.status === status ? older : null;
  const receipt = await placeReceipt(
    deps,
    delivery,
    { status, reason, batch, counts, replaces },
    { ...staged, reasonParams: params },
  );
  const version = await mappingVersion(deps, conclusion);
  await deps.duck.write(async (s) => {
    await recordOutcome(s, { delivery, status, reason, batch, ...counts, mappingVersion: version, receipt });
    if (staged.reading !== null) await recordReading(s, { delivery, batch, reading: staged.reading });
    if (reason !== null && issueDef(reason) && !(await isTold(s, before, reason, params)))
      await writeReason(s, { delivery, code: reason, level: issueLevel(reason), params });
    const detail = { status, reason, batch };
    if (status !== 'committed')
      await appendAudit(s, { actor: 'keeper', action: 'conclude', subject: delivery, detail });
  });
  // The receipt that asked for what was answered since.
  if (older !== null && older !== receipt) await rm(deps.store.resolve(older), { force: true });
}

/** A packed file that was concluded tells anew what its members came to, when one of them came to something else. */
async function renewPacked(deps: ActivityDeps, delivery: string): Promise<void> {
  const found = await deps.duck.read(async (s) => {
    const { via, parent } = await knownDelivery(s, delivery);
    const before = via === 'member' && parent !== null ? await lastOutcome(s, parent) : null;
    return before && parent !== null ? { parent, before, conclusion: await summedUp(s, parent) } : null;
  });
  if (found === null) return;
  await record(deps, found.parent, found.conclusion, found.before);
  await renewPacked(deps, found.parent);
}

/** What a workbook of answers came to: one that asked may ask for more. */
async function afterAnswers(deps: ActivityDeps, delivery: string, conclusion: Conclusion): Promise<Conclusion> {
  if (!isAnswers(conclusion.reason)) return conclusion;
  for (const asked of (await findStaged<string[]>(deps, delivery, 'answered')) ?? []) {
    const outcome = await deps.duck.read((s) => lastOutcome(s, asked));
    if (outcome?.status === 'needs-mapping') return { ...conclusion, reason: 'answers-open' };
  }
  return conclusion;
}

/** Writes down and tells what the delivery came to; what was told before is not told again. */
export async function concludeDelivery(
  deps: ActivityDeps,
  input: DeliveryInput & { conclusion: Conclusion },
  context: StepContext,
): Promise<StepOutcome> {
  context.progress({ step: 'receipt' });
  const { delivery } = input;
  const conclusion = await afterAnswers(deps, delivery, input.conclusion);
  const { status, reason, batch, counts } = conclusion;
  const outcome: StepOutcome = { delivery, batch, status, reason, ...counts };
  const before = await deps.duck.read((s) => lastOutcome(s, delivery));
  const conclude = async (): Promise<void> => {
    if (same(before, conclusion)) return;
    await record(deps, delivery, conclusion, before);
    deps.observer.concluded(outcome, conclusion);
  };
  const corrected = batch === null ? [] : await deps.duck.read((s) => correctedBy(s, [Number(batch)]));
  if (corrected.length === 0) await conclude();
  else
    await whileDue(deps.paths.receiptsDue, [Number(batch)], async () => {
      await conclude();
      for (const parent of corrected) await renewReceipt(deps, parent);
    });
  await renewPacked(deps, delivery);
  return outcome;
}
