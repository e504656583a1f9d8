/** What was taken back in the living archive. */
import type { Session } from '../../archive/duck.js';

export interface UndoneBatch {
  batch: number;
  delivery: string;
}

/** Batches that were taken back. */
export async function undoneBatches(s: Session): Promise<UndoneBatch[]> {
  const rows = await s.rows<{ batch: string; delivery: string }>(
    `SELECT b.seq AS batch, b.delivery FROM archive.log.batches b SEMI JOIN archive.log.undos u ON u.batch = b.seq ORDER BY b.seq`,
  );
  return rows.map(({ batch, delivery }) => ({ batch: Number(batch), delivery }));
}
