/** Lays out one judging: which field is fed by which column of which part, and how every column is called in SQL. */
import type { DatasetDef, FieldDef } from '../../schemas/datasets/dataset.js';
import type { ColumnMapping } from '../../schemas/mapping.js';
import { quoteIdent } from '../archive/sql-text.js';
import { extraKeys } from './extra-keys.js';
import { joinedSource } from './joined.js';
import type { UnmappedColumn } from './extra-keys.js';
import type { JudgeInput, JudgeSource } from './types.js';

/** A field that has a value in the lane. */
export interface Slot {
  index: number;
  field: FieldDef;
  /** Quoted columns of the canonical and of the raw text. */
  f: string;
  r: string;
  /** Not fed by a column: the currency written in, or declared for, the cell of that money slot. */
  currencyOf: number | null;
}

export interface PartPlan {
  part: number;
  source: JudgeSource;
  /** By slot: the column feeding it here, or null. */
  feeds: (ColumnMapping | null)[];
  /** Sorted by key. */
  unmapped: UnmappedColumn[];
  /** There are more rows than the sample holds. */
  isLong: boolean;
  /** Slots without an empty cell in the sample. */
  filled: ReadonlySet<number>;
}

export interface Plan {
  /** Quoted `catalog.main.` prefix of all tables made. */
  at: string;
  dataset: DatasetDef;
  source: string;
  slots: Slot[];
  parts: PartPlan[];
  /** Fields of the key; null = a row's content is its key. */
  key: { slot: Slot | null; id: string; name: string }[] | null;
  newest: Slot | null;
  effective: Slot | null;
  timeZone: string;
  lawOnly: boolean;
}

export function planJudging(scratch: string, input: JudgeInput): Plan {
  const { dataset, mapping } = input;
  const fed = input.sources.map((source) => fedBy(source.mapped ?? mapping.columns, source, dataset));
  const slots = slotsOf(dataset, fed);
  const slotOf = (name: string | null): Slot | null => slots.find((slot) => slot.field.name === name) ?? null;
  const keyFields = mapping.key.kind === 'fields' ? mapping.key.fields : null;
  return {
    at: `${quoteIdent(scratch)}.main.`,
    dataset,
    source: input.source,
    slots,
    parts: input.sources.map((source, index) => partPlan(source, fed[index] ?? new Map(), slots)),
    key: keyFields?.map((name) => ({ slot: slotOf(name), id: fieldId(dataset, name), name })) ?? null,
    newest: slotOf(mapping.newestBy),
    effective: slotOf(mapping.effectiveBy),
    timeZone: input.settings.timeZone,
    lawOnly: input.lanes === 'law-only',
  };
}

const fieldId = (dataset: DatasetDef, name: string): string =>
  dataset.fields.find((field) => field.name === name)?.id ?? name;

/** Field name -> the first column that feeds it. */
function fedBy(columns: ColumnMapping[], source: JudgeSource, dataset: DatasetDef): Map<string, ColumnMapping> {
  const known = new Set(dataset.fields.map((field) => field.name));
  const fed = new Map<string, ColumnMapping>();
  for (const column of columns) {
    if (column.field === null || !known.has(column.field) || fed.has(column.field)) continue;
    if (column.position < source.columns.length) fed.set(column.field, column);
  }
  return fed;
}

function slotsOf(dataset: DatasetDef, fed: Map<string, ColumnMapping>[]): Slot[] {
  const isFed = (field: FieldDef): boolean => fed.some((columns) => columns.has(field.name));
  const money = dataset.fields.find((field) => field.type === 'money' && isFed(field));
  const derived = dataset.fields.find((field) => field.name === 'currency' && !isFed(field));
  const chosen = dataset.fields.filter((field) => isFed(field) || (money !== undefined && field === derived));
  return chosen.map((field, index) => ({
    index,
    field,
    f: quoteIdent(`f_${field.id}`),
    r: quoteIdent(`r_${field.id}`),
    currencyOf: field === derived && money ? chosen.indexOf(money) : null,
  }));
}

function partPlan(source: JudgeSource, fed: Map<string, ColumnMapping>, slots: Slot[]): PartPlan {
  const feeds = slots.map((slot) => fed.get(slot.field.name) ?? null);
  const taken = new Set([...feeds.map((column) => column?.position), ...(source.ignored ?? [])]);
  const free = source.columns
    .map((column, position) => ({ ...column, position }))
    .filter((c) => !taken.has(c.position));
  return {
    part: source.part,
    source: joinedSource(
      source,
      feeds.filter((column) => column !== null),
    ),
    feeds,
    isLong: false,
    filled: new Set(),
    unmapped: extraKeys(
      free,
      slots.map((slot) => slot.field.id),
    ),
  };
}
