/** What one part's rows are read with. */
import type { ColumnContext } from '../../schemas/verdicts.js';
import type { PartPlan, Slot } from './plan.js';
import type { WordSlots } from './words.js';

export interface Filling {
  /** By slot; null where the part does not feed it. */
  contexts: (ColumnContext | null)[];
  words: WordSlots;
  /** Slots with a column `v<slot>` in the lane. */
  repaired: readonly number[];
  /** `forced` has rows of the part. */
  forced: boolean;
}

/** The staged column that feeds a slot. */
export const cellOf = (part: PartPlan, slot: Slot): string | null => {
  const feed = part.feeds[slot.index];
  return feed ? `c${feed.position}` : null;
};
