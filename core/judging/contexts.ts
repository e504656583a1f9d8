/** Contexts of the columns: from the mapping, the source's settings and the evidence of the whole column. */
import { columnContext, evidenceQuery, needsEvidence } from '../../schemas/fields/columns.js';
import { headerOffset } from '../../schemas/fields/header-offset.js';
import type { CellSettings, ColumnEvidence } from '../../schemas/fields/columns.js';
import type { StagedColumn } from '../../schemas/staging.js';
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
  return contextsFrom(s, part, plan.slots, settings, { relation: `${plan.at}sample${part.part}`, cell });
}

/** The slots of the part that the whole column is asked of. */
export const provingSlots = ({ slots }: Plan, part: PartPlan, settings: CellSettings): number[] =>
  slots
    .filter(({ index, field }) => part.feeds[index] && needsEvidence(field.type, settings))
    .map(({ index }) => index);

/** What the whole column, as it lies in the lane, proves. */
export async function provenContexts(
  s: Session,
  plan: Plan,
  part: PartPlan,
  settings: CellSettings,
): Promise<PartContexts> {
  const cell = (slot: Slot): string => `nullif(coalesce(${slot.r}, ${slot.f}), '')`;
  return contextsFrom(s, part, plan.slots, settings, {
    relation: `(SELECT * FROM ${plan.at}lane WHERE part = ${part.part})`,
    cell,
    isCanonical: (slot) => `(${slot.r} IS NULL AND (NOT known OR ${isIsoDay(cell(slot))}))`,
  });
}

/** Of a row known by its text, whose cells stand as they were sent: an accepted day of that shape is 2024-03-05. */
const isIsoDay = (x: string): string => `(strlen(${x}) = 10 AND substr(${x}, 5, 1) = '-' AND substr(${x}, 8, 1) = '-')`;

/** Where the cells of a part are, and of which it is known that they stand there as they will be kept. */
interface CellsOf {
  relation: string;
  cell: (slot: Slot) => string;
  isCanonical?: (slot: Slot) => string;
}

async function contextsFrom(
  s: Session,
  part: PartPlan,
  slots: Slot[],
  settings: CellSettings,
  { relation, cell, isCanonical }: CellsOf,
): Promise<PartContexts> {
  const asked = slots.filter(({ index, field }) => part.feeds[index] && needsEvidence(field.type, settings));
  const cells = asked.flatMap((slot) => [
    `${cell(slot)} AS x${slot.index}`,
    `${isCanonical?.(slot) ?? 'FALSE'} AS is${slot.index}`,
  ]);
  const questions = asked.map(({ index, field }) => ({
    name: `e${index}`,
    type: field.type,
    x: `x${index}`,
    ...(isCanonical && { isCanonical: `is${index}` }),
    isUtc: headerOffset(part.feeds[index]?.header ?? '') === 0,
  }));
  const found =
    asked.length === 0
      ? {}
      : await s.one<Record<string, unknown>>(evidenceQuery(`(SELECT ${cells.join(', ')} FROM ${relation})`, questions));
  return slots.map((slot) => {
    const feed = part.feeds[slot.index];
    if (!feed) return null;
    const evidence = evidenceOf(found?.[`e${slot.index}`]);
    const kinds = part.source.columns[feed.position]?.kinds ?? {};
    const storedNumbers = kinds.n;
    if (evidence && storedNumbers !== undefined) evidence.storedNumbers = storedNumbers;
    if (evidence && part.source.epoch1904 === true) evidence.epoch1904 = true;
    return columnContext(
      slot.field,
      feed,
      declared(settings, part, slot),
      evidence,
      part.source.proved?.[slot.field.name],
      hasStrayDays(kinds),
    );
  });
}

/** Some cells are stored as days, and fewer than half of them. */
function hasStrayDays(kinds: StagedColumn['kinds']): boolean {
  const days = (kinds.d ?? 0) + (kinds.dt ?? 0);
  return days > 0 && days * 2 < Object.values(kinds).reduce((sum, count) => sum + count, 0);
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
