/**
 * What a restore has to leave out and to hold, out of the books at hand. A book speaks of an archive's rows by number: of those
 * up to which that archive and the restored one have the same past, told by their transactions. Later numbers mean other rows.
 */
import { num, quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import { lastHoldsSql } from '../../archive/log/holds.js';
import { removalTables } from '../../archive/log/tables.js';
import type { Book } from './book.js';

/** What the restored log does not say itself up to its end. */
export interface Carried {
  removals: number;
  records: number;
  holds: number;
}

export interface Known {
  /** Prefix of its tables, in a catalog in memory. */
  at: string;
  /** Tables of the log that rows are left out of. */
  tables: ReadonlySet<string>;
  news: Carried;
}

export const nothingNew: Carried = { removals: 0, records: 0, holds: 0 };

/** Condition on the rows of a table that are kept. */
export const keptSql = ({ at, tables }: Known, table: string): string =>
  tables.has(table) ? `seq NOT IN (SELECT seq FROM ${at}removed WHERE of_table = ${quoteText(table)})` : 'true';

const shapes: Readonly<Record<string, string>> = {
  ...removalTables,
  transactions: 'tx BIGINT, kind VARCHAR, first_seq BIGINT, last_seq BIGINT, "at" TIMESTAMP',
};

/** `books`: the own one first; none = nothing is known of. `to`: the last seq that is restored. */
export async function loadKnown(s: Session, scratch: string, books: readonly Book[], to: number): Promise<Known> {
  const at = `${scratch}.main.known_`;
  if (books.length === 0) return { at, tables: new Set(), news: nothingNew };
  await s.run(`CREATE TABLE ${at}all_removed (removal VARCHAR, of_table VARCHAR, batch BIGINT, seq BIGINT);
    CREATE TABLE ${at}all_removals (${removalTables['removals']});
    CREATE TABLE ${at}all_erasures (${removalTables['erasures']});
    CREATE TABLE ${at}words (book INTEGER, hold VARCHAR, state VARCHAR, dataset VARCHAR, record BIGINT)`);
  for (const [i, book] of books.entries()) await addBook(s, at, i, book, to);
  const own = `SELECT removal FROM ${at}0_removals WHERE seq <= ${to}`;
  const isNew = `removal NOT IN (${own}) AND removal IN (SELECT removal FROM ${at}removed)`;
  await s.run(`CREATE TABLE ${at}removed AS SELECT DISTINCT * FROM ${at}all_removed;
    CREATE TABLE ${at}removals AS SELECT DISTINCT ON (removal, of_table) * FROM ${at}all_removals WHERE ${isNew};
    CREATE TABLE ${at}erasures AS SELECT DISTINCT * FROM ${at}all_erasures WHERE ${isNew};
    CREATE TABLE ${at}holds AS ${newHoldsSql(at, to)}`);
  const tables = await s.rows<{ name: string }>(`SELECT DISTINCT of_table AS name FROM ${at}removed ORDER BY ALL`);
  return { at, tables: new Set(tables.map(({ name }) => name)), news: await newsOf(s, at) };
}

async function newsOf(s: Session, at: string): Promise<Carried> {
  const row = await s.one(`SELECT (SELECT count(DISTINCT removal) FROM ${at}removals) AS removals,
    (SELECT count(*) FROM ${at}erasures) AS records, (SELECT count(*) FROM ${at}holds) AS holds`);
  return { removals: num(row?.['removals']), records: num(row?.['records']), holds: num(row?.['holds']) };
}

async function addBook(s: Session, at: string, i: number, { files }: Book, to: number): Promise<void> {
  const mine = `${at}${i}_`;
  for (const [table, shape] of Object.entries(shapes)) {
    await s.run(`CREATE TABLE ${mine}${table} (seq BIGINT, ${shape})`);
    const paths = files.get(table) ?? [];
    if (paths.length === 0) continue;
    const list = paths.map(quoteText).join(', ');
    await s.run(`INSERT INTO ${mine}${table} BY NAME SELECT * FROM read_parquet([${list}], hive_partitioning = false)`);
  }
  const end = i === 0 ? to : await sharedEnd(s, at, i, to);
  await s.run(`INSERT INTO ${at}all_removed SELECT removal, of_table, batch, unnest(range(first_seq, least(last_seq, ${end}) + 1))
      FROM ${mine}removed WHERE first_seq <= ${end};
    INSERT INTO ${at}all_removals SELECT * EXCLUDE (seq) FROM ${mine}removals WHERE from_seq <= ${end};
    INSERT INTO ${at}all_erasures SELECT * EXCLUDE (seq) FROM ${mine}erasures WHERE record <= ${end};
    INSERT INTO ${at}words SELECT ${i}, hold, state, dataset, record FROM (${lastHoldsSql(`${mine}holds`)})
      WHERE record IS NULL OR record <= ${end}`);
}

/** The last seq of the last transaction that both went through. */
async function sharedEnd(s: Session, at: string, i: number, to: number): Promise<number> {
  return s.count(`SELECT coalesce(max(last_seq), 0) FROM ${at}0_transactions
    JOIN ${at}${i}_transactions USING (seq, tx, kind, first_seq, last_seq, "at") WHERE last_seq <= ${to}`);
}

/** Words on holds that the restored log lacks. Other books go before the own one; where they disagree the hold stays. */
const newHoldsSql = (at: string, to: number): string => `
  WITH told AS (
    SELECT hold, CASE WHEN bool_or(state = 'placed') THEN 'placed' ELSE 'lifted' END AS state, any_value(dataset) AS dataset,
      any_value(record) AS record
    FROM ${at}words WHERE book > 0 OR hold NOT IN (SELECT hold FROM ${at}words WHERE book > 0) GROUP BY hold),
  own AS (SELECT hold, state AS was FROM (${lastHoldsSql(`(SELECT * FROM ${at}0_holds WHERE seq <= ${to})`)}))
  SELECT hold, state, dataset, record FROM told LEFT JOIN own USING (hold) WHERE state <> coalesce(was, 'lifted')`;
