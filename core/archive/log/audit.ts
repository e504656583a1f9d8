/** The audit chain: each event carries the hash of the one before. */
import { createHash } from 'node:crypto';
import type { Session } from '../duck.js';
import { transaction } from './transactions.js';

export interface AuditEvent {
  /** Who did it: `keeper`, `person:NAME`, `schedule` … */
  actor: string;
  action: string;
  /** Id of what it was done to; never personal data. */
  subject: string;
  /** Ids and counts only. */
  detail: Record<string, unknown>;
}

export interface AuditRow {
  seq: number;
  /** ISO 8601 UTC with milliseconds. */
  at: string;
  actor: string;
  action: string;
  subject: string;
  /** JSON text as hashed. */
  detail: string;
}

/** `prev_hash` of the first event. */
export const firstPrevHash = '0'.repeat(64);

export const auditHash = (prevHash: string, row: AuditRow): string =>
  createHash('sha256')
    .update([prevHash, row.seq, row.at, row.actor, row.action, row.subject, row.detail].join('\n'))
    .digest('hex');

/** Hash of the last event; `firstPrevHash` when there is none. */
export async function lastAuditHash(s: Session): Promise<string> {
  const row = await s.one<{ hash: string }>(
    'SELECT hash FROM archive.log.audit WHERE seq = (SELECT max(seq) FROM archive.log.audit)',
  );
  return row?.hash ?? firstPrevHash;
}

/** Adds an event to the chain; answers its seq. */
export async function appendAudit(s: Session, event: AuditEvent): Promise<number> {
  const tx = await transaction(s, event.action);
  const seq = tx.take();
  const prevHash = await lastAuditHash(s);
  const detail = JSON.stringify(event.detail);
  const { actor, action, subject } = event;
  const hash = auditHash(prevHash, { seq, at: tx.at, actor, action, subject, detail });
  await s.run('INSERT INTO archive.log.audit VALUES ($1, $2::TIMESTAMP, $3, $4, $5, $6, $7, $8)', [
    seq,
    tx.at,
    actor,
    action,
    subject,
    detail,
    prevHash,
    hash,
  ]);
  return seq;
}
