/** Times read by another clock than the source's, told once for the column: which day or hour is meant hangs on it. */
import type { ColumnContext } from '../../schemas/verdicts.js';
import { rawColumn } from '../archive/digests.js';
import { num, quoteText } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { columnOf, tellOfColumn } from './column-issue.js';
import type { PartContexts } from './contexts.js';
import type { PartPlan, Plan, Slot } from './plan.js';

/** Repair of a cell, and the issue that tells of the column. */
function repairsOf({ instants, epochs, headerOffset, type }: ColumnContext): [repair: string, issue: string][] {
  return [
    ...(epochs ? [['epoch-time', 'epoch-times'] satisfies [string, string]] : []),
    ...(instants ? [['day-of-zone', 'days-of-zone'] satisfies [string, string]] : []),
    ...(headerOffset !== undefined && type === 'datetime'
      ? [['zone-converted', 'times-of-header'] satisfies [string, string]]
      : []),
  ];
}

export async function tellClocks(s: Session, plan: Plan, contexts: readonly PartContexts[]): Promise<void> {
  for (const [at, part] of plan.parts.entries()) {
    for (const slot of plan.slots) {
      const context = contexts[at]?.[slot.index];
      for (const [repair, issue] of context ? repairsOf(context) : [])
        await tell(s, plan, part, { slot, repair, issue });
    }
  }
}

async function tell(
  s: Session,
  plan: Plan,
  part: PartPlan,
  { slot, repair, issue }: { slot: Slot; repair: string; issue: string },
): Promise<void> {
  const path = quoteText(`$."${slot.field.id}"`);
  const found = await s.one<{ cells: string; text: string | null }>(
    `SELECT count(*) AS cells, arg_min(${rawColumn(slot.field.id)}, row) AS text FROM ${plan.at}judged
      WHERE part = ${part.part} AND contains(repairs, ${quoteText(repair)}) AND contains(json_extract(repairs, ${path})::VARCHAR, ${quoteText(repair)})`,
  );
  if (!columnOf(part, slot) || num(found?.cells) === 0) return;
  const params = { cells: num(found?.cells), zone: plan.timeZone };
  await tellOfColumn(s, plan, [part, slot], { code: issue, value: found?.text ?? null, params });
}
