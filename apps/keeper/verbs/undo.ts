import { z } from 'zod';
import { correctedBy } from '../../../core/archive/log/lineage.js';
import { planUndo, undoBatch } from '../../../core/archive/undo.js';
import { productVersion } from '../../version.js';
import { actor } from '../actor.js';
import { activityDeps } from '../activity-deps.js';
import { silent } from '../observe.js';
import { safeguard } from '../safeguard.js';
import type { Parts } from '../parts.js';
import { parseArgs, wholeNumber } from './args.js';
import type { VerbContext } from './context.js';

const schema = z.strictObject({ batch: z.string(), plan: z.boolean(), snapshot: z.boolean().default(true) });

/** A correction taken back is no longer told as resolved on the receipt of the file it corrected. */
async function renewReceipts(parts: Parts, batches: readonly number[]): Promise<void> {
  const corrected = await parts.duck.read((s) => correctedBy(s, batches));
  if (corrected.length === 0) return;
  const { renewReceipt } = await import('../../../activities/index.js');
  const deps = activityDeps(parts, { version: productVersion(), observer: silent });
  for (const delivery of corrected) await renewReceipt(deps, delivery);
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
  if (!plan) {
    await changed();
    await renewReceipts(parts, done.batches);
  }
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
  };
}
