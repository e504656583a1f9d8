/** Cells that SQL accepts once their padding is off: as SQL over columns of the lane's query. */
import { isPadded, paddingRepairs, withoutPadding } from '../../schemas/fields/padding.js';
import { fieldType } from '../../schemas/fields/registry.js';
import { cellOf } from './filling.js';
import type { Filling } from './filling.js';
import { flaggedSql } from './flags.js';
import type { PartPlan, Plan, Slot } from './plan.js';

export interface Bare {
  slot: Slot;
  /** The text of an open cell without its padding; NULL of any other cell. */
  text: string;
  /** `f` of the slot, `t<slot>` being that text: taken when it is canonical as it stands. */
  taken: string;
  /** Repairs of a cell taken so; else NULL. */
  repairs: string;
}

/** The slots that SQL may decide. */
export function bareSlots(plan: Plan, part: PartPlan, { contexts, forced }: Filling): Bare[] {
  if (plan.lawOnly) return [];
  return plan.slots.flatMap((slot) => {
    const [cell, context, t] = [cellOf(part, slot), contexts[slot.index], `t${slot.index}`];
    const short = context ? fieldType(slot.field.type).acceptSql(t, context) : null;
    if (cell === null || short === null) return [];
    const open = `${slot.f} IS NULL AND ${isPadded(cell)}${forced ? ` AND NOT ${flaggedSql(slot.index)}` : ''}`;
    return {
      slot,
      text: `CASE WHEN ${open} THEN ${withoutPadding(cell)} END`,
      taken: `CASE WHEN ${t} IS NULL THEN ${slot.f} WHEN ${short} = ${t} THEN ${t} END`,
      repairs: `CASE WHEN ${t} IS NOT NULL AND ${slot.f} IS NOT NULL THEN ${paddingRepairs(cell)} END`,
    };
  });
}

/** Repairs of an accepted cell of `patched` that the law was not asked for. */
export const bareRepairs = (f: string, r: string): string =>
  `CASE WHEN ${f} IS NOT NULL AND ${isPadded(r)} THEN ${paddingRepairs(r)} END`;
