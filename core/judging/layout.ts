/**
 * How the lane is stored: the table `laid`, and the view `lane` that everybody reads. The engine keeps four bytes and more for every NULL of a
 * column of texts, and the `r` of most columns is NULL in nearly all rows: what is seldom there lies in one list, which most rows do not have.
 */
import { fieldType } from '../../schemas/fields/registry.js';
import { num } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import type { PartContexts } from './contexts.js';
import { cellOf } from './filling.js';
import type { Layout } from './filling.js';
import type { PartPlan, Plan, Slot } from './plan.js';

const sampled = 2_000;
/** Of the sampled rows, the share with a raw text from which on it gets a column of its own. */
const often = 0.1;

/** The slots whose raw text is seldom there, as the first rows of the long parts tell. */
export async function seldomSlots(s: Session, plan: Plan, contexts: readonly PartContexts[]): Promise<Set<number>> {
  const seldom = new Set(plan.slots.map(({ index }) => index));
  for (const [at, part] of plan.parts.entries()) {
    const fed = part.isLong ? plan.slots.filter((slot) => cellOf(part, slot) !== null) : [];
    if (fed.length === 0) continue;
    const counts = fed.map((slot) => `count(*) FILTER (${differs(plan, part, slot, contexts[at] ?? [])})`);
    const told = await s.one<{ n: string; raws: string[] }>(
      `SELECT count(*) AS n, [${counts.join(', ')}] AS raws FROM (SELECT * FROM ${plan.at}sample${part.part} LIMIT ${sampled})`,
    );
    for (const [index, slot] of fed.entries())
      if (num(told?.raws[index]) > often * num(told?.n)) seldom.delete(slot.index);
  }
  return seldom;
}

function differs(plan: Plan, part: PartPlan, slot: Slot, contexts: PartContexts): string {
  const cell = cellOf(part, slot) ?? 'NULL::VARCHAR';
  const context = contexts[slot.index];
  const short = plan.lawOnly || !context ? null : fieldType(slot.field.type).acceptSql(cell, context);
  return `${cell} <> '' AND ${short === null ? 'TRUE' : `(${short}) IS DISTINCT FROM ${cell}`}`;
}

const hasExtra = ({ parts }: Plan): boolean => parts.some(({ unmapped }) => unmapped.length > 0);

/** Columns of texts that the lane has beside `f`, by where they are. */
export function placedTexts(plan: Plan, { repaired, seldom }: Layout): { own: string[]; listed: string[] } {
  const raws = (isListed: boolean) =>
    plan.slots.filter(({ index }) => seldom.has(index) === isListed).map(({ r }) => r);
  const own = [...raws(false), ...(hasExtra(plan) ? ['extra'] : [])];
  return { own, listed: [...raws(true), 'repairs', ...repaired.map((slot) => `v${slot}`)] };
}

const flagsAndDigests = ['accepted', 'key_digest', 'content_digest', 'known', 'h1', 'h2'];

/** Statements that make both, without rows. */
export function createLane(plan: Plan, layout: Layout): string[] {
  const { own, listed } = placedTexts(plan, layout);
  const texts = [...plan.slots.map(({ f }) => f), ...own];
  const columns = ['part INTEGER', 'row BIGINT', ...texts.map((name) => `${name} VARCHAR`), 'seldom VARCHAR[]'];
  const rest = 'accepted BOOLEAN, key_digest UUID, content_digest UUID, known BOOLEAN, h1 UBIGINT, h2 UBIGINT';
  const unlisted = listed.map((name, at) => `seldom[${at + 1}] AS ${name}`);
  const read = ['part', 'row', ...texts, ...unlisted, ...(hasExtra(plan) ? [] : ['NULL::VARCHAR AS extra'])];
  return [
    `CREATE OR REPLACE TABLE ${plan.at}laid (${[...columns, rest].join(', ')})`,
    `CREATE OR REPLACE VIEW ${plan.at}lane AS SELECT ${[...read, ...flagsAndDigests].join(', ')} FROM ${plan.at}laid`,
  ];
}

/** The list of a row, of columns by those names. */
export const seldomSql = (listed: readonly string[]): string =>
  `CASE WHEN ${listed.map((name) => `${name} IS NOT NULL`).join(' OR ')} THEN [${listed.join(', ')}] END`;
