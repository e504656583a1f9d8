/**
 * Words: open texts that repeat in the first rows of a long table (打开, 中国, 5/3/2024). The law is asked for them before the lane is
 * filled; those it accepts without a warning are joined in the lane, so that one common word does not make every row unsure.
 */
import { fieldType } from '../../schemas/fields/registry.js';
import type { Session } from '../archive/duck.js';
import { textFromFile } from './cell-files.js';
import type { PartContexts } from './contexts.js';
import { askTheLaw } from './law-runs.js';
import type { PartPlan, Plan, Slot } from './plan.js';
import { SharedContexts } from './shared-contexts.js';
import type { JudgeInput } from './types.js';

/** Of a column, the commonest ones. */
const mostWords = 2_000;
/** Of the sample's rows, the share that must hold a word of a column: below it the join costs more than the rows it settles. */
const leastShare = 0.05;

/** Slots of a part for which `words` holds any. */
export type WordSlots = ReadonlySet<number>;

/** Makes `words` (part, slot, text, judged, repairs) from the samples; answers by part. */
export async function learnWords(
  s: Session,
  plan: Plan,
  input: JudgeInput,
  contexts: PartContexts[],
): Promise<WordSlots[]> {
  const shared = new SharedContexts();
  const selects = plan.parts.flatMap((part, at) =>
    part.isLong && !plan.lawOnly
      ? plan.slots.flatMap((slot) => repeatedSql(plan, part, slot, contexts[at] ?? [], shared))
      : [],
  );
  if (selects.length === 0) return plan.parts.map(() => new Set());
  await s.run(`CREATE OR REPLACE TABLE ${plan.at}repeats AS ${selects.join(' UNION ALL ')}`);
  await s.run(`CREATE OR REPLACE TABLE ${plan.at}asked AS SELECT row_number() OVER () AS id, ctx, '' AS flag, text
    FROM (SELECT DISTINCT ctx, text FROM ${plan.at}repeats)`);
  const asked = await s.count(`SELECT count(*) FROM ${plan.at}asked`);
  const longestBytes = await s.count(`SELECT coalesce(max(strlen(text)), 0) FROM ${plan.at}asked`);
  await askTheLaw(s, plan.at, { input, contexts: shared.list, asked, longestBytes });
  await s.run(`CREATE OR REPLACE TABLE ${plan.at}words AS
    SELECT r.part, r.slot, r.text, ${textFromFile('v.text')} AS judged, v.repairs
    FROM ${plan.at}repeats r JOIN ${plan.at}asked a ON a.ctx = r.ctx AND a.text = r.text JOIN ${plan.at}verdicts v ON v.id = a.id
    WHERE v.ok AND v.codes IS NULL AND v.extra IS NULL AND v.text <> ''`);
  const found = await s.rows<{ part: number; slot: number }>(`SELECT DISTINCT part, slot FROM ${plan.at}words`);
  return plan.parts.map(({ part }) => new Set(found.filter((one) => one.part === part).map((one) => one.slot)));
}

function repeatedSql(plan: Plan, part: PartPlan, slot: Slot, contexts: PartContexts, shared: SharedContexts): string[] {
  const context = contexts[slot.index];
  const feed = part.feeds[slot.index];
  if (!context || !feed) return [];
  const cell = `c${feed.position}`;
  const short = fieldType(slot.field.type).acceptSql(cell, context);
  const open = short === null ? 'TRUE' : `(${short}) IS NULL`;
  const sample = `${plan.at}sample${part.part}`;
  return [
    `(SELECT ${part.part} AS part, ${slot.index} AS slot, ${shared.number(context)} AS ctx, text FROM (
      SELECT text, sum(n) OVER () AS found FROM (
        SELECT ${cell} AS text, count(*) AS n FROM ${sample} WHERE ${cell} <> '' AND ${open}
        GROUP BY ${cell} HAVING count(*) > 1 ORDER BY n DESC, text LIMIT ${mostWords}))
      WHERE found >= ${leastShare} * (SELECT count(*) FROM ${sample}))`,
  ];
}

/** The join that gives `w<slot>` (canonical text) and `v<slot>` (repairs) of a slot's words. */
export const joinWords = (plan: Plan, part: PartPlan, slot: number): string =>
  `LEFT JOIN (SELECT text, judged AS w${slot}, repairs AS v${slot} FROM ${plan.at}words WHERE part = ${part.part} AND slot = ${slot}) w${slot}
    ON w${slot}.text = s.c${part.feeds[slot]?.position}`;
