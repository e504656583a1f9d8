import { executeChild, isCancellation, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities, Conclusion, DeliveryInput, StepOutcome } from '../schemas/steps.js';
import { drive } from './drive.js';
import { codeOf, isStep } from './failure-code.js';
import { ingestMembers } from './ingest-members.js';
import { committing, concluding, deciding, reading, tidying } from './profiles.js';

const { parseDelivery } = proxyActivities<Activities>(reading);
const { mapDelivery, sumMembers } = proxyActivities<Activities>(deciding);
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
  if (read.kind === 'asks') return { ...nothing, status: 'needs-mapping', reason: read.reason };
  if (read.kind === 'packed') return members(input);
  const { parsed } = read;
  const mapped = await mapDelivery({ ...input, parsed });
  if (mapped.kind === 'refused') return { ...nothing, parsed, status: 'refused', reason: mapped.reason };
  if (mapped.kind === 'duplicate') return { ...nothing, parsed, status: 'duplicate' };
  if (mapped.kind === 'needs-mapping')
    return { ...nothing, parsed, plan: mapped.plan, status: 'needs-mapping', reason: mapped.reason ?? null };
  if (mapped.kind === 'answers') for (const delivery of mapped.deliveries) await drive({ delivery });
  const { plan } = mapped;
  if (plan === null) return { ...nothing, parsed, status: 'committed', reason: 'answers-taken' };
  const done = await commitDelivery({ ...input, parsed, plan });
  if (done.kind === 'committed') return { ...done, status: 'committed', reason: null, parsed, plan };
  return { ...nothing, parsed, plan, status: done.kind, reason: done.kind === 'held' ? done.reason : null };
}

/** Every member goes its own way; the packed file comes to what they come to. */
async function members(input: DeliveryInput): Promise<Conclusion> {
  const [, workspace] = workflowInfo().workflowId.split('/');
  await executeChild(ingestMembers, { workflowId: `members/${workspace}/${input.delivery}`, args: [input] });
  return sumMembers(input);
}

/** A step gave up: the file still ends in a receipt with its reason. The failure's type is the code of what went wrong. */
function failed(error: unknown): Conclusion {
  if (isCancellation(error) || !isStep(error)) throw error;
  return { ...nothing, status: 'failed', reason: codeOf(error) ?? 'step-failed' };
}

function leftForTheNextScan(error: unknown): void {
  if (isCancellation(error)) throw error;
}
