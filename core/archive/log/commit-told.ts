/** What a commit came to beside the outcomes of its rows. Who is gone or newer today is derived; this is what people were told. */
import { num } from '../duck.js';
import type { Session } from '../duck.js';

export interface CommitTold {
  /** Records that a complete delivery marked gone at its source. */
  gone: number;
  /** Accepted rows that say something else than what the archive has of a later time, which stays. */
  overruled: number;
}

export const nothingTold: CommitTold = { gone: 0, overruled: 0 };

/** By batch; those that came to nothing of it are left out. */
export async function commitTold(s: Session, batches: readonly number[]): Promise<Map<number, CommitTold>> {
  if (batches.length === 0) return new Map();
  const count = (name: keyof CommitTold): string =>
    `coalesce(CAST(json_extract_string(a.detail, '$.${name}') AS BIGINT), 0) AS ${name}`;
  const rows = await s.rows(
    `SELECT * FROM (SELECT b.seq AS batch, ${count('gone')}, ${count('overruled')}
       FROM archive.log.batches b JOIN archive.log.audit a ON a.action = 'commit' AND a.subject = b.delivery
         AND a.seq > b.seq AND json_extract_string(a.detail, '$.batch') = CAST(b.seq AS VARCHAR)
       WHERE b.seq IN (${batches.join(', ')}))
     WHERE gone + overruled > 0`,
  );
  const told = (row: (typeof rows)[number]): CommitTold => ({
    gone: num(row['gone']),
    overruled: num(row['overruled']),
  });
  return new Map(rows.map((row) => [num(row['batch']), told(row)]));
}

export async function toldOf(s: Session, batch: string | null): Promise<CommitTold> {
  return batch === null ? nothingTold : ((await commitTold(s, [Number(batch)])).get(Number(batch)) ?? nothingTold);
}
