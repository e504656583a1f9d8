/** The guard of complete sources: a file that suddenly lost much of what it had is likely cut, not true. */
import { num } from '../duck.js';
import type { Session } from '../duck.js';
import { quoteText } from '../sql-text.js';
import type { Held, Work } from './input.js';
import { matched } from './match.js';

/** Counts what would be gone; held when it is more than the share the source may lose at once. */
export async function suddenLoss(s: Session, work: Omit<Work, 'batch'>): Promise<Held | null> {
  const { input } = work;
  if (!work.complete || input.approvedLoss) return null;
  const row = await s.one(
    `SELECT count(*) AS live, count(*) FILTER (record NOT IN (SELECT record FROM ${matched} WHERE record IS NOT NULL)) AS lost
     FROM archive.derived.heads WHERE source = ${quoteText(input.source)} AND dataset = ${quoteText(work.dataset)}
       AND NOT gone AND last_landing < ${work.landing}`,
  );
  const live = num(row?.['live']);
  // Rejected rows are there, though their keys may not be readable.
  const lost = Math.max(0, num(row?.['lost']) - input.counts.rejected);
  if (lost <= live * input.lossShare) return null;
  const sharePercent = Math.round(input.lossShare * 1000) / 10;
  return { held: 'sudden-loss', params: { missing: lost, known: live, sharePercent, delivery: input.delivery } };
}
