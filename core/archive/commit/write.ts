/** Writes what a delivery adds to the log: records, contents, sightings, and its rejected, skipped and issue rows. */
import type { Session } from '../duck.js';
import { rawColumn, valueColumn } from '../digests.js';
import { contentTable } from '../log/tables.js';
import type { LogTransaction } from '../log/transactions.js';
import { quoteText } from '../sql-text.js';
import type { Work } from './input.js';
import { clearsSql, judgedTable, matched } from './match.js';

/** First numbers of the rows of this commit; a row's own number is the first plus its place. */
export interface Firsts {
  record: number;
  content: number;
  sighting: number;
}

/** Record and content of a row of `matched`, known or new. */
export const recordSql = (firsts: Firsts): string => `coalesce(record, ${firsts.record} + place)`;
export const contentSql = (firsts: Firsts): string => `coalesce(content, ${firsts.content} + place)`;

interface Fresh {
  rows: number;
  records: number;
  contents: number;
}

export async function writeSeen(s: Session, tx: LogTransaction, work: Work): Promise<Firsts> {
  const fresh = await countFresh(s);
  const take = (needed: number) => (needed > 0 ? tx.take(work.span) : 0);
  const firsts = { record: take(fresh.records), content: take(fresh.contents), sighting: take(fresh.rows) };
  await s.run(`INSERT INTO archive.log.records
    SELECT ${firsts.record} + place, ${quoteText(work.input.source)}, ${quoteText(work.dataset)}, key_digest
    FROM ${matched} WHERE record IS NULL`);
  await writeContents(s, work, firsts, fresh);
  await s.run(`INSERT INTO archive.log.sightings
    SELECT ${firsts.sighting} + place, ${work.batch}, ${recordSql(firsts)}, ${contentSql(firsts)}, 'seen', part, "row",
      effective_at
    FROM ${matched}`);
  await writeFirstLinks(s, tx, work, firsts, fresh);
  return firsts;
}

async function countFresh(s: Session): Promise<Fresh> {
  const row = await s.one<Record<keyof Fresh, string>>(
    `SELECT count(*) AS rows, count(*) FILTER (record IS NULL) AS records, count(*) FILTER (content IS NULL) AS contents
     FROM ${matched}`,
  );
  return { rows: Number(row?.rows), records: Number(row?.records), contents: Number(row?.contents) };
}

/** Straight from the judged set when every row is of a new record; else by way of the matched rows. */
async function writeContents(s: Session, work: Work, firsts: Firsts, fresh: Fresh): Promise<void> {
  if (fresh.contents === 0) return;
  const fields = [...work.fed.values.map(valueColumn), ...work.fed.raws.map(rawColumn), 'extra', 'repairs'];
  const values = fields.map((field) => `j.${field}`).join(', ');
  const into = `INSERT INTO ${contentTable(work.dataset)} (seq, record, digest, clears, ${fields.join(', ')})`;
  const judged = `${judgedTable(work.input)} j`;
  if (fresh.records === fresh.rows) {
    await s.run(`${into} SELECT ${firsts.content} + ${work.place}, ${firsts.record} + ${work.place}, j.content_digest,
      ${clearsSql(work.input, work)}, ${values} FROM ${judged}`);
    return;
  }
  // A row is known by a content that is there.
  const judgedNow = (work.input.known ?? []).length > 0 ? `${judged} WHERE NOT j.known` : judged;
  await s.run(`${into}
    SELECT ${firsts.content} + m.place, coalesce(m.record, ${firsts.record} + m.place), m.content_digest, m.clears, ${values}
    FROM (SELECT j.* FROM ${judgedNow}) j JOIN (SELECT * FROM ${matched} WHERE content IS NULL) m ON m.part = j.part AND m."row" = j."row"`);
}

/** A new record is a golden record of its own; this outlives an undo, so that an id given out stays given out. */
async function writeFirstLinks(s: Session, tx: LogTransaction, work: Work, firsts: Firsts, fresh: Fresh) {
  if (fresh.records === 0) return;
  const first = tx.take(work.span);
  const own = `${firsts.record} + place`;
  await s.run(
    `INSERT INTO archive.log.links
     SELECT ${first} + place, NULL, ${own}, ${own}, 'matcher', $1::TIMESTAMP FROM ${matched} WHERE record IS NULL`,
    [tx.at],
  );
}

