/** Deliveries and their outcomes. */
import { randomBytes } from 'node:crypto';
import type { DeliveryOutcome } from '../../../schemas/outcomes.js';
import { isoSql, num } from '../duck.js';
import type { Row, Session } from '../duck.js';
import { liveBatchesSql } from './liveness.js';
import { transaction } from './transactions.js';

export type Via = 'folder' | 'command' | 'fix-up' | 'answer' | 'member' | 'restore';

export interface NewDelivery {
  sha256: string;
  sizeBytes: number;
  /** Reference of the landed original. */
  ref: string;
  source: string;
  /** null = not known yet. */
  dataset: string | null;
  fileName: string;
  /** The source's own time of the file, ISO 8601 UTC; null = unknown. */
  sourceTime: string | null;
  via: Via;
  /** Of a member: the packed file's delivery. */
  parent: string | null;
  /** An id made beforehand by `newDeliveryId`; landing the same id again changes nothing. */
  delivery?: string;
}

export interface Delivery extends Omit<NewDelivery, 'delivery'> {
  delivery: string;
  /** Its seq: the order of arrival. */
  landing: number;
  landedAt: string;
}

/** Random; carries nothing of the file. */
export const newDeliveryId = (): string => `d${randomBytes(12).toString('hex')}`;

/** Writes the arrival of an original: the first durable promise. The same delivery id again answers the first landing. */
export async function landDelivery(s: Session, input: NewDelivery): Promise<Delivery> {
  const delivery = input.delivery ?? newDeliveryId();
  const known = input.delivery === undefined ? null : await findDelivery(s, delivery);
  if (known) return known;
  const tx = await transaction(s, 'land');
  if ((await s.count('SELECT count(*) FROM archive.log.originals WHERE sha256 = $1', [input.sha256])) === 0) {
    await s.run('INSERT INTO archive.log.originals VALUES ($1, $2, $3, $4, $5::TIMESTAMP)', [
      tx.take(),
      input.sha256,
      input.sizeBytes,
      input.ref,
      tx.at,
    ]);
  }
  const landing = tx.take();
  await s.run(
    `INSERT INTO archive.log.deliveries
     VALUES ($1, $2, $3, $4, $5, $6, $7::TIMESTAMP, $8::TIMESTAMP, $9, $10)`,
    [
      landing,
      delivery,
      input.sha256,
      input.source,
      input.dataset,
      input.fileName,
      input.sourceTime,
      tx.at,
      input.via,
      input.parent,
    ],
  );
  return { ...input, delivery, landing, landedAt: tx.at };
}

const deliverySql = `SELECT d.*, o.size_bytes, o.ref, ${isoSql('d.landed_at')} AS landed, ${isoSql('d.source_time')} AS source_at
  FROM archive.log.deliveries d JOIN archive.log.originals o USING (sha256)`;

function toDelivery(row: Row): Delivery {
  return {
    delivery: row['delivery'] as string,
    landing: num(row['seq']),
    landedAt: row['landed'] as string,
    sha256: row['sha256'] as string,
    sizeBytes: num(row['size_bytes']),
    ref: row['ref'] as string,
    source: row['source'] as string,
    dataset: row['dataset'] as string | null,
    fileName: row['file_name'] as string,
    sourceTime: row['source_at'] as string | null,
    via: row['via'] as Via,
    parent: row['parent'] as string | null,
  };
}

export async function findDelivery(s: Session, delivery: string): Promise<Delivery | null> {
  const row = await s.one(`${deliverySql} WHERE d.delivery = $1`, [delivery]);
  return row ? toDelivery(row) : null;
}

/** Source and dataset that the rows of a delivery went to; null = it has no batch. */
export async function placeOfRows(s: Session, delivery: string): Promise<{ source: string; dataset: string } | null> {
  const row = await s.one(
    'SELECT source, dataset FROM archive.log.batches WHERE delivery = $1 ORDER BY seq DESC LIMIT 1',
    [delivery],
  );
  return row ? { source: row['source'] as string, dataset: row['dataset'] as string } : null;
}

/**
 * Deliveries whose last outcome leaves them unfinished, oldest first: none yet, `failed`, or a batch that the keeper
 * took back for another reading of the file.
 */
export async function openDeliveries(s: Session): Promise<Delivery[]> {
  const rows = await s.rows(
    `${deliverySql} WHERE d.delivery NOT IN (SELECT delivery FROM (
       SELECT delivery, arg_max({'status': status, 'batch': batch}, seq) AS last FROM archive.log.outcomes GROUP BY delivery)
       WHERE last.status <> 'failed' AND NOT EXISTS (
         SELECT 1 FROM archive.log.undos u WHERE u.batch = last.batch AND u.by_whom = 'keeper'))
     ORDER BY d.seq`,
  );
  return rows.map(toDelivery);
}

