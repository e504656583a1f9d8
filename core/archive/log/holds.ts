/** Legal holds: what one covers is not removed, whoever asks (docs/archive-format.md, Removals). */
import { randomBytes } from 'node:crypto';
import { goldenSql } from '../derive/heads-sql.js';
import type { Session } from '../duck.js';
import { appendAudit } from './audit.js';
import { hasLogTable } from './tables.js';
import { transaction } from './transactions.js';

export type HoldState = 'placed' | 'lifted';

export interface Hold {
  /** `h` + 24 hex digits. */
  hold: string;
  dataset: string;
  /** With it whatever is the same thing; null: the whole dataset. */
  record: number | null;
}

/** Places a hold; answers its id. */
export async function placeHold(s: Session, on: Omit<Hold, 'hold'>, actor: string): Promise<string> {
  const hold = `h${randomBytes(12).toString('hex')}`;
  await recordHold(s, { hold, ...on }, 'placed', actor);
  return hold;
}

export async function recordHold(s: Session, { hold, dataset, record }: Hold, state: HoldState, actor: string) {
  const tx = await transaction(s, 'hold');
  const values = [tx.take(), hold, state, dataset, record, actor, tx.at];
  await s.run('INSERT INTO archive.log.holds VALUES ($1, $2, $3, $4, $5, $6, $7::TIMESTAMP)', values);
  await appendAudit(s, { actor, action: 'hold', subject: hold, detail: { state, dataset, record } });
}

/** A query of hold, state, dataset, record and seq: the last word on each hold in `from`, a table of holds. */
export const lastHoldsSql = (from: string): string =>
  `SELECT hold, arg_max(state, seq) AS state, arg_max(dataset, seq) AS dataset, arg_max(record, seq) AS record, max(seq) AS seq
    FROM ${from} GROUP BY hold`;

/** Rows of the book of holds up to a seq; also of an archive that has none yet. */
export const countHoldRows = async (s: Session, to: number): Promise<number> =>
  (await hasLogTable(s, 'holds')) ? s.count('SELECT count(*) FROM archive.log.holds WHERE seq <= $1', [to]) : 0;

/** How many of the records in `ids` (a table with columns record, dataset, golden) are on hold. */
export function countHeld(s: Session, ids: string): Promise<number> {
  const placed = `SELECT dataset, record FROM (${lastHoldsSql('archive.log.holds')}) WHERE state = 'placed'`;
  return s.count(`WITH placed AS (${placed}), golden AS (${goldenSql('record IN (SELECT record FROM placed)')})
    SELECT count(*) FROM ${ids} i WHERE EXISTS (SELECT 1 FROM placed p LEFT JOIN golden g ON g.record = p.record
      WHERE p.dataset = i.dataset AND (p.record IS NULL OR p.record = i.record OR coalesce(g.golden, p.record) = i.golden))`);
}
