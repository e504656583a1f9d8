/** Which column feeds which field, when nothing is stored for it: exact names claim, alike ones only suggest. */
import { builtinDatasets } from '../../schemas/datasets/builtin.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { isOwnHeader } from '../../schemas/receipt.js';
import { isCounter } from './columns.js';
import type { Column } from './columns.js';
import { alikeFields } from './likeness.js';
import type { Suggestion } from './likeness.js';
import { exactMatch, lesserRank, lookupOf } from './lookup.js';
import { isAble } from './samples.js';
import type { Samples } from './samples.js';

export type Claim =
  | { kind: 'field'; field: string }
  | { kind: 'extra' }
  | { kind: 'ignored' }
  /** Several columns claim the field with equal right. */
  | { kind: 'conflict'; field: string }
  | { kind: 'alike'; suggestions: Suggestion[] }
  /** A person answered what is no field of the dataset. */
  | { kind: 'unread'; said: string };

/** Claims of the columns by position. `fed` = fields that stored columns or answers feed already. */
export function claimColumns(
  columns: readonly Column[],
  dataset: DatasetDef,
  fed: ReadonlySet<string>,
  samples: Samples = [],
): Map<number, Claim> {
  const claims = new Map<number, Claim>();
  const open: Column[] = [];
  const contest = new Contest(fed);
  for (const column of columns) {
    const exact = exactMatch(column.read, lookupOf(dataset));
    if (isOwnHeader(column.header) || isCounter(column)) claims.set(column.position, { kind: 'ignored' });
    else if (!exact) open.push(column);
    else if (exact.rank >= lesserRank && !mayFeed(exact.field, dataset, samples[column.position])) open.push(column);
    else if (areNumbers(exact.field, dataset, samples[column.position]))
      claims.set(column.position, numbered(exact.field, dataset));
    else contest.enter(column, exact.field, exact.rank + (column.empty ? 10 : 0));
  }
  contest.settle(claims);
  suggest(open, { dataset, samples, fed: new Set([...fed, ...contest.fields()]) }, claims);
  return claims;
}

/** Columns that claim the same field: the best rank wins, equal best ranks are a conflict, the rest are extra. */
class Contest {
  readonly #fed: ReadonlySet<string>;
  readonly #entries = new Map<string, { column: Column; rank: number }[]>();

  constructor(fed: ReadonlySet<string>) {
    this.#fed = fed;
  }

  enter(column: Column, field: string, rank: number): void {
    const entries = this.#entries.get(field) ?? [];
    entries.push({ column, rank });
    this.#entries.set(field, entries);
  }

  fields(): Iterable<string> {
    return this.#entries.keys();
  }

  settle(claims: Map<number, Claim>): void {
    for (const [field, entries] of this.#entries) {
      const best = Math.min(...entries.map((entry) => entry.rank));
      const winners = entries.filter((entry) => entry.rank === best);
      const kind = winners.length === 1 ? 'field' : 'conflict';
      for (const { column, rank } of entries) {
        const wins = rank === best && !this.#fed.has(field);
        claims.set(column.position, wins ? { kind, field } : { kind: 'extra' });
      }
    }
  }
}

function suggest(
  open: readonly Column[],
  { dataset, samples, fed }: { dataset: DatasetDef; samples: Samples; fed: ReadonlySet<string> },
  claims: Map<number, Claim>,
): void {
  const mayBe = ({ position }: Column, name: string): boolean =>
    !fed.has(name) && mayFeed(name, dataset, samples[position]);
  for (const column of open) {
    const found = column.empty ? [] : alikeFields(column.read, dataset).filter(({ field }) => mayBe(column, field));
    const alike = withoutOthers(found, column, dataset);
    claims.set(column.position, alike.length > 0 ? { kind: 'alike', suggestions: alike } : { kind: 'extra' });
  }
}

/** Whether the values can be those of the field. */
function mayFeed(name: string, { fields }: DatasetDef, values: readonly string[] | undefined): boolean {
  const field = fields.find((one) => one.name === name);
  return field !== undefined && isAble(field, values);
}

/** A header that names a field of another built-in dataset exactly (客户名称 among orders) means no other field here, unless several go by it. */
function withoutOthers(alike: Suggestion[], { read }: Column, dataset: DatasetDef): Suggestion[] {
  const isBuiltin = builtinDatasets.some(({ name }) => name === dataset.name);
  if (alike.length === 0 || !isBuiltin) return alike;
  const named = builtinDatasets.flatMap((other) => {
    const field = exactMatch(read, lookupOf(other))?.field ?? [];
    // What numbers customers there refers to them here.
    return field === other.customerField ? [field, dataset.customerField ?? field] : field;
  });
  if (named.length === 0) return alike;
  const own = (lookupOf(dataset).get(read.folded) ?? []).map(({ field }) => field);
  return alike.filter(({ field }) => named.includes(field) || own.includes(field));
}

/** A column that is called as names are, and holds nothing but numbers of several digits: SAP calls customer numbers Customer. */
const areNumbers = (field: string, { fields }: DatasetDef, values: readonly string[] = []): boolean =>
  fields.find(({ name }) => name === field)?.type === 'name' &&
  values.length > 4 &&
  values.every((text) => /^\d{4,}$/.test(text));

function numbered(field: string, { identity }: DatasetDef): Claim {
  const wanted = [identity.identifier, field].filter((name) => name !== null);
  return { kind: 'alike', suggestions: wanted.map((name) => ({ field: name, confidence: 0.7 })) };
}
