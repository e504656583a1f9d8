import type { Session } from '../../archive/duck.js';
import type { Delivery } from '../../archive/log/deliveries.js';
import { liveBatchesSql } from '../../archive/log/liveness.js';

/** The name under which the same bytes of the same source were archived first and still are; null = they are not. */
export async function sameContentAs(s: Session, { sha256, source, delivery }: Delivery): Promise<string | null> {
  const row = await s.one(
    `SELECT d.file_name FROM archive.log.deliveries d JOIN (${liveBatchesSql}) b USING (delivery)
     WHERE d.sha256 = $1 AND b.source = $2 AND d.delivery <> $3 ORDER BY d.seq LIMIT 1`,
    [sha256, source, delivery],
  );
  return (row?.['file_name'] as string | undefined) ?? null;
}
