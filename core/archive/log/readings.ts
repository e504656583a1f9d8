/** How deliveries were read; the table is made when first needed. */
import type { FoundReading } from '../../../schemas/reading.js';
import type { Session } from '../duck.js';
import { hasLogTable } from './tables.js';
import { transaction } from './transactions.js';

/** Adds how a delivery was read for the outcome it came to; the last one counts. */
export async function recordReading(
  s: Session,
  { delivery, batch, reading }: { delivery: string; batch: string | null; reading: FoundReading },
): Promise<void> {
  await s.run(
    `CREATE TABLE IF NOT EXISTS archive.log.readings (seq BIGINT, delivery VARCHAR, batch BIGINT, reading VARCHAR)`,
  );
  const tx = await transaction(s, 'reading');
  const number = batch === null ? null : Number(batch);
  await s.run('INSERT INTO archive.log.readings VALUES ($1, $2, $3, $4)', [
    tx.take(),
    delivery,
    number,
    JSON.stringify(reading),
  ]);
}

/** How a delivery was read last; null = it never was, or by a program that did not keep it. */
export async function lastReading(s: Session, delivery: string): Promise<FoundReading | null> {
  if (!(await hasLogTable(s, 'readings'))) return null;
  const row = await s.one<{ reading: string }>(
    'SELECT reading FROM archive.log.readings WHERE delivery = $1 ORDER BY seq DESC LIMIT 1',
    [delivery],
  );
  return row ? (JSON.parse(row.reading) as FoundReading) : null;
}
