/** The mark beside the archive: how far it was known to reach. A file that lost its tail opens without an error. */
import { readFile } from 'node:fs/promises';
import { NamedError } from '../../schemas/errors.js';
import { isoSql, num } from './duck.js';
import type { Session } from './duck.js';
import { throwNamed } from './disk-full.js';
import { writeAtomic } from './files.js';
import { firstPrevHash, lastAuditHash } from './log/audit.js';
import { committedRange } from './log/transactions.js';

export interface HighWater {
  format: 1;
  tx: number;
  lastSeq: number;
  /** Hash of the last audit event at `lastSeq`. */
  auditHash: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** Action in the audit log: there was no mark beside an archive that held something. */
export const markMissing = 'mark missing';

export async function readHighWater(path: string): Promise<HighWater | null> {
  const text = await readFile(path, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  if (text === null) return null;
  try {
    const mark = JSON.parse(text) as Partial<HighWater>;
    if (mark.format === 1 && Number.isSafeInteger(mark.tx) && Number.isSafeInteger(mark.lastSeq)) {
      return mark as HighWater;
    }
  } catch {
    // told below
  }
  throw new NamedError('high-water-unreadable', 'archive/high-water.json is damaged', {
    exit: 'checkFailed',
    hint: 'Remove it only if the archive is known to be whole; it is written anew at the next start.',
  });
}

/** Writes the mark of the transaction a session has just committed. */
export async function markCommit(path: string, s: Session): Promise<void> {
  const done = committedRange(s);
  if (done) await writeMark(path, { format: 1, ...done, auditHash: await lastAuditHash(s) });
}

export const writeMark = (path: string, mark: HighWater): Promise<void> =>
  writeAtomic(path, `${JSON.stringify(mark)}\n`).catch(throwNamed);

/** How far the archive itself reaches. */
export async function archiveReach(s: Session): Promise<HighWater> {
  const row = await s.one<{ tx: string; last_seq: string; at_iso: string }>(
    `SELECT tx, last_seq, ${isoSql('"at"')} AS at_iso FROM archive.log.transactions
     ORDER BY tx DESC LIMIT 1`,
  );
  return {
    format: 1,
    tx: num(row?.tx ?? 0),
    lastSeq: num(row?.last_seq ?? 0),
    auditHash: await lastAuditHash(s),
    at: row?.at_iso ?? '',
  };
}

/**
 * Compares archive and mark: an archive behind its mark lost its tail (`archive-lost-tail`), one that holds something
 * else at the mark is another file (`archive-not-this-one`). Ahead is normal after a kill between COMMIT and mark.
 */
export async function checkReach(s: Session, mark: HighWater): Promise<void> {
  const reach = await archiveReach(s);
  if (reach.tx < mark.tx) {
    throw new NamedError(
      'archive-lost-tail',
      `the archive ends at transaction ${reach.tx}, but transaction ${mark.tx} of ${mark.at} was acknowledged`,
      {
        exit: 'checkFailed',
        hint: 'Its write-ahead log is missing or cut. Nothing was changed: put the file archive.duckdb.wal back, or restore the last snapshot; landed originals are ingested again.',
      },
    );
  }
  const there = await s.one(
    `SELECT t.last_seq, (SELECT arg_max(hash, seq) FROM archive.log.audit WHERE seq <= $2) AS hash
     FROM archive.log.transactions t WHERE t.tx = $1`,
    [mark.tx, mark.lastSeq],
  );
  if (num(there?.['last_seq'] ?? 0) === mark.lastSeq && (there?.['hash'] ?? firstPrevHash) === mark.auditHash) return;
  throw new NamedError(
    'archive-not-this-one',
    `the archive holds something else at transaction ${mark.tx} than what was acknowledged`,
    { exit: 'checkFailed', hint: 'Another archive file was put here, or the file was changed. Restore the right one.' },
  );
}

/** Whether the archive went through exactly this point: it is the one the mark was made from. */
export async function holdsMark(s: Session, mark: Pick<HighWater, 'tx' | 'lastSeq' | 'auditHash'>): Promise<boolean> {
  const { tx, lastSeq, auditHash } = mark;
  if (tx === 0) return true;
  return (
    (await s.count(
      `SELECT count(*) FROM archive.log.transactions WHERE tx = $1 AND last_seq = $2
       AND coalesce((SELECT arg_max(hash, seq) FROM archive.log.audit WHERE seq <= $2), $4) = $3`,
      [tx, lastSeq, auditHash, firstPrevHash],
    )) === 1
  );
}
