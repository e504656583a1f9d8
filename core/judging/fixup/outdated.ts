/** Returned rows that are refused: of another workspace, or resolved already by a live delivery. */
import { quoteIdent, quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import type { JudgeSource } from '../types.js';
import { rejectedRowsSql } from './open-rows.js';
import { withTold } from './told.js';

/** Makes `refused_tokens(part, row, code)` with the rows of `foreign_rows`; returns their number. */
export async function refuseForeign(s: Session, scratch: string): Promise<number> {
  const at = `${quoteIdent(scratch)}.main.`;
  await s.run(`CREATE OR REPLACE TABLE ${at}refused_tokens AS
    SELECT part, "row", 'token-foreign' AS code FROM ${at}foreign_rows`);
  return s.count(`SELECT count(*) FROM ${at}refused_tokens`);
}

/**
 * Adds to `refused_tokens`, as `token-outdated`, accepted rows whose token names a row resolved before, unless they say what
 * the archive holds already: a fix-up sent once more with further rows corrected is no fault. Needs `returned` and
 * `judged`; returns how many were added.
 */
export async function refuseOutdated(s: Session, scratch: string, source: string, dataset: string): Promise<number> {
  const at = `${quoteIdent(scratch)}.main.`;
  await s.run(`CREATE OR REPLACE TABLE ${at}resolved_before AS SELECT DISTINCT t.part, t."row" FROM ${at}returned t
    JOIN (${rejectedRowsSql(source, dataset)}) r ON r.delivery = t.delivery AND r.part = t.parent_part AND r."row" = t.parent_row
    WHERE r.resolved`);
  if ((await s.count(`SELECT count(*) FROM ${at}resolved_before`)) === 0) return 0;
  const content = `archive.log.${quoteIdent(`content_${dataset}`)}`;
  const before = await s.count(`SELECT count(*) FROM ${at}refused_tokens`);
  await s.run(`INSERT INTO ${at}refused_tokens SELECT t.part, t."row", 'token-outdated' FROM ${at}resolved_before t
    JOIN ${at}judged j ON j.part = t.part AND j."row" = t."row"
    WHERE NOT EXISTS (SELECT 1 FROM archive.log.records k JOIN ${content} c ON c.record = k.seq
      WHERE k.source = ${quoteText(source)} AND k.dataset = ${quoteText(dataset)}
        AND k.key_digest = j.key_digest AND c.digest = j.content_digest)`);
  return (await s.count(`SELECT count(*) FROM ${at}refused_tokens`)) - before;
}

/** The sources with the refused rows told beside what the reader told of them. */
export function withRefused(scratch: string, sources: readonly JudgeSource[]): JudgeSource[] {
  const refused = `${quoteIdent(scratch)}.main.refused_tokens`;
  return sources.map((source) =>
    withTold(source, [`SELECT "row", NULL, NULL, code, NULL FROM ${refused} WHERE part = ${source.part}`]),
  );
}
