/** The formats of the archive (docs/archive-format.md) and the steps from one to the next. */
import type { Session } from '../duck.js';
import { formatVersion, makeTables, removalTables } from '../log/tables.js';

/** Makes a format out of the one before, in a copy of the archive. */
export interface UpgradeStep {
  to: number;
  /** Tables of the log whose rows it writes anew: they must keep their number. Every other row must stay what it was. */
  rewrites: readonly string[];
  /** Derived tables say something else in the new format. */
  derivesOtherwise: boolean;
  /**
   * Changes `archive.log`, inside a transaction of the log. It must not touch `archive.derived`: that is made anew. A restored snapshot
   * of an older format takes it, too: there the tables and columns of today may be there already, empty.
   */
  run(s: Session): Promise<void>;
}

export interface Formats {
  newest: number;
  /** One for each format above 1, in order. */
  steps: readonly UpgradeStep[];
}

/** Holds, and removals with what they took out. */
const toRemovals: UpgradeStep = {
  to: 2,
  rewrites: [],
  derivesOtherwise: false,
  run: (s) => makeTables(s, removalTables),
};

export const formats: Formats = { newest: formatVersion, steps: [toRemovals] };

/** The format an open archive has; null: it is none. Each upgrade logs its own number; the greatest counts. */
export async function formatOf(s: Session): Promise<number | null> {
  const row = await s.one<{ version: number | null }>(
    `SELECT max(TRY_CAST(regexp_extract(kind, '^format ([0-9]{1,9})$', 1) AS INTEGER)) AS version
     FROM archive.log.transactions`,
  );
  return row?.version ?? null;
}
