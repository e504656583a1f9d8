/**
 * Rows known by their text (docs/archive-format.md, "The cache"): which key and content a row of cells has, in the
 * context that it was judged in. Kept beside the log, never part of it; lost, the rows are judged once more.
 */
import { NamedError } from '../../../schemas/errors.js';
import { num } from '../duck.js';
import type { Session } from '../duck.js';
import { hasRemovalsAfter } from '../log/removals.js';
import { contentTable, hasTable } from '../log/tables.js';
import { quoteText } from '../sql-text.js';
import type { BatchInput } from './input.js';
import { matched } from './match.js';

/** Contexts kept per source and dataset: files of several shapes may come in turns. */
const mostContexts = 4;
const rows = 'archive.cache.known_rows';
const contexts = 'archive.cache.contexts';

/** A context as it is kept: the engine's hashes may be others in another version. */
const digestSql = (context: string): string => `${quoteText(context)} || ' ' || version()`;

async function numberOf(s: Session, context: string): Promise<number | null> {
  const row = await s.one(`SELECT context FROM ${contexts} WHERE digest = ${digestSql(context)}`);
  return row ? num(row['context']) : null;
}

/** Relation of h1, h2, key_digest, content_digest of the rows known in a context; null = none. */
export async function knownRows(s: Session, context: string): Promise<string | null> {
  const number = (await hasTable(s, 'cache', 'known_rows')) ? await numberOf(s, context) : null;
  return number === null ? null : `(SELECT h1, h2, key_digest, content_digest FROM ${rows} WHERE context = ${number})`;
}

/** Throws `known-content-gone` when a content that a row was known by is not in the log: nothing else tells its values. */
export async function checkKnown(s: Session, { scratch, known, delivery }: BatchInput): Promise<void> {
  if (!known || known.length === 0 || (await s.count(`SELECT count(*) FROM ${scratch}.main.known`)) === 0) return;
  const gone = await s.count(`SELECT count(*) FROM (SELECT part, "row" FROM ${matched} WHERE content IS NULL)
    SEMI JOIN ${scratch}.main.known USING (part, "row")`);
  if (gone === 0) return;
  throw new NamedError('known-content-gone', `${gone} rows of ${delivery} were known by contents that are gone`);
}

/** A batch that was committed, and what lies of it in the scratch catalog. */
export interface Remembered {
  input: Pick<BatchInput, 'source' | 'scratch' | 'counts' | 'known'>;
  dataset: string;
  batch: number;
}

/** Remembers the rows of a commit that were judged and led to no issue. Nothing waits for it; what was taken out of the log since is not remembered. */
export async function rememberRows(s: Session, work: Remembered): Promise<void> {
  const { known = [], scratch } = work.input;
  if (await hasRemovalsAfter(s, work.batch)) return;
  await s.run(`CREATE SCHEMA IF NOT EXISTS archive.cache;
    CREATE TABLE IF NOT EXISTS ${contexts} (context BIGINT, source VARCHAR, dataset VARCHAR, digest VARCHAR, batch BIGINT);
    CREATE TABLE IF NOT EXISTS ${rows} (context BIGINT, h1 UBIGINT, h2 UBIGINT, key_digest UUID, content_digest UUID)`);
  for (const { part, context } of known) {
    const { number, isNew } = await useContext(s, work, context);
    const fresh = `(SELECT * FROM ${scratch}.main.fresh WHERE part = ${part})`;
    // Judged although there is an entry: it was stale, or another delivery of the same rows came in between.
    if (!isNew)
      await s.run(`DELETE FROM ${rows} k USING ${fresh} f WHERE k.context = ${number} AND k.h1 = f.h1 AND k.h2 = f.h2`);
    await s.run(`INSERT INTO ${rows} SELECT ${number}, h1, h2, key_digest, content_digest FROM ${fresh}`);
  }
  await forget(s, work);
}

/** The number of the context, marked as used by this batch. */
async function useContext(s: Session, work: Remembered, context: string): Promise<{ number: number; isNew: boolean }> {
  const found = await numberOf(s, context);
  if (found !== null) {
    await s.run(`UPDATE ${contexts} SET batch = ${work.batch} WHERE context = ${found}`);
    return { number: found, isNew: false };
  }
  const number = (await s.count(`SELECT coalesce(max(context), 0) FROM ${contexts}`)) + 1;
  await s.run(`INSERT INTO ${contexts} SELECT ${number}, ${quoteText(work.input.source)}, ${quoteText(work.dataset)},
    ${digestSql(context)}, ${work.batch}`);
  return { number, isNew: true };
}

/** The contexts that were used last are kept; of one that grew to twice its delivery, what heads still show. */
async function forget(s: Session, { input, dataset, batch }: Remembered): Promise<void> {
  const own = `source = ${quoteText(input.source)} AND dataset = ${quoteText(dataset)}`;
  const old = `SELECT context FROM ${contexts} WHERE ${own} ORDER BY batch DESC, context DESC OFFSET ${mostContexts}`;
  if ((await s.count(`SELECT count(*) FROM (${old})`)) > 0) {
    await s.run(`DELETE FROM ${rows} WHERE context IN (${old})`);
    await s.run(`DELETE FROM ${contexts} WHERE context IN (${old})`);
  }
  const used = `SELECT context FROM ${contexts} WHERE ${own} AND batch = ${batch}`;
  if ((await s.count(`SELECT count(*) FROM ${rows} WHERE context IN (${used})`)) <= 2 * input.counts.rows) return;
  const shown = `SELECT c.digest FROM archive.derived.heads h JOIN ${contentTable(dataset)} c ON c.seq = h.content`;
  await s.run(`DELETE FROM ${rows} WHERE context IN (${used}) AND content_digest NOT IN (${shown})`);
}
