import { z } from 'zod';
import { planUndo, undoBatch } from '../../../core/archive/undo.js';
import { actor } from '../actor.js';
import { parseArgs, wholeNumber } from './args.js';
import type { VerbContext } from './index.js';

const schema = z.strictObject({ batch: z.string(), plan: z.boolean() });

/** Takes a batch back, or rehearses it; a plan is the same work rolled back, so it is exact. */
export async function undo({ parts, changed }: VerbContext, args: unknown) {
  const { batch, plan } = parseArgs(schema, args);
  const number = wholeNumber(batch, 'A batch');
  const done = plan ? await planUndo(parts.duck, number) : await parts.duck.write((s) => undoBatch(s, number, actor()));
  if (!plan) await changed();
  const { removed, reverted, kept, conflicts, batches } = done;
  const children = batches.filter((one) => one !== number).map(String);
  return { batch, removed, reverted, kept, conflicts, children, alreadyUndone: batches.length === 0, plan };
}
