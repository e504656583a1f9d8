/**
 * What an archive says of removals and holds, as plain Parquet files: of the living one, or out of a snapshot. Names of tables,
 * numbers of rows and records, times: no cells.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import { makeFolder, tempName } from '../../archive/files.js';
import { archiveReach } from '../../archive/high-water.js';
import { countHoldRows } from '../../archive/log/holds.js';
import { removalIds } from '../../archive/log/removals.js';
import { hasLogTable, removalTables } from '../../archive/log/tables.js';
import { logTable } from '../../archive/row-digest.js';
import { openPlain } from '../plain-files.js';
import type { Link } from '../link.js';

/** Transactions tell how far two archives have the same past. */
export const bookTables = ['transactions', ...Object.keys(removalTables)] as const;

export interface Book {
  /** Paths by table; a table without rows has none. */
  files: ReadonlyMap<string, readonly string[]>;
}

/** What a book tells of, in short: as manifests do. */
export interface BookFacts {
  removals: readonly string[];
  /** Words on holds. */
  holds: number;
}

const factsFile = 'facts.json';
const all = Number.MAX_SAFE_INTEGER;

/** Writes the book of the archive into a folder, as of one point in time: `s` is in no transaction. Answers up to which seq it tells. */
export async function writeBook(s: Session, folder: string): Promise<number> {
  await makeFolder(folder);
  await s.run('BEGIN TRANSACTION READ ONLY');
  await writeTables(s, folder);
  const { lastSeq } = await archiveReach(s);
  await s.run('ROLLBACK');
  return lastSeq;
}

async function writeTables(s: Session, folder: string): Promise<void> {
  for (const table of bookTables) {
    if (!(await hasLogTable(s, table))) continue;
    await s.run(
      `COPY (SELECT * FROM ${logTable(table)}) TO ${quoteText(join(folder, `${table}.parquet`))} (FORMAT parquet)`,
    );
  }
  const facts: BookFacts = { removals: await removalIds(s, all), holds: await countHoldRows(s, all) };
  await writeFile(join(folder, factsFile), JSON.stringify(facts));
}

/** Of a book that was written into a folder. */
export const factsIn = async (folder: string): Promise<BookFacts> =>
  JSON.parse(await readFile(join(folder, factsFile), 'utf8')) as BookFacts;

/** A book that was written into a folder. */
export function bookIn(folder: string): Book {
  const paths = bookTables.map(
    (table) => [table, [join(folder, `${table}.parquet`)].filter((path) => existsSync(path))] as const,
  );
  return { files: new Map(paths) };
}

/** The book of a snapshot. What is local of it is left where the store has none. Throws `snapshot-damaged`, `seal-key-wrong`. */
export async function bookOf(chain: readonly Link[], withLocal: boolean, folder: string): Promise<Book> {
  await makeFolder(folder);
  const files = new Map<string, string[]>(bookTables.map((table) => [table, []]));
  for (const link of chain) {
    for (const file of link.body.files) {
      const mine = files.get(file.table ?? '');
      if (!mine || (file.local && !withLocal)) continue;
      const path = join(folder, tempName());
      await openPlain(link, file, path);
      mine.push(path);
    }
  }
  return { files };
}