/** Records, with their first links, of the keys in `commit_present` that no delivery showed yet. */
async function writeUnseen(s: Session, tx: LogTransaction, own: string): Promise<void> {
  const unseen = await s.count('SELECT count(*) FROM temp.main.commit_present WHERE record IS NULL');
  if (unseen === 0) return;
  const [record, link] = [tx.take(unseen), tx.take(unseen)];
  await s.run(`UPDATE temp.main.commit_present p SET record = n.record FROM (
      SELECT key_digest, ${record} - 1 + row_number() OVER (ORDER BY key_digest) AS record FROM temp.main.commit_present
      WHERE record IS NULL) n
    WHERE n.key_digest = p.key_digest`);
  const theirs = `FROM temp.main.commit_present WHERE record >= ${record} AND record < ${record + unseen}`;
  await s.run(`INSERT INTO archive.log.records SELECT record, ${own}, key_digest ${theirs}`);
  await s.run(
    `INSERT INTO archive.log.links SELECT ${link} - ${record} + record, NULL, record, record, 'matcher', $1::TIMESTAMP ${theirs}`,
    [tx.at],
  );
}

/** Rejected, skipped and issue rows, numbered by their place in the judged set. */
export async function writeFindings(s: Session, tx: LogTransaction, work: Work): Promise<void> {
  const { scratch, delivery } = work.input;
  const from = async (table: string): Promise<[string, number]> => {
    const name = `${scratch}.main.${table}`;
    const rows = await s.count(`SELECT count(*) FROM ${name}`);
    return [name, rows === 0 ? 0 : tx.take(rows)];
  };
  const [rejected, firstRejected] = await from('rejected');
  await s.run(`INSERT INTO archive.log.rejected
    SELECT ${firstRejected} - 1 + row_number() OVER (ORDER BY part, "row"), ${work.batch}, part, "row", cells
    FROM ${rejected}`);
  const [skipped, firstSkipped] = await from('skipped');
  await s.run(`INSERT INTO archive.log.skipped
    SELECT ${firstSkipped} - 1 + row_number() OVER (ORDER BY part, "row"), ${work.batch}, part, "row", reason
    FROM ${skipped}`);
  const [issues, firstIssue] = await from('issues');
  await s.run(`INSERT INTO archive.log.issues
    SELECT ${firstIssue} - 1 + row_number() OVER (ORDER BY part, "row", col, code), ${quoteText(delivery)}, ${work.batch}, part,
      sheet, "row", col, field, code, level, value, params, suggestion
    FROM ${issues}`);
}

/**
 * A rejected row whose key was readable is no reason to call its record gone: it is sighted as `present`, without content.
 * A key that was never seen gets its record now: an earlier delivery that is committed later must find the sighting.
 * Needs a column `key_digest` in `rejected`; without it nothing is written.
 */
export async function writePresent(s: Session, tx: LogTransaction, work: Work): Promise<boolean> {
  const { scratch, source } = work.input;
  const told = await s.count(
    `SELECT count(*) FROM duckdb_columns() WHERE database_name = $1 AND table_name = 'rejected' AND column_name = 'key_digest'`,
    [scratch],
  );
  if (told === 0) return false;
  const own = `${quoteText(source)}, ${quoteText(work.dataset)}`;
  await s.run(`CREATE OR REPLACE TEMP TABLE commit_present AS
    SELECT r.seq AS record, j.key_digest, min(j.part) AS part, min(j."row") AS "row" FROM ${scratch}.main.rejected j
    LEFT JOIN archive.log.records r ON r.key_digest = j.key_digest AND (r.source, r.dataset) = (${own})
    WHERE j.key_digest IS NOT NULL GROUP BY ALL`);
  const rows = await s.count('SELECT count(*) FROM temp.main.commit_present');
  if (rows === 0) return false;
  await writeUnseen(s, tx, own);
  await s.run(
    `INSERT INTO archive.log.sightings
     SELECT ${tx.take(rows)} - 1 + row_number() OVER (ORDER BY record), ${work.batch}, record, NULL, 'present', part, "row", $1::TIMESTAMP
     FROM temp.main.commit_present`,
    [work.effectiveAt],
  );
  return true;
}
