/** One numbered transaction per write: it gives out `seq` and stands in `log.transactions` with its range. */
import { NamedError } from '../../../schemas/errors.js';
import { num } from '../duck.js';
import type { Session } from '../duck.js';

export interface LogTransaction {
  tx: number;
  /** ISO 8601 UTC with milliseconds; every row of this write carries it. */
  at: string;
  /** Takes `count` numbers; answers the first. */
  take(count?: number): number;
}

interface Range extends LogTransaction {
  kind: string;
  firstSeq: number;
  nextSeq: number;
}

export interface Committed {
  tx: number;
  lastSeq: number;
  at: string;
}

const ranges = new WeakMap<Session, Range>();

/** The transaction of a write session; the first caller names its kind. */
export async function transaction(s: Session, kind: string): Promise<LogTransaction> {
  const open = ranges.get(s);
  if (open) return open;
  const last = await s.one(
    'SELECT coalesce(max(tx), 0) AS tx, coalesce(max(last_seq), 0) AS seq FROM archive.log.transactions',
  );
  const firstSeq = num(last?.['seq']) + 1;
  const range: Range = {
    tx: num(last?.['tx']) + 1,
    at: new Date().toISOString(),
    kind,
    firstSeq,
    // The transaction's own row has the first number.
    nextSeq: firstSeq + 1,
    take(count = 1) {
      const first = range.nextSeq;
      range.nextSeq += count;
      return first;
    },
  };
  ranges.set(s, range);
  s.beforeCommit.push((session) => writeRow(session, range));
  s.afterCommit.push((session) => readBack(session, range));
  return range;
}

/** What a write that ended well added to the log; null = it wrote no log row. */
export function committedRange(s: Session): Committed | null {
  const range = ranges.get(s);
  return range ? { tx: range.tx, lastSeq: range.nextSeq - 1, at: range.at } : null;
}

async function writeRow(s: Session, range: Range): Promise<void> {
  await s.run('INSERT INTO archive.log.transactions VALUES ($1, $2, $3, $1, $4, $5::TIMESTAMP)', [
    range.firstSeq,
    range.tx,
    range.kind,
    range.nextSeq - 1,
    range.at,
  ]);
}

/** COMMIT can answer OK although nothing was committed: only the row itself is proof. */
async function readBack(s: Session, range: Range): Promise<void> {
  const found = await s.count('SELECT count(*) FROM archive.log.transactions WHERE tx = $1 AND last_seq = $2', [
    range.tx,
    range.nextSeq - 1,
  ]);
  if (found !== 1) {
    throw new NamedError('commit-lost', `transaction ${range.tx} is not in the archive after its COMMIT`, {
      retryable: true,
    });
  }
}
