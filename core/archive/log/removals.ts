/** The book of removals in the log: which rows were taken out of which table, and of which records. */
import type { Session } from '../duck.js';
import { hasLogTable } from './tables.js';
import type { LogTransaction } from './transactions.js';

/** `r` + 24 hex digits: the same in every archive that was restored since. */
export type RemovalId = string;

/** Ids of all removals up to a seq, in order of their rows; also of an archive that has no such table yet. */
export async function removalIds(s: Session, to: number): Promise<RemovalId[]> {
  if (!(await hasLogTable(s, 'removals'))) return [];
  const rows = await s.rows<{ removal: string }>(
    'SELECT removal FROM archive.log.removals WHERE seq <= $1 GROUP BY removal ORDER BY min(seq), removal',
    [to],
  );
  return rows.map(({ removal }) => removal);
}

/** Whether anything was taken out after a seq. */
export const hasRemovalsAfter = async (s: Session, seq: number): Promise<boolean> =>
  (await hasLogTable(s, 'removals')) &&
  (await s.count('SELECT count(*) FROM archive.log.removals WHERE seq > $1', [seq])) > 0;

/** Writes rows taken out as runs of consecutive numbers. `hits`: a table or query of removal, of_table, batch and seq. */
export async function insertRuns(s: Session, tx: LogTransaction, hits: string): Promise<void> {
  await s.run(`CREATE OR REPLACE TEMP TABLE removal_runs AS
    SELECT removal, of_table, batch, min(seq) AS first_seq, max(seq) AS last_seq FROM (
      SELECT *, seq - row_number() OVER (PARTITION BY removal, of_table, batch ORDER BY seq) AS run FROM ${hits})
    GROUP BY removal, of_table, batch, run`);
  const runs = await s.count('SELECT count(*) FROM temp.main.removal_runs');
  if (runs > 0) {
    await s.run(`INSERT INTO archive.log.removed
      SELECT ${tx.take(runs)} - 1 + row_number() OVER (ORDER BY removal, of_table, first_seq), * FROM temp.main.removal_runs`);
  }
  await s.run('DROP TABLE temp.main.removal_runs');
}

/** Writes the records taken out. `from`: a table or query of removal, source, dataset, record and golden. */
export async function insertErasures(s: Session, tx: LogTransaction, from: string): Promise<void> {
  const rows = await s.count(`SELECT count(*) FROM ${from}`);
  if (rows === 0) return;
  await s.run(`INSERT INTO archive.log.erasures
    SELECT ${tx.take(rows)} - 1 + row_number() OVER (ORDER BY removal, record), removal, source, dataset, record, golden FROM ${from}`);
}
