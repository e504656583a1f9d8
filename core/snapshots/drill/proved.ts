/** When each dataset was last proved restorable, and how long that took. */
import type { DrillRow } from '../ledger.js';

export interface Proved {
  dataset: string;
  records: number;
  /** ISO 8601 UTC of the drill. */
  at: string;
  drill: string;
  snapshot: string;
  restoreMs: number;
}

/** The newest passed drill of each dataset. `rows`: oldest first. */
export function lastProved(rows: readonly DrillRow[]): Proved[] {
  const proved = new Map<string, Proved>();
  for (const { id: drill, snapshot, result, at, facts } of rows) {
    if (result !== 'pass' || facts === null) continue;
    const { restoreMs } = facts;
    for (const { dataset, records } of facts.records) {
      proved.set(dataset, { dataset, records, at, drill, snapshot, restoreMs });
    }
  }
  return [...proved.values()].sort((a, b) => (a.dataset < b.dataset ? -1 : 1));
}
