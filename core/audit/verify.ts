/** Checks the audit chain: every event carries the hash of the one before, and witnesses outside the archive name some of them. */
import type { Session } from '../archive/duck.js';
import { isoSql, num } from '../archive/duck.js';

/** What was known of the chain's end outside the archive, once: hash of the last event up to `lastSeq`. */
export interface AuditWitness {
  lastSeq: number;
  auditHash: string;
  /** mark: of the high-water mark; published: of published files; snapshot: of a snapshot's manifest. */
  kind: 'mark' | 'published' | 'snapshot';
  /** Role or id; '' for the mark. */
  name: string;
}

export type AuditFault =
  /** The event does not have the hash it carries: it, its number or its time was changed. */
  | 'edited'
  /** It does not follow the event before it: events were taken out, put in or reordered before it. */
  | 'out-of-chain'
  /** Events after it are missing, or others stand there: a witness names another last event. */
  | 'cut';

export type AuditCheck =
  | { ok: true; events: number; lastHash: string }
  /**
   * `firstBad`: seq of the first event that cannot be trusted; for `cut` of the last one before those that are missing,
   * 0 when none is left, with who knows of them.
   */
  | { ok: false; events: number; firstBad: number; fault: 'edited' | 'out-of-chain' }
  | { ok: false; events: number; firstBad: number; fault: 'cut'; witness: Pick<AuditWitness, 'kind' | 'name'> };

const genesis = '0'.repeat(64);

/** Recomputes the whole chain inside the engine; memory does not grow with it. */
export async function verifyAudit(s: Session, witnesses: readonly AuditWitness[]): Promise<AuditCheck> {
  const events = await s.count('SELECT count(*) FROM archive.log.audit');
  const bad = await firstBad(s);
  if (bad) return { ok: false, events, ...bad };
  const last = await s.one('SELECT seq, hash FROM archive.log.audit ORDER BY seq DESC LIMIT 1');
  const lastHash = typeof last?.['hash'] === 'string' ? last['hash'] : genesis;
  for (const witness of witnesses.toSorted((a, b) => a.lastSeq - b.lastSeq)) {
    const there = await lastUpTo(s, witness.lastSeq);
    if (there.hash === witness.auditHash) continue;
    const { kind, name } = witness;
    return { ok: false, events, firstBad: there.seq, fault: 'cut', witness: { kind, name } };
  }
  return { ok: true, events, lastHash };
}

async function firstBad(s: Session): Promise<{ firstBad: number; fault: Exclude<AuditFault, 'cut'> } | null> {
  const row = await s.one(`SELECT seq, hash IS NOT DISTINCT FROM computed AS whole FROM (
      SELECT seq, prev_hash, hash, lag(hash, 1, '${genesis}') OVER (ORDER BY seq) AS before,
        sha256(concat_ws(chr(10), prev_hash, seq, ${isoSql('"at"')}, actor, action, subject, detail))
          AS computed
      FROM archive.log.audit)
    WHERE hash IS DISTINCT FROM computed OR prev_hash IS DISTINCT FROM before ORDER BY seq LIMIT 1`);
  return row ? { firstBad: num(row['seq']), fault: row['whole'] === true ? 'out-of-chain' : 'edited' } : null;
}

/** The last event up to a seq. A commit may be ahead of what a witness knows, so later events are no fault. */
async function lastUpTo(s: Session, seq: number): Promise<{ seq: number; hash: string }> {
  const row = await s.one('SELECT max(seq) AS seq, arg_max(hash, seq) AS hash FROM archive.log.audit WHERE seq <= $1', [
    seq,
  ]);
  return { seq: num(row?.['seq'] ?? 0), hash: typeof row?.['hash'] === 'string' ? row['hash'] : genesis };
}
