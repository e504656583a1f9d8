/** Checks the audit chain: every event carries the hash of the one before, and the mark beside the archive names the last. */
import type { Session } from '../archive/duck.js';
import { isoSql, num } from '../archive/duck.js';

/** What was known of the chain's end outside the archive: `auditHash` of the high-water mark. */
export interface AuditMark {
  lastSeq: number;
  auditHash: string;
}

export type AuditFault =
  /** The event does not have the hash it carries: it, its number or its time was changed. */
  | 'edited'
  /** It does not follow the event before it: events were taken out, put in or reordered before it. */
  | 'out-of-chain'
  /** Events after it are missing: the mark names another last event. */
  | 'cut';

export type AuditCheck =
  | { ok: true; events: number; lastHash: string }
  /** `firstBad`: seq of the first event that cannot be trusted; for `cut` of the last one left, 0 when none is left. */
  | { ok: false; events: number; firstBad: number; fault: AuditFault };

const genesis = '0'.repeat(64);

/** Recomputes the whole chain inside the engine; memory does not grow with it. */
export async function verifyAudit(s: Session, mark: AuditMark | null): Promise<AuditCheck> {
  const events = await s.count('SELECT count(*) FROM archive.log.audit');
  const bad = await firstBad(s);
  if (bad) return { ok: false, events, ...bad };
  const last = await s.one('SELECT seq, hash FROM archive.log.audit ORDER BY seq DESC LIMIT 1');
  const lastHash = typeof last?.['hash'] === 'string' ? last['hash'] : genesis;
  if (mark && (await hashAt(s, mark.lastSeq)) !== mark.auditHash) {
    return { ok: false, events, firstBad: last ? num(last['seq']) : 0, fault: 'cut' };
  }
  return { ok: true, events, lastHash };
}

async function firstBad(s: Session): Promise<{ firstBad: number; fault: AuditFault } | null> {
  const row = await s.one(`SELECT seq, hash IS NOT DISTINCT FROM computed AS whole FROM (
      SELECT seq, prev_hash, hash, lag(hash, 1, '${genesis}') OVER (ORDER BY seq) AS before,
        sha256(concat_ws(chr(10), prev_hash, seq, ${isoSql('"at"')}, actor, action, subject, detail))
          AS computed
      FROM archive.log.audit)
    WHERE hash IS DISTINCT FROM computed OR prev_hash IS DISTINCT FROM before ORDER BY seq LIMIT 1`);
  return row ? { firstBad: num(row['seq']), fault: row['whole'] === true ? 'out-of-chain' : 'edited' } : null;
}

/** Hash of the last event up to a seq. A commit may be ahead of its mark, so later events are no fault. */
async function hashAt(s: Session, seq: number): Promise<string> {
  const row = await s.one('SELECT arg_max(hash, seq) AS hash FROM archive.log.audit WHERE seq <= $1', [seq]);
  return typeof row?.['hash'] === 'string' ? row['hash'] : genesis;
}
