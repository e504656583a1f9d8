/** Proposes a dataset for the columns of a table: types by the cells, a key that is filled and unique, values that repeat. */
import type { Session } from '../../archive/duck.js';
import type { DatasetInput, FieldInput } from '../../../schemas/datasets/make.js';
import type { CellSettings } from '../../../schemas/fields/columns.js';
import type { StagedColumn } from '../../../schemas/staging.js';
import { isCounter, readColumns } from '../columns.js';
import type { Column } from '../columns.js';
import { isNumberHeader } from './hint.js';
import { fieldNames } from './names.js';
import { profileTable } from './profile.js';
import type { ColumnProfile } from './profile.js';
import { shapeOf } from './shape.js';
import type { Shape } from './shape.js';

export interface InferredColumn extends Pick<Shape, 'type' | 'why'> {
  /** Label of the column (A or 1) and its header. */
  column: string;
  header: string;
  /** Name of the field; null = none is proposed. */
  field: string | null;
  /** Why none is: it numbers the rows, has no header, or that of a column before it. */
  leftOut: LeftOut | null;
  /** 0 to 1: how much of what was looked at speaks for the type. */
  confidence: number;
  rows: number;
  filled: number;
  distinct: number;
}

export type LeftOut = 'counter' | 'no-header' | 'same-header';

export interface Inferred {
  /** What stands under `datasets: { <name>: … }` in the settings. */
  dataset: DatasetInput;
  columns: InferredColumn[];
  rows: number;
}

/** A table of fewer rows says nothing about what is always filled. */
const leastRows = 20;
const leastFilled = 0.98;
/** Where the header says number: some rows stand twice in a file, and still it is the key. */
const leastUnique = 0.98;
/** Up to this many looked-at values, every further one counts for the confidence. */
const sureFrom = 50;

/** `from`: a FROM-clause with columns row, c0, c1 …. Rows stay in the engine. */
export async function inferDataset(
  s: Session,
  from: string,
  columns: readonly StagedColumn[],
  settings: CellSettings,
): Promise<Inferred> {
  const profiles = await profileTable(s, from, columns);
  const shapes = profiles.map((profile) => shapeOf(profile, settings));
  const left = readColumns(columns).map(leftOutOf);
  const usable = left.map((why) => why === null);
  const names = fieldNames(columns.map(({ header }) => header));
  const key = keyColumn(profiles, shapes, usable);
  const fields: Record<string, FieldInput> = {};
  for (const [at, profile] of profiles.entries()) {
    const shape = shapes[at];
    const name = names[at];
    if (usable[at] === true && shape && name !== undefined) fields[name] = fieldOf(profile, shape, at === key);
  }
  return {
    dataset: { fields },
    rows: profiles[0]?.rows ?? 0,
    columns: profiles.map((profile, at) => ({
      ...columnOf(profile, at === key, shapes[at] ?? { type: 'text', fits: 0, why: 'empty' }),
      field: usable[at] ? (names[at] ?? null) : null,
      leftOut: left[at] ?? null,
    })),
  };
}

function leftOutOf(column: Column): LeftOut | null {
  if (column.read.folded === '') return 'no-header';
  if (isCounter(column)) return 'counter';
  return column.occurrence > 1 ? 'same-header' : null;
}

/** The first column that is filled and unique and holds codes; one whose header says so comes first. -1 = none. */
function keyColumn(profiles: readonly ColumnProfile[], shapes: readonly Shape[], usable: readonly boolean[]): number {
  const able = profiles.flatMap(({ rows, filled, distinct, column }, at) => {
    const type = shapes[at]?.type;
    const named = isNumberHeader(column.header);
    const leastDistinct = named ? leastUnique * filled : filled;
    const unique = rows > 1 && filled >= leastFilled * rows && distinct >= leastDistinct;
    const code = type === 'identifier' || (named && (type === 'integer' || type === 'name'));
    return usable[at] === true && unique && code ? [{ at, named }] : [];
  });
  return (able.find(({ named }) => named) ?? able[0])?.at ?? -1;
}

function fieldOf(profile: ColumnProfile, shape: Shape, isKey: boolean): FieldInput {
  const { rows, filled, values, column } = profile;
  return {
    type: isKey ? 'identifier' : shape.type,
    label: column.header.trim(),
    ...(isKey ? { identifier: true } : {}),
    ...(rows >= leastRows && filled === rows ? { required: true } : {}),
    ...(shape.type === 'enum' && !isKey
      ? { values: Object.fromEntries(values.map(({ text }) => [text, [text]])), open: true }
      : {}),
  };
}

function columnOf(profile: ColumnProfile, isKey: boolean, shape: Shape): Omit<InferredColumn, 'field' | 'leftOut'> {
  const { column, rows, filled, distinct, sample } = profile;
  const seen = Math.min(1, 0.5 + sample.length / (2 * sureFrom));
  const confidence = Math.round(shape.fits * (shape.why === 'rest' ? 0.8 : 1) * (values(shape) ? 1 : seen) * 100) / 100;
  const type = isKey ? 'identifier' : shape.type;
  return {
    column: column.label,
    header: column.header,
    type,
    why: shape.why,
    confidence,
    rows,
    filled,
    distinct,
  };
}

const values = ({ why }: Shape): boolean => why === 'few-values';
