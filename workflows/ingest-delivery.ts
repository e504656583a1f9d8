import { ActivityFailure, ApplicationFailure, ParentClosePolicy, isCancellation } from '@temporalio/workflow';
import { executeChild, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities, Conclusion, DeliveryInput, StepOutcome } from '../schemas/steps.js';
import { committing, concluding, deciding, reading, tidying } from './profiles.js';

const { parseDelivery } = proxyActivities<Activities>(reading);
const { mapDelivery } = proxyActivities<Activities>(deciding);
const { commitDelivery } = proxyActivities<Activities>(committing);
const { concludeDelivery } = proxyActivities<Activities>(concluding);
const { settleDelivery } = proxyActivities<Activities>(tidying);

const counts = { rows: 0, accepted: 0, new: 0, changed: 0, unchanged: 0, rejected: 0, duplicates: 0, skipped: 0 };
const nothing: Conclusion = { status: 'failed', reason: null, batch: null, counts, parsed: null, plan: null };

/** One landed file on its way into the archive. Never waits for a person: it ends, and an answer starts it again. */
export async function ingestDelivery(input: DeliveryInput): Promise<StepOutcome> {
  const conclusion = await archive(input)
    .catch((error) => (codeOf(error) === 'staging-gone' ? archive(input) : Promise.reject(error)))
    .catch(failed);
  const outcome = await concludeDelivery({ ...input, conclusion });
  await settleDelivery(input).catch(leftForTheNextScan);
  return outcome;
}

async function archive(input: DeliveryInput): Promise<Conclusion> {
  const read = await parseDelivery(input);
  if (read.kind === 'duplicate') return { ...nothing, status: 'duplicate' };
  if (read.kind === 'refused') return { ...nothing, status: 'refused', reason: read.reason };
  const { parsed } = read;
  const mapped = await mapDelivery({ ...input, parsed });
  if (mapped.kind === 'refused') return { ...nothing, parsed, status: 'refused', reason: mapped.reason };
  if (mapped.kind === 'duplicate') return { ...nothing, parsed, status: 'duplicate' };
  if (mapped.kind === 'needs-mapping') return { ...nothing, parsed, plan: mapped.plan, status: 'needs-mapping' };
  if (mapped.kind === 'answers') for (const delivery of mapped.deliveries) await goOn(delivery);
  const { plan } = mapped;
  if (plan === null) return { ...nothing, parsed, status: 'committed', reason: 'answers-taken' };
  const done = await commitDelivery({ ...input, parsed, plan });
  if (done.kind === 'committed') return { ...done, status: 'committed', reason: null, parsed, plan };
  return { ...nothing, parsed, plan, status: done.kind, reason: done.kind === 'held' ? done.reason : null };
}

/** A delivery that waited for the answers is driven from its original again, under its own id. */
async function goOn(delivery: string): Promise<void> {
  const workflowId = workflowInfo().workflowId.replace(/[^/]+$/, delivery);
  const options = { workflowId, parentClosePolicy: ParentClosePolicy.ABANDON };
  await executeChild(ingestDelivery, { ...options, args: [{ delivery }] }).catch(alreadyUnderWay);
}

/** A step gave up: the file still ends in a receipt with its reason. The failure's type is the code of what went wrong. */
function failed(error: unknown): Conclusion {
  if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
  return { ...nothing, status: 'failed', reason: codeOf(error) ?? 'step-failed' };
}

function codeOf(error: unknown): string | null {
  const cause = error instanceof ActivityFailure ? error.cause : null;
  return cause instanceof ApplicationFailure ? (cause.type ?? null) : null;
}

function alreadyUnderWay(error: unknown): void {
  if (isCancellation(error)) throw error;
}

function leftForTheNextScan(error: unknown): void {
  if (isCancellation(error)) throw error;
}
