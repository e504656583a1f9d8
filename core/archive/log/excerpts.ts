/**
 * What an archive was cut down to when it was restored: one dataset, or one thing of it. The table is made by the restore, so
 * an archive without it is whole. It tells that what is missing was left out on purpose.
 */
import { num } from '../duck.js';
import type { Session } from '../duck.js';
import { appendAudit } from './audit.js';
import { hasLogTable } from './tables.js';
import { transaction } from './transactions.js';

/** What is wanted of an archive. */
export interface Part {
  dataset: string;
  /** The id analysts see; null: the whole dataset. */
  record: number | null;
}

export interface Excerpt extends Part {
  /** Id of the snapshot it came from. */
  snapshot: string;
  /** The last seq that was restored. */
  toSeq: number;
  /** Rows by table of the log, and files of originals, that stayed behind. */
  leftOut: { tables: Readonly<Record<string, number>>; originals: number };
}

export const excerptsTable = 'excerpts';

/** Writes it into the log, in the transaction that ends the restore. */
export async function recordExcerpt(s: Session, excerpt: Excerpt, actor: string): Promise<void> {
  const { snapshot, dataset, record, toSeq, leftOut } = excerpt;
  await s.run(`CREATE TABLE IF NOT EXISTS archive.log.${excerptsTable}
    (seq BIGINT, snapshot VARCHAR, dataset VARCHAR, record BIGINT, to_seq BIGINT, left_out VARCHAR, "at" TIMESTAMP)`);
  const tx = await transaction(s, 'excerpt');
  await s.run(`INSERT INTO archive.log.${excerptsTable} VALUES ($1, $2, $3, $4, $5, $6, $7::TIMESTAMP)`, [
    tx.take(),
    snapshot,
    dataset,
    record,
    toSeq,
    JSON.stringify(leftOut),
    tx.at,
  ]);
  await appendAudit(s, { actor, action: 'excerpt', subject: snapshot, detail: { dataset, record, toSeq, leftOut } });
}

/** What the archive was cut down to last; null: it is whole. */
export async function excerptOf(s: Session): Promise<Excerpt | null> {
  if (!(await hasLogTable(s, excerptsTable))) return null;
  const row = await s.one<{
    snapshot: string;
    dataset: string;
    record: string | null;
    to_seq: string;
    left_out: string;
  }>(`SELECT * FROM archive.log.${excerptsTable} ORDER BY seq DESC LIMIT 1`);
  if (!row) return null;
  return {
    snapshot: row.snapshot,
    dataset: row.dataset,
    record: row.record === null ? null : num(row.record),
    toSeq: num(row.to_seq),
    leftOut: JSON.parse(row.left_out) as Excerpt['leftOut'],
  };
}
