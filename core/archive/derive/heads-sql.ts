/** What a head takes from elsewhere than its record's sightings. */
import { liveBatchesSql } from '../log/liveness.js';
import { joinSql, quoteText } from '../sql-text.js';

/** A batch whose row is not in the log yet: the one being committed. */
export interface PendingBatch {
  batch: number;
  landing: number;
  source: string;
  complete: boolean;
}

/** A query of seq, record and golden: the live link decisions of the records for which `where` holds. */
export const liveLinksSql = (where: string): string =>
  `SELECT seq, record, golden FROM archive.log.links
    WHERE (${where}) AND (batch IS NULL OR batch NOT IN (SELECT batch FROM archive.log.undos))`;

/** A query of record and golden: the last of them. */
export const goldenSql = (where: string): string =>
  `SELECT record, arg_max(golden, seq) AS golden FROM (${liveLinksSql(where)}) GROUP BY record`;

/** A query of source and landing: the latest live complete delivery of each source. */
export function completeSql(dataset: string, pending: PendingBatch | null = null): string {
  const rows = joinSql(' UNION ALL ', [
    `SELECT source, landing FROM (${liveBatchesSql}) WHERE complete AND dataset = ${quoteText(dataset)}`,
    pending?.complete && `SELECT ${quoteText(pending.source)}, ${pending.landing}`,
  ]);
  return `SELECT source, max(landing) AS landing FROM (${rows}) GROUP BY source`;
}
