/** Returned rows that are refused: of another workspace, of an import that was taken back, or resolved already by a live delivery. */
import { quoteIdent, quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import { liveBatchesSql } from '../../archive/log/liveness.js';
import { contentTable } from '../../archive/log/tables.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { JudgeSource } from '../types.js';
import { agreedSql } from './agreed.js';
import { rejectedRowsSql } from './open-rows.js';
import { withTold } from './told.js';

/**
 * Makes `refused_tokens(part, row, code)`: the rows of `foreign_rows`, and as `token-undone` those that an import sent back which
 * was taken back since, while no live one has the same bytes. Returns their number. A table without tokens is of `parent`.
 */
export async function refuseAtOnce(
  s: Session,
  scratch: string,
  parent: string | null,
  sources: readonly Pick<JudgeSource, 'part' | 'staged'>[],
): Promise<number> {
  const at = `${quoteIdent(scratch)}.main.`;
  const named = [
    `SELECT part, "row", delivery FROM ${at}returned`,
    ...(parent === null ? [] : sources.map((one) => untokened(at, one, parent))),
  ];
  await s.run(`CREATE OR REPLACE TABLE ${at}refused_tokens AS
    SELECT part, "row", 'token-foreign' AS code FROM ${at}foreign_rows
    UNION ALL SELECT part, "row", 'token-undone' FROM (${named.join(' UNION ALL ')}) WHERE delivery IN (${undoneSql})`);
  return s.count(`SELECT count(*) FROM ${at}refused_tokens`);
}

const untokened = (at: string, { part, staged }: Pick<JudgeSource, 'part' | 'staged'>, parent: string): string =>
  `SELECT ${part} AS part, row::BIGINT AS "row", ${quoteText(parent)} AS delivery FROM ${staged}
   WHERE NOT EXISTS (SELECT 1 FROM ${at}returned WHERE part = ${part})
     AND NOT EXISTS (SELECT 1 FROM ${at}foreign_rows WHERE part = ${part})`;

/** Deliveries that had a batch, and whose bytes no live batch of the source has. */
const undoneSql = `
  SELECT d.delivery FROM archive.log.batches b JOIN archive.log.deliveries d USING (delivery)
  WHERE d.delivery NOT IN (SELECT delivery FROM (${liveBatchesSql}))
    AND (b.source, d.sha256) NOT IN (SELECT l.source, o.sha256
    FROM (${liveBatchesSql}) l JOIN archive.log.deliveries o USING (delivery))`;

/**
 * Adds to `refused_tokens`, as `token-outdated`, accepted rows whose token names a row resolved before, unless they say what
 * the archive holds already, or that and something more: a fix-up sent once more with further cells filled is no fault. Needs
 * `returned` and `judged`; returns how many were added.
 */
export async function refuseOutdated(
  s: Session,
  scratch: string,
  source: string,
  dataset: DatasetDef,
): Promise<number> {
  const at = `${quoteIdent(scratch)}.main.`;
  await s.run(`CREATE OR REPLACE TABLE ${at}resolved_before AS SELECT DISTINCT t.part, t."row" FROM ${at}returned t
    JOIN (${rejectedRowsSql(source, dataset.name)}) r ON r.delivery = t.delivery AND r.part = t.parent_part AND r."row" = t.parent_row
    WHERE r.resolved`);
  if ((await s.count(`SELECT count(*) FROM ${at}resolved_before`)) === 0) return 0;
  const before = await s.count(`SELECT count(*) FROM ${at}refused_tokens`);
  await s.run(`INSERT INTO ${at}refused_tokens SELECT t.part, t."row", 'token-outdated' FROM ${at}resolved_before t
    JOIN ${at}judged j ON j.part = t.part AND j."row" = t."row"
    WHERE NOT EXISTS (SELECT 1 FROM archive.log.records k JOIN ${contentTable(dataset.name)} c ON c.record = k.seq
      WHERE k.source = ${quoteText(source)} AND k.dataset = ${quoteText(dataset.name)}
        AND k.key_digest = j.key_digest AND c.digest = j.content_digest)
    AND (t.part, t."row") NOT IN (${await agreedSql(s, at, source, dataset)})`);
  return (await s.count(`SELECT count(*) FROM ${at}refused_tokens`)) - before;
}

/** The sources with the refused rows told beside what the reader told of them. */
export function withRefused(scratch: string, sources: readonly JudgeSource[]): JudgeSource[] {
  const refused = `${quoteIdent(scratch)}.main.refused_tokens`;
  return sources.map((source) =>
    withTold(source, [`SELECT "row", NULL, NULL, code, NULL FROM ${refused} WHERE part = ${source.part}`]),
  );
}
