/** Maps all tables of a delivery under one version. Pure. */
import { builtinDataset, builtinDatasets } from '../../schemas/datasets/builtin.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { ReadingRule } from '../../schemas/decisions.js';
import type { Mapping, MappingQuestion } from '../../schemas/mapping.js';
import type { StagedTable } from '../../schemas/staging.js';
import { answersFor } from './answers.js';
import { guessDataset } from './dataset.js';
import type { MapInput } from './input.js';
import { namesNobody } from './nameless.js';
import { mapTable } from './table.js';
import { nextMapping, sameKey } from './versions.js';
import type { Samples } from './samples.js';

export interface DeliveryMapInput extends Omit<MapInput, 'table' | 'counting' | 'samples'> {
  tables: readonly Pick<StagedTable, 'table' | 'columns' | 'unitLine' | 'rows' | 'sheetHidden'>[];
  /** By table (counting.ts). */
  counting?: ReadonlyMap<number, ReadonlySet<number>>;
  /** By table (samples.ts). */
  samples?: ReadonlyMap<number, Samples>;
  hiddenSheets: 'include' | 'skip';
  /** All that is decided about how files of the source are read; absent = what is stored. */
  reading?: readonly ReadingRule[];
  /** Tables that a person leaves out. */
  leftOut?: ReadonlySet<number>;
}

/**
 * Why a table of a delivery is not taken while another is: `other-columns` = it does not look like this dataset; `other-key` = it
 * lacks the key that the taken ones have; `decided` = a person leaves it out.
 */
export type TableSkip = 'hidden-sheet' | 'other-columns' | 'other-key' | 'decided';

export interface DeliveryMapping {
  /** What to store for the source when `isNew`; with open questions it is a draft and not to be stored. */
  mapping: Mapping;
  isNew: boolean;
  /** Mapping per taken table, by table number; `version` is that of `mapping`. */
  tables: Map<number, Mapping>;
  skipped: Map<number, TableSkip>;
  /** Open questions with the table they came up in; empty = the delivery can go on. */
  questions: (MappingQuestion & { table: number })[];
}

/** Maps the tables of one delivery. `tables` without those left out must not be empty. */
export function mapDelivery(input: DeliveryMapInput): DeliveryMapping {
  const skipped = new Map<number, TableSkip>();
  for (const number of input.leftOut ?? []) skipped.set(number, 'decided');
  const wanted = input.tables.filter(({ table }) => !skipped.has(table));
  const visible = wanted.filter((table) => input.hiddenSheets === 'include' || !table.sheetHidden);
  const offered = visible.length > 0 ? visible : wanted;
  for (const table of wanted) if (!offered.includes(table)) skipped.set(table.table, 'hidden-sheet');
  const { counting, samples, ...others } = input;
  const rest = { ...others, answers: answersFor(input.answers ?? null, input.dataset) };
  const mapped = offered.map((table) => ({
    table,
    outcome: mapTable({ ...rest, table, counting: counting?.get(table.table), samples: samples?.get(table.table) }),
  }));
  const fitting = mapped.filter(({ outcome }) => fits(outcome.questions));
  const own = withNames(ofDataset(fitting, input.dataset), input.dataset);
  const taken = ofOneKey(own);
  const isOther = (one: Mapped): boolean => fitting.includes(one) && !own.includes(one);
  for (const one of taken.length > 0 ? mapped : []) {
    if (!taken.includes(one))
      skipped.set(one.table.table, lacksKeyOnly(one) && !isOther(one) ? 'other-key' : 'other-columns');
  }
  const chosen = taken.length > 0 ? taken : mapped.sort(byPromise).slice(0, 1);
  const known = [input.stored, ...(input.others ?? [])].flatMap((mapping) => mapping ?? []);
  const mapping = nextMapping(
    known,
    chosen.map(({ outcome }) => outcome.mapping),
    input.reading,
  );
  if (!mapping) throw new RangeError('a delivery without tables cannot be mapped');
  const questions = chosen.flatMap(({ table, outcome }) =>
    outcome.questions.map((question) => ({ ...question, table: table.table })),
  );
  return {
    mapping,
    isNew: !known.includes(mapping),
    tables: new Map(
      chosen.map(({ table, outcome }) => [table.table, { ...outcome.mapping, version: mapping.version }]),
    ),
    skipped,
    questions,
  };
}

const fits = (questions: readonly MappingQuestion[]): boolean =>
  !questions.some(({ kind }) => kind === 'required' || kind === 'key');

const lacksKeyOnly = ({ outcome }: Mapped): boolean => !outcome.questions.some(({ kind }) => kind === 'required');

/** People and companies have the same columns. */
const kin = new Set(['customers', 'contacts']);

/** Without the tables that surely are another dataset's (orders below a list of customers, which name the customer, too), where others are not. */
function ofDataset(tables: Mapped[], { name }: DatasetDef): Mapped[] {
  if (tables.length < 2 || builtinDataset(name) === undefined) return tables;
  const own = tables.filter(({ table }) => {
    const guess = guessDataset([table], builtinDatasets).dataset;
    return guess === null || guess === name || (kin.has(guess) && kin.has(name));
  });
  // One that tells as much of a customer as theirs do is not left out: it may hold the customers with what they ordered.
  const most = Math.max(0, ...own.map(fed));
  return own.length > 0 ? tables.filter((one) => own.includes(one) || fed(one) >= most) : tables;
}

/** Without the tables that name nobody, where others do: a list of branches and their telephones beside the list of persons. */
function withNames(tables: Mapped[], dataset: DatasetDef): Mapped[] {
  const named = tables.filter(({ outcome }) => !namesNobody(dataset, fedFields(outcome)));
  return named.length > 0 ? named : tables;
}

/** The tables that share the best key: one that is no fallback, then any fields, then none. A form above a list, one row, does not decide for the list. */
function ofOneKey(tables: Mapped[]): Mapped[] {
  const rank = ({ outcome: { mapping } }: Mapped): number =>
    mapping.key.kind === 'content' ? 2 : mapping.key.fallback === true ? 1 : 0;
  const lists = tables.filter(({ table }) => table.rows > 1);
  const [best] = (lists.length > 0 ? lists : tables).toSorted((a, b) => rank(a) - rank(b));
  return tables.filter(({ outcome }) => best !== undefined && sameKey(outcome.mapping, best.outcome.mapping));
}

type Mapped = { table: DeliveryMapInput['tables'][number]; outcome: ReturnType<typeof mapTable> };

const fedFields = ({ mapping }: Mapped['outcome']): Set<string> =>
  new Set(mapping.columns.flatMap(({ field }) => field ?? []));

const fed = ({ outcome }: Mapped): number => outcome.mapping.columns.filter(({ field }) => field !== null).length;

/** Most fed fields first, then most rows. */
function byPromise(a: Mapped, b: Mapped): number {
  return fed(b) - fed(a) || b.table.rows - a.table.rows;
}
