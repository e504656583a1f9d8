/** When the rows of a delivery became true, where they say nothing of it themselves. */
import { isoSql } from '../duck.js';
import type { Session } from '../duck.js';
import type { Delivery } from '../log/deliveries.js';

/**
 * The source's own time of the file, else the landing's. Clocks may be wrong: nothing became true after it landed, and what
 * landed while a clock was ahead is not newer for ever than what landed since. The same whenever it is committed.
 */
export async function effectiveTime(
  s: Session,
  { landing, landedAt, sourceTime }: Pick<Delivery, 'landing' | 'landedAt' | 'sourceTime'>,
): Promise<string> {
  const row = await s.one<{ reach: string | null }>(
    `SELECT ${isoSql('max(landed_at)')} AS reach FROM archive.log.deliveries WHERE seq < $1`,
    [landing],
  );
  const reach = row?.reach ?? landedAt;
  if (landedAt < reach) return reach;
  return sourceTime !== null && sourceTime < landedAt ? sourceTime : landedAt;
}
