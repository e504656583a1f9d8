import { z } from 'zod';
import { planUndo, undoBatch, whereBatches } from '../../../core/archive/undo.js';
import { whileDue } from '../../../core/intake/receipts/due.js';
import { actor } from '../actor.js';
import { tryToRenew } from '../renew-receipts.js';
import { safeguard } from '../safeguard.js';
import { parseArgs, wholeNumber } from './args.js';
import type { VerbContext } from './context.js';

const schema = z.strictObject({ batch: z.string(), plan: z.boolean(), snapshot: z.boolean().default(true) });

/** Takes the batch back, then writes anew what tells of it; a receipt that cannot be written is left to the next start. */
async function takeBack({ parts, changed }: VerbContext, batch: number, planned: readonly number[]) {
  const work = async (keep: () => void) => {
    const done = await parts.duck.write((s) => undoBatch(s, batch, actor()));
    await changed();
    const { fault } = await tryToRenew(parts, done.batches);
    if (fault !== null) keep();
    return { done, fault };
  };
  return whileDue(parts.paths.receiptsDue, planned, work);
}

/** Takes a batch back, or rehearses it; a plan is the same work rolled back, so it is exact. */
export async function undo(context: VerbContext, args: unknown) {
  const { batch, plan, snapshot } = parseArgs(schema, args);
  const number = wholeNumber(batch, 'A batch', whereBatches);
  const planned = await planUndo(context.parts.duck, number);
  const isOnlyTold = plan || planned.batches.length === 0;
  const snapshotBefore = !isOnlyTold && snapshot ? await safeguard(context) : null;
  const { done, fault } = isOnlyTold
    ? { done: planned, fault: null }
    : await takeBack(context, number, planned.batches);
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
