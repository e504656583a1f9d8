/** Which delivery a batch corrects. */
import type { Session } from '../duck.js';

/** Deliveries whose rejected rows the given batches resolved, each once. */
export async function correctedBy(s: Session, batches: readonly number[]): Promise<string[]> {
  if (batches.length === 0) return [];
  const rows = await s.rows<{ delivery: string }>(
    `SELECT DISTINCT p.delivery FROM archive.log.batches b JOIN archive.log.batches p ON p.seq = b.parent
     WHERE b.seq IN (${batches.join(', ')}) ORDER BY p.delivery`,
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
