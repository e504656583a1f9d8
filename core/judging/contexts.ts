/** Contexts of the columns: from the mapping, the source's settings and the evidence of the whole column. */
import { columnContext, neededEvidenceSql } from '../../schemas/fields/columns.js';
import type { CellSettings, ColumnEvidence } from '../../schemas/fields/columns.js';
import type { ColumnContext } from '../../schemas/verdicts.js';
import type { Session } from '../archive/duck.js';
import type { PartPlan, Plan, Slot } from './plan.js';

/** By slot; null where the part does not feed it. */
export type PartContexts = (ColumnContext | null)[];

/** What the sample of the part's first rows suggests; nearly always what the whole column will prove. */
export async function sampledContexts(
  s: Session,
  plan: Plan,
  part: PartPlan,
  settings: CellSettings,
): Promise<PartContexts> {
  const cell = (slot: Slot): string => `nullif(c${part.feeds[slot.index]?.position}, '')`;
  return contextsFrom(s, part, plan.slots, settings, `${plan.at}sample${part.part}`, cell);
}

/** What the whole column, as it lies in the lane, proves. */
export async function provenContexts(
  s: Session,
  plan: Plan,
  part: PartPlan,
  settings: CellSettings,
): Promise<PartContexts> {
  const lane = `(SELECT * FROM ${plan.at}lane WHERE part = ${part.part})`;
  return contextsFrom(s, part, plan.slots, settings, lane, (slot) => `nullif(coalesce(${slot.r}, ${slot.f}), '')`);
}

async function contextsFrom(
  s: Session,
  part: PartPlan,
  slots: Slot[],
  settings: CellSettings,
  from: string,
  cell: (slot: Slot) => string,
): Promise<PartContexts> {
  const asked = slots.flatMap((slot) => {
    const sql = part.feeds[slot.index] ? neededEvidenceSql(slot.field.type, cell(slot), settings) : null;
    return sql === null ? [] : [{ slot, sql: `${sql} AS e${slot.index}` }];
  });
  const found =
    asked.length === 0
      ? {}
      : await s.one<Record<string, unknown>>(`SELECT ${asked.map(({ sql }) => sql).join(', ')} FROM ${from}`);
  return slots.map((slot) => {
    const feed = part.feeds[slot.index];
    if (!feed) return null;
    const evidence = evidenceOf(found?.[`e${slot.index}`]);
    const storedNumbers = part.source.columns[feed.position]?.kinds.n;
    if (evidence && storedNumbers !== undefined) evidence.storedNumbers = storedNumbers;
    if (evidence && part.source.epoch1904 === true) evidence.epoch1904 = true;
    return columnContext(slot.field, feed, declared(settings, part, slot), evidence);
  });
}

/** What the source declares, else what the column proved that rows of a fix-up came from. */
function declared(settings: CellSettings, { source }: PartPlan, { field }: Slot): CellSettings {
  const proved = source.proved?.[field.name];
  if (!proved) return settings;
  const { decimal, dateOrder } = settings;
  return { ...settings, decimal: decimal ?? proved.decimal ?? null, dateOrder: dateOrder ?? proved.dateOrder ?? null };
}

function evidenceOf(value: unknown): ColumnEvidence | null {
  if (value === null || typeof value !== 'object') return null;
  const counts = Object.entries(value).map(([name, count]) => [name, Number(count)]);
  return Object.fromEntries(counts) as unknown as ColumnEvidence;
}

export const sameContexts = (a: PartContexts, b: PartContexts): boolean => JSON.stringify(a) === JSON.stringify(b);
