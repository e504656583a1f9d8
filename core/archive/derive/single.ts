/** Heads of the records that were seen just once: most of an archive, and no need to put anything in order for them. */
import type { Session } from '../duck.js';
import { contentTable } from '../log/tables.js';
import { liveBatchesSql } from '../log/liveness.js';
import { quoteText } from '../sql-text.js';
import { completeSql, liveLinksSql } from './heads-sql.js';
import { headColumns } from './names.js';

/** Seqs of records, both ends included. */
export interface RecordRange {
  first: number;
  last: number;
}

/**
 * Inserts the heads of a dataset's records in the range that have one sighting in all, live and `seen`, of a content that says "none"
 * about nothing. Nearly all have one sighting and one link: those with more are few, and taken out. They must have no heads yet. What it leaves out is for `deriveRecords`.
 */
export async function insertSingleHeads(s: Session, dataset: string, range: RecordRange): Promise<void> {
  const within = `record BETWEEN ${range.first} AND ${range.last}`;
  const live = liveLinksSql(within);
  await s.run(`INSERT INTO archive.derived.heads (${headColumns})
    WITH complete AS (${completeSql(dataset)}),
    several AS (SELECT record FROM archive.log.sightings WHERE ${within} GROUP BY record HAVING count(*) > 1),
    single AS (SELECT * FROM archive.log.sightings s ANTI JOIN several USING (record) WHERE ${within}),
    linked AS (SELECT record, max(seq) AS last FROM (${live}) GROUP BY record HAVING count(*) > 1),
    golden AS (SELECT l.record, l.golden FROM (${live}) l LEFT JOIN linked USING (record) WHERE last IS NULL OR seq = last)
    SELECT s.record, b.dataset, b.source, coalesce(g.golden, s.record), s.content, s.seq, s.batch, b.landing, s.part,
      s."row", s.effective_at, s.seq, 1, b.landing < coalesce(x.landing, 0), FALSE, c.digest, b.landing
    FROM single s
    JOIN (SELECT * FROM (${liveBatchesSql}) WHERE dataset = ${quoteText(dataset)}) b ON b.seq = s.batch
    JOIN ${contentTable(dataset)} c ON c.seq = s.content
    LEFT JOIN golden g ON g.record = s.record
    LEFT JOIN complete x ON x.source = b.source
    WHERE s.kind = 'seen' AND NOT c.clears`);
}
