/** What a complete delivery was told to have marked gone. Who is gone today is derived; this is what its commit came to. */
import { num } from '../duck.js';
import type { Session } from '../duck.js';

/** Records that each of the batches marked gone when it was committed, by batch; those that marked none are left out. */
export async function goneBy(s: Session, batches: readonly number[]): Promise<Map<number, number>> {
  if (batches.length === 0) return new Map();
  const rows = await s.rows(
    `SELECT * FROM (SELECT b.seq AS batch, CAST(json_extract_string(a.detail, '$.gone') AS BIGINT) AS gone
       FROM archive.log.batches b JOIN archive.log.audit a ON a.action = 'commit' AND a.subject = b.delivery
         AND json_extract_string(a.detail, '$.batch') = CAST(b.seq AS VARCHAR)
       WHERE b.complete AND b.seq IN (${batches.join(', ')}))
     WHERE gone > 0`,
  );
  return new Map(rows.map((row) => [num(row['batch']), num(row['gone'])]));
}
