/**
 * Numbers of 16 digits and more that a spreadsheet rounded to 15 and saved as text since: nearly all of a column end in zeros from the
 * 16th digit on. Ids that end in zeros by design have zeros before it, too. They go in with a warning: an id may be made so.
 */
import type { FieldTypeName } from '../../schemas/verdicts.js';
import { num } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import type { PartPlan, Plan, Slot } from './plan.js';

const kept = 15;
const leastNumbers = 5;
const nearlyAll = 0.9;
const numeric: ReadonlySet<FieldTypeName> = new Set(['money', 'decimal', 'integer', 'date', 'datetime', 'boolean']);

interface Counted {
  numbers: string;
  rounded: string;
  live: string;
}

const rounded = (cell: string): string => `regexp_full_match(${cell}, '-?[0-9]{${kept}}0+')`;

/** Adds them to `marks`, for the columns whose sample shows it. `sample`: the part's first rows. */
export async function markRounded(s: Session, plan: Plan, part: PartPlan, sample: string): Promise<void> {
  const cell = (slot: Slot): string => `trim(c${part.feeds[slot.index]?.position})`;
  const suspects = await suspectsOf(s, plan, part, sample, cell);
  if (suspects.length === 0) return;
  const counts = suspects.map((slot) => {
    const [x, long] = [cell(slot), `length(${cell(slot)}) > ${kept}`];
    return `{'numbers': count(DISTINCT ${x}) FILTER (${long} AND regexp_full_match(${x}, '-?[0-9]+')),
      'rounded': count(DISTINCT ${x}) FILTER (${long} AND ${rounded(x)}),
      'live': count(DISTINCT ${x}) FILTER (${long} AND ${rounded(x)} AND ltrim(${x}, '-')[${kept}] <> '0')} AS s${slot.index}`;
  });
  const found = await s.one<Record<string, Counted>>(`SELECT ${counts.join(', ')} FROM ${sample}`);
  for (const slot of suspects) {
    if (!areRounded(found?.[`s${slot.index}`])) continue;
    const x = cell(slot);
    await s.run(`INSERT INTO ${plan.at}marks
      SELECT ${part.part}, row::BIGINT, ${part.feeds[slot.index]?.position}, ${slot.index}, 'digits-doubted', ${x}
      FROM ${part.source.staged} WHERE length(${x}) > ${kept} AND ${rounded(x)}`);
  }
}

/** Columns with enough such numbers: nearly no column has any, and telling distinct ones apart takes ten times as long. */
async function suspectsOf(
  s: Session,
  plan: Plan,
  part: PartPlan,
  sample: string,
  cell: (slot: Slot) => string,
): Promise<Slot[]> {
  const fed = plan.slots.filter(({ index, field }) => part.feeds[index] && !numeric.has(field.type));
  if (fed.length === 0) return [];
  const counts = fed.map((slot) => `count(*) FILTER (length(${cell(slot)}) > ${kept} AND ${rounded(cell(slot))})`);
  const told = await s.one<{ found: string[] }>(`SELECT [${counts.join(', ')}] AS found FROM ${sample}`);
  return fed.filter((_, at) => num(told?.found[at]) >= leastNumbers);
}

function areRounded(counted: Counted | undefined): boolean {
  const [numbers, all, live] = [num(counted?.numbers), num(counted?.rounded), num(counted?.live)];
  return all >= leastNumbers && all >= numbers * nearlyAll && live * 2 >= all;
}
