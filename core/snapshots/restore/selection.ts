/** What of an older state is wanted back in the living archive, and what becomes of each record. */
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';

export interface Selection {
  dataset: DatasetDef;
  /** The id analysts see; absent: all. */
  id?: number;
  /** Id of a field; absent: the whole record. */
  field?: string;
  /** Also what imports said that were taken back since. */
  withUndone: boolean;
}

export const recordStates = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;
export type RecordState = (typeof recordStates)[number];

export const stateReasons = {
  /** Only an import that was taken back since says it. */
  undone: 'undone',
  /** It was removed since: by a retention rule or an erasure. */
  removed: 'removed',
  /** It was gone at its source at that time. */
  gone: 'gone',
  /** The same as today, but gone at its source since: it is there again. */
  returned: 'returned',
  /** One field of a record that is not there. */
  'not-there': 'not-there',
} as const;
export type StateReason = keyof typeof stateReasons;
