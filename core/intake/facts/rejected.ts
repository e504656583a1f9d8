/** The rows to fix of a batch, as the log has them. */
import type { Session } from '../../archive/duck.js';
import { num } from '../../archive/duck.js';
import type { IssueParams } from '../../../schemas/issues/issue.js';
import type { RejectedRow, RowProblem } from '../receipts/input.js';

/** BOOLEAN: the rejected row `r` was resolved by a batch that is live. */
const resolved = `EXISTS (SELECT 1 FROM archive.log.resolutions q WHERE q.parent_batch = r.batch AND q.part = r.part
  AND q."row" = r."row" AND q.batch NOT IN (SELECT batch FROM archive.log.undos))`;

const sql = `
  SELECT r.part, r."row" AS row_number, r.cells, i.problems
  FROM archive.log.rejected r LEFT JOIN (
    SELECT part, "row", to_json(list({'column': col, 'code': code, 'level': level, 'params': params, 'value': value,
      'suggestion': suggestion} ORDER BY seq)) AS problems
    FROM archive.log.issues WHERE batch = $1 AND level IN ('error', 'warning') GROUP BY part, "row") i
  ON i.part = r.part AND i."row" = r."row"
  WHERE r.batch = $1 AND NOT ${resolved} ORDER BY r.part, r."row"`;

interface StoredProblem extends Omit<RowProblem, 'params'> {
  params: string | null;
}

/** JSON parameters of an issue as the log has them. */
export const paramsOf = (text: string | null): IssueParams => (text === null ? {} : (JSON.parse(text) as IssueParams));

/** Rows not resolved yet, in pages, by part and row. The session is busy until the last page. */
export async function* rejectedRows(s: Session, batch: string): AsyncGenerator<RejectedRow[]> {
  for await (const page of s.pages(sql, [Number(batch)])) {
    yield page.map((row) => {
      const problems = JSON.parse((row['problems'] as string | null) ?? '[]') as StoredProblem[];
      return {
        part: num(row['part']),
        row: num(row['row_number']),
        cells: JSON.parse(row['cells'] as string) as (string | null)[],
        problems: problems.map((problem) => ({ ...problem, params: paramsOf(problem.params) })),
      };
    });
  }
}

export const countResolved = (s: Session, batch: string): Promise<number> =>
  s.count(`SELECT count(*) FROM archive.log.rejected r WHERE r.batch = $1 AND ${resolved}`, [Number(batch)]);
