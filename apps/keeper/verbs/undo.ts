import { existsSync } from 'node:fs';
import { z } from 'zod';
import { lastOutcome } from '../../../core/archive/log/deliveries.js';
import { correctedBy, deliveriesBehind } from '../../../core/archive/log/lineage.js';
import { planUndo, undoBatch } from '../../../core/archive/undo.js';
import { NamedError } from '../../../schemas/errors.js';
import { systemFault } from '../../system-fault.js';
import { productVersion } from '../../version.js';
import { actor } from '../actor.js';
import { activityDeps } from '../activity-deps.js';
import { silent } from '../observe.js';
import { safeguard } from '../safeguard.js';
import type { Parts } from '../parts.js';
import { parseArgs, wholeNumber } from './args.js';
import type { VerbContext } from './context.js';

const schema = z.strictObject({ batch: z.string(), plan: z.boolean(), snapshot: z.boolean().default(true) });

/** The receipts of what was taken back that still lie in the outbox: they would ask for corrections of rows that no longer count. */
async function left({ duck, store }: Parts, batches: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const delivery of await duck.read((s) => deliveriesBehind(s, batches))) {
    const receipt = (await duck.read((s) => lastOutcome(s, delivery)))?.receipt;
    if (receipt && existsSync(store.resolve(receipt))) found.push(delivery);
  }
  return found;
}

/** A correction taken back is no longer told as resolved on the receipt of the file it corrected; one taken back says so itself. */
async function renewReceipts(parts: Parts, batches: readonly number[]): Promise<void> {
  const corrected = await parts.duck.read((s) => correctedBy(s, batches));
  const deliveries = new Set([...corrected, ...(await left(parts, batches))]);
  if (deliveries.size === 0) return;
  const { renewReceipt } = await import('../../../activities/index.js');
  const deps = activityDeps(parts, { version: productVersion(), observer: silent });
  for (const delivery of deliveries) await renewReceipt(deps, delivery);
}

type Fault = Pick<NamedError, 'code' | 'message' | 'hint'>;

/** Why receipts could not be written anew; what was taken back is taken back all the same. */
async function receiptFault(parts: Parts, batches: readonly number[]): Promise<Fault | null> {
  try {
    await renewReceipts(parts, batches);
    return null;
  } catch (thrown) {
    const error = systemFault(thrown) ?? thrown;
    if (!(error instanceof NamedError)) throw thrown;
    const { code, message, hint } = error;
    return { code, message, hint };
  }
}

/** Takes a batch back, or rehearses it; a plan is the same work rolled back, so it is exact. */
export async function undo(context: VerbContext, args: unknown) {
  const { parts, changed } = context;
  const { batch, plan, snapshot } = parseArgs(schema, args);
  const number = wholeNumber(batch, 'A batch');
  const planned = await planUndo(parts.duck, number);
  const guarded = !plan && snapshot && planned.batches.length > 0;
  const snapshotBefore = guarded ? await safeguard(context) : null;
  const done = plan ? planned : await parts.duck.write((s) => undoBatch(s, number, actor()));
  if (!plan) await changed();
  const fault = plan ? null : await receiptFault(parts, done.batches);
  const { removed, reverted, kept, conflicts, returned, gone, batches } = done;
  const children = batches.filter((one) => one !== number).map(String);
  return {
    batch,
    removed,
    reverted,
    kept,
    conflicts,
    returned,
    gone,
    children,
    alreadyUndone: batches.length === 0,
    plan,
    snapshotBefore,
    receiptFault: fault,
  };
}