/** The originals of all deliveries, each with the first file that brought it, by arrival. */
export async function originalsOf(s: Session): Promise<{ ref: string; delivery: string; fileName: string }[]> {
  const rows = await s.rows<{ ref: string; delivery: string; file_name: string }>(
    `SELECT o.ref, min_by(d.delivery, d.seq) AS delivery, min_by(d.file_name, d.seq) AS file_name
     FROM archive.log.originals o JOIN archive.log.deliveries d USING (sha256) GROUP BY o.ref ORDER BY min(d.seq)`,
  );
  return rows.map(({ ref, delivery, file_name }) => ({ ref, delivery, fileName: file_name }));
}

/** Deliveries of an original, newest first. */
export async function deliveriesOf(s: Session, sha256: string): Promise<Delivery[]> {
  return (await s.rows(`${deliverySql} WHERE d.sha256 = $1 ORDER BY d.seq DESC`, [sha256])).map(toDelivery);
}

/** Held deliveries of the content and source of a delivery, oldest first. */
export async function heldLike(s: Session, delivery: string): Promise<string[]> {
  const rows = await s.rows<{ delivery: string }>(
    `SELECT d.delivery FROM archive.log.deliveries d JOIN archive.log.deliveries one ON one.delivery = $1
     WHERE d.sha256 = one.sha256 AND d.source = one.source AND d.delivery <> $1
       AND (SELECT arg_max(status, seq) FROM archive.log.outcomes o WHERE o.delivery = d.delivery) = 'held'
     ORDER BY d.seq`,
    [delivery],
  );
  return rows.map((row) => row.delivery);
}

/** The committed delivery that already holds these bytes under the same source, dataset and mapping, while it is live. */
export async function liveDuplicate(
  s: Session,
  wanted: { sha256: string; source: string; dataset: string; mappingVersion: number; delivery?: string },
): Promise<{ delivery: string; batch: number } | null> {
  const row = await s.one(
    `SELECT d.delivery, b.seq FROM (${liveBatchesSql}) b JOIN archive.log.deliveries d USING (delivery)
     WHERE d.sha256 = $1 AND b.source = $2 AND b.dataset = $3 AND b.mapping_version = $4 AND d.delivery <> $5
     ORDER BY b.seq LIMIT 1`,
    [wanted.sha256, wanted.source, wanted.dataset, wanted.mappingVersion, wanted.delivery ?? ''],
  );
  return row ? { delivery: row['delivery'] as string, batch: num(row['seq']) } : null;
}

/** Live batches of the same bytes from the same source into the same dataset, with the mapping each was read under. */
export async function liveReadings(
  s: Session,
  wanted: { sha256: string; source: string; dataset: string; delivery: string },
): Promise<{ delivery: string; mappingVersion: number }[]> {
  const rows = await s.rows(
    `SELECT d.delivery, b.mapping_version FROM (${liveBatchesSql}) b JOIN archive.log.deliveries d USING (delivery)
     WHERE d.sha256 = $1 AND b.source = $2 AND b.dataset = $3 AND d.delivery <> $4 ORDER BY b.seq`,
    [wanted.sha256, wanted.source, wanted.dataset, wanted.delivery],
  );
  return rows.map((row) => ({ delivery: row['delivery'] as string, mappingVersion: num(row['mapping_version']) }));
}

export interface StoredOutcome extends Omit<DeliveryOutcome, 'receipt'> {
  mappingVersion: number | null;
  /** Reference of the receipt workbook. */
  receipt: string | null;
}

/** Adds what a delivery came to; the last one counts. */
export async function recordOutcome(s: Session, outcome: StoredOutcome): Promise<void> {
  const tx = await transaction(s, 'outcome');
  await s.run(
    `INSERT INTO archive.log.outcomes
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::TIMESTAMP)`,
    [
      tx.take(),
      outcome.delivery,
      outcome.batch === null ? null : Number(outcome.batch),
      outcome.status,
      outcome.reason,
      outcome.mappingVersion,
      outcome.rows,
      outcome.accepted,
      outcome.new,
      outcome.changed,
      outcome.unchanged,
      outcome.rejected,
      outcome.duplicates,
      outcome.skipped,
      outcome.receipt,
      tx.at,
    ],
  );
}

export async function lastOutcome(s: Session, delivery: string): Promise<StoredOutcome | null> {
  // There are few: to take the last one here costs the engine half of what looking for it would.
  const all = await s.rows('SELECT * FROM archive.log.outcomes WHERE delivery = $1 ORDER BY seq', [delivery]);
  const row = all.at(-1);
  if (!row) return null;
  return {
    delivery,
    batch: row['batch'] as string | null,
    status: row['status'] as StoredOutcome['status'],
    reason: row['reason'] as string | null,
    mappingVersion: row['mapping_version'] as number | null,
    receipt: row['receipt'] as string | null,
    ...countsOf(row),
  };
}

/** The counts of a row of `batches` or `outcomes`. */
export const countsOf = (row: Row) => ({
  rows: num(row['rows']),
  accepted: num(row['accepted']),
  new: num(row['fresh']),
  changed: num(row['changed']),
  unchanged: num(row['unchanged']),
  rejected: num(row['rejected']),
  duplicates: num(row['duplicates']),
  skipped: num(row['skipped']),
});
