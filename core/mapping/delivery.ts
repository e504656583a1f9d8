/** Maps all tables of a delivery under one version. Pure. */
import type { Mapping, MappingQuestion } from '../../schemas/mapping.js';
import type { StagedTable } from '../../schemas/staging.js';
import type { MapInput } from './input.js';
import { mapTable } from './table.js';
import { nextMapping } from './versions.js';

export interface DeliveryMapInput extends Omit<MapInput, 'table'> {
  tables: readonly Pick<StagedTable, 'table' | 'columns' | 'rows' | 'sheetHidden'>[];
  hiddenSheets: 'include' | 'skip';
}

/** Why a table of a delivery is not taken: `other-columns` = it does not look like this dataset while another table does. */
export type TableSkip = 'hidden-sheet' | 'other-columns';

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

/** Maps the tables of one delivery. `tables` must not be empty. */
export function mapDelivery(input: DeliveryMapInput): DeliveryMapping {
  const skipped = new Map<number, TableSkip>();
  const visible = input.tables.filter((table) => input.hiddenSheets === 'include' || !table.sheetHidden);
  const offered = visible.length > 0 ? visible : input.tables;
  for (const table of input.tables) if (!offered.includes(table)) skipped.set(table.table, 'hidden-sheet');
  const mapped = offered.map((table) => ({ table, outcome: mapTable({ ...input, table }) }));
  const taken = mapped.filter(({ outcome }) => fits(outcome.questions));
  for (const { table } of taken.length > 0 ? mapped : []) {
    if (!taken.some((one) => one.table === table)) skipped.set(table.table, 'other-columns');
  }
  const chosen = taken.length > 0 ? taken : mapped.sort(byPromise).slice(0, 1);
  const mapping = nextMapping(
    input.stored,
    chosen.map(({ outcome }) => outcome.mapping),
  );
  if (!mapping) throw new RangeError('a delivery without tables cannot be mapped');
  const questions = chosen.flatMap(({ table, outcome }) =>
    outcome.questions.map((question) => ({ ...question, table: table.table })),
  );
  return {
    mapping,
    isNew: mapping !== input.stored,
    tables: new Map(
      chosen.map(({ table, outcome }) => [table.table, { ...outcome.mapping, version: mapping.version }]),
    ),
    skipped,
    questions,
  };
}

const fits = (questions: readonly MappingQuestion[]): boolean => !questions.some(({ kind }) => kind === 'required');

type Mapped = { table: DeliveryMapInput['tables'][number]; outcome: ReturnType<typeof mapTable> };

/** Most fed fields first, then most rows. */
function byPromise(a: Mapped, b: Mapped): number {
  const fed = ({ outcome }: Mapped): number => outcome.mapping.columns.filter(({ field }) => field !== null).length;
  return fed(b) - fed(a) || b.table.rows - a.table.rows;
}
