/** The rows that say what a batch was, and the equations it must keep. */
import { NamedError } from '../../../schemas/errors.js';
import type { Counts } from '../../../schemas/outcomes.js';
import { num } from '../duck.js';
import type { Session } from '../duck.js';
import { appendAudit } from '../log/audit.js';
import type { CommitTold } from '../log/commit-told.js';
import { countsOf } from '../log/deliveries.js';
import { liveBatchesSql } from '../log/liveness.js';
import type { LogTransaction } from '../log/transactions.js';
import type { Committed, Work } from './input.js';

/** The live batch of a delivery: what a retry after a lost answer finds. */
export async function committedBefore(s: Session, delivery: string): Promise<Committed | null> {
  const row = await s.one(`SELECT * FROM (${liveBatchesSql}) WHERE delivery = $1 ORDER BY seq DESC LIMIT 1`, [
    delivery,
  ]);
  return row ? { batch: num(row['seq']), counts: countsOf(row), replayed: true } : null;
}

/** The live batch of the parent delivery; null when there is none. */
export async function liveBatchOf(s: Session, delivery: string | null): Promise<number | null> {
  return delivery === null ? null : ((await committedBefore(s, delivery))?.batch ?? null);
}

export async function writeLedger(
  s: Session,
  tx: LogTransaction,
  work: Work,
  counts: Counts,
  told: CommitTold,
): Promise<void> {
  const { input } = work;
  await s.run(
    `INSERT INTO archive.log.batches VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::TIMESTAMP, $12,
       $13, $14, $15, $16, $17, $18, $19, $20, $21::TIMESTAMP)`,
    [
      work.batch,
      tx.tx,
      input.delivery,
      work.parentBatch,
      input.source,
      work.dataset,
      input.mappingVersion,
      input.schemaVersion,
      input.rulesVersion,
      work.landing,
      work.landedAt,
      work.complete,
      counts.rows,
      counts.accepted,
      counts.new,
      counts.changed,
      counts.unchanged,
      counts.rejected,
      counts.duplicates,
      counts.skipped,
      tx.at,
    ],
  );
  for (const { part, sheet, headerRows, columns } of input.parts) {
    const values = [tx.take(), work.batch, part, sheet, JSON.stringify(headerRows), JSON.stringify(columns)];
    await s.run('INSERT INTO archive.log.parts VALUES ($1, $2, $3, $4, $5, $6)', values);
  }
  await writeResolutions(s, tx, work);
  const filled = Object.fromEntries(Object.entries(told).filter(([, count]) => count > 0));
  await appendAudit(s, {
    actor: input.actor,
    action: 'commit',
    subject: input.delivery,
    detail: { batch: work.batch, dataset: work.dataset, source: input.source, ...counts, ...filled },
  });
}

async function writeResolutions(s: Session, tx: LogTransaction, { input, batch }: Work): Promise<void> {
  if (input.resolutions.length === 0) return;
  const first = tx.take(input.resolutions.length);
  await s.run(
    `INSERT INTO archive.log.resolutions
     SELECT $1 + i, $2, rows[i + 1].parentBatch, rows[i + 1].part, rows[i + 1]."row"
     FROM (SELECT from_json($3, '[{"parentBatch":"BIGINT","part":"INTEGER","row":"BIGINT"}]') AS rows), range($4) t(i)`,
    [first, batch, JSON.stringify(input.resolutions), input.resolutions.length],
  );
}

/** Throws `counts-disagree` unless both equations hold and the log holds what was counted. */
export async function checkEquations(s: Session, work: Work, counts: Counts): Promise<void> {
  const held = await s.one(
    `SELECT (SELECT count(*) FROM archive.log.sightings WHERE batch = $1 AND kind = 'seen') AS seen,
       (SELECT count(*) FROM archive.log.rejected WHERE batch = $1) AS rejected,
       (SELECT count(*) FROM archive.log.skipped WHERE batch = $1 AND reason = 'duplicate') AS duplicates,
       (SELECT count(*) FROM archive.log.skipped WHERE batch = $1 AND reason <> 'duplicate') AS skipped`,
    [work.batch],
  );
  const equal =
    counts.rows === counts.accepted + counts.rejected + counts.duplicates + counts.skipped &&
    counts.accepted === counts.new + counts.changed + counts.unchanged &&
    num(held?.['seen']) === counts.accepted &&
    num(held?.['rejected']) === counts.rejected &&
    num(held?.['duplicates']) === counts.duplicates &&
    num(held?.['skipped']) === counts.skipped;
  if (equal) return;
  throw new NamedError(
    'counts-disagree',
    `delivery ${work.input.delivery}: counted ${JSON.stringify(counts)}, written ${JSON.stringify(held)}`,
    { exit: 'bug' },
  );
}
