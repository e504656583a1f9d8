/** What the living archive says must not come back. */
import type { Session } from '../../archive/duck.js';

/** Tables of the log that name records which were removed on purpose. */
const tables = ['removals', 'erasures'];

/** A query of the numbers of removed records; null: the archive has no such table yet. */
export async function removedSql(s: Session): Promise<string | null> {
  const rows = await s.rows<{ name: string }>(
    `SELECT table_name AS name FROM duckdb_columns() WHERE database_name = 'archive' AND schema_name = 'log'
       AND column_name = 'record' AND table_name IN (${tables.map((name) => `'${name}'`).join(', ')}) ORDER BY ALL`,
  );
  if (rows.length === 0) return null;
  return rows.map(({ name }) => `SELECT record FROM archive.log.${name} WHERE record IS NOT NULL`).join(' UNION ');
}

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
