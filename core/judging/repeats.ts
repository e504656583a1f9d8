/**
 * Repeats inside the delivery. Same key, same content: the lowest row stays, the others are duplicates. Same key, other content: the
 * newest by the declared field, else all are rejected. Without a key equal contents are told apart by their occurrence.
 */
import { quoteText } from '../archive/sql-text.js';
import { insertKeyIssues } from './issues.js';
import type { Plan, Slot } from './plan.js';
import { insertRejected } from './rejected.js';
import { keyDigest } from './row-rules.js';

const numeric = new Set(['integer', 'decimal', 'money']);

/** Statements to run in order. */
export function settleRepeats(plan: Plan): string[] {
  return plan.key === null ? numberOccurrences(plan) : settleKeys(plan);
}

function numberOccurrences(plan: Plan): string[] {
  return [
    `CREATE OR REPLACE TABLE ${plan.at}occurrences AS
      SELECT part, row, row_number() OVER (PARTITION BY content_digest ORDER BY part, row) AS occurrence
      FROM ${plan.at}lane WHERE accepted AND content_digest IN (
        SELECT content_digest FROM ${plan.at}lane WHERE accepted GROUP BY content_digest HAVING count(*) > 1)`,
    `UPDATE ${plan.at}lane l SET key_digest = ${keyDigest(plan, 'l.content_digest', 'o.occurrence')}
      FROM ${plan.at}occurrences o WHERE o.occurrence > 1 AND l.accepted AND o.part = l.part AND o.row = l.row`,
  ];
}

function settleKeys(plan: Plan): string[] {
  const newest = plan.newest ? newestSql(plan.newest) : 'NULL::VARCHAR';
  const dropped = (fate: string): string =>
    `(SELECT part, row FROM ${plan.at}repeated WHERE fate = ${quoteText(fate)})`;
  return [
    `CREATE OR REPLACE TABLE ${plan.at}repeated AS SELECT part, row, CASE
        WHEN contents > 1 AND newest_contents IS DISTINCT FROM 1 THEN 'torn'
        WHEN contents > 1 AND newest IS DISTINCT FROM top THEN 'older'
        WHEN place > 1 THEN 'repeat' ELSE 'kept' END AS fate
      FROM (SELECT *,
          count(DISTINCT content_digest) FILTER (newest = top) OVER (PARTITION BY key_digest) AS newest_contents,
          row_number() OVER (PARTITION BY key_digest, content_digest ORDER BY part, row) AS place
        FROM (SELECT part, row, key_digest, content_digest, newest, max(newest) OVER (PARTITION BY key_digest) AS top,
            count(DISTINCT content_digest) OVER (PARTITION BY key_digest) AS contents
          FROM (SELECT part, row, key_digest, content_digest, ${newest} AS newest FROM ${plan.at}lane
            WHERE accepted AND key_digest IN (
              SELECT key_digest FROM ${plan.at}lane WHERE accepted GROUP BY key_digest HAVING count(*) > 1))))`,
    `INSERT INTO ${plan.at}skipped SELECT part, row, 'duplicate' FROM ${plan.at}repeated WHERE fate IN ('repeat', 'older')`,
    insertKeyIssues(plan, dropped('older'), 'older-version', 'info'),
    insertKeyIssues(plan, dropped('torn'), 'same-key-different', 'error'),
    ...insertRejected(plan, dropped('torn'), true),
    `UPDATE ${plan.at}lane l SET accepted = FALSE FROM ${plan.at}repeated r
      WHERE l.accepted AND r.fate <> 'kept' AND r.part = l.part AND r.row = l.row`,
  ];
}

/** Sorts as its type does; canonical dates sort as text. */
function newestSql(slot: Slot): string {
  const value = `nullif(${slot.f}, '')`;
  return numeric.has(slot.field.type) ? `TRY_CAST(${value} AS DECIMAL(38, 10))` : value;
}
