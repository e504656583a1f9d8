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
