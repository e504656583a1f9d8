/**
 * Rows known by their text: a row that an earlier delivery brought, accepted without an issue, says the same again. Its key
 * and content digests are looked up by a hash of its cells. The lane leaves its cells out, but for those of the key and of columns that prove how they
 * are written (`f` as sent, `r` NULL): nothing new is written of it. docs/decisions/0020-rows-known-by-their-text.md.
 */
import { createHash } from 'node:crypto';
import type { Session } from '../archive/duck.js';
import { provingSlots } from './contexts.js';
import type { PartContexts } from './contexts.js';
import type { RowLookup } from './filling.js';
import { knownCellsSql } from './known-sql.js';
import { fillLane } from './lane.js';
import { planJudging } from './plan.js';
import type { PartPlan, Plan } from './plan.js';
import { takenRows } from './row-rules.js';
import { isTotal } from './totals/totals-sql.js';
import type { JudgeInput } from './types.js';

/** By part; null where rows are neither looked up nor remembered. */
export async function knownParts(
  s: Session,
  plan: Plan,
  input: JudgeInput,
  contexts: readonly PartContexts[],
): Promise<(RowLookup | null)[]> {
  const found: (RowLookup | null)[] = [];
  for (const [at, part] of plan.parts.entries()) {
    const looks = input.known !== undefined && part.isLong && mayKnow(plan);
    found.push(looks ? await knownPart(s, plan, input, part, contextOf(input, at, contexts[at] ?? [])) : null);
  }
  return found;
}

async function knownPart(
  s: Session,
  plan: Plan,
  input: JudgeInput,
  part: PartPlan,
  context: string,
): Promise<RowLookup> {
  const relation = (await hasTotals(s, part)) ? null : ((await input.known?.(context)) ?? null);
  const rows = relation === null ? 0 : await s.count(`SELECT count(*) FROM ${relation}`);
  const keys = (plan.key ?? []).flatMap(({ slot }) => slot?.index ?? []);
  return { context, relation, rows, keeps: new Set([...keys, ...provingSlots(plan, part, input.settings)]) };
}

/** Rows are told apart by a key, and nothing but the digests is asked of their canonical texts. */
const mayKnow = (plan: Plan): boolean =>
  plan.key !== null && plan.newest === null && plan.effective === null && !plan.lawOnly;

/** Their sums take the canonical numbers of all rows. */
async function hasTotals(s: Session, { source }: PartPlan): Promise<boolean> {
  if (source.skipped === null) return false;
  return (await s.count(`SELECT count(*) FROM ${source.skipped} WHERE ${isTotal}`)) > 0;
}

/**
 * All that a verdict hangs on beside the cells: the statement that judges the part, without its place; what only the law
 * asks of (contexts, fields, columns); the program that the law is of.
 */
function contextOf(input: JudgeInput, at: number, contexts: PartContexts): string {
  const sources = input.sources.map((source) => ({ ...source, staged: 'staged', kinds: null }));
  const plan = planJudging('', { ...input, sources });
  const part = plan.parts[at];
  if (!part) return '';
  // How the lane is stored is no part of it.
  const layout = { repaired: [], seldom: new Set<number>() };
  const filling = { contexts, words: new Set<number>(), layout, forced: false, known: null };
  const { feeds, unmapped } = part;
  const told = [
    fillLane(plan, { ...part, part: 0 }, filling),
    JSON.stringify({ contexts, feeds, unmapped, settings: input.settings, key: input.mapping.key }),
    JSON.stringify(input.dataset),
    input.program ?? '',
  ];
  return createHash('sha256').update(told.join('\0')).digest('hex').slice(0, 32);
}

/**
 * The view `known_cells`: part, row, `r` of every field of the dataset and `cells` (as `rejected` keeps them) of the accepted rows known by their text, from
 * the staged file. Null where no part looks rows up. It is read where a row of another key may be meant, or a key stands twice.
 */
export function createKnownCells(plan: Plan, known: readonly (RowLookup | null)[]): string | null {
  const parts = plan.parts.flatMap((part, at) => {
    const lookup = known[at];
    return lookup && lookup.relation !== null ? [knownCellsSql(plan, part, lookup)] : [];
  });
  return parts.length === 0 ? null : `CREATE OR REPLACE VIEW ${plan.at}known_cells AS ${parts.join(' UNION ALL ')}`;
}

/**
 * Views for the commit. `known`: part, row of the rows taken over. `fresh`: part, row, h1, h2 and digests of the accepted rows that another
 * delivery may take over: none with an issue, which it would have to tell, or with a content that clears a field.
 */
export function createKnown(plan: Plan): string[] {
  const clearing = plan.slots.filter(({ field }) => field.empty === 'clear').map(({ f }) => f);
  const told = ['part', 'row', 'h1', 'h2', 'key_digest', 'content_digest'];
  const keeps = clearing.map((f) => ` AND ${f} IS DISTINCT FROM ''`);
  return [
    `CREATE OR REPLACE VIEW ${plan.at}known AS SELECT part, row FROM ${plan.at}lane WHERE known`,
    `CREATE OR REPLACE VIEW ${plan.at}fresh AS SELECT ${told.join(', ')} FROM ${takenRows(plan, [...told, ...clearing])}
      ANTI JOIN ${plan.at}issues USING (part, row) WHERE h1 IS NOT NULL${keeps.join('')}`,
  ];
}
