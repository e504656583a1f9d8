/** What one part's rows are read with. */
import type { ColumnContext } from '../../schemas/verdicts.js';
import type { PartPlan, Slot } from './plan.js';
import type { WordSlots } from './words.js';

/** Which verdicts of a part another delivery may take over, and which it takes over itself. */
export interface RowLookup {
  /** Digest of what its verdicts hang on beside the cells. */
  context: string;
  /** Relation of h1, h2, key_digest, content_digest; null = none yet. */
  relation: string | null;
  /** How many rows it has. */
  rows: number;
  /** Slots whose cells the lane holds of known rows, too; all others lie in the view `known_cells` alone. */
  keeps: ReadonlySet<number>;
}

/** Where the lane keeps what most rows do not have; see layout.ts. */
export interface Layout {
  /** Slots with the repairs of an accepted cell, as `v<slot>`. */
  repaired: readonly number[];
  /** Slots whose raw text lies in the list of what is seldom there. */
  seldom: ReadonlySet<number>;
}

export interface Filling {
  /** By slot; null where the part does not feed it. */
  contexts: (ColumnContext | null)[];
  words: WordSlots;
  layout: Layout;
  /** `forced` has rows of the part. */
  forced: boolean;
  /** Rows are looked up by their text, and told by it; null = not so. */
  known: RowLookup | null;
}

/** The staged column that feeds a slot. */
export const cellOf = (part: PartPlan, slot: Slot): string | null => {
  const feed = part.feeds[slot.index];
  return feed ? `c${feed.position}` : null;
};

/** Some rows are known: the query has a column `known`. */
export const looksUpRows = ({ known }: Filling): boolean => known !== null && known.relation !== null;
