/** Which batches count. */
import { num } from '../duck.js';
import type { Session } from '../duck.js';

/** A query of the batches (all columns) that are not undone. */
export const liveBatchesSql = 'SELECT b.* FROM archive.log.batches b ANTI JOIN archive.log.undos u ON u.batch = b.seq';

/**
 * Landing of the latest live delivery of a source that claims to be complete; 0 = none. A record that was last seen
 * by an earlier landing is gone.
 */
export async function completeLanding(s: Session, source: string, dataset: string): Promise<number> {
  const row = await s.one(
    `SELECT coalesce(max(landing), 0) AS landing FROM (${liveBatchesSql}) WHERE complete AND source = $1 AND dataset = $2`,
    [source, dataset],
  );
  return num(row?.['landing']);
}
