/** Rejected rows keep their raw cells in the order of the sender's columns. */
import { quoteText } from '../archive/sql-text.js';
import type { PartPlan, Plan } from './plan.js';
import { readableKey } from './row-rules.js';

/** Those that the law, a rule or their reader rejected. */
export const insertRefused = (plan: Plan): string =>
  `INSERT INTO ${plan.at}rejected SELECT part, row, cells, ${readableKey(plan)} FROM ${plan.at}patched WHERE accepted IS NOT TRUE`;

/** Puts further rows, given as the relation `rows` (part, row, key_digest), as they lie in the table `from`, into `rejected`. */
export const insertRejected = (plan: Plan, rows: string, from: 'lane' | 'patched'): string[] =>
  plan.parts.map(
    (
      part,
    ) => `INSERT INTO ${plan.at}rejected SELECT l.part, l.row, to_json(${cellsSql(part, plan)})::VARCHAR, b.key_digest
      FROM ${plan.at}${from} l JOIN ${rows} b ON b.part = l.part AND b.row = l.row WHERE l.part = ${part.part}`,
  );

/** VARCHAR[] over `l`: one entry per column, null where the cell is empty. */
export function cellsSql(part: PartPlan, plan: Plan): string {
  const cells = part.source.columns.map((_, position) => {
    const slot = plan.slots.find((one) => part.feeds[one.index]?.position === position);
    if (slot) return `nullif(coalesce(l.${slot.r}, l.${slot.f}), '')`;
    const unmapped = part.unmapped.find((column) => column.position === position);
    if (!unmapped) return 'NULL::VARCHAR';
    return `CASE WHEN l.extra IS NOT NULL THEN (l.extra::JSON::MAP(VARCHAR, VARCHAR))[${quoteText(unmapped.key)}] END`;
  });
  return `[${cells.join(', ')}]::VARCHAR[]`;
}
