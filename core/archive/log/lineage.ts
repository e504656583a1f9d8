/** Which delivery a batch corrects. */
import type { Session } from '../duck.js';

/** Deliveries whose rejected rows the given batches resolved, or that they correct without resolving any, each once. */
export async function correctedBy(s: Session, batches: readonly number[]): Promise<string[]> {
  if (batches.length === 0) return [];
  const rows = await s.rows<{ delivery: string }>(
    `SELECT DISTINCT p.delivery FROM archive.log.batches p WHERE p.seq IN (
       SELECT parent FROM archive.log.batches WHERE seq IN (${batches.join(', ')})
       UNION SELECT parent_batch FROM archive.log.resolutions WHERE batch IN (${batches.join(', ')}))
     ORDER BY p.delivery`,
  );
  return rows.map(({ delivery }) => delivery);
}

/** The deliveries that the given batches were made of. */
export async function deliveriesBehind(s: Session, batches: readonly number[]): Promise<string[]> {
  if (batches.length === 0) return [];
  const rows = await s.rows<{ delivery: string }>(
    `SELECT delivery FROM archive.log.batches WHERE seq IN (${batches.join(', ')}) ORDER BY seq`,
  );
  return rows.map(({ delivery }) => delivery);
}
