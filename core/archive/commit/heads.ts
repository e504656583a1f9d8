/**
 * Heads after a commit. Two shapes need no look into the history of a record: a record first seen now, and a record
 * seen again in its latest content, later than ever. All others go through the derivation; a property test holds that
 * the result is the same.
 */
import { countToMark, deriveGone, deriveRecords } from '../derive/derive.js';
import { headColumns } from '../derive/names.js';
import { valueColumn } from '../digests.js';
import { num } from '../duck.js';
import type { Session } from '../duck.js';
import { completeLanding } from '../log/liveness.js';
import { contentTable, foldTable, storedFields } from '../log/tables.js';
import { joinSql, quoteText } from '../sql-text.js';
import type { Work } from './input.js';
import { matched } from './match.js';
import { present } from './present.js';
import { contentSql, recordSql } from './write.js';
import type { Firsts } from './write.js';

/** Of the rows: new, changed, unchanged, and those that something of a later time overrules; of all records of the source: those that are gone from now on. */
export interface Changes {
  new: number;
  changed: number;
  unchanged: number;
  gone: number;
  overruled: number;
}

export async function updateHeads(s: Session, work: Work, firsts: Firsts): Promise<Changes> {
  const { source } = work.input;
  const before = await completeLanding(s, source, work.dataset);
  const latest = work.complete ? Math.max(before, work.landing) : before;
  const counted = await countPaths(s);
  if (counted.first > 0) await insertFirst(s, work, firsts, latest);
  if (counted.again > 0) await moveAgain(s, work, firsts, latest);
  if (counted.derive > 0 || work.present > 0) await deriveRest(s, work, firsts);
  const gone = latest > before ? await countToMark(s, source, work.dataset, latest) : 0;
  if (gone > 0) await deriveGone(s, source, work.dataset, latest);
  const { later, ...changes } = await countChanges(s, work, counted);
  return { ...changes, gone, overruled: later === 0 ? 0 : await countOverruled(s, work, firsts) };
}

/** Columns that both shapes take from this batch. */
const headSql = (work: Work, firsts: Firsts, golden: string): string => `${recordSql(firsts)},
  ${quoteText(work.dataset)}, ${quoteText(work.input.source)}, ${golden}, ${contentSql(firsts)}, ${firsts.sighting} + place,
  ${work.batch}, ${work.landing}, part, "row", effective_at`;

async function insertFirst(s: Session, work: Work, firsts: Firsts, latest: number): Promise<void> {
  const gone = work.landing < latest;
  await s.run(`INSERT INTO archive.derived.heads (${headColumns})
    SELECT ${headSql(work, firsts, recordSql(firsts))}, ${firsts.sighting} + place, 1, ${gone}, FALSE, content_digest,
      ${work.landing}
    FROM ${matched} WHERE path = 'first'`);
}

async function moveAgain(s: Session, work: Work, firsts: Firsts, latest: number): Promise<void> {
  const again = `FROM ${matched} WHERE path = 'again'`;
  const last = `greatest(last_landing, ${work.landing})`;
  await s.run(`DELETE FROM archive.derived.heads WHERE record IN (SELECT record ${again})`);
  await s.run(`INSERT INTO archive.derived.heads (${headColumns})
    SELECT ${headSql(work, firsts, 'golden')}, first_sighting, versions, ${last} < ${latest}, folded, state, ${last} ${again}`);
}

async function deriveRest(s: Session, work: Work, firsts: Firsts): Promise<void> {
  const rest = `SELECT ${recordSql(firsts)} AS record FROM ${matched} WHERE path = 'derive'`;
  const ids = work.present > 0 ? `${rest} UNION SELECT record FROM ${present} WHERE shown` : rest;
  const { batch, landing, complete } = work;
  await deriveRecords(s, work.dataset, ids, { batch, landing, source: work.input.source, complete });
}

/** Rows by the way in which their heads are made; `fresh`: no head before. */
interface Counted {
  first: number;
  again: number;
  derive: number;
  fresh: number;
}

async function countPaths(s: Session): Promise<Counted> {
  const row = await s.one(`SELECT count(*) FILTER (path = 'first') AS first, count(*) FILTER (path = 'again') AS again,
    count(*) FILTER (path = 'derive') AS derive, count(*) FILTER (state IS NULL) AS fresh FROM ${matched}`);
  return {
    first: num(row?.['first']),
    again: num(row?.['again']),
    derive: num(row?.['derive']),
    fresh: num(row?.['fresh']),
  };
}

/** Matched rows that were derived, beside the heads of now. */
const derived = `${matched} m JOIN archive.derived.heads h ON h.record = m.record WHERE m.path = 'derive'`;
/** The head is of another batch: a sighting of a later time stands before the row. */
const isLater = (work: Work): string => `h.batch <> ${work.batch}`;

/** New = no head before; changed = another state than before. */
async function countChanges(
  s: Session,
  work: Work,
  { first, again, derive, fresh }: Counted,
): Promise<Pick<Changes, 'new' | 'changed' | 'unchanged'> & { later: number }> {
  const { changed, later } = derive === 0 ? { changed: 0, later: 0 } : await countDerived(s, work);
  return { new: fresh, changed, unchanged: first + again + derive - fresh - changed, later };
}

async function countDerived(s: Session, work: Work): Promise<{ changed: number; later: number }> {
  const row = await s.one(`SELECT count(*) FILTER (h.state <> m.state) AS changed,
    count(*) FILTER (${isLater(work)}) AS later FROM ${derived}`);
  return { changed: num(row?.['changed']), later: num(row?.['later']) };
}

/** Rows that a sighting of a later time stands before, and that say something else than their record does then. */
async function countOverruled(s: Session, work: Work, firsts: Firsts): Promise<number> {
  const content = contentTable(work.dataset);
  const state = (column: string): string => `nullif(CASE WHEN h.folded THEN f.${column} ELSE k.${column} END, '')`;
  const says = (await storedFields(s, work.dataset))
    .map(valueColumn)
    .map((column) => `(c.${column} IS NOT NULL AND nullif(c.${column}, '') IS DISTINCT FROM ${state(column)})`);
  // Taken out first, as in the derivation.
  await s.run(`CREATE OR REPLACE TEMP TABLE commit_later AS
    SELECT record, folded, known, ${contentSql(firsts)} AS said
    FROM (SELECT m.record, m.content, m.place, h.folded, h.content AS known FROM ${derived} AND ${isLater(work)})`);
  const count = await s.count(`SELECT count(*) FROM temp.main.commit_later h
    JOIN ${content} c ON c.seq = h.said JOIN ${content} k ON k.seq = h.known
    LEFT JOIN ${foldTable(work.dataset)} f ON f.record = h.record WHERE ${joinSql(' OR ', says) || 'FALSE'}`);
  await s.run('DROP TABLE temp.main.commit_later');
  return count;
}
