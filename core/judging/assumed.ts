/** Readings of a column that nothing proves and nothing contradicts: told once for the column, never a reason to reject. */
import { bothReadings, twoReadingsPattern } from '../../schemas/fields/two-readings.js';
import { matches } from '../../schemas/fields/sql.js';
import { num } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { columnOf, tellOfColumn } from './column-issue.js';
import type { PartContexts } from './contexts.js';
import type { PartPlan, Plan, Slot } from './plan.js';

const code = 'decimal-assumed';
const plainNumber = '-?[0-9]+([.][0-9]+)?';

/** Adds an issue for each column of numbers whose three digits behind a point were taken for decimals. */
export async function tellAssumed(s: Session, plan: Plan, contexts: readonly PartContexts[]): Promise<void> {
  for (const [at, part] of plan.parts.entries()) {
    for (const slot of plan.slots)
      if (contexts[at]?.[slot.index]?.decimalAssumed === true) await tell(s, plan, part, slot);
  }
}

async function tell(s: Session, plan: Plan, part: PartPlan, slot: Slot): Promise<void> {
  const column = columnOf(part, slot);
  const x = `coalesce(${slot.r}, ${slot.f})`;
  const shape = `[^0-9]*(${twoReadingsPattern('.')})[^0-9]*`;
  const found = await s.one<{
    plain: string;
    cells: string;
    digits: string;
  }>(`SELECT count(*) FILTER (${matches(x, plainNumber)}) AS plain,
    count(*) FILTER (${matches(x, shape)}) AS cells, arg_min(regexp_extract(${x}, '${shape}', 1), row) FILTER (${matches(x, shape)}) AS digits
    FROM ${plan.at}lane WHERE part = ${part.part}`);
  const stored = column?.kinds.n ?? 0;
  // As many numbers as the spreadsheet stores as such: none of them was typed.
  if (!column || !found || (stored > 0 && num(found.plain) <= stored)) return;
  const { cells, digits } = found;
  const params = { cells: num(cells), ...bothReadings(digits) };
  await tellOfColumn(s, plan, [part, slot], { code, value: digits, params });
}
