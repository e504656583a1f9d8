/** Lane 2: what SQL left open goes, as distinct values, to the law in the pool and comes back as a file to join. */
import type { ColumnContext } from '../../schemas/verdicts.js';
import { num, quoteText } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import type { PartContexts } from './contexts.js';
import type { PartPlan, Plan } from './plan.js';
import { isOpen } from './row-rules.js';
import { SharedContexts } from './shared-contexts.js';
import { textFromFile } from './cell-files.js';
import { askTheLaw } from './law-runs.js';
import type { JudgeInput } from './types.js';

export interface OpenCells {
  open: number;
  distinctOpen: number;
}

/** Makes `patches`: one row per open cell with the law's verdict. `contexts` by part, then by slot; `meanwhile` may read the lane. */
export async function judgeOpenCells(
  s: Session,
  plan: Plan,
  input: JudgeInput,
  contexts: PartContexts[],
  meanwhile: () => Promise<void>,
): Promise<OpenCells> {
  const shared = new SharedContexts();
  const numbers = contexts.map((part) => part.map((context) => (context ? shared.number(context) : null)));
  const freeText = shared.number(textContext(input, contexts));
  await s.run(`CREATE OR REPLACE TABLE ${plan.at}cells AS ${openCellsSql(plan, numbers, freeText)}`);
  await s.run(`CREATE OR REPLACE TABLE ${plan.at}asked AS
    SELECT row_number() OVER () AS id, ctx, flag, text FROM (SELECT DISTINCT ctx, flag, text FROM ${plan.at}cells)`);
  const counts = await s.one(`SELECT (SELECT count(*) FROM ${plan.at}cells) AS open, count(*) AS asked,
    coalesce(max(strlen(text)), 0) AS longest FROM ${plan.at}asked`);
  const asked = num(counts?.['asked']);
  const longestBytes = num(counts?.['longest']);
  await askTheLaw(s, plan.at, { input, contexts: shared.list, asked, longestBytes, meanwhile });
  await s.run(`CREATE OR REPLACE TABLE ${plan.at}patches AS
    SELECT c.part, c.row, c.slot, c.col, c.text, c.stored, v.ok, CASE WHEN v.ok THEN coalesce(${textFromFile('v.text')}, '') END AS judged, v.codes, v.repairs,
      ${textFromFile('v.suggestion')} AS suggestion, v.extra
    FROM ${plan.at}cells c JOIN ${plan.at}asked a ON a.ctx = c.ctx AND a.flag = c.flag AND a.text = c.text
    JOIN ${plan.at}verdicts v ON v.id = a.id`);
  await s.run(`DROP TABLE ${plan.at}cells; DROP TABLE ${plan.at}asked; DROP TABLE ${plan.at}verdicts`);
  return { open: num(counts?.['open']), distinctOpen: asked };
}

/** Flagged cells of columns no field wants are judged as free text. */
function textContext(input: JudgeInput, contexts: PartContexts[]): ColumnContext {
  const { region, timeZone, currency } = input.settings;
  const some = contexts.flat().find((context) => context !== null);
  return { type: 'text', region, timeZone, dateOrder: null, decimal: some?.decimal ?? '.', unit: '1', currency };
}

/** `slot` -1 is a column no field wants; `stored` is the text as stored, where the staged one differs. */
function openCellsSql(plan: Plan, numbers: (number | null)[][], freeText: number): string {
  const selects = plan.parts.flatMap((part, at) =>
    plan.slots.flatMap((slot) => {
      const context = numbers[at]?.[slot.index];
      if (context === null || context === undefined) return [];
      return `SELECT part, row, ${slot.index} AS slot, ${part.feeds[slot.index]?.position} AS col, ${context} AS ctx, ${slot.r} AS text
        FROM ${plan.at}lane WHERE part = ${part.part} AND NOT accepted AND ${isOpen(slot)}`;
    }),
  );
  const unmapped = plan.parts.flatMap((part) => unmappedCellsSql(plan, part, freeText));
  const all = [...selects, ...unmapped];
  if (all.length === 0)
    return `SELECT 0 AS part, 0::BIGINT AS row, 0 AS slot, 0 AS col, 0 AS ctx, '' AS text, '' AS flag, '' AS stored LIMIT 0`;
  return `SELECT c.*, coalesce(f.flag, '') AS flag, f.raw AS stored FROM (${all.join(' UNION ALL ')}) c
    LEFT JOIN ${plan.at}flagged f ON f.part = c.part AND f.row = c.row AND f.col = c.col`;
}

function unmappedCellsSql(plan: Plan, part: PartPlan, freeText: number): string[] {
  if (part.source.kinds === null) return [];
  const keys = part.unmapped.map(({ position, key }) => `WHEN ${position} THEN ${quoteText(key)}`);
  const key = keys.length === 0 ? `''` : `CASE f.col ${keys.join(' ')} END`;
  const text = `CASE WHEN l.extra IS NOT NULL THEN (l.extra::JSON::MAP(VARCHAR, VARCHAR))[${key}] END`;
  return [
    `SELECT f.part, f.row, -1 AS slot, f.col, ${freeText} AS ctx, coalesce(${text}, '') AS text
      FROM ${plan.at}flagged f JOIN ${plan.at}lane l ON l.part = f.part AND l.row = f.row
      WHERE f.part = ${part.part} AND f.slot = -1`,
  ];
}
