/**
 * Heads after a commit. Two shapes need no look into the history of a record: a record first seen now, and a record
 * seen again in its latest content, later than ever. All others go through the derivation; a property test holds that
 * the result is the same.
 */
import { deriveGone, deriveRecords } from '../derive/derive.js';
import { headColumns } from '../derive/names.js';
import type { Session } from '../duck.js';
import { completeLanding } from '../log/liveness.js';
import { quoteText } from '../sql-text.js';
import type { Work } from './input.js';
import { matched } from './match.js';
import type { Firsts } from './write.js';

const touched = 'temp.main.commit_touched';

export interface Changes {
  new: number;
  changed: number;
  unchanged: number;
}

export async function updateHeads(s: Session, work: Work, firsts: Firsts, present: boolean): Promise<Changes> {
  const { source } = work.input;
  const before = await completeLanding(s, source, work.dataset);
  const latest = work.complete ? Math.max(before, work.landing) : before;
  await gatherTouched(s, work, firsts);
  await s.run(`DROP TABLE ${matched}`);
  await insertFirst(s, work, latest);
  await moveAgain(s, work, latest);
  const rest = `SELECT record FROM ${touched} WHERE path = 'derive'`;
  const ids = present ? `${rest} UNION SELECT record FROM temp.main.commit_present` : rest;
  await deriveRecords(s, work.dataset, ids, {
    batch: work.batch,
    landing: work.landing,
    source,
    complete: work.complete,
  });
  if (latest > before) await deriveGone(s, source, work.dataset, latest);
  return countChanges(s);
}

async function gatherTouched(s: Session, work: Work, firsts: Firsts): Promise<void> {
  const later = `(m.effective_at > h.effective_at OR (m.effective_at = h.effective_at AND ${work.landing} > h.landing))`;
  await s.run(`CREATE OR REPLACE TEMP TABLE commit_touched AS
    SELECT coalesce(m.record, ${firsts.record} + m.place) AS record,
      coalesce(m.content, ${firsts.content} + m.place) AS content, ${firsts.sighting} + m.place AS sighting,
      m.part, m."row", m.effective_at, m.content_digest, h.golden, h.first_sighting, h.versions, h.folded, h.state,
      h.last_landing, CASE WHEN m.record IS NULL AND NOT m.clears THEN 'first'
        WHEN NOT h.gone AND h.content = m.content AND ${later} THEN 'again' ELSE 'derive' END AS path
    FROM ${matched} m LEFT JOIN archive.derived.heads h ON h.record = m.record`);
}

/** Columns that both shapes take from this batch. */
const headSql = (
  work: Work,
  golden: string,
): string => `record, ${quoteText(work.dataset)}, ${quoteText(work.input.source)},
  ${golden}, content, sighting, ${work.batch}, ${work.landing}, part, "row", effective_at`;

async function insertFirst(s: Session, work: Work, latest: number): Promise<void> {
  const gone = work.landing < latest;
  await s.run(`INSERT INTO archive.derived.heads (${headColumns})
    SELECT ${headSql(work, 'record')}, sighting, 1, ${gone}, FALSE, content_digest, ${work.landing}
    FROM ${touched} WHERE path = 'first'`);
}

async function moveAgain(s: Session, work: Work, latest: number): Promise<void> {
  const again = `FROM ${touched} WHERE path = 'again'`;
  if ((await s.count(`SELECT count(*) ${again}`)) === 0) return;
  const last = `greatest(last_landing, ${work.landing})`;
  await s.run(`DELETE FROM archive.derived.heads WHERE record IN (SELECT record ${again})`);
  await s.run(`INSERT INTO archive.derived.heads (${headColumns})
    SELECT ${headSql(work, 'golden')}, first_sighting, versions, ${last} < ${latest}, folded, state, ${last} ${again}`);
}

/** New = no head before; changed = another state than before. */
async function countChanges(s: Session): Promise<Changes> {
  const row = await s.one(`SELECT count(*) FILTER (t.state IS NULL) AS fresh,
      count(*) FILTER (t.path = 'derive' AND t.state IS NOT NULL AND h.state <> t.state) AS changed, count(*) AS accepted
    FROM ${touched} t LEFT JOIN (SELECT record, state FROM archive.derived.heads
      WHERE record IN (SELECT record FROM ${touched} WHERE path = 'derive')) h ON h.record = t.record`);
  const fresh = Number(row?.['fresh']);
  const changed = Number(row?.['changed']);
  return { new: fresh, changed, unchanged: Number(row?.['accepted']) - fresh - changed };
}
