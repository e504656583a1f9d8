/**
 * A rejected row whose key was readable is no reason to call its record gone: it is sighted as `present`, without content.
 * A key that was never seen gets its record now: an earlier delivery that is committed later must find the sighting.
 */
import type { Session } from '../duck.js';
import type { LogTransaction } from '../log/transactions.js';
import { quoteText } from '../sql-text.js';
import type { BatchInput, Facts, Work } from './input.js';
import { matched } from './match.js';
import type { Firsts } from './write.js';

/**
 * Temp table: key_digest; record, when it has one; place of the accepted row of this delivery that has the key, part, row of the first
 * rejected one; shown = a row of the key was perhaps accepted before: without, there is no head to derive but what this commit makes.
 */
export const present = 'temp.main.commit_present';

const ownSql = (source: string, dataset: string): string => `${quoteText(source)}, ${quoteText(dataset)}`;

/** Makes `present` from `rejected` and `matched`; answers its rows. Without a column `key_digest` in `rejected` there are none. */
export async function findPresent(s: Session, input: BatchInput, { dataset }: Pick<Facts, 'dataset'>): Promise<number> {
  const { scratch, source } = input;
  const told = await s.count(
    `SELECT count(*) FROM pragma_table_info('${scratch}.main.rejected') WHERE name = 'key_digest'`,
  );
  if (told === 0) return 0;
  await s.run(`CREATE OR REPLACE TEMP TABLE commit_present AS
    SELECT r.seq AS record, m.place, j.key_digest, j.part, j."row", r.seq IS NOT NULL AS shown
    FROM (SELECT key_digest, min(part) AS part, min("row") AS "row" FROM ${scratch}.main.rejected
      WHERE key_digest IS NOT NULL GROUP BY key_digest) j
    LEFT JOIN (SELECT seq, key_digest FROM archive.log.records WHERE (source, dataset) = (${ownSql(source, dataset)})) r
      ON r.key_digest = j.key_digest
    LEFT JOIN (SELECT key_digest, place FROM ${matched}) m ON m.key_digest = j.key_digest`);
  return s.count(`SELECT count(*) FROM ${present}`);
}

export async function writePresent(s: Session, tx: LogTransaction, work: Work, firsts: Firsts): Promise<void> {
  if (work.present === 0) return;
  await s.run(`UPDATE ${present} SET record = ${firsts.record} + place WHERE record IS NULL AND place IS NOT NULL`);
  await writeUnseen(s, tx, ownSql(work.input.source, work.dataset));
  await s.run(
    `INSERT INTO archive.log.sightings
     SELECT ${tx.take(work.present)} - 1 + row_number() OVER (ORDER BY record), ${work.batch}, record, NULL, 'present', part, "row", $1::TIMESTAMP
     FROM ${present}`,
    [work.effectiveAt],
  );
}

/** Records, with their first links, of the keys that no delivery showed yet. */
async function writeUnseen(s: Session, tx: LogTransaction, own: string): Promise<void> {
  const unseen = await s.count(`SELECT count(*) FROM ${present} WHERE record IS NULL`);
  if (unseen === 0) return;
  const [record, link] = [tx.take(unseen), tx.take(unseen)];
  await s.run(`UPDATE ${present} p SET record = n.record FROM (
      SELECT key_digest, ${record} - 1 + row_number() OVER (ORDER BY key_digest) AS record FROM ${present}
      WHERE record IS NULL) n
    WHERE n.key_digest = p.key_digest`);
  const theirs = `FROM ${present} WHERE record >= ${record} AND record < ${record + unseen}`;
  await s.run(`INSERT INTO archive.log.records SELECT record, ${own}, key_digest ${theirs}`);
  await s.run(
    `INSERT INTO archive.log.links SELECT ${link} - ${record} + record, NULL, record, record, 'matcher', $1::TIMESTAMP ${theirs}`,
    [tx.at],
  );
}
